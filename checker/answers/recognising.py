"""Recognises the flags that a returned flags sheet lists among those of the workbook as it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from checker.answers.flags import flag_outdated
from checker.answers.reading import Line, ReturnedSheet
from checker.model import Disposition, Flag
from checker.model.fingerprints import Fingerprint
from checker.model.matching import How, Match, Trace, match


def recognise(sheet: ReturnedSheet, flags: Sequence[Flag]) -> tuple[ReturnedSheet, list[Flag]]:
    """Returns the sheet with the present references of its flags, and flags on the answers that can't be passed on.

    An answer stays with its flag as long as nothing of it has changed. "Corrected" also stays with a changed flag,
    because the cell still isn't right. No answer passes to a flag that could be on another row.
    """
    prints = {ref: found for ref in sorted(sheet.refs) if (found := Fingerprint.parse(ref)) is not None}
    present = [(flag, print) for flag in flags if (print := Fingerprint.parse(flag.fingerprint)) is not None]
    old = list(prints)
    matches = match([Trace(prints[ref]) for ref in old], [Trace(print) for _, print in present])
    pairs = list(zip(present, matches, strict=True))
    now = {old[each.old]: (flag, each) for (flag, _), each in pairs if each.old is not None}
    unclear = {print.identity for (_, print), each in pairs if each.how is How.AMBIGUOUS}
    said = {line.ref: (line.disposition, line.reason, line.by) for line in sheet.lines}
    kept, outdated = list[Line](), list[Flag]()
    for line in sheet.lines:
        if line.ref in now:
            flag, same = now[line.ref]
            renewed = replace(line, ref=flag.fingerprint)
            if _passes(line, same, [said.get(old[each]) for each in same.alike]):
                kept.append(renewed)
            else:
                outdated.append(flag_outdated(sheet, renewed, flag if same.certain else None))
        elif line.ref in prints and prints[line.ref].identity in unclear:
            # Of several equal flags some are corrected; that one is still there says nothing about this answer.
            outdated += [] if line.disposition is Disposition.CORRECTED else [flag_outdated(sheet, line, None)]
        else:
            kept.append(line)
    return replace(sheet, lines=tuple(kept), refs=_renew(sheet.refs, now)), outdated


def _renew(refs: frozenset[str], now: Mapping[str, tuple[Flag, Match]]) -> frozenset[str]:
    return frozenset(now[ref][0].fingerprint if ref in now else ref for ref in refs)


def _passes(line: Line, found: Match, alike: Sequence[object]) -> bool:
    """Returns whether an answer still holds; of several equal flags, all must have the same one."""
    if found.certain or (len(alike) > 1 and len(set(alike)) == 1):
        return found.how is How.PERSISTING or line.disposition is Disposition.CORRECTED
    return False
