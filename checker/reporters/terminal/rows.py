"""The rows behind one number: the rule, the arithmetic, and every row with what was asked of it and what was found."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from rich.console import RenderableType
from rich.padding import Padding

from checker.model import Department, Flag, Funnel, IndicatorLabel, Result
from checker.model.evidence import Behind, Evidence, Outcome
from checker.model.evidence import Line as Row
from checker.model.records import Role
from checker.privacy.masking import flag_message, mask_key, mask_value
from checker.reporters.terminal.indicators import explain
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import ASIDE, HEADING, View, title
from checker.text.bilingual import Text
from checker.wording.evidence import (
    HEADS,
    PARTS,
    Records,
    ShownCell,
    amount_text,
    arithmetic,
    arithmetic_of,
    cell_words,
    role_text,
    roles_in,
    sort_lines,
    totals,
)
from checker.wording.funnels import BESIDE, describe_funnel

#: The answer to a question about a row; whether it is good news depends on the question, so it has no colour.
ANSWERS: dict[Outcome, Text] = {True: Text("是", "yes"), False: Text("否", "no"), None: Text("未知", "unknown")}


def about_rule(view: View, name: Text, label: IndicatorLabel) -> Iterator[RenderableType]:
    """Shows whose number it is, the indicator with its clause, and how it is computed."""
    yield title(view, view.of(name))
    clause = view.brackets(view.quote(label.clause)) if label.clause else ""
    yield Line.of(f"\n{view.of(label.name)}{clause}", HEADING)
    if label.rule:
        yield Line.of(f"\n{view.of(HEADS['rule'])}", HEADING)
        for sentence in label.rule:
            yield Padding.indent(Line(view.of(sentence)), 2)


def about_district(view: View, result: Result, noun: Text) -> Iterator[RenderableType]:
    """Shows the arithmetic of the district's number; the rows behind it are those of the departments."""
    yield from _about_result(view, result, arithmetic(result, view.labels[result.indicator], noun))


def beside_district(view: View, funnel: Funnel) -> Iterator[RenderableType]:
    """Says which departments' rates differ from the district's by more than chance explains."""
    yield Line.of(f"\n{view.of(BESIDE)}", HEADING)
    for text in describe_funnel(funnel):
        yield Padding.indent(Line(view.of(text)), 2)


def _about_result(view: View, result: Result, said: Text) -> Iterator[RenderableType]:
    yield Line.of(f"\n{view.of(HEADS['arithmetic'])}", HEADING)
    yield Padding.indent(view.status(result.status).append(f"  {view.of(said)}", style=""), 2)


