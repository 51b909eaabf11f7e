"""Judges an indicator whose target binds each value of a column, and says what each of them came to.

A row whose value is blank may belong to any of them, so each is judged with these rows in doubt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from checker.definitions.by_column import ByColumn
from checker.definitions.indicators import Indicator
from checker.definitions.least import ROWS
from checker.model import Counts, Measured, Result, Status
from checker.model.measured import Stratum
from checker.model.results import JudgedStratum
from checker.periods import Window
from checker.scoring.enough import if_enough, judge_if_enough
from checker.scoring.status import judge
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import number_text
from checker.wording.labels import STATUSES
from checker.wording.results import counted_text, figure_text

#: The worst first: what one value is, the indicator is.
_WORST_FIRST = (
    Status.MISSED, Status.BEHIND, Status.UNDETERMINED, Status.ON_TRACK, Status.MET, Status.NOT_APPLICABLE
)  # fmt: skip
_WELL = (Status.MET, Status.ON_TRACK)
#: So many values, and rows of one, are named in a reason; the report's data have all of them.
NAMED = 6


def judge_all(
    indicator: Indicator, measured: Measured, window: Window, as_of: date, uncounted: Sequence[Text] = ()
) -> Result:
    """Judges an indicator, and each value of the column that it is measured by, if any."""
    whole = judge(indicator, measured, window, as_of, uncounted=uncounted)
    whole = judge_if_enough(indicator, whole, uncounted)
    if indicator.by is None or measured.reason is not None or not whole.target.given:
        return whole
    blank = next((each for each in measured.strata if not each.key), None)
    strata = tuple(_judge_one(indicator, each, blank, window, as_of, uncounted) for each in measured.strata if each.key)
    strata = tuple(sorted(strata, key=lambda each: _WORST_FIRST.index(each.result.status)))
    reasons = [] if whole.reason is None else [whole.reason]
    if indicator.by.judge == "each":
        status = _status_of_each(indicator.by, whole, strata)
        if blank is not None and (
            indicator.by.reach < 1 or status in (Status.MET, Status.ON_TRACK, Status.NOT_APPLICABLE)
        ):
            status = Status.UNDETERMINED
        out = sum(not each.result.reachable for each in strata)
        judged = len(judged_values(strata))
        whole = replace(whole, status=status, reachable=judged - out >= indicator.by.needed_of(judged))
        reasons = [*(reasons if uncounted else []), *_tell_share(indicator.by, strata)]
    told = [*reasons, *_tell(indicator, strata, blank)]
    return replace(whole, strata=strata, reason=join_texts(told, "；", "; ") if told else None)


def judged_values(strata: Sequence[JudgedStratum]) -> list[JudgedStratum]:
    """The values that the target is for."""
    return [each for each in strata if each.result.status is not Status.NOT_APPLICABLE]


def count_reached(strata: Sequence[JudgedStratum]) -> int:
    """How many values reach the target, or are on their way."""
    return sum(each.result.status in _WELL for each in strata)


def _status_of_each(by: ByColumn, whole: Result, strata: Sequence[JudgedStratum]) -> Status:
    """What the values come to: the worst of them, or whether the share that must reach the target does."""
    judged = judged_values(strata)
    if by.reach == 1 or not judged:
        return strata[0].result.status if strata else whole.status
    needed, well = by.needed_of(len(judged)), count_reached(judged)
    if well >= needed:
        return Status.MET if whole.final else Status.ON_TRACK
    open_ = sum(each.result.status is Status.UNDETERMINED for each in judged)
    if well + open_ >= needed:
        return Status.UNDETERMINED
    missed = sum(each.result.status is Status.MISSED for each in judged)
    return Status.MISSED if len(judged) - missed < needed else Status.BEHIND


def _tell_share(by: ByColumn, strata: Sequence[JudgedStratum]) -> Iterator[Text]:
    """Says how many values reach the target, if not all of them must."""
    judged = judged_values(strata)
    if by.reach < 1 and judged:
        well, asked = count_reached(judged), f"{number_text(by.reach * 100)}%"
        yield Text(
            f"{len(judged)} 项中 {well} 项达到，要求 {asked}", f"{well} of {len(judged)} reach it, and {asked} must"
        )


def judges_each(indicator: Indicator) -> bool:
    """Whether each value of a column is judged, so that the value of all rows decides nothing."""
    return indicator.by is not None and indicator.by.judge == "each"


def _judge_one(
    indicator: Indicator,
    stratum: Stratum,
    blank: Stratum | None,
    window: Window,
    as_of: date,
    uncounted: Sequence[Text],
) -> JudgedStratum:
    assert indicator.by is not None, "it is judged by a column"
    measured = stratum.measured if blank is None else _with_doubts(indicator, stratum.measured, blank.measured)
    result = judge(indicator, measured, window, as_of, uncounted=uncounted)
    if blank is not None and (measured.spread is not None or measured.parts):
        reason = Text("有的行没有写明属于哪一项", "some rows don't say which they belong to")
        result = replace(result, status=Status.UNDETERMINED, reason=reason)
    if indicator.by.at_least > 1:
        most = stratum.rows + stratum.may + (0 if blank is None else blank.rows + blank.may)
        result = if_enough(result, indicator.by.at_least, (stratum.rows, most), ROWS, uncounted)
    return JudgedStratum(stratum.label, stratum.rows, result)


def _with_doubts(indicator: Indicator, measured: Measured, blank: Measured) -> Measured:
    """Adds rows that may belong here or not."""
    if measured.shape == "share":
        found = blank.counts
        counts = Counts(
            out_or_pass=found.passed + found.out_or_pass,
            out_or_fail=found.failed + found.out_or_fail,
            anything=found.pass_or_fail + found.anything,
        )
        loose = replace(blank, counts=counts, standing=None, settled=0, may_pass=0, may_fail=0)
        joined = indicator.asked.combine([measured, loose])
        return replace(joined, numerator_rows=measured.numerator_rows, failure_rows=measured.failure_rows)
    zero = Fraction(0)
    low = None if measured.low is None or blank.low is None else measured.low + min(zero, blank.low)
    high = None if measured.high is None or blank.high is None else measured.high + max(zero, blank.high)
    return replace(measured, low=low, high=high)


def _tell(indicator: Indicator, strata: Sequence[JudgedStratum], blank: Stratum | None) -> Iterator[Text]:
    """Says what each value came to, the worst first, with the rows against it, and which rows have no value."""
    unit = indicator.unit_text
    for each in strata[:NAMED]:
        result, parts = each.result, []
        status = STATUSES[result.status]
        for language in ("zh", "en"):
            value, counted = figure_text(result, unit, language), counted_text(result, language)
            numbers = _against(result) if result.status in (Status.MISSED, Status.BEHIND) else ()
            rows = ", ".join(map(str, numbers[:NAMED])) + (" …" if len(numbers) > NAMED else "")
            if language == "zh":
                said = (f"{value}（{counted}）" if counted else value) + status.zh
                parts.append(f"{each.label.zh} {said}" + (f"，第 {rows} 行" if rows else ""))
            else:
                said = (f"{value} ({counted})" if counted else value) + f", {status.en}"
                parts.append(f"{each.label.en} {said}" + (f", {_word(numbers)} {rows}" if rows else ""))
        own = result.reason if result.status in (Status.UNDETERMINED, Status.NOT_APPLICABLE) else None
        yield Text(*parts) if own is None else Text(f"{parts[0]}：{own.zh}", f"{parts[1]}: {own.en}")
    if len(strata) > NAMED:
        yield Text(f"另有 {len(strata) - NAMED} 项", f"{len(strata) - NAMED} more")
    if blank is not None:
        behind = sorted({row for found in _behind(blank.measured) for row in found})
        rows = ", ".join(map(str, behind[:NAMED])) + (" …" if len(behind) > NAMED else "")
        zh, en = (f"（第 {rows} 行）", f" ({_word(behind)} {rows})") if rows else ("", "")
        count = max(len(behind), blank.rows)
        yield Text(f"有 {count} 行没有写明属于哪一项{zh}", f"rows without a value there: {count}{en}")


def _word(rows: Sequence[int]) -> str:
    return "row" if len(rows) == 1 else "rows"


def _against(result: Result) -> tuple[int, ...]:
    measured = result.measured
    if measured.shape != "share":
        return ()
    return (measured.numerator_rows if result.side.is_ceiling else measured.failure_rows).numbers


def _behind(measured: Measured) -> tuple[tuple[int, ...], ...]:
    found = (measured.numerator_rows, measured.failure_rows, measured.excluded_rows, measured.unknown_rows)
    return tuple(rows.numbers for rows in found)
