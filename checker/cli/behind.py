"""Prints the rows behind one number, or what read one cell."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType

from checker.cli.delivery import REVEALED
from checker.cli.options import Origin, Showing, TableFormat
from checker.cli.streams import capture, emit, make_console, remark
from checker.engine.explain import Address, Subject, find_subject, read_address
from checker.model import Department, Report
from checker.model.evidence import Behind
from checker.model.stops import make_stop
from checker.reporters.rows.data import dump_cell, dump_numbers
from checker.reporters.rows.table import render_lines
from checker.reporters.terminal.cell import about_cell, find_sheet
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.rows import about_district, about_rule, beside_district, rows_behind
from checker.reporters.terminal.view import HEADING, View
from checker.text.exact_json import dumps
from checker.text.levels import speak
from checker.text.normalize import key_form

Chosen = list[tuple[Department, Behind]]


def explain_number(who: Sequence[str], what: str, origin: Origin, showing: Showing) -> None:
    """Explains an indicator of a department or of the district, or one cell of a workbook.

    Raises:
        Stop: nothing or several things can be meant, or there is nothing to explain; it lists the choices.
    """
    subject = find_subject(who, what, origin.pack, origin.period, origin.inputs, origin.as_of, origin.limits)
    speak(subject.report.level_words)
    if showing.reveal:
        remark(REVEALED.of(showing.language))
    view = View(subject.report, showing.language, make_console().width, showing.reveal)
    address = read_address(what)
    if address is not None:
        _explain_cell(view, " ".join(who), subject, address, showing.form)
        return
    chosen = _choose(subject, what)
    if showing.form is TableFormat.JSON:
        emit(dumps(dump_numbers(subject.report, chosen, showing.reveal)).encode())
    elif showing.form is TableFormat.CSV:
        emit(render_lines(subject.report, chosen, showing.reveal, showing.language))
    else:
        emit(capture(lambda screen: _print(screen, _about(view, subject, chosen))))


def _print(screen: Console, parts: Iterator[RenderableType]) -> None:
    for part in parts:
        screen.print(Group(part))


def _about(view: View, subject: Subject, chosen: Chosen) -> Iterator[RenderableType]:
    department, behind = chosen[0]
    label = view.labels[behind.indicator]
    if subject.department is not None:
        yield from about_rule(view, department.name, label)
        yield from rows_behind(view, department, behind)
        return
    yield from about_rule(view, view.report.district_name, label)
    for result in view.report.district_results:
        if result.indicator == behind.indicator:
            yield from about_district(view, result, behind.noun)
    for funnel in view.report.funnels:
        if funnel.indicator == behind.indicator:
            yield from beside_district(view, funnel)
    for department, behind in chosen:
        yield Line.of(f"\n━━ {view.of(department.name)}", HEADING)
        yield from rows_behind(view, department, behind)


def _choose(subject: Subject, what: str) -> Chosen:
    """Chooses the results of an indicator: the department's, or everybody's for the district."""
    report = subject.report
    indicator = _find(report, what)
    departments = report.departments if subject.department is None else (subject.department,)
    behind = [(each, one) for each in departments if each.evidence is not None for one in each.evidence.results]
    chosen = [(department, one) for department, one in behind if one.indicator == indicator]
    if not chosen:
        names = list(dict.fromkeys(result.indicator for each in departments for result in each.results))
        name = report.district_name if subject.department is None else subject.department.name
        raise make_stop("explain-not-judged", name=name, indicator=what, choices=names)
    return chosen


def _find(report: Report, what: str) -> str:
    """Finds an indicator by its id, its name, or its number; gives back what is no indicator."""
    form = key_form(what)
    for number, label in enumerate(report.indicators, 1):
        if form in (label.id, key_form(label.name.zh), key_form(label.name.en), str(number)):
            return label.id
    return what


def _explain_cell(view: View, who: str, subject: Subject, address: Address, form: TableFormat) -> None:
    department = subject.department
    if department is None or form is TableFormat.CSV:
        raise make_stop("explain-what")
    sheet = find_sheet(department, address.sheet)
    if sheet is None:
        names = [each.sheet for each in department.evidence.sheets] if department.evidence is not None else []
        raise make_stop("explain-no-sheet", who, name=address.sheet, choices=names)
    column, row = address.column, address.row
    if form is TableFormat.JSON:
        emit(dumps(dump_cell(subject.report, department, sheet, column, row, view.reveal)).encode())
    else:
        emit(capture(lambda screen: _print(screen, about_cell(view, department, sheet, column, row))))
