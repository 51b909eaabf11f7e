"""Assigns the columns under a header to the fields of a table. An ambiguous column becomes a flag, never a guess."""

from collections.abc import Iterator, Sequence

from checker.codes import Code
from checker.frozen import dataclass
from checker.locate.cells import list_items, list_names
from checker.locate.headers import Header, HeaderCell, required_fields
from checker.locate.headings import EXACT, Headings, find_nearest, find_other_unit, is_serial, strip_marks
from checker.model import Flag, Place, Severity, flag, placed
from checker.model.workbook import Sheet, letters
from checker.tables.table import Table
from checker.text.bilingual import Text

COLUMN_MISSING = Code("W216")
COLUMN_LEFT_OUT = Code("W217")
COLUMN_AMBIGUOUS = Code("W218")
COLUMN_PREFERRED = Code("W219")
HEADER_AMBIGUOUS = Code("W220")
HEADER_NEAR = Code("W221")
UNIT_DIFFERS = Code("W222")


@dataclass(frozen=True)
class Columns:
    """The columns of one sheet."""

    fields: dict[str, int]  # 1-based column number by field id
    headers: dict[str, str]  # the header without required marks, by field id
    extra: dict[str, int]  # 1-based column number by header, for the other columns
    serial: frozenset[int]  # the 1-based numbers of columns that only number the rows
    unread: frozenset[str]  # required fields without a column, and fields whose column is ambiguous


_ALWAYS = Text("该列必填", "every row needs")
_SOMETIMES = Text("部分行必须填写该列", "some rows need")
#: For each field, the columns that may be it, with how well their headers match.
Candidates = dict[str, list[tuple[int, HeaderCell]]]


def assign_columns(sheet: Sheet, table: Table, headings: Headings, header: Header) -> tuple[Columns, tuple[Flag, ...]]:
    """Assigns the columns under a header to the table's fields.

    If several columns name one field, none is read, unless exactly one has the exact header.
    """
    candidates, doubtful = _candidates(header, headings)
    chosen: dict[str, HeaderCell] = {}
    flags = [_several_meanings(sheet, table, cell, names) for cell, names in doubtful]
    for field, found in candidates.items():
        found.sort(key=lambda pair: pair[0])
        if len(found) == 1 or (found[0][0] == EXACT and found[1][0] > EXACT):
            chosen[field] = found[0][1]
        if len(found) > 1:
            flags.append(_several_columns(sheet, table, field, found))
    used = {cell.column for cell in chosen.values()}
    rest = [cell for cell in header.cells if cell.column not in used]
    ambiguous = {field for _, names in doubtful for field in names}
    missing = [field for field in table.asked if field not in candidates and field not in ambiguous]
    needed = {field for field in missing if is_needed(table, field)}
    columns = Columns(
        {field: chosen[field].column for field in table.columns if field in chosen},
        {field: _header_text(chosen[field], headings) for field in table.columns if field in chosen},
        _extra(rest),
        frozenset(cell.column for cell in rest if is_serial(cell.text, table.locales)),
        frozenset(needed | (ambiguous | set(candidates)) - set(chosen)),
    )
    unnamed = [cell for cell in rest if not cell.match(headings) and cell.column not in columns.serial]
    flags += [*_missing(sheet, table, header, missing, unnamed), *_near(sheet, table, unnamed, missing)]
    flags += _units(sheet, table, chosen, columns.headers)
    return columns, tuple(each for each in flags if each.place.field not in table.unasked)


def _candidates(header: Header, headings: Headings) -> tuple[Candidates, list[tuple[HeaderCell, tuple[str, ...]]]]:
    """The columns that may be each field; and the headers that may name several fields."""
    candidates: Candidates = {}
    doubtful = []
    nameless = []
    for cell in header.cells:
        found = cell.match(headings)
        if found is None:
            nameless.append(cell)
        elif len(found[1]) > 1:
            doubtful.append((cell, found[1]))
        else:
            candidates.setdefault(found[1][0], []).append((found[0], cell))
    named = frozenset(candidates)
    for cell in nameless:
        # A group header can name a column only if no column's own header names the field.
        found = headings.match(cell.parent) if cell.parent else None
        if found and len(found[1]) == 1 and found[1][0] not in named:
            candidates.setdefault(found[1][0], []).append((found[0] + 1, cell))
    return candidates, doubtful


