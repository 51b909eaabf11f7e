"""Flags on answers that are not in order: incomplete, not to be understood, contradictory, of another submission.

Knows what a returned findings sheet says and which findings stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.answers.reading import Line, ReturnedSheet
from checker.codes import Code
from checker.codes.shared import (
    ANSWER_INCOMPLETE,
    ANSWERED_TWICE,
    ANSWERS_OF_ANOTHER,
    ANSWERS_UNREADABLE,
    DISPOSITION_UNKNOWN,
)
from checker.marked_copy.flags_sheet import BY, DISPOSITION, HEADS, REASON, REF, Stamp
from checker.model import Disposition, Flag, Place, Severity, Shown, flag
from checker.model.workbook import letters
from checker.privacy.people import mark_sentence
from checker.text.bilingual import Text
from checker.wording.labels import DISPOSITIONS

STILL_FOUND = Code("W251")

#: The flags of a department by their fingerprints.
Known = Mapping[str, Flag]


def still_found(taken: Mapping[str, Line], known: Known) -> Iterator[Flag]:
    """Says where something is called corrected and is found all the same."""
    for ref, line in taken.items():
        found = known.get(ref)
        if found is not None and line.disposition is Disposition.CORRECTED:
            yield flag(
                STILL_FOUND,
                found.place,
                severity=min(Severity.AMBER, found.severity),
                indicator=found.indicator,
                observed=found.observed,
                expected=found.expected,
                record=found.record,
                said=DISPOSITIONS[Disposition.CORRECTED],
                finding=found.code.id,
                title=found.code.heading,
            )


def not_in_order(sheet: ReturnedSheet, known: Known) -> Iterator[Flag]:
    """Answers that are incomplete or not to be understood; of findings that are gone, nothing is asked any more."""
    if REF not in sheet.columns:
        if sheet.lines:
            head, count = HEADS[REF], len(sheet.lines)
            yield flag(ANSWERS_UNREADABLE, Place(sheet.sheet), sheet=sheet.sheet, header=head, count=count)
        return
    for line in sheet.lines:
        if line.ref and line.ref not in known:
            continue
        if line.word and not line.disposition:
            yield _unknown(sheet, line, _finding(line, known))
        elif missing := _missing(line):
            yield _incomplete(sheet, line, missing, _finding(line, known))


def contradictory(sheet: ReturnedSheet, taken: Mapping[str, Line], known: Known) -> Iterator[Flag]:
    """Lines that answer a finding otherwise than the line that was taken."""
    for line in sheet.lines:
        first = taken.get(line.ref)
        if first is None or line.disposition is None or line.ref not in known:
            continue
        if (first.disposition, first.reason) != (line.disposition, line.reason):
            yield flag(
                ANSWERED_TWICE,
                _place(sheet, line, DISPOSITION),
                ref=line.ref,
                first=f"{first.sheet} {first.row}",
                second=f"{line.sheet} {line.row}",
            )


def of_another(sheet: ReturnedSheet, known: Known, whose: Stamp) -> Iterator[Flag]:
    """Says so where a sheet answers nothing that was found, and not because all of it was put right."""
    if not sheet.lines or not sheet.refs or sheet.refs & known.keys():
        return
    stamp, said = sheet.stamp, Text("没有注明", "nobody that it names")
    if stamp is None:
        strange = any(line.disposition is not Disposition.CORRECTED for line in sheet.lines)
    else:
        said = Text(*[f"{stamp.pack} {stamp.department} {stamp.period}"] * 2)
        strange = stamp != replace(whose, department=whose.department if stamp.department else "")
    if strange:
        place, count = Place(sheet.sheet), len(sheet.lines)
        yield flag(ANSWERS_OF_ANOTHER, place, sheet=sheet.sheet, count=count, whose=said)


def _missing(line: Line) -> list[str]:
    if not line.ref:
        return [REF]
    if not line.disposition:
        return [DISPOSITION]
    if line.disposition is Disposition.CORRECTED:
        return []
    return [field for field, typed in ((REASON, line.reason), (BY, line.by)) if not typed.text]


def _incomplete(sheet: ReturnedSheet, line: Line, missing: Sequence[str], finding: Text) -> Flag:
    heads = [HEADS[field] for field in missing]
    named = Text("”和“".join(head.zh for head in heads), "” and “".join(head.en for head in heads))
    place = _place(sheet, line, missing[0])
    return flag(ANSWER_INCOMPLETE, place, record=_typed(line), finding=finding, missing=named)


def _unknown(sheet: ReturnedSheet, line: Line, finding: Text) -> Flag:
    word = Shown(line.word)  # where the columns were mixed up and a name stands here, it is marked as one by now
    choices = DISPOSITIONS.values()
    return flag(
        DISPOSITION_UNKNOWN,
        _place(sheet, line, DISPOSITION),
        observed=word,
        expected=Text("、".join(each.zh for each in choices), ", ".join(each.en for each in choices)),
        record=_typed(line),
        finding=finding,
        found=word,
    )


def _finding(line: Line, known: Known) -> Text:
    """What is answered, by its place and code; by the line where its number is gone."""
    found = known.get(line.ref)
    if found is None:
        return Text(f"核对结果第 {line.row} 行", f"row {line.row} of the findings sheet")
    place, title = found.place, found.code.heading
    if not place.sheet:
        name = next((shown.text for key, shown in found.values if key == "name"), "")
        zh, en = (name.zh, name.en) if isinstance(name, Text) else (name, name)
        about = Text(f"，{zh}" if zh else "", f", {en}" if en else "")
        return Text(f" {found.code.id}（{title.zh}{about.zh}）", f"{found.code.id} ({title.en}{about.en})")
    row = Text(f"第 {place.row} 行", f" row {place.row}") if place.row else Text("", "")
    where = Text(place.cell, f" {place.cell}") if place.cell else row
    said = Text(
        f"“{place.sheet}”{where.zh} {found.code.id}（{title.zh}）",
        f"{place.sheet}{where.en} {found.code.id} ({title.en})",
    )
    return mark_sentence(said, [place.sheet])


def _typed(line: Line) -> tuple[tuple[str, Shown], ...]:
    """What else stands on the line, so that it is not lost where the answer is not taken over."""
    pairs = ((HEADS[REASON].zh, line.reason), (HEADS[BY].zh, line.by))
    return tuple((header, typed) for header, typed in pairs if typed.text)


def _place(sheet: ReturnedSheet, line: Line, field: str) -> Place:
    column = sheet.columns.get(field)
    return Place(line.sheet, line.row, letters(column) if column else "", header=HEADS[field].zh, key=line.ref)
