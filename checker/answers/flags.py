"""Flags answers that can't be used: incomplete, unreadable, contradictory, or on the sheet of another submission."""

from collections.abc import Iterator, Mapping
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
from checker.model import Disposition, Flag, Place, Severity, Shown, flag, placed
from checker.model.workbook import letters
from checker.privacy.people import mark_sentence
from checker.text.bilingual import Text
from checker.wording.labels import DISPOSITIONS

STILL_FOUND = Code("W251")
OUTDATED = Code("W257")

_CHOICES = Text(
    "、".join(word.zh for word in DISPOSITIONS.values()), ", ".join(word.en for word in DISPOSITIONS.values())
)
#: The flags of a department by their fingerprints.
Answered = Mapping[str, Flag]


def flag_still_found(accepted: Mapping[str, Line], known: Answered) -> Iterator[Flag]:
    """Flags what is answered as corrected but still found."""
    for ref, line in accepted.items():
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
                flagged=found.code.id,
                title=found.code.heading,
            )


def flag_incomplete(sheet: ReturnedSheet, known: Answered) -> Iterator[Flag]:
    """Flags answers that are incomplete or unreadable, unless the flag that they answer is gone."""
    if REF not in sheet.columns:
        if sheet.lines:
            head, count = HEADS[REF], len(sheet.lines)
            yield flag(ANSWERS_UNREADABLE, Place(sheet.sheet), sheet=sheet.sheet, header=head, count=count)
        return
    for line in sheet.lines:
        if line.ref and line.ref not in known:
            continue
        if line.word and not line.disposition:
            word = Shown(line.word)  # if somebody typed a name here, it is already marked as one
            yield flag(
                DISPOSITION_UNKNOWN,
                _place(sheet, line, DISPOSITION),
                observed=word,
                expected=_CHOICES,
                record=_typed(line),
                flagged=placed(_answered_flag(line, known), line.ref),
                found=word,
            )
        elif missing := _missing(line):
            place, answered = _place(sheet, line, missing[0]), _answered_flag(line, known)
            heads = [HEADS[field] for field in missing]
            named = Text("”和“".join(head.zh for head in heads), "” and “".join(head.en for head in heads))
            yield flag(ANSWER_INCOMPLETE, place, record=_typed(line), flagged=placed(answered, line.ref), missing=named)


def flag_contradictions(sheet: ReturnedSheet, accepted: Mapping[str, Line], known: Answered) -> Iterator[Flag]:
    """Flags lines that contradict the accepted answer to the same flag."""
    for line in sheet.lines:
        first = accepted.get(line.ref)
        if first is None or line.disposition is None or line.ref not in known:
            continue
        if (first.disposition, first.reason) != (line.disposition, line.reason):
            yield flag(
                ANSWERED_TWICE,
                _place(sheet, line, DISPOSITION),
                ref=line.ref,
                first=placed(f"{first.sheet} {first.row}"),
                second=placed(f"{line.sheet} {line.row}"),
            )


def flag_foreign_sheet(sheet: ReturnedSheet, known: Answered, whose: Stamp) -> Iterator[Flag]:
    """Flags a sheet that answers none of the flags, unless all of them were corrected."""
    if not sheet.lines or not sheet.refs or sheet.refs & known.keys():
        return
    stamp, owner = sheet.stamp, Text("没有注明", "an unnamed submission")
    if stamp is None:
        foreign = any(line.disposition is not Disposition.CORRECTED for line in sheet.lines)
    else:
        owner = Text(*[f"{stamp.pack} {stamp.department} {stamp.period}"] * 2)
        foreign = stamp != replace(whose, department=whose.department if stamp.department else "")
    if foreign:
        place, count = Place(sheet.sheet), len(sheet.lines)
        yield flag(ANSWERS_OF_ANOTHER, place, sheet=sheet.sheet, count=count, whose=owner)


def flag_outdated(sheet: ReturnedSheet, line: Line, found: Flag | None) -> Flag:
    """Flags an answer that isn't passed on: its cell has changed, or it could be about any of several rows."""
    if found is None:
        why = Text("有几行可能是它所指的那一行", "several rows could be the one that it is about")
        answered = Text(f"核对结果第 {line.row} 行", f"row {line.row} of the flags sheet")
        place = replace(_place(sheet, line, DISPOSITION), key="")
    else:
        why = Text("填写之后数据有了变化", "the data has changed since")
        answered, place = _answered_flag(line, {line.ref: found}), _place(sheet, line, DISPOSITION)
    return flag(OUTDATED, place, record=_typed(line), flagged=placed(answered, line.ref), why=why)


def _missing(line: Line) -> list[str]:
    if not line.ref:
        return [REF]
    if not line.disposition:
        return [DISPOSITION]
    if line.disposition is Disposition.CORRECTED:
        return []
    return [field for field, typed in ((REASON, line.reason), (BY, line.by)) if not typed.text]


def _answered_flag(line: Line, known: Answered) -> Text:
    """Names the flag that a line answers by its place and code, or by the line's row if the reference is gone."""
    found = known.get(line.ref)
    if found is None:
        return Text(f"核对结果第 {line.row} 行", f"row {line.row} of the flags sheet")
    place, code, title = found.place, found.code.id, found.code.heading
    if not place.sheet:
        name = next((shown.text for key, shown in found.values if key == "name"), "")
        zh, en = (name.zh, name.en) if isinstance(name, Text) else (name, name)
        about = Text(f"，{zh}" if zh else "", f", {en}" if en else "")
        return Text(f" {code}（{title.zh}{about.zh}）", f"{code} ({title.en}{about.en})")
    row = Text(f"第 {place.row} 行", f" row {place.row}") if place.row else Text("", "")
    where = Text(place.cell, f" {place.cell}") if place.cell else row
    name = Text(f"“{place.sheet}”{where.zh} {code}（{title.zh}）", f"{place.sheet}{where.en} {code} ({title.en})")
    return mark_sentence(name, [place.sheet])


def _typed(line: Line) -> tuple[tuple[str, Shown], ...]:
    """Returns the reason and the name on the line, so that they aren't lost with a rejected answer."""
    pairs = ((HEADS[REASON].zh, line.reason), (HEADS[BY].zh, line.by))
    return tuple((header, typed) for header, typed in pairs if typed.text)


def _place(sheet: ReturnedSheet, line: Line, field: str) -> Place:
    column = sheet.columns.get(field)
    return Place(line.sheet, line.row, letters(column) if column else "", header=HEADS[field].zh, key=line.ref)
