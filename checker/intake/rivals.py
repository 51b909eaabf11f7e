"""Decides which of several files of one department counts, by what they say; nothing is guessed.

Each rule looks at the files that are left, and passes some over, with the reason. What no rule decides is asked.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import field
from pathlib import PurePosixPath

from checker.frozen import dataclass
from checker.intake.contents import contents_of
from checker.intake.inbox import Incoming, is_named
from checker.intake.target import Declaration
from checker.marked_copy.names import original_stem
from checker.model.workbook import Workbook
from checker.periods import Period, is_period, parse_period
from checker.text.bilingual import Text
from checker.text.levels import PackText
from checker.text.normalize import word_form

#: What the cover sheet says where a file replaces all others of its department.
_ALL = frozenset(map(word_form, ("全部", "所有", "其他全部", "all", "all others")))


@dataclass(frozen=True)
class Rival:
    """One of several files of a department.

    Attributes:
        sha256: the hash of its bytes; empty if it can't be read.
        why_not: what it is, if it is no workbook.
        workbook: its cells; None if they can't be read, or aren't here.
        untouched: whether it is a marked copy that nobody has edited.
        listed: the references of the flags that its flags sheets list; None without a flags sheet.
        found: the references of the flags that are found in it now.
        answered: whether somebody has answered flags in it.
        filled: the tables that have rows in it, or are declared to have none.
        ticked: whether its cover sheet says of a table that there is nothing to report.
    """

    file: Incoming
    sha256: str
    why_not: Text | None = None
    workbook: Workbook | None = None
    declaration: Declaration = field(default_factory=Declaration)
    untouched: bool = False
    listed: frozenset[str] | None = None
    found: frozenset[str] = frozenset()
    answered: bool = False
    filled: frozenset[str] = frozenset()
    ticked: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether it could be read."""
        return bool(self.sha256)


Passed = dict[str, Text]
_Rule = Callable[[Sequence[Rival], Period], Passed]


def choose(
    rivals: Sequence[Rival], period: Period, use: Collection[str], *, named: bool = False, merged: bool = False
) -> tuple[list[Rival], Passed]:
    """Chooses among the files of one department, sorted by name.

    Somebody who has `named` each of them means each of them: only equal copies are then passed over. Files of several
    departments that were `merged` may all count: whether one corrects the other is no question then.

    Returns:
        Those that are left: one if the files say which counts. And those passed over: why, by name.
    """
    used = [each for each in rivals if is_named(each.file.name, use)]
    if len(used) == 1:
        others = [each.file.name for each in rivals if each is not used[0]]
        chosen = PurePosixPath(used[0].file.name).name
        reason = Text(zh=f"--use 指定以 {chosen} 为准", en=f"--use names {chosen} instead")
        return used, dict.fromkeys(others, reason)
    passed: Passed = {}
    left = list(rivals)
    for rule in (_same_bytes,) if named else _RULES[: -1 if merged else None]:
        if len(left) > 1:
            more = rule(left, period)
            passed |= more
            left = [each for each in left if each.file.name not in more]
    return left, passed


def are_parts(rivals: Sequence[Rival]) -> bool:
    """Whether the files are parts of one submission: no table is filled in in two of them."""
    filled = [each.filled for each in rivals]
    apart = sum(map(len, filled)) == len(frozenset().union(*filled))
    return apart and all(filled) and all(each.workbook is not None for each in rivals)


def _no_workbooks(rivals: Sequence[Rival], period: Period) -> Passed:
    """Passes over files that are no workbooks; if none is one, the first is shown as what its department sent."""
    passed = {each.file.name: each.why_not for each in rivals if each.why_not is not None}
    if len(passed) == len(rivals):
        del passed[rivals[0].file.name]
    return passed


def _same_bytes(rivals: Sequence[Rival], period: Period) -> Passed:
    return _copies(rivals, [each.sha256 for each in rivals], Text(zh="与 {} 完全相同", en="the same bytes as {}"))


def _other_periods(rivals: Sequence[Rival], period: Period) -> Passed:
    """Passes over the files of another period, if any file is of this one or doesn't say."""
    other = {each.file.name: label for each in rivals if (label := _other_period(each, period))}
    if len(other) == len(rivals):
        return {}
    return {
        name: Text(zh=f"报送期是 {label}，不是 {period.label}", en=f"its period is {label}, not {period.label}")
        for name, label in other.items()
    }


def _other_period(rival: Rival, period: Period) -> str | None:
    """The period that a file says it is for, if it is another one: on the cover, on a flags sheet, or in its name.

    A year in the name may only be the day on which it was sent, so a name counts if no day of its period is asked for.
    """
    stamp = rival.declaration.stamp
    for said in (rival.declaration.cover.values.get("period"), stamp.period if stamp else None):
        if said and is_period(said):
            return said if parse_period(said, period.window.year_month) != period else None
    for word in original_stem(rival.file.path).replace("_", "-").split("-"):
        if is_period(word):
            window = parse_period(word, period.window.year_month).window
            return word if window.end < period.window.start or period.window.end < window.start else None
    return None


