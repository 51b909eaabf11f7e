"""Flags on a screen: grouped by severity and code, each with its place, its problem and what is accepted.

A screen shows a limited number of flags, and says how many it leaves out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.codes import Code
from checker.frozen import dataclass
from checker.model import Department, Flag, Severity
from checker.reporters.aggregates import count_severities, in_workbook_order
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import ASIDE, GAP, SEVERITY_STYLES, View
from checker.text.bilingual import Text
from checker.text.visible import cut
from checker.wording.comparisons import SINCE
from checker.wording.flags import FIELDS, heading, position_text
from checker.wording.labels import DEMANDS, selection_text
from checker.wording.next_step import answer_words, answered_text

#: Codes that only repeat an indicator's status, which the table of indicators shows.
STATUS_CODES = "T6"
#: The most characters shown of what is accepted.
LONGEST_ACCEPTED = 300
#: Names fold beyond a fifth of the screen, places beyond a third.
NAMES, PLACES = 5, 3

#: Flags, each with the name of the department or district that it belongs to.
OwnedFlags = tuple[tuple[Text, Flag], ...]


@dataclass(frozen=True)
class Caps:
    """How many flags a screen shows at most.

    Attributes:
        per_code: the most of one code.
        of: the most of each severity; 0 for one that is not given.
        least: the fewest of each code of errors, so that every kind of error is shown.
        room: the most in total, the gravest first; None for no limit.
    """

    per_code: int
    of: Mapping[Severity, int]
    least: int = 1
    room: int | None = None


@dataclass(frozen=True)
class Group:
    """The flags of one severity and code, in the report's order."""

    severity: Severity
    code: Code
    flags: OwnedFlags


def flags_of(departments: Sequence[Department]) -> OwnedFlags:
    """Returns every flag of these departments, with its department's name, in the order of their workbooks."""
    return tuple((department.name, flag) for department in departments for flag in in_workbook_order(department))


def group_flags(flags: OwnedFlags, *, by_place: bool = False) -> tuple[Group, ...]:
    """Groups flags by severity and code, the gravest first; `by_place` puts first whose first flag is first."""
    first: dict[str, int] = {}
    for place, (_, flag) in enumerate(flags):
        first.setdefault(flag.code.id, place if by_place else 0)
    ordered = sorted(flags, key=lambda pair: (-pair[1].severity, first[pair[1].code.id], pair[1].code.id))
    groups = [list(pairs) for _, pairs in groupby(ordered, lambda pair: (pair[1].severity, pair[1].code.id))]
    return tuple(Group(pairs[0][1].severity, pairs[0][1].code, tuple(pairs)) for pairs in groups)


def tally(view: View, flags: Sequence[Flag]) -> Line:
    """Writes the counts by severity on one line; a second line says so if a filter hides some flags."""
    line = Line()
    for severity, number in count_severities(flags).items():
        meaning = view.brackets(DEMANDS[severity].of(view.language)) if severity > Severity.INFO else ""
        line.append(" · " if line else "").append(
            f"{view.severity_words(severity)} {number}{meaning}", style=SEVERITY_STYLES[severity] if number else ASIDE
        )
    if (answered := answered_text(flags)) is not None:
        line.append(f" · {view.of(answered)}")
    if view.report.selection is not None:
        line.append("\n" + view.of(selection_text(view.report.selection)), style="yellow")
    return line


def list_flags(view: View, flags: OwnedFlags, caps: Caps, named: bool) -> Iterator[RenderableType]:
    """Lists flags by group; `named` adds the department of each."""
    kept = cap(group_flags(flags, by_place=not named), caps)
    widths = _widths(view, tuple(pair for _, shown in kept for pair in shown), named)
    hidden = Counter[str]()
    for each, shown in kept:
        if each.code.id.startswith(STATUS_CODES):
            yield _title(view, each, view.say("见指标表", "see the indicators"))
            continue
        if shown:
            yield _title(view, each)
            yield Padding.indent(_table(view, shown, widths), 2)
        if len(shown) < len(each.flags):
            hidden[each.code.id] += len(each.flags) - len(shown)
    if number := hidden.total():
        codes = view.say("、", ", ").join(f"{code} {count}" for code, count in hidden.items())
        lead = view.say(f"另有 {number} 处未列出（{codes}），", f"{number} more not shown ({codes}); ")
        yield Line(lead + view.of(view.rest), style=ASIDE)


def cap(groups: Sequence[Group], caps: Caps) -> list[tuple[Group, OwnedFlags]]:
    """Pairs each group with the flags of it to show. Graver groups get their room first."""
    kept, room = list[tuple[Group, OwnedFlags]](), caps.room
    for severity, same in groupby(groups, lambda each: each.severity):
        left = caps.of.get(severity, 0) if room is None else min(caps.of.get(severity, 0), room)
        shares = _share(list(same), caps, left)
        kept += shares
        room = None if room is None else max(room - sum(len(shown) for _, shown in shares), 0)
    return kept


def _share(groups: Sequence[Group], caps: Caps, left: int) -> list[tuple[Group, OwnedFlags]]:
    """Shares the room among the groups of one severity: first the least of each error, then group by group."""
    sizes = [0 if each.code.id.startswith(STATUS_CODES) else min(len(each.flags), caps.per_code) for each in groups]
    shown = [min(size, caps.least) if groups[0].severity is Severity.ERROR else 0 for size in sizes]
    left -= sum(shown)
    for index, size in enumerate(sizes):
        more = max(min(size - shown[index], left), 0)
        shown[index] += more
        left -= more
    return [(each, each.flags[:number]) for each, number in zip(groups, shown, strict=True)]


def _widths(view: View, flags: OwnedFlags, named: bool) -> tuple[int, int]:
    """Returns the widths of names (0 if hidden) and places, which are the same in every group."""
    names = [cell_len(view.of(name)) for name, _ in flags] if named else []
    places = [cell_len(_place(view, flag)) for _, flag in flags]
    return min(max(names, default=0), view.width // NAMES), min(max(places, default=0), view.width // PLACES)


def _title(view: View, group: Group, aside: str = "") -> Line:
    number = len(group.flags)
    title = view.severity(group.severity).append(f" {group.code.id} {view.of(group.code.heading)}")
    return title.append(view.say(f"  {number} 处", f" ({number})") + (f"  {aside}" if aside else ""), style=ASIDE)


def _table(view: View, flags: OwnedFlags, widths: tuple[int, int]) -> Table:
    heads = [Column(width=width, overflow="fold") for width in widths if width]
    table = Table.grid(*heads, Column(overflow="fold"), padding=(0, GAP, 0, 0))
    for name, flag in flags:
        names = [Line(view.of(name))] if widths[0] else []
        table.add_row(*names, Line(_place(view, flag)), _problem(view, flag))
    return table


def _place(view: View, flag: Flag) -> str:
    sheet = FIELDS["sheet"].words(flag, view)
    return f"{sheet} {position_text(flag, view)}".strip() or view.say("整份文件", "whole file")


def _problem(view: View, flag: Flag) -> Line:
    line = Line(FIELDS["message"].words(flag, view))
    if flag.since == "new":
        line.append(view.brackets(view.of(SINCE["new"])), style=ASIDE)
    if flag.answer is not None:
        line.append(view.brackets(view.of(answer_words(flag.answer))), style=ASIDE)
    if flag.expected is not None:
        accepted = cut(FIELDS["expected"].words(flag, view), LONGEST_ACCEPTED)
        line.append(f"\n{view.of(heading('expected'))}{view.colon}{accepted}", style=ASIDE)
    return line
