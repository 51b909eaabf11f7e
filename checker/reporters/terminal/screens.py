"""The two screens, for a department and for the office that runs a quarter, and the counts of rows on both."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.codes.shared import SUBMITTED_TWICE
from checker.model import Department, Severity, SheetCount, State
from checker.privacy.masking import flag_message
from checker.reporters.aggregates import count_rows, count_since, submitted_flags
from checker.reporters.terminal.board import adjustments, board, subtotal_board
from checker.reporters.terminal.flags import STATUS_CODES, Caps, flags_of, list_flags, tally
from checker.reporters.terminal.indicators import list_indicators, list_needs
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import ASIDE, GAP, View, make_table, title
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH, in_own_words
from checker.wording.comparisons import comparisons_text, since_text
from checker.wording.conclusion import conclude, what_next
from checker.wording.flags import heading
from checker.wording.funnels import basis_text
from checker.wording.labels import score_text, settled_text
from checker.wording.missing import contact_text, due_text
from checker.wording.next_step import next_step
from checker.wording.requirements import coverage_text

#: Errors may fill the screen. Other flags share the room that is left.
CAPS = Caps(
    per_code=10, of={Severity.ERROR: 60, Severity.RED: 30, Severity.AMBER: 20, Severity.INFO: 10}, least=3, room=60
)
BATCH_CAPS = Caps(per_code=3, of={Severity.ERROR: 15, Severity.RED: 10, Severity.AMBER: 5})
MOST_NEEDS = 15
URGENCIES = {"stop": "bold red", "open": "bold yellow", "done": "bold green"}


@in_own_words
def render_workbooks(view: View, console: Console) -> None:
    """Prints each department's workbook in turn."""
    for index, department in enumerate(view.report.departments):
        if index:
            console.rule(characters="-", style=ASIDE)
        for part in workbook_parts(view, department):
            console.print(Group(part))


def workbook_parts(view: View, department: Department) -> Iterator[RenderableType]:
    """Makes the parts of a department's screen, the advice last; an empty line ends a group of them."""
    yield title(view, view.of(department.name))
    yield Line(f"{view.quote(department.file)}  {view.state_words(department.state)}", style=ASIDE)
    yield Line()
    if department.flags:
        yield tally(view, department.flags)
        yield from list_flags(view, flags_of([department]), CAPS, named=False)
        yield Line(view.of(view.more), style=ASIDE)
        yield Line()
    if department.results:
        # These flags are about an indicator as a whole, so their answers appear with the indicators.
        of_indicators = (flag for flag in department.flags if flag.code.id.startswith(STATUS_CODES))
        answers = {flag.indicator: flag.answer for flag in of_indicators if flag.answer is not None}
        yield from list_indicators(view, department.results, numbered=False, answers=answers)
        grade = "-" if department.grade is None else view.of(department.grade)
        score = score_text(department.score)
        line = Line(view.say(f"得分 {score}  等次 {grade}", f"Score {score}  Grade {grade}"))
        yield line if (basis := basis_text(department)) is None else line.append(f"  {view.of(basis)}", style=ASIDE)
        yield from adjustments(view, [department], named=False)
        yield from _covered(view)
        yield Line()
    if department.sheets:
        yield sheet_counts(view, [department])
        yield Line()
    yield advice(view, department)


def advice(view: View, department: Department) -> Line:
    """Says in one line what to do next. It is the last line of the screen."""
    step = next_step(department)
    return Line(view.of(step.text), style=URGENCIES[step.urgency])


@in_own_words
def render_batch(view: View, console: Console) -> None:
    """Prints the board of a quarter and the details behind it."""
    for part in _batch_parts(view):
        console.print(Group(part))


def _batch_parts(view: View) -> Iterator[RenderableType]:
    report, district = view.report, view.of(view.report.district_name)
    submitted = [department for department in report.departments if department.state is not State.MISSING]
    yield title(view, district)
    yield _submitted(view)
    yield from _rejected(view)
    yield from _unplaced(view)
    yield Line()
    yield from board(view, submitted)
    yield from _settled(view, submitted)
    if report.overall is not None:
        yield Line(view.of(report.overall.text))
    yield from subtotal_board(view)
    yield Line()
    yield view.heading(f"{district}（汇总）", f"{district} (overall)")
    yield from list_indicators(view, report.district_results, numbered=True)
    yield from _covered(view)
    yield Line()
    yield view.heading("问题", "Flags")
    yield tally(view, submitted_flags(report))
    if report.previous is not None and report.previous.flags is not None:
        yield Line(view.of(since_text(report.previous, count_since(report, submitted_flags(report)))))
    if (comparisons := comparisons_text(report.comparisons)) is not None:
        yield Line(view.of(comparisons), style=ASIDE)
    # The departments that have not submitted are named at the top; they are no flags of a workbook.
    district_flags = tuple((report.district_name, flag) for flag in report.district_flags)
    found = (*flags_of((*submitted, *report.unplaced)), *district_flags)
    yield from list_flags(view, found, BATCH_CAPS, named=True)
    needs = list(list_needs(view, report.departments, MOST_NEEDS))
    if needs:
        yield Line()
        yield view.heading(f"各{ZH.部门}的差距", f"What the {EN.departments} need")
        yield from needs
    yield Line()
    yield view.heading("读入的行", "Rows read")
    yield sheet_counts(view, report.departments)
    yield Line()
    yield view.heading(*_both(conclude(report)))
    yield Line(view.of(what_next(report)))


