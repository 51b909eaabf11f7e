"""Writes the files of a pack from the tables of a workbook, with one example indicator."""

from collections.abc import Sequence
from datetime import date

from checker.authoring.skeleton.found import find_table
from checker.authoring.skeleton.tables import ProposedColumn, ProposedTable, propose_table, write_table
from checker.frozen import dataclass
from checker.locate.cover import Cover
from checker.locate.names import find_table_by_name
from checker.model.workbook import Workbook
from checker.policy.drafting.written import comments, join, quote, words
from checker.sources.dropdowns import Dropdown
from checker.tables.table import Table
from checker.text.bilingual import Language, Text

NOBODY, EXAMPLE = "unit-1", "example-indicator"
ENTER = Text("待填", "To be entered")
TITLE = Text("待定：名称、地区、文件是什么？", "Open: what are the title, the place and the document?")
YEARS = Text(
    "待定：从哪天到哪天？现按工作簿中的日期。",
    "Open: from which day to which? For now, from the dates in the workbook.",
)
GRADES = Text("待定：分几等？", "Open: which grades?")
ROSTER = Text("待定：哪些单位报送？每个单位一行，code 任取。", "Open: who submits? One entry for each, with any code.")
INSTEAD = Text(
    "示例指标，为的是让指标包能用。请换成文件要求的指标。",
    "An example, so that the pack can be used. Replace it with what your document asks for.",
)
HOLIDAYS = Text(
    "待定：按工作日算期限的，写 cn（中国）或国家代码，如 GB。",
    "Open: for limits in working days, write cn (China) or the code of a country, such as GB.",
)


@dataclass(frozen=True)
class Skeleton:
    """The files of a pack by name, its tables, the sheets without one, and the year of its plan's end."""

    files: dict[str, bytes]
    tables: tuple[ProposedTable, ...]
    left: tuple[str, ...]
    year: int
    department: str


def make_skeleton(
    name: str, workbook: Workbook, dropdowns: Sequence[Dropdown], cover: tuple[Table, Cover], language: Language
) -> Skeleton | None:
    """Proposes a pack; None if no sheet has a header.

    Args:
        name: of the pack.
        workbook: filled or empty.
        dropdowns: the lists of its cells.
        cover: the cover sheet's definition, and what the workbook's own says.
        language: of the comments.
    """
    table, said = cover
    tables: list[ProposedTable] = []
    left: list[str] = []
    taken: set[str] = set()
    for sheet in workbook.sheets:
        if sheet.hidden or find_table_by_name(sheet, {table.id: table}):
            continue
        found = find_table(sheet)
        if found is None:
            left.append(sheet.name)
        else:
            tables.append(propose_table(found, len(tables) + 1, taken, dropdowns))
    if not tables:
        return None
    first, last = _years(tables, workbook)
    department = said.values.get("department", "")
    files = {
        "pack.yaml": _write_header(name, workbook.name, tables, (first, last), language),
        "departments.yaml": _write_roster(department, language),
        **{f"tables/{each.id}.yaml": write_table(each, workbook.name, language) for each in tables},
        f"{EXAMPLE}.yaml": _write_example(tables[0], last, department or ENTER.zh, language),
    }
    return Skeleton(files, tuple(tables), tuple(left), last, department or NOBODY)


def _years(tables: Sequence[ProposedTable], workbook: Workbook) -> tuple[int, int]:
    days = [
        cell.year
        for table in tables
        for column in table.columns
        if column.proposal.type in ("date", "datetime")
        for cell in column.found.filled
        if isinstance(cell, date) and 2000 <= cell.year < 2100
    ]
    saved = workbook.saved_on.year if workbook.saved_on else date.today().year  # noqa: DTZ011 - where the author is
    return min(days, default=saved), max(days, default=saved)