def _header_text(cell: HeaderCell, headings: Headings) -> str:
    """The header as the sheet spells it, without required marks, and with the group header if that is part of it."""
    if cell.parent and (headings.match(cell.parent + cell.text) or not headings.match(cell.text)):
        return f"{strip_marks(cell.parent, headings.locales)} {strip_marks(cell.text, headings.locales)}"
    return strip_marks(cell.text, headings.locales)


def _extra(cells: list[HeaderCell]) -> dict[str, int]:
    extra: dict[str, int] = {}
    for cell in cells:
        extra[f"{cell.text} ({letters(cell.column)})" if cell.text in extra else cell.text] = cell.column
    return extra


def _place(sheet: Sheet, table: Table, cell: HeaderCell, field: str = "") -> Place:
    return Place(sheet.name, cell.row, letters(cell.column), table.id, field, strip_marks(cell.text, table.locales))


def _accepted(table: Table, field: str, unnamed: Sequence[HeaderCell] = ()) -> Text:
    """The accepted headers of a column, and the sheet's unrecognised headers, because one of them may be it."""
    accepted = list_names(table.columns[field].header)
    if not unnamed:
        return accepted
    cells = list_items(f"{cell.address} {cell.text}" for cell in unnamed)
    return Text(f"{accepted.zh}；本表未识别的表头：{cells.zh}", f"{accepted.en}; unrecognised headers: {cells.en}")


def _several_meanings(sheet: Sheet, table: Table, cell: HeaderCell, names: tuple[str, ...]) -> Flag:
    headers = list_items(table.columns[name].header.text for name in names)
    place = _place(sheet, table, cell)
    return flag(HEADER_AMBIGUOUS, place, expected=headers, cell=placed(place.cell), found=cell.text, headers=headers)


def _several_columns(sheet: Sheet, table: Table, field: str, found: list[tuple[int, HeaderCell]]) -> Flag:
    (best, first), *others = found
    header = table.columns[field].header.text
    if best == EXACT and others[0][0] > EXACT:
        return flag(
            COLUMN_PREFERRED,
            _place(sheet, table, others[0][1], field),
            header=header,
            cell=placed(first.address, first.text),
            cells=placed(list_items(cell.address for _, cell in others), *(cell.text for _, cell in others)),
        )
    in_order = sorted((cell for _, cell in found), key=lambda cell: cell.column)
    cells = placed(list_items(cell.address for cell in in_order), *(cell.text for cell in in_order))
    return flag(COLUMN_AMBIGUOUS, _place(sheet, table, in_order[0], field), cells=cells, header=header)


def is_needed(table: Table, field: str) -> bool:
    """Whether every row, or some rows, must have a field."""
    return field in required_fields(table) or table.columns[field].required_when is not None


def _missing(
    sheet: Sheet, table: Table, header: Header, missing: list[str], unnamed: list[HeaderCell]
) -> Iterator[Flag]:
    required, beside = required_fields(table), [cell.text for cell in header.cells]
    for field in missing:
        column = table.columns[field]
        if is_needed(table, field):
            yield flag(
                COLUMN_MISSING,
                Place(sheet.name, header.row, table=table.id, field=field, header=column.header.as_in(beside)),
                severity=None if field in required else Severity.AMBER,
                expected=_accepted(table, field, unnamed),
                sheet=sheet.name,
                row=placed(header.row),
                header=column.header.text,
                need=_ALWAYS if field in required else _SOMETIMES,
            )
    optional = [name for name in missing if not is_needed(table, name)]
    if optional:
        headers = list_items(table.columns[name].header.text for name in optional)
        place = Place(sheet.name, header.row, table=table.id)
        yield flag(COLUMN_LEFT_OUT, place, sheet=sheet.name, row=placed(header.row), headers=headers)


def _near(sheet: Sheet, table: Table, cells: list[HeaderCell], missing: list[str]) -> Iterator[Flag]:
    for cell in cells:
        field = find_nearest(cell.text, table, missing)
        if field is not None:
            yield flag(
                HEADER_NEAR,
                _place(sheet, table, cell, field),
                expected=_accepted(table, field),
                cell=placed(cell.address),
                found=cell.text,
                header=table.columns[field].header.text,
            )


def _units(sheet: Sheet, table: Table, chosen: dict[str, HeaderCell], headers: dict[str, str]) -> Iterator[Flag]:
    for field, cell in chosen.items():
        if unit := find_other_unit(headers[field], table.columns[field]):
            place = _place(sheet, table, cell, field)
            yield flag(UNIT_DIFFERS, place, expected=unit, cell=placed(cell.address), found=headers[field], unit=unit)
