"""Reads what a department attests: which requirements a person confirms, from which document, and until when.

An attestation counts only if its requirement, answer, document, day and person are all there and it holds on the as-of
date. It never changes a score.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from checker.checks.nearest import find_nearest
from checker.codes import Code
from checker.definitions.packs import Pack
from checker.definitions.register import RegisterEntry
from checker.model import Attestation, Flag, Shown, Support, flag
from checker.model.workbook import VALID, Submission, TypedTable
from checker.tables.rows.places import header_of, place_of, place_of_table, show_cell
from checker.tables.table import Table
from checker.text.bilingual import Text
from checker.text.days import day_text
from checker.text.levels import EN, ZH
from checker.text.normalize import word_form

NOT_ATTESTABLE = Code("A702")
NOT_IN_FORCE = Code("A703")
NOT_ATTESTED = Code("A704")

_NEEDED = ("requirement", "met", "evidence", "attested_on", "attested_by")
#: How many requirements a message names before it counts the others.
_NAMED = 5


def read_attestations(
    submission: Submission, pack: Pack, department: str, as_of: date
) -> tuple[tuple[Attestation, ...], tuple[Flag, ...]]:
    """Reads the attestations of a department, and flags those that don't count and those that are missing.

    A workbook without the sheet attests nothing, which is not a fault.
    """
    name = pack.header.attestations
    typed = submission.tables.get(name) if name is not None else None
    if name is None or typed is None:
        return (), ()
    table, asked = pack.tables[name], pack.attestable(department)
    by_form = {word_form(each.requirement): each for each in asked}
    found: list[Attestation] = []
    flags: list[Flag] = []
    for row in typed.frame.index.tolist():
        written = _text(typed, row, "requirement")
        entry = by_form.get(word_form(written)) if written else None
        if entry is None:
            flags += [_flag_unknown(typed, table, row, written, pack, asked)] if written else []
            continue
        attestation = _read(typed, table, row, entry, as_of)
        if attestation is not None:
            found.append(attestation)
            flags += _flag_not_in_force(typed, table, attestation, as_of)
    valid = {each.requirement for each in found if each.support is not Support.EXPIRED}
    flags += _flag_missing(typed, table, [each for each in asked if each.by and each.requirement not in valid])
    return tuple(found), tuple(flags)


def _text(typed: TypedTable, row: int, column: str) -> str:
    value = typed.at(row, column)
    return value if isinstance(value, str) else ""


def _read(typed: TypedTable, table: Table, row: int, entry: RegisterEntry, as_of: date) -> Attestation | None:
    """Reads one row; None if something that an attestation needs is blank or can't be read."""
    position = typed.positions[row]
    states = {name: typed.state[name][position] == VALID for name in (*_NEEDED, "valid_until")}
    if not all(states[name] for name in _NEEDED):
        return None
    on = _day(typed, row, "attested_on")
    until = _day(typed, row, "valid_until") if states["valid_until"] else None
    in_force = on <= as_of and (until is None or as_of <= until)
    support = Support.ATTESTED if typed.at(row, "met") else Support.ATTESTED_NOT_MET
    return Attestation(
        entry.requirement,
        support if in_force else Support.EXPIRED,
        show_cell(typed, table, row, "evidence"),
        show_cell(typed, table, row, "attested_by"),
        on,
        until,
        place_of(typed, table, row).sheet,
        row,
    )


def _day(typed: TypedTable, row: int, column: str) -> date:
    moment: Any = typed.at(row, column)
    day: date = moment.date()
    return day


def _flag_unknown(
    typed: TypedTable, table: Table, row: int, written: str, pack: Pack, asked: Sequence[RegisterEntry]
) -> Flag:
    """Flags a requirement that nobody asks this department to attest, and says why."""
    elsewhere = {word_form(each.requirement): each for each in pack.register}.get(word_form(written))
    near = find_nearest({written}, [each.requirement for each in asked]).get(written)
    expected = Text(
        zh=f"本{ZH.单位}可以确认的要求的编号", en=f"the number of a requirement that this {EN.department} may attest"
    )
    if near is not None:
        expected = Text(zh=f"{expected.zh}，最接近的是“{near}”", en=f"{expected.en}; the nearest is “{near}”")
    return flag(
        NOT_ATTESTABLE,
        place_of(typed, table, row, "requirement"),
        observed=show_cell(typed, table, row, "requirement"),
        expected=expected,
        value=Shown(written),
        reason=_why_not(elsewhere),
    )


def _why_not(entry: RegisterEntry | None) -> Text:
    if entry is None:
        return Text(zh="登记表中没有这个编号", en="the register has no such number")
    if entry.coverage in ("checked", "partly"):
        return Text(zh="这项要求由报表算出，不凭材料确认", en="it is computed from the sheets, not attested")
    if entry.coverage == "not_covered":
        return Text(zh="这项要求不凭材料确认", en="this requirement can't be attested")
    names = Text("、".join(entry.by), ", ".join(entry.by))
    return Text(zh=f"这项要求由{names.zh}确认", en=f"it is for others to attest: {names.en}")


def _flag_not_in_force(typed: TypedTable, table: Table, attestation: Attestation, as_of: date) -> Iterator[Flag]:
    if attestation.support is not Support.EXPIRED:
        return
    ended = attestation.until is not None and attestation.until < as_of
    column = "valid_until" if ended else "attested_on"
    day = day_text(attestation.until if attestation.until is not None and ended else attestation.on)
    until = day_text(as_of)
    reason = (
        Text(zh=f"{day.zh}已到期", en=f"it ended on {day.en}")
        if ended
        else Text(
            zh=f"确认日期{day.zh}晚于统计截止日{until.zh}", en=f"it is dated {day.en}, after the as-of date {until.en}"
        )
    )
    yield flag(
        NOT_IN_FORCE,
        place_of(typed, table, attestation.row, column),
        observed=show_cell(typed, table, attestation.row, column),
        expected=Text(zh=f"{until.zh}有效的确认", en=f"an attestation that holds on {until.en}"),
        value=Shown(attestation.requirement),
        header=header_of(typed, table, column),
        reason=reason,
    )


def _flag_missing(typed: TypedTable, table: Table, entries: Sequence[RegisterEntry]) -> Iterator[Flag]:
    if not entries:
        return
    named = entries[:_NAMED]
    zh = "、".join(f"{each.name.zh}（{each.requirement}）" for each in named)
    en = ", ".join(f"{each.name.en} ({each.requirement})" for each in named)
    if more := len(entries) - len(named):
        zh, en = f"{zh}等", f"{en} and {more} more"
    yield flag(NOT_ATTESTED, place_of_table(typed, table), count=len(entries), requirements=Text(zh, en))
