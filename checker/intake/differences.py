"""Says what differs between two workbooks of one department: the sheets, and in them the rows and cells."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from checker.frozen import dataclass
from checker.intake.contents import rows_of
from checker.locate.names import without_flags_sheet
from checker.model import Place
from checker.model.workbook import Sheet, Workbook, letters
from checker.text.bilingual import Text
from checker.text.normalize import key_form
from checker.text.plurals import counted

#: Of more rows than these, rows are compared by their numbers: finding the best match takes the square of the time.
_MOST_ROWS = 2_000
#: So many sheets are described; of more, only their number.
_DESCRIBED = 5


@dataclass(frozen=True)
class Difference:
    """What differs on one sheet.

    Attributes:
        cells: how many cells differ in rows that both have.
        first: the row and column of the first of them, or of the first row that only one has, in the first workbook.
        only_here, only_there: how many rows only the first and only the second workbook has.
        lacking: which workbook lacks the sheet: 1 or 2; 0 if both have it.
    """

    sheet: str
    cells: int = 0
    first: tuple[int, int] = (0, 0)
    only_here: int = 0
    only_there: int = 0
    lacking: int = 0

    @property
    def place(self) -> Place:
        """The first cell."""
        row, column = self.first
        return Place(self.sheet, row or None, letters(column) if column else "")


def find_differences(one: Workbook, other: Workbook) -> list[Difference]:
    """Compares two workbooks sheet by sheet, by the sheets' names; returned flags sheets don't count."""
    here, there = ({key_form(each.name): each for each in without_flags_sheet(book).sheets} for book in (one, other))
    found = [_compare(sheet, there[form]) if form in there else _lacks(sheet, 2) for form, sheet in here.items()]
    found += [_lacks(sheet, 1) for form, sheet in there.items() if form not in here]
    return [each for each in found if each is not None]


def _lacks(sheet: Sheet, which: int) -> Difference | None:
    rows = sum(map(bool, rows_of(sheet)))
    if not rows:
        return None
    only_here, only_there = (rows, 0) if which == 2 else (0, rows)
    return Difference(sheet.name, only_here=only_here, only_there=only_there, lacking=which)


def _compare(one: Sheet, other: Sheet) -> Difference | None:
    here, there = rows_of(one), rows_of(other)
    cells, only_here, only_there, first = 0, 0, 0, (0, 0)
    for i, j, k, m in _changed(here, there):
        if j - i == m - k:
            places = [place for n in range(j - i) for place in _cells(here[i + n], there[k + n], i + n + 1)]
            cells += len(places)
            first = first if any(first) else next(iter(places), (0, 0))
        else:
            only_here, only_there = only_here + j - i, only_there + m - k
            first = first if any(first) else (i + 1, 1)
    return Difference(one.name, cells, first, only_here, only_there) if cells or only_here or only_there else None


def _changed(here: Sequence[tuple[str, ...]], there: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, int, int]]:
    """Yields the stretches of rows that differ: from and to in the one, and in the other."""
    start = 0
    while start < min(len(here), len(there)) and here[start] == there[start]:
        start += 1
    end = 0
    while end < min(len(here), len(there)) - start and here[-1 - end] == there[-1 - end]:
        end += 1
    mine, theirs = here[start : len(here) - end], there[start : len(there) - end]
    if len(mine) == len(theirs) or max(len(mine), len(theirs)) > _MOST_ROWS:
        shared = min(len(mine), len(theirs))
        yield start, start + shared, start, start + shared
        if len(mine) != len(theirs):
            yield start + shared, start + len(mine), start + shared, start + len(theirs)
        return
    for kind, i, j, k, m in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + i, start + j, start + k, start + m


def _cells(one: Sequence[str], other: Sequence[str], row: int) -> Iterator[tuple[int, int]]:
    for column in range(max(len(one), len(other))):
        left, right = (cells[column] if column < len(cells) else "" for cells in (one, other))
        if left != right:
            yield row, column + 1


def describe(differences: Sequence[Difference], one: str, other: str) -> Text:
    """Says what differs between the files `one` and `other`."""
    if not differences:
        return Text(zh="各表内容相同", en="no sheet differs")
    said = [_describe(each, one, other) for each in differences[:_DESCRIBED]]
    zh, en = "；".join(each.zh for each in said), "; ".join(each.en for each in said)
    if more := len(differences) - len(said):
        zh, en = f"{zh}；另有 {more} 张表", f"{en}; and {more} more sheets"
    return Text(zh, en)


def _describe(each: Difference, one: str, other: str) -> Text:
    if each.lacking:
        lacks, rows = (one, other)[each.lacking - 1], each.only_here + each.only_there
        return Text(
            zh=f"{lacks} 没有“{each.sheet}”表（有内容的 {rows} 行）",
            en=f"{lacks} has no sheet “{each.sheet}” ({rows} filled rows)",
        )
    zh, en = [], []
    if each.cells:
        zh.append(f"{each.cells} 个单元格不同，第一处 {each.sheet}!{each.place.cell}")
        cells = "1 cell differs" if each.cells == 1 else f"{each.cells} cells differ, first"
        en.append(f"{cells}{':' if each.cells == 1 else ''} {each.sheet}!{each.place.cell}")
    for rows, name in ((each.only_here, one), (each.only_there, other)):
        if rows:
            zh.append(f"“{each.sheet}”有 {rows} 行只在 {name} 里")
            en.append(f"{counted(rows, 'row')} of “{each.sheet}” only in {name}")
    return Text("，".join(zh), ", ".join(en))
