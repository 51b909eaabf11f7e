"""One cell: what it shows, how it was read, and every check and indicator that read it, with the outcome."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding

from checker.codes import catalogue
from checker.model import Department
from checker.model.evidence import Behind, EvidenceSheet
from checker.privacy.masking import flag_message, mask_value
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.rows import ANSWERS
from checker.reporters.terminal.view import ASIDE, HEADING, View, title
from checker.text.normalize import key_form
from checker.wording.evidence import PARTS, ShownCell, amount_text, cell_words, cells_of, flatten, role_text

_STATES = {
    "valid": ("读入", "accepted"),
    "blank": ("空白", "blank"),
    "invalid": ("不能用：按未知处理", "refused: it counts as unknown"),
    "": ("指标包没有定义这一列", "the pack doesn't define this column"),
}


def find_sheet(department: Department, name: str) -> EvidenceSheet | None:
    """Finds a sheet that was read; without a name, the only one there is."""
    sheets = department.evidence.sheets if department.evidence is not None else ()
    if not name and len(sheets) == 1:
        return sheets[0]
    return next((sheet for sheet in sheets if key_form(sheet.sheet) == key_form(name)), None)


def about_cell(
    view: View, department: Department, sheet: EvidenceSheet, column: str, row: int
) -> Iterator[RenderableType]:
    """Shows everything that is known of a cell."""
    address = f"{column}{row}"
    yield title(view, view.of(department.name))
    yield Line.of(f"\n{view.quote(sheet.sheet)}!{address}", HEADING)
    record = sheet.find(row)
    cell = None if record is None else next((each for each in cells_of(sheet, record) if each.address == address), None)
    if record is None:
        said = view.say(
            f"第 {row} 行不是记录（标题、表头、合计、说明或空白行）",
            f"row {row} isn't a record (a title, header, total, note or blank row)",
        )
        yield Padding.indent(Line(said), 2)
    elif cell is None:
        yield Padding.indent(Line(view.say(f"表中没有 {column} 列", f"the table has no column {column}")), 2)
    else:
        yield from _content(view, cell)
        yield from _checks(view, department, sheet, cell, row)
        yield from _results(view, department, sheet, cell, row)
    flags = [
        flag
        for flag in department.flags
        if flag.place.sheet == sheet.sheet and flag.place.row == row and flag.place.column in ("", column)
    ]
    if flags:
        yield Line.of(view.say("\n问题", "\nFlags"), HEADING)
    for flag in flags:
        head = view.severity(flag.severity).append(f" {flag.code.id} ", style="")
        yield Padding.indent(head.append(flag_message(flag, view.language, view.reveal)), 2)


def _content(view: View, cell: ShownCell) -> Iterator[RenderableType]:
    shown, read = cell_words(cell.cell)
    header = view.say("列", "Column") + view.colon + view.of(cell.header)
    yield Padding.indent(Line(header + (f"  ({cell.field})" if cell.field else "")), 2)
    yield Padding.indent(
        Line(view.say("填报", "Typed") + view.colon + mask_value(shown, view.language, view.reveal)), 2
    )
    state = view.say(*_STATES[cell.cell.state])
    if read is not None and cell.cell.state == "valid":
        state = view.say("读作 ", "read as ") + mask_value(read, view.language, view.reveal)
    yield Padding.indent(Line(view.say("读入", "Read") + view.colon + state), 2)


def _checks(
    view: View, department: Department, sheet: EvidenceSheet, cell: ShownCell, row: int
) -> Iterator[RenderableType]:
    """Lists the checks that read the column, and whether they flagged the cell."""
    codes = next((column.checks for column in sheet.columns if column.field and column.field == cell.field), ())
    if not codes:
        return
    yield Line.of(view.say("\n读取这一格的检查", "\nChecks that read it"), HEADING)
    flagged = {
        flag.code.id
        for flag in department.flags
        if (flag.place.table, flag.place.row) == (sheet.table, row) and flag.place.field in ("", cell.field)
    }
    for id in codes:
        text = Line(f"{id} {view.of(catalogue()[id].heading)}")
        said = view.say("有问题", "flagged") if id in flagged else view.say("没有问题", "nothing found")
        yield Padding.indent(text.append(f"  {said}", style=ASIDE), 2)


def _results(
    view: View, department: Department, sheet: EvidenceSheet, cell: ShownCell, row: int
) -> Iterator[RenderableType]:
    """Lists the indicators that read the column, and what the row is in each."""
    results = department.evidence.results if department.evidence is not None else ()
    reading = [each for each in results if cell.field and cell.field in dict(each.reads).get(sheet.table, ())]
    heading = view.say("\n读取这一格的指标", "\nIndicators that read it")
    yield Line.of(heading if reading else view.say("\n没有指标读取这一格", "\nNo indicator reads it"), HEADING)
    for behind in reading:
        yield Padding.indent(
            view.status(behind.result.status).append(f"  {view.name_of(behind.indicator)}", style=""), 2
        )
        yield from _lines(view, behind, sheet, cell, row)


def _lines(view: View, behind: Behind, sheet: EvidenceSheet, cell: ShownCell, row: int) -> Iterator[RenderableType]:
    for line, parent in flatten(behind.lines):
        if (line.table, line.row) != (sheet.table, row):
            continue
        said = [view.of(PARTS[line.part])] if line.part else []
        said.append(view.of(role_text(line.role, behind)))
        if parent is not None and parent.label is not None:
            said.append(view.of(parent.label))
        amount = view.of(amount_text(line, view.labels[behind.indicator]))
        said += [amount] if amount else []
        said += [view.of(line.reason)] if line.reason is not None else []
        yield Padding.indent(Line("  ".join(said)), 4)
        for number, outcome in line.outcomes:
            asked = behind.asked[number]
            if cell.field in asked.fields:
                said_ = f"{view.of(ANSWERS[outcome])}  {view.of(asked.kind)}{view.colon}{view.of(asked.wanted)}"
                yield Padding.indent(Line(said_), 6)