def _write_header(
    name: str, file: str, tables: Sequence[ProposedTable], years: tuple[int, int], language: Language
) -> bytes:
    lines = comments([Text(f"草稿，来自 {file}。", f"Draft, from {file}."), TITLE], language)
    lines += [f"id: {name}", "version: 0.1.0", f"title: {quote(name)}", f"jurisdiction: {words(*_both(ENTER))}"]
    lines += ["document:", f"  title: {words(*_both(ENTER))}", f"  issuer: {words(*_both(ENTER))}"]
    lines += [f"  dated: {years[0]}-01-01", *comments([YEARS], language)]
    lines += [f"starts: {years[0]}-01-01", f"ends: {years[1]}-12-31", *comments([HOLIDAYS], language), "holidays: none"]
    lines += ["cover: cover", "tables:", *(f"  - {each.id}" for each in tables), *comments([GRADES], language)]
    lines += [
        "grades:",
        "  - {name: {zh: 合格, en: Pass}, at_least: 60}",
        "  - {name: {zh: 不合格, en: Fail}, at_least: 0}",
    ]
    return join(lines)


def _write_roster(department: str, language: Language) -> bytes:
    called = quote(department) if department else words(*_both(ENTER))
    return join([*comments([ROSTER], language), "departments:", f"  - code: {NOBODY}", f"    name: {called}"])


def _write_example(table: ProposedTable, year: int, owner: str, language: Language) -> bytes:
    """A share of the rows that say yes, or have the first choice; else how many rows there are."""
    asked = next((each for each in table.columns if each.proposal.type == "boolean" or len(each.choices) > 1), None)
    dated = table.find("date", "datetime")
    when = [f"    when: {dated.id}"] if dated else []
    sure = dated is None or dated.required or dated.id in table.key
    lines = [*comments([INSTEAD], language), f"id: {EXAMPLE}", f"name: {words('示例指标', 'Example indicator')}"]
    lines += [
        'clause: "1"',
        f"basis: {words('文件怎么要求，用自己的话写。', 'What the document asks, in your words.')}",
    ]
    lines.append(f"owner: [{quote(owner)}]")
    if asked is None:
        where = [] if sure or dated is None else [f"    where: {{{dated.id}: present}}"]
        lines += ["measure:", "  count:", f"    table: {table.id}", *when, *where, "target: {at_least: 2}"]
        three = [[_row(table, number, year) for number in numbers] for numbers in ((1, 2), (1,), ())]
    else:
        good, bad = list(asked.choices)[:2] or ("true", "false")
        where = [] if sure or dated is None else [f"    denominator: {{{dated.id}: present}}"]
        lines += ["measure:", "  proportion:", f"    table: {table.id}", *when, *where]
        lines += [f"    numerator: {{{asked.id}: {good}}}", "target: {at_least: 100%}"]
        three = [[_row(table, 1, year, {asked.id: value})] for value in (good, bad, "invalid")]
    lines += ["period: year", "weight: 100", "examples:"]
    names = (("达到", "Met"), ("没有达到", "Missed"), ("判定不了", "Undecided"))
    for named, rows, status in zip(names, three, ("met", "missed", "undetermined"), strict=True):
        lines += [f"  - name: {words(*named)}", f"    period: {year}Q4", "    rows:"]
        lines += (
            [f"      {table.id}:", *(f"        - {row}" for row in rows)] if rows else [f"      {table.id}: silent"]
        )
        lines.append(f"    expect: {{status: {status}}}")
    return join(lines)


def _row(table: ProposedTable, number: int, year: int, said: dict[str, str] | None = None) -> str:
    said = said or {}
    dated = table.find("date", "datetime")
    cells = {each.id: _sample(each, number, year) for each in table.columns if each.id in table.key or each is dated}
    return f"{{{', '.join(f'{name}: {value}' for name, value in (cells | said).items())}}}"


def _sample(column: ProposedColumn, number: int, year: int) -> str:
    match column.proposal.type:
        case "date":
            return f"{year}-03-0{number}"
        case "datetime":
            return f"{year}-03-0{number} 10:00"
        case "integer":
            return str(number)
        case "choice":
            ids = list(column.choices)
            return ids[min(number, len(ids)) - 1]
        case _:
            return f"A{number}"


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en