def _same_cells(rivals: Sequence[Rival], period: Period) -> Passed:
    """Passes over files that hold the same cells, such as a marked copy that nobody has edited."""
    ordered = sorted(rivals, key=lambda each: (not each.answered, each.untouched, each.listed is not None))
    contents = [contents_of(each.workbook) if each.workbook else each.file.name for each in ordered]
    return _copies(ordered, contents, Text(zh="内容与 {} 相同", en="the same content as {}"))


def _superseded(rivals: Sequence[Rival], period: Period) -> Passed:
    """Passes over the files that the cover sheet of another one says it replaces, unless they name each other."""
    replaced = {
        each.file.name: {
            other.file.name
            for other in rivals
            if other is not each and _means(each.declaration.cover.values.get("supersedes", ""), other.file.name)
        }
        for each in rivals
    }
    passed = {
        other: Text(
            zh=f"{newer} 的填报说明写明替代它", en=f"{newer} says on its cover sheet that it replaces this file"
        )
        for name, others in replaced.items()
        for newer in [PurePosixPath(name).name]
        for other in others
        if name not in replaced[other]
    }
    return passed if len(passed) < len(rivals) else {}


def _means(said: str, name: str) -> bool:
    path = PurePosixPath(name)
    words = {word_form(word) for word in said.replace("，", "、").replace(",", "、").replace(";", "、").split("、")}
    return bool({word_form(path.name), word_form(path.stem), word_form(name)} & words) or bool(words & _ALL)


def _untouched_copies(rivals: Sequence[Rival], period: Period) -> Passed:
    """Passes over marked copies that nobody has edited, if their original, or an edited copy, is there."""
    copies = [each for each in rivals if each.untouched]
    if len(copies) == len(rivals):
        return {}
    reason = Text(zh="没有改动过的标注副本", en="a marked copy that nobody has edited")
    return {each.file.name: reason for each in copies}


def _corrected_copies(rivals: Sequence[Rival], period: Period) -> Passed:
    """Chooses between a file and an edited marked copy of it: the one in which listed flags are found no more.

    Listed flags that neither has may have been corrected in both, or come from the comparison of departments: they say
    nothing. Where some were corrected here and some there, nobody can say which one is newer.
    """
    if len(rivals) != 2 or sum(each.listed is not None for each in rivals) != 1:
        return {}
    copy, other = sorted(rivals, key=lambda each: each.listed is None)
    listed = copy.listed or frozenset()
    there, here = listed & copy.found - other.found, listed & other.found - copy.found
    if not there and (here or copy.answered):
        newer = PurePosixPath(copy.file.name).name
        return {
            other.file.name: Text(zh=f"{newer} 是改过的标注副本，以它为准", en=f"{newer} is its corrected marked copy")
        }
    if there and not here and not copy.answered:
        return {copy.file.name: Text(zh="改正以前的标注副本", en="a marked copy from before the corrections")}
    return {}


def _blank(rivals: Sequence[Rival], period: Period) -> Passed:
    """Passes over workbooks in which nothing is filled in."""
    blank = [each for each in rivals if each.workbook is not None and not (each.filled or each.ticked)]
    if len(blank) == len(rivals):
        return {}
    return {each.file.name: Text(zh="各表都没有填写", en="none of its tables is filled in") for each in blank}


def _unreadable(rivals: Sequence[Rival], period: Period) -> Passed:
    """Passes over files that can't be read; a flag names them, as one of them may be newer."""
    broken = [each for each in rivals if not each.is_readable]
    if len(broken) == len(rivals):
        return {}
    return {each.file.name: UNREADABLE for each in broken}


def _copies(rivals: Sequence[Rival], contents: Sequence[object], reason: Text) -> Passed:
    first: dict[object, Rival] = {}
    passed: Passed = {}
    for each, content in zip(rivals, contents, strict=True):
        kept = first.setdefault(content, each) if content else each
        if kept is not each:
            passed[each.file.name] = Text(reason.zh.format(kept.file.name), reason.en.format(kept.file.name))
    return passed


#: Why a file that can't be read is passed over.
UNREADABLE = PackText(
    zh="无法读取，同一⟨单位⟩另有可读的文件", en="can't be read, and its ⟨department⟩ has one that can"
)

#: In this order: what needs no reading first; the last is about a file and what it was made from.
_RULES: tuple[_Rule, ...] = (
    _no_workbooks,
    _same_bytes,
    _unreadable,
    _other_periods,
    _superseded,
    _same_cells,
    _untouched_copies,
    _blank,
    _corrected_copies,
)
