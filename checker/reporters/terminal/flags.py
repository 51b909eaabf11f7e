"""Findings on a screen: grouped by severity and code, capped and saying so, each with its cell and what is accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Column, Table

from checker.codes import Code
from checker.model import Department, Flag, Severity
from checker.reporters.terminal.line import Line
from checker.reporters.terminal.view import ASIDE, GAP, SEVERITY_STYLES, View
from checker.text.bilingual import Text
from checker.text.visible import cut
from checker.wording.flags import FIELDS, heading, position_text
from checker.wording.labels import DEMANDS, SEVERITIES, selection_text
from checker.wording.next_step import answer_words, answered_text

#: Codes that tell an indicator's status; the table of indicators shows them better.
STATUS_CODES = "T6"
#: Characters of what would be accepted.
LONGEST_ACCEPTED = 300
#: Names may take a fifth of the screen and places a third before they are folded.
NAMES, PLACES = 5, 3


#: Flags, each with the name of whose it is.
Found = tuple[tuple[Text, Flag], ...]


@dataclass(frozen=True)
class Caps:
    """How many findings a screen shows.

    Attributes:
        per_code: of one code.
        of: of each severity; none of one that is not named.
        least: of each code of errors, whatever else there is: whoever has to fix something has to hear of it.
        room: of all together, the gravest first; None for no such limit.
    """

    per_code: int
    of: Mapping[Severity, int]
    least: int = 1
    room: int | None = None


@dataclass(frozen=True)
class Group:
    """The findings of one severity and code, in the report's order."""

    severity: Severity
    code: Code
    found: Found


def found_in(departments: Sequence[Department]) -> Found:
    """Every flag of some departments."""
    return tuple((department.name, flag) for department in departments for flag in department.flags)


def grouped(flags: Found) -> tuple[Group, ...]:
    """The flags by severity and code, the gravest first."""
    found = sorted(flags, key=lambda pair: (-pair[1].severity, pair[1].code.id))
    return tuple(
        Group(severity, pairs[0][1].code, tuple(pairs))
        for (severity, _), each in groupby(found, lambda pair: (pair[1].severity, pair[1].code.id))
        if (pairs := list(each))
    )


def counts(flags: Found) -> dict[Severity, int]:
    """How many flags of each severity, the gravest first."""
    severities = [flag.severity for _, flag in flags]
    return {severity: severities.count(severity) for severity in reversed(Severity)}


def tally(view: View, flags: Found) -> Line:
    """The counts by severity on one line; where a part of the findings is shown, a second one says so."""
    line = Line()
    for severity, number in counts(flags).items():
        words = f"{SEVERITIES[severity].of(view.language).capitalize()} {number}"
        meaning = view.brackets(DEMANDS[severity].of(view.language)) if severity > Severity.INFO else ""
        line.append(" · " if line else "").append(words + meaning, style=SEVERITY_STYLES[severity] if number else ASIDE)
    if (answered := answered_text(flag for _, flag in flags)) is not None:
        line.append(f" · {view.of(answered)}")
    if view.report.selection is not None:
        line.append("\n" + view.of(selection_text(view.report.selection)), style="yellow")
    return line


def findings(view: View, flags: Found, caps: Caps, named: bool) -> Iterator[RenderableType]:
    """The findings by group; `named` says of which department each is."""
    kept = _capped(grouped(flags), caps)
    widths = _widths(view, tuple(pair for _, shown in kept for pair in shown), named)
    unshown = dict[str, int]()
    for group, shown in kept:
        if group.code.id.startswith(STATUS_CODES):
            yield _title(view, group, view.say("见指标表", "see the indicators"))
            continue
        if shown:
            yield _title(view, group)
            yield Padding.indent(_rows(view, shown, widths), 2)
        if len(shown) < len(group.found):
            unshown[group.code.id] = unshown.get(group.code.id, 0) + len(group.found) - len(shown)
    if unshown:
        yield _rest(view, unshown)


def _capped(groups: Sequence[Group], caps: Caps) -> list[tuple[Group, Found]]:
    """The groups, each with what is shown of it; what is graver takes its room first."""
    kept, room = list[tuple[Group, Found]](), caps.room
    for severity, mine in groupby(groups, lambda group: group.severity):
        left = caps.of.get(severity, 0) if room is None else min(caps.of.get(severity, 0), room)
        shares = _shares(list(mine), caps, left)
        kept += shares
        room = None if room is None else max(room - sum(len(shown) for _, shown in shares), 0)
    return kept


def _shares(groups: Sequence[Group], caps: Caps, left: int) -> list[tuple[Group, Found]]:
    """What is shown of the groups of one severity: the least of each error first, then from the first group on."""
    sizes = [0 if group.code.id.startswith(STATUS_CODES) else min(len(group.found), caps.per_code) for group in groups]
    shown = [min(size, caps.least) if groups[0].severity is Severity.ERROR else 0 for size in sizes]
    left -= sum(shown)
    for index, size in enumerate(sizes):
        more = max(min(size - shown[index], left), 0)
        shown[index] += more
        left -= more
    return [(group, group.found[:number]) for group, number in zip(groups, shown, strict=True)]


def _widths(view: View, found: Found, named: bool) -> tuple[int, int]:
    """The columns that names (0 if they are not shown) and places take, the same in every group."""
    names = [cell_len(view.of(name)) for name, _ in found] if named else []
    places = [cell_len(_place(view, flag)) for _, flag in found]
    return min(max(names, default=0), view.width // NAMES), min(max(places, default=0), view.width // PLACES)


def _title(view: View, group: Group, aside: str = "") -> Line:
    number = len(group.found)
    title = view.severity(group.severity)
    title.append(f" {group.code.id} {view.of(group.code.heading)}")
    title.append(view.say(f"  {number} 处", f" ({number})") + (f"  {aside}" if aside else ""), style=ASIDE)
    return title


def _rows(view: View, found: Found, widths: tuple[int, int]) -> Table:
    heads = [Column(width=width, overflow="fold") for width in widths if width]
    table = Table.grid(*heads, Column(overflow="fold"), padding=(0, GAP, 0, 0))
    for name, flag in found:
        cells = [Line(view.of(name))] if widths[0] else []
        table.add_row(*cells, Line(_place(view, flag)), _reason(view, flag))
    return table


def _place(view: View, flag: Flag) -> str:
    sheet = FIELDS["sheet"].words(flag, view)
    return f"{sheet} {position_text(flag, view)}".strip() or view.say("整份文件", "whole file")


def _reason(view: View, flag: Flag) -> Line:
    reason = Line(FIELDS["message"].words(flag, view))
    if flag.answer is not None:
        reason.append(view.brackets(view.of(answer_words(flag.answer))), style=ASIDE)
    if flag.expected is not None:
        accepted = cut(FIELDS["expected"].words(flag, view), LONGEST_ACCEPTED)
        reason.append(f"\n{view.of(heading('expected'))}" + view.say("：", ": ") + accepted, style=ASIDE)
    return reason


def _rest(view: View, unshown: dict[str, int]) -> Line:
    number = sum(unshown.values())
    codes = view.say("、", ", ").join(f"{code} {count}" for code, count in unshown.items())
    return Line(
        view.say(f"另有 {number} 处未列出（{codes}），", f"{number} more not shown ({codes}); ") + view.of(view.rest),
        style=ASIDE,
    )