def rows_behind(view: View, department: Department, behind: Behind) -> Iterator[RenderableType]:
    """Shows the arithmetic of a department's number, and the rows behind it."""
    result, label = behind.result, view.labels[behind.indicator]
    evidence = department.evidence or Evidence()
    yield from _about_result(view, result, arithmetic_of(behind, label))
    yield from (Padding.indent(Line(note, style=ASIDE), 2) for note in explain(view, result))
    strip = totals(behind)
    if strip is not None:
        yield Padding.indent(Line(view.of(HEADS["totals"]) + view.colon + view.of(strip)), 2)
    yield from _Page(view, department, behind, Records(evidence)).groups()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Page:
    """The rows of one result, in groups."""

    def __init__(self, view: View, department: Department, behind: Behind, records: Records) -> None:
        self._view, self._department = view, department
        self._behind, self._records = behind, records
        self._label = view.labels[behind.indicator]
        # The sides on which each row adds 1, as rows are counted there: saying so of each would only be in the way.
        amounts = {(line.part, line.amount) for line in behind.lines if None not in (line.row, line.amount)}
        parts = [part for part, _ in amounts]
        self._counted = {part for part, amount in amounts if amount == 1 and parts.count(part) == 1}

    def groups(self) -> Iterator[RenderableType]:
        """Shows the rows by side and by role."""
        view, lines = self._view, sort_lines(self._behind)
        for part in dict.fromkeys(line.part for line in lines):
            mine = [line for line in lines if line.part == part]
            for role in roles_in(mine):
                same = [line for line in mine if line.role is role]
                side = view.of(PARTS[part]) + view.say("，", ", ") if part else ""
                yield Line.of(f"\n{side}{_capital(view.of(role_text(role, self._behind)))} ({len(same)})", HEADING)
                for line in same:
                    yield from self._show(line, 2)
        if self._behind.others and not any(line.role is Role.NOT_COUNTED for line in lines):
            others = self._behind.others
            said = view.say(f"\n另有 {others} 行不计入任何数字", f"\n{others} more rows count in no number")
            yield Line(said, style=ASIDE)

    def _show(self, line: Row, indent: int, *, role: bool = False) -> Iterator[RenderableType]:
        view = self._view
        head = Line(self._name(line))
        if role:
            head.append(f"  {view.of(role_text(line.role, self._behind))}", style=ASIDE)
        amount = view.of(amount_text(line, self._label))
        if amount and not (line.row is not None and line.part in self._counted):
            head.append(f"  {amount}", style=HEADING)
        denied = self._denied(line) if line.role is Role.NOT_COUNTED else ()
        if line.reason is not None and not denied:
            head.append(f"  {view.of(line.reason)}")
        yield Padding.indent(head, indent)
        for text in denied:
            yield Padding.indent(text, indent + 2)
        if line.role not in (Role.NOT_COUNTED, Role.COPY) and line.row is not None:
            yield from self._details(line, indent + 2)
        for each in line.under:
            yield from self._show(each, indent + 2, role=True)

    def _name(self, line: Row) -> str:
        """Names the row by its sheet and number, or the unit; a line for units without a row gives their number."""
        view, parts = self._view, list[str]()
        found = self._records.find(line)
        if found is not None:
            sheet, record = found
            name = view.quote(sheet.sheet)
            parts.append(view.say(f"{name} 第 {record.row} 行", f"{name} row {record.row}"))
            if record.key:
                parts.append(mask_key(record, view.language, view.reveal))
        elif line.label is not None:
            parts.append(view.of(line.label))
        else:
            parts.append(f"{line.units} {view.of(self._behind.noun)}" if line.units else "–")
        return "  ".join(parts)

    def _denied(self, line: Row) -> Sequence[Line]:
        """Says which of the conditions to be counted a row doesn't satisfy, and what was found."""
        by_field = {cell.field: cell for cell in self._records.cells(line) if cell.field}
        denied = [
            number for number, outcome in line.outcomes if outcome is False and not self._behind.asked[number].out
        ]
        return [self._answer(number, False, by_field) for number in denied]

    def _answer(self, number: int, outcome: Outcome, by_field: Mapping[str, ShownCell]) -> Line:
        """Says what is asked, whether it holds, and what was found."""
        asked = self._behind.asked[number]
        text = Line(self._view.of(ANSWERS[outcome]))
        text.append(f"  {self._view.of(asked.kind)}{self._view.colon}{self._view.of(asked.wanted)}")
        found = [self._cell(by_field[field]) for field in asked.fields if field in by_field]
        if found:
            text.append(f"  ← {self._view.say('，', ', ').join(found)}", style=ASIDE)
        return text

    def _details(self, line: Row, indent: int) -> Iterator[RenderableType]:
        cells = self._records.cells(line)
        by_field = {cell.field: cell for cell in cells if cell.field}
        told: set[str] = set()
        for number, outcome in line.outcomes:
            told.update(self._behind.asked[number].fields)
            yield Padding.indent(self._answer(number, outcome, by_field), indent)
        if line.evidence in by_field:
            proof = self._view.of(HEADS["evidence"]) + self._view.colon + self._cell(by_field[line.evidence])
            yield Padding.indent(Line(proof), indent)
            told.add(line.evidence)
        others = [self._cell(cell) for cell in cells if cell.field not in told and cell.cell.shown.text]
        if others:
            yield Padding.indent(Line(" · ".join(others), style=ASIDE), indent)
        for flag in self._flags(line):
            yield Padding.indent(self._flag(flag), indent)

    def _cell(self, cell: ShownCell) -> str:
        view = self._view
        shown, read = cell_words(cell.cell)
        text = f"{view.of(cell.header)}{view.colon}{mask_value(shown, view.language, view.reveal)}"
        if read is not None:
            text += view.brackets(view.say("读作 ", "read as ") + mask_value(read, view.language, view.reveal))
        return text

    def _flags(self, line: Row) -> Sequence[Flag]:
        """Returns the flags on a row that concern this indicator or no indicator."""
        return self._flags_of.get((line.table, line.row), ())

    @cached_property
    def _flags_of(self) -> Mapping[tuple[str, int | None], Sequence[Flag]]:
        found: dict[tuple[str, int | None], list[Flag]] = defaultdict(list)
        for flag in self._department.flags:
            if flag.indicator in ("", self._behind.indicator):
                found[flag.place.table, flag.place.row].append(flag)
        return found

    def _flag(self, flag: Flag) -> Line:
        view = self._view
        head = view.severity(flag.severity).append(f" {flag.code.id} ")
        return head.append(flag_message(flag, view.language, view.reveal))
