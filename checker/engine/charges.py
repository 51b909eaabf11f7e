"""Finds the rows and members of a department against the targets of some indicators, and what each of them takes."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from checker.definitions.failures import FailuresTake, TakesBy
from checker.flags.against import is_over, rows_against, wants_numerator
from checker.flags.case import Case
from checker.flags.overdue import DueDays
from checker.frozen import dataclass
from checker.measures.toolkit.bounds import satisfies
from checker.model import Result, Status
from checker.model.consequences import Charge
from checker.model.workbook import VALID, TypedTable
from checker.tables.logic import Condition
from checker.tables.rows.reasons import Reasons
from checker.text.bilingual import Text

#: The most that something takes; None if there is no bound.
_Most = Fraction | None
_HOUR = 3600
_NO_CHOICE = Text("", "")


@dataclass(frozen=True)
class _Against:
    """What counts against one target.

    Attributes:
        number: how many rows or members certainly do.
        doubtful: how many more may; None if nobody knows.
        rows, open_rows: of those that have rows of their own, the rows.
        lacking: whether rows lack what is asked (else they have too much).
    """

    number: int
    doubtful: int | None
    rows: tuple[int, ...] = ()
    open_rows: tuple[int, ...] = ()
    lacking: bool = True


@dataclass(frozen=True)
class _Sum:
    """What one row takes, its choice, and how many hours it is late."""

    low: Fraction
    high: _Most
    choice: str = ""
    hours: Fraction | None = None
    open: bool = False


def find_charges(rule: FailuresTake, cases: Mapping[str, Case]) -> tuple[Charge, ...]:
    """Lists what the rows against each target take, by indicator and, if that decides, by choice."""
    return tuple(charge for id in rule.indicators if id in cases for charge in _of_case(rule, cases[id]))


def _of_case(rule: FailuresTake, case: Case) -> Iterable[Charge]:
    found = _against(case)
    if rule.is_plain:
        yield _plain(rule, case, found)
        return
    table = case.indicator.asked.tables()[0]
    typed = case.submission.tables.get(table)
    priced = None if typed is None else _Priced(rule, case, typed)
    sums = [] if priced is None else [priced.of(row, lacking=found.lacking) for row in found.rows]
    by_choice: dict[str, list[_Sum]] = {}
    for each in sums:
        by_choice.setdefault(each.choice, []).append(each)
    order = [*rule.takes.of] if isinstance(rule.takes, TakesBy) else []
    for choice in sorted(by_choice, key=lambda name: order.index(name) if name in order else len(order)):
        yield _priced_charge(rule, case, choice, by_choice[choice])
    doubtful = found.doubtful
    if doubtful != 0:
        open_ = [] if priced is None else [priced.most(row) for row in found.open_rows]
        yield Charge(case.indicator.id, _NO_CHOICE, 0, doubtful, None, Fraction(0), _largest(rule, open_, doubtful))


def _plain(rule: FailuresTake, case: Case, found: _Against) -> Charge:
    """Every one takes the same; those that are free are taken off all of them together."""
    takes = rule.rate("")
    high = None if found.doubtful is None else (found.number + found.doubtful) * takes
    return Charge(case.indicator.id, _NO_CHOICE, found.number, found.doubtful, takes, found.number * takes, high)


def _priced_charge(rule: FailuresTake, case: Case, choice: str, sums: list[_Sum]) -> Charge:
    highs = [each.high for each in sums]
    hours = [each.hours for each in sums if each.hours is not None]
    late = sum(hours, Fraction(0)) if rule.per is not None and len(hours) == len(sums) else None
    return Charge(
        case.indicator.id,
        _label(rule, case, choice),
        len(sums),
        0,
        None if isinstance(rule.takes, TakesBy) and not choice else rule.rate(choice),
        sum((each.low for each in sums), Fraction(0)),
        _total(highs),
        late,
        open=any(each.open for each in sums),
    )


def _label(rule: FailuresTake, case: Case, choice: str) -> Text:
    if not isinstance(rule.takes, TakesBy) or not choice:
        return _NO_CHOICE
    column = case.tables[case.indicator.asked.tables()[0]].columns[rule.takes.by]
    return column.choices[choice].text


def _total(values: Iterable[_Most]) -> _Most:
    found = [*values]
    return None if None in found else sum((each for each in found if each is not None), Fraction(0))


def _largest(rule: FailuresTake, open_: list[_Most], doubtful: int | None) -> _Most:
    """The most that so many of the rows in doubt take; those without a row may take as much as any."""
    if doubtful is None:
        return None
    anyhow = _bound(rule, max(rule.rates(tuple(rule.takes.of) if isinstance(rule.takes, TakesBy) else ())))
    values = [*open_, *[anyhow] * max(doubtful - len(open_), 0)]
    if None in values:
        return None
    return sum(sorted((each for each in values if each is not None), reverse=True)[:doubtful], Fraction(0))


def _bound(rule: FailuresTake, rate: Fraction) -> _Most:
    """The most that a row takes at a rate, however late it is."""
    if rule.per is None or not rate:
        return rate
    return rule.each_at_most


class _Priced:
    """What single rows of a table take."""

    def __init__(self, rule: FailuresTake, case: Case, typed: TypedTable) -> None:
        self._rule, self._typed, self._case = rule, typed, case
        counts: Condition | None = case.indicator.asked.asked_of_rows(case.result.side)
        self._reasons = None if counts is None else Reasons(counts, typed, case.context)
        self._due = DueDays(case, typed) if rule.per is not None else None

    def _choices(self, row: int) -> tuple[str, ...]:
        """The choice of a row; every one if its cell is blank or can't be read."""
        if not isinstance(self._rule.takes, TakesBy):
            return ()
        column = self._rule.takes.by
        if self._typed.state_at(row, column) == VALID:
            return (str(self._typed.at(row, column)),)
        return tuple(self._case.tables[self._typed.id].columns[column].choices)

    def most(self, row: int) -> _Most:
        """The most that a row in doubt may take."""
        return _bound(self._rule, max(self._rule.rates(self._choices(row))))

    def of(self, row: int, *, lacking: bool) -> _Sum:
        """What a row takes."""
        choices = self._choices(row)
        rates = self._rule.rates(choices)
        choice = choices[0] if len(choices) == 1 else ""
        if self._due is None:
            return _Sum(min(rates), max(rates), choice)
        wanted = None if self._reasons is None else self._reasons.asked(row, holds=lacking)
        late = self._due.lateness(row, wanted)
        if late is None:
            return _Sum(Fraction(0), _bound(self._rule, max(rates)), choice)
        hours = Fraction(late.days * 24) if late.time is None else Fraction(late.seconds, _HOUR)
        low, high = (self._rule.of_late(rate, hours) for rate in (min(rates), max(rates)))
        return _Sum(low, high, choice, hours, late.open)


