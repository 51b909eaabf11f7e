"""Reads a sample's file back, also as another program saved it, and refuses one that was changed or isn't complete."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from checker.frozen import dataclass
from checker.locate.cells import is_blank, text_of
from checker.model.stops import make_stop
from checker.model.workbook import Raw, Sheet, Workbook
from checker.sampling import form
from checker.sampling.percent import read_percent
from checker.sampling.refusing import AS_DRAWN, File, Line, check_answers, check_counts, check_rows, say
from checker.sampling.sample import Part, Terms, check_value
from checker.text.bilingual import Text
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Returned:
    """A sample that came back complete and unchanged."""

    terms: Terms
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    check: str


def read_sample(path: Path, workbook: Workbook) -> Returned:
    """Reads the file.

    Raises:
        Stop: the file is no sample, was changed, or is not filled in.
    """
    about, rows = (_find_sheet(path, workbook, name) for name in ("about_sheet", "rows_sheet"))
    fields, parts = _read_about(File(path, about.name), about)
    terms = _read_terms(File(path, about.name), fields)
    file = File(path, rows.name)
    columns, lines = _read_rows(file, rows, {each.code for each in parts}, f"{terms.pack}/{terms.period}/")
    check_rows(file, columns, lines, terms.seed)
    check_counts(file, columns, lines, parts)
    check = check_value(terms.fields(), parts, (each.identity for each in lines))
    if check != fields["check"]:
        raise File(path, about.name).refuse(0, 0, say("changed"), AS_DRAWN)
    for line in lines:
        check_answers(file, columns, line)
    return Returned(terms, parts, lines, check)


def read_answers(path: Path, workbook: Workbook, terms: Terms) -> dict[str, Mapping[str, str]]:
    """Reads the answers of a smaller sample by the identities of its rows; it need not be complete.

    Raises:
        Stop: the file is no sample, or was drawn on other terms: it has other rows.
    """
    about, rows = (_find_sheet(path, workbook, name) for name in ("about_sheet", "rows_sheet"))
    fields, _ = _read_about(File(path, about.name), about)
    if any(fields[name] != value for name, value in terms.fields().items()):
        raise make_stop("other-sample", path)
    _, lines = _read_rows(File(path, rows.name), rows, set(), "")
    return {line.identity: line.answers for line in lines}


def _find_sheet(path: Path, workbook: Workbook, name: str) -> Sheet:
    names = {key_form(form.WORDS[name].zh), key_form(form.WORDS[name].en)}
    for sheet in workbook.sheets:
        if key_form(sheet.name) in names:
            return sheet
    raise make_stop("not-a-sample", path, sheet=form.WORDS[name])


def _find_head(file: File, sheet: Sheet, names: tuple[str, ...]) -> tuple[int, dict[str, int]]:
    """Finds the row with these column heads, and the number of each column."""
    labels, best = form.find_labels(names), dict[str, int]()
    for number, row in enumerate(sheet.rows, start=1):
        found = {labels[word]: at for at, cell in enumerate(row, 1) if (word := key_form(text_of(cell))) in labels}
        if len(found) == len(names):
            return number, found
        best = max(best, found, key=len)
    lacking = next(name for name in names if name not in best)
    raise file.refuse(0, 0, say("no_column", name=form.WORDS[lacking]), AS_DRAWN)


def _read_about(file: File, sheet: Sheet) -> tuple[dict[str, str], tuple[Part, ...]]:
    head, columns = _find_head(file, sheet, form.PART_COLUMNS)
    labels = form.find_labels(form.FIELDS)
    fields = {
        name: text_of(sheet.at(row, 2))
        for row in range(1, head)
        if (name := labels.get(key_form(text_of(sheet.at(row, 1)))))
    }
    for name in form.FIELDS:
        if not fields.get(name):
            raise file.refuse(0, 0, say("no_field", name=form.WORDS[name]), AS_DRAWN)
    parts = tuple(_read_parts(file, sheet, head, columns))
    total, size = sum(each.population for each in parts), sum(each.size for each in parts)
    if (fields["population"], fields["size"]) != (str(total), str(size)):
        raise file.refuse(0, 0, say("changed"), AS_DRAWN)
    return fields, parts


def _read_parts(file: File, sheet: Sheet, head: int, columns: Mapping[str, int]) -> Iterator[Part]:
    row = head + 1
    while code := text_of(sheet.at(row, columns["code"])):
        passed, drawn = (_read_count(file, sheet, row, columns[each]) for each in ("passed", "drawn"))
        name = text_of(sheet.at(row, columns["department"]))
        workbook, sha256 = (text_of(sheet.at(row, columns[each])) for each in ("workbook", "sha256"))
        if not 0 < drawn <= passed:
            raise file.refuse(row, columns["drawn"], say("changed"), AS_DRAWN)
        yield Part(code, Text(name, name), workbook, sha256, passed, drawn)
        row += 1


def _read_count(file: File, sheet: Sheet, row: int, column: int) -> int:
    text = text_of(sheet.at(row, column))
    if not (text.isascii() and text.isdecimal()):
        raise file.refuse(row, column, say("no_number", text=text), AS_DRAWN)
    return int(text)


def _read_terms(file: File, fields: Mapping[str, str]) -> Terms:
    confidence, tolerable, expected = (
        read_percent(fields[name], f"{file.path} [{file.sheet}]") for name in ("confidence", "tolerable", "expected")
    )
    allowed = fields["allowed"]
    if not (Fraction(1, 2) <= confidence < 1 and 0 < tolerable < 1 and allowed.isascii() and allowed.isdecimal()):
        raise file.refuse(0, 0, say("changed"), AS_DRAWN)
    return Terms(
        pack=fields["pack"],
        pack_sha256=fields["pack_sha256"],
        period=fields["period"],
        as_of=fields["as_of"],
        indicator=fields["indicator"],
        seed=fields["seed"],
        confidence=confidence,
        tolerable=tolerable,
        expected=expected,
        allowed=int(allowed),
    )


def _read_rows(file: File, sheet: Sheet, codes: set[str], place: str) -> tuple[dict[str, int], tuple[Line, ...]]:
    head, columns = _find_head(file, sheet, form.ROW_COLUMNS)
    lines = []
    for row in range(head + 1, len(sheet.rows) + 1):
        if any(not is_blank(sheet.at(row, column)) for column in columns.values()):
            identity = _exact(sheet.at(row, columns["identity"]))
            code = identity.removeprefix(place).partition("/")[0] if identity.startswith(place) else ""
            texts = {name: text_of(sheet.at(row, columns[name])) for name in ("number", "lot", *form.ANSWERS)}
            answers = {name: texts[name] for name in form.ANSWERS}
            own = code if code in codes else ""
            lines.append(Line(row, texts["number"], own, identity, texts["lot"], answers))
    return columns, tuple(lines)


def _exact(raw: Raw) -> str:
    return raw if isinstance(raw, str) else text_of(raw)