def _both(text: Text) -> tuple[str, str]:
    return text.zh, text.en


def _settled(view: View, departments: Sequence[Department]) -> Iterator[RenderableType]:
    """Says what the scores would be without the rows that auditors dismissed or waived."""
    for each in departments:
        if each.score_settled is not None:
            text = settled_text(each)
            yield Line(f"{view.of(each.name)}  {view.of(text)}", style=ASIDE)


def _covered(view: View) -> Iterator[RenderableType]:
    """Says how much of the document the score rests on."""
    covered = coverage_text(view.report.requirements)
    if covered is not None:
        yield Line(view.of(covered), style=ASIDE)


def _rejected(view: View) -> Iterator[RenderableType]:
    """Lists the rejected workbooks, each with its gravest flag."""
    rejected = [department for department in view.report.departments if department.state is State.REJECTED]
    if not rejected:
        return
    yield Line(view.say(f"退回 {len(rejected)} 个：", f"{len(rejected)} rejected:"), style="red")
    yield _reasons(view, [(view.of(department.name), department) for department in rejected])


def _unplaced(view: View) -> Iterator[RenderableType]:
    """Lists the workbooks of nobody on the roster, each with its gravest flag."""
    unplaced = view.report.unplaced
    if unplaced:
        number = len(unplaced)
        said = view.say(
            f"不属于名册上任何{ZH.单位}的文件 {number} 个（不计入{ZH.单位}数）：",
            f"{number} {'file' if number == 1 else 'files'} of no {EN.department} on the roster (not counted):",
        )
        yield Line(said, style="red")
        yield _reasons(view, [(view.quote(each.file), each) for each in unplaced])


def _reasons(view: View, named: Sequence[tuple[str, Department]]) -> RenderableType:
    width = min(max(cell_len(name) for name, _ in named), view.width // 3)
    table = Table.grid(Column(overflow="fold", width=width), Column(overflow="fold"), padding=(0, GAP, 0, 0))
    for name, department in named:
        worst = max(department.flags, key=lambda flag: flag.severity, default=None)
        reason = "" if worst is None else flag_message(worst, view.language, view.reveal)
        if worst is not None and worst.code == SUBMITTED_TWICE:
            reason += view.say("；加 --use 文件名 选定", "; choose one with --use FILE")
        table.add_row(Line(name), Line(reason))
    return Padding.indent(table, 2)


def _submitted(view: View) -> RenderableType:
    departments = view.report.departments
    missing = [department for department in departments if department.state is State.MISSING]
    number = sum(department.state is not State.MISSING for department in departments)
    rejected = sum(department.state is State.REJECTED for department in departments)
    line = Line(view.say(f"已报送 {number} 个{ZH.部门}", f"{number} submitted"))
    if rejected:
        line.append(view.say(f"（其中退回 {rejected} 个）", f" ({rejected} of them rejected)"))
    if missing:
        due = "" if (said := due_text(view.report)) is None else view.brackets(view.of(said))
        names = view.say("、", ", ").join(_with_contact(view, department) for department in missing)
        zh, en = f"，未报送 {len(missing)} 个{due}：{names}", f", {len(missing)} missing{due}: {names}"
        line.append(view.say(zh, en), style="red")
    return line


def _with_contact(view: View, department: Department) -> str:
    contact = contact_text(department.contact, view.language, view.reveal)
    return view.of(department.name) + (view.brackets(contact) if contact else "")


#: A wider screen has room for whole heads.
WIDE = 120


def sheet_counts(view: View, departments: Sequence[Department]) -> Table:
    """Sums the row counts of each table over all workbooks, one line per table.

    Rows read = judged + refused + duplicates. Skipped rows are totals, repeated headers and notes, not data.
    """
    by_table: dict[str, list[SheetCount]] = {}
    for department in departments:
        for sheet in department.sheets:
            by_table.setdefault(sheet.table, []).append(sheet)
    workbooks = [view.say("文件", "Workbooks")] if len(departments) > 1 else []
    rows = (
        view.head("rows_read"),
        f"= {view.head('rows_judged').lower()}",
        f"+ {view.head('rows_refused').lower()}",
        f"+ {view.head('rows_duplicate').lower()}",
        view.head("rows_skipped"),
    )
    # The names of the sheets need the room: "Rows read" takes two lines, "+ duplicates" stays together.
    heads: Sequence[str] = (*workbooks, *rows)
    if view.width <= WIDE:
        heads = [re.sub(r"(?<=\w) (?=\w)", "\n", head).replace(" ", "\u00a0") for head in heads]
    numbers = (Column(head, justify="right") for head in heads)
    table = make_table(Column(view.of(heading("sheet")), overflow="fold"), *numbers)
    for sheets in by_table.values():
        counts = ([len(sheets)] if workbooks else []) + list(count_rows(sheets))
        table.add_row(Line(view.quote(sheets[0].sheet)), *(Line(str(count)) for count in counts))
    return table
