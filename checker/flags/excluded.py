"""Flags on what is left out of a denominator: each row with its reason, its evidence, and how much hangs on it.

A row that is left out because its time has not come yet rests on nobody's word: it is listed, and no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.codes import Code
from checker.flags.against import wants_numerator
from checker.flags.case import Case
from checker.flags.cells import found_text, row_flag
from checker.frozen import dataclass
from checker.measures.toolkit.bounds import bounds_of, certainly
from checker.measures.toolkit.exclusion import Exclusion
from checker.model import Counts, Flag, Result, Severity, Shown, flag
from checker.model.workbook import BLANK, TypedTable
from checker.tables.dependence import columns_of, depends_on_as_of
from checker.tables.logic import Condition
from checker.tables.phrases import phrase
from checker.tables.rows.places import header_of
from checker.tables.rows.reasons import Reasons
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import number_text
from checker.text.once import Once

LEFT_OUT = Code("M524")
EVIDENCE_BLANK = Code("M525")
MUCH_LEFT_OUT = Code("M526")

_NO_PROOF = Shown(Text("", ""))


@dataclass(frozen=True)
class _Row:
    """A row that is left out, and the tests that leave it out."""

    number: int
    why: Condition

    @property
    def is_pending(self) -> bool:
        return depends_on_as_of(self.why)


def excluded_flags(case: Case) -> Iterator[Flag]:
    """Makes a flag on each row that is left out, on each that lacks its evidence, and on the indicator."""
    given = case.indicator.asked.leaves_out()
    typed = None if given is None else case.submission.tables.get(given[0])
    if given is None or typed is None:
        return
    exclusion = given[1]
    reasons = Reasons(exclusion.condition, typed, case.context)
    found = ((row, reasons.holding(row)) for row in case.result.measured.excluded_rows.numbers)
    rows = [_Row(number, why) for number, why in found if why is not None]
    claimed = [row.number for row in rows if not row.is_pending]
    doubts = [*_too_many(case.result, exclusion, len(claimed))]
    # A pack that says how much may be left out has settled when to ask: under a target of 100%, every row would decide.
    if doubts or exclusion.flag_above is None:
        doubts += _deciding(case, claimed)
    # Rows with the same answers share the reason.
    say: Once[Condition, Shown] = Once(lambda why: Shown(phrase(why, case.tables[typed.id].columns)))
    for row in rows:
        severity = Severity.AMBER if doubts and not row.is_pending else Severity.INFO
        yield from _flag_row(case, typed, exclusion, row, severity, say(row.why))
    if doubts and case.indicator.level == "department":
        yield flag(
            MUCH_LEFT_OUT,
            indicator=case.indicator.id,
            name=case.indicator.name.text,
            excluded=len(claimed),
            reasons=join_texts(doubts, "；", "; "),
        )


def _flag_row(
    case: Case, typed: TypedTable, exclusion: Exclusion, row: _Row, severity: Severity, why: Shown
) -> Iterator[Flag]:
    table, name, evidence = case.tables[typed.id], case.name, exclusion.evidence
    blank = evidence is not None and typed.state_at(row.number, evidence) == BLANK
    proof = _NO_PROOF
    if evidence is not None and not blank:
        said = found_text(typed, table, row.number, evidence)
        proof = Shown(Text(f"；{said.zh}", f"; {said.en}"))
    first = next(iter(columns_of(row.why)), "")
    yield row_flag(LEFT_OUT, case, typed, row.number, first, None, severity, name=name, why=why, proof=proof)
    if evidence is not None and blank and not row.is_pending:
        header = header_of(typed, table, evidence)
        yield row_flag(
            EVIDENCE_BLANK, case, typed, row.number, evidence, None, Severity.AMBER, name=name, why=why, header=header
        )


def _too_many(result: Result, exclusion: Exclusion, claimed: int) -> Iterator[Text]:
    """Says that more is left out than the pack takes without a question."""
    counts, limit = result.measured.counts, exclusion.flag_above
    total = counts.passed + counts.failed + counts.excluded + counts.unknown
    if limit is not None and total and Fraction(claimed, total) > limit:
        share = number_text(limit * 100)
        yield Text(f"超过 {share}%（共 {total} 行）", f"that is more than {share}% of {total}")


def _deciding(case: Case, claimed: Sequence[int]) -> Iterator[Text]:
    """Says that the status would be another one if what is left out counted."""
    result = case.result
    if not claimed:
        return
    recounted = case.indicator.asked.with_excluded(result.measured, claimed, case.submission, case.tables)
    if recounted is not None:
        bounds = [case.indicator.asked.bounds(each) for each in (result.measured, recounted)]
        before, after = (certainly(each, result.target) for each in bounds)
        if after is not True and (before is True or (before is None and after is False)):
            yield Text("如果都计入，结论就会改变", "if they were counted, the status would change")
    elif result.measured.shape == "share":
        yield from _deciding_share(result, len(claimed))


def _deciding_share(result: Result, claimed: int) -> Iterator[Text]:
    """Says that the status would be another one if what is left out of a share counted against the target."""
    measured = result.measured
    counts, claim = measured.counts, Counts(failed=claimed)
    if wants_numerator(result) is False:
        claim = Counts(passed=claimed)
    kept = replace(counts, excluded=counts.excluded - claimed)
    before, after = (
        certainly(bounds_of(replace(measured, counts=each)), result.target) for each in (counts, kept + claim)
    )
    empty = counts.passed + counts.failed + counts.unknown == 0
    if (before is not False or empty) and after is not before:
        yield Text("如果都算不符合，结论就会改变", "if they counted against the target, the status would change")