def _against(case: Case) -> _Against:
    """Counts the rows or members against a target, as they are flagged, and those that may be."""
    result, measured = case.result, case.result.measured
    if measured.reason is not None:
        return _Against(0, None if result.status is Status.UNDETERMINED else 0)
    if measured.members:
        return _members(result)
    counts = measured.counts
    if measured.shape == "amount":
        return _amount(result)
    more = wants_numerator(result)
    may = counts.pass_or_fail + counts.anything + (counts.out_or_fail if more else counts.out_or_pass)
    rows, lacking = rows_against(result)
    number = counts.failed if more else counts.passed
    return _Against(number, may, rows.numbers, measured.unknown_rows.numbers, lacking)


def _amount(result: Result) -> _Against:
    """Of a count, every row counts against a limit that it exceeds, and none otherwise."""
    measured, target = result.measured, result.target
    low = int(measured.low or 0)
    high = None if measured.high is None else int(measured.high)
    rows, unknown = measured.raising_rows.numbers, measured.deciding_rows.numbers
    if is_over(result):
        return _Against(low, None if high is None else high - low, rows, unknown, lacking=False)
    if high is not None and satisfies(Fraction(high), target):
        return _Against(0, 0)
    return _Against(0, high, (), (*rows, *unknown), lacking=False)


def _members(result: Result) -> _Against:
    """Counts members; while the window is open, one that isn't behind the pace yet doesn't count."""
    members, more = result.measured.members, wants_numerator(result)
    if more is None:  # `equals`: nothing counts against a target that is met; of another, nobody knows which do
        return _Against(0, None if result.value is None else 0)
    if more:
        behind = [each for each in members if each.place == "failed" and (each.settled or each.low < each.paced)]
        may = ("pass_or_fail", "out_or_fail", "anything")
        return _Against(len(behind), sum(each.place in may for each in members))
    may = ("pass_or_fail", "out_or_pass", "anything")
    return _Against(sum(each.place == "passed" for each in members), sum(each.place in may for each in members))
