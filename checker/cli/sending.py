"""Says which of the files that lie there a department sends, once a workbook is ready to submit."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from checker.cli.streams import remark
from checker.intake.files import given_names
from checker.marked_copy.names import is_marked, original_stem
from checker.model import Department, Language, Report
from checker.privacy.masking import mask_sentence
from checker.privacy.people import mark_sentence
from checker.text.bilingual import Text, join_texts
from checker.text.levels import in_own_words
from checker.text.normalize import key_form
from checker.wording.next_step import is_answered, next_step

#: What workbooks end in.
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".et", ".ods", ".csv"})
#: The most other files that are named.
MOST = 4


@in_own_words
def tell_what_to_send(report: Report, files: Sequence[Path], out: Path | None, language: Language) -> None:
    """Names on stderr the file to send for each workbook that is ready, beside those that are not to be sent."""
    by_name = {name: path for path, name in given_names(files).items()}
    for department in report.departments:
        path = by_name.get(department.file)
        if path is None or next_step(department).urgency == "stop":
            continue
        others = list(_others(path, department, (path.parent, *([] if out is None else [out])), files))
        if others:
            told = mark_sentence(_say(path, department, others), [each.file for each in report.departments])
            remark(mask_sentence(told, language))


def _others(path: Path, department: Department, folders: Iterable[Path], checked: Sequence[Path]) -> Iterator[Path]:
    """Finds the other workbooks of a department: copies of this one, what it is a copy of, and files with its name."""
    stem, names = key_form(original_stem(path)), [key_form(department.name.zh), key_form(department.name.en)]
    known = {each.resolve() for each in checked}
    for folder in dict.fromkeys(folders):
        for other in sorted(folder.iterdir()) if folder.is_dir() else ():
            if other.resolve() in known or other.suffix.lower() not in SUFFIXES or other.name.startswith((".", "~")):
                continue
            form = key_form(original_stem(other))
            if form == stem or any(name and name in form for name in names):
                yield other


def _say(path: Path, department: Department, others: Sequence[Path]) -> Text:
    listed = [_describe(path, other) for other in others[:MOST]]
    if len(others) > MOST:
        more = len(others) - MOST
        listed.append(Text(f"另外 {more} 个文件", f"{more} more"))
    said = join_texts(listed, "、", ", ")
    why = Text("", "")
    if is_marked(path) and any(map(is_answered, department.flags)):
        why = Text("（里面有你的说明）", " (it carries your answers)")
    return Text(f"要报送的是 {path.name}{why.zh}，不是 {said.zh}", f"send {path.name}{why.en}, not {said.en}")


def _describe(path: Path, other: Path) -> Text:
    """Names another file and says what it is."""
    same = key_form(original_stem(path)) == key_form(original_stem(other))
    if same and is_marked(other):
        return Text(f"{other.name}（标注副本）", f"{other.name} (a marked copy)")
    if same and is_marked(path):
        return Text(f"{other.name}（标注前的文件）", f"{other.name} (the file before it was marked)")
    return Text(f"{other.name}（没有检查）", f"{other.name} (not checked)")
