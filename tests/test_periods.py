"""Periods as people write them, windows, pace, and working days against the calendar itself."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import Stop
from checker.periods import Period, Window, a_year_before, is_period, months_later, parse_period, parts_of, window_of
from checker.tables.workdays import workdays

PLAN = Window(date(2021, 1, 1), date(2025, 12, 31))

SPELLINGS = [
    ("2022Q4", "2022Q4", (2022, 10, 1), (2022, 12, 31)),
    ("2022q1", "2022Q1", (2022, 1, 1), (2022, 3, 31)),
    ("2022-Q2", "2022Q2", (2022, 4, 1), (2022, 6, 30)),
    ("2022 Q3", "2022Q3", (2022, 7, 1), (2022, 9, 30)),
    ("2022年第四季度", "2022Q4", (2022, 10, 1), (2022, 12, 31)),
    ("2022年四季度", "2022Q4", (2022, 10, 1), (2022, 12, 31)),
    ("2022第1季度", "2022Q1", (2022, 1, 1), (2022, 3, 31)),
    ("２０２２Ｑ４", "2022Q4", (2022, 10, 1), (2022, 12, 31)),
    ("2022H2", "2022H2", (2022, 7, 1), (2022, 12, 31)),
    ("2022年上半年", "2022H1", (2022, 1, 1), (2022, 6, 30)),
    ("2022", "2022", (2022, 1, 1), (2022, 12, 31)),
    ("2022年度", "2022", (2022, 1, 1), (2022, 12, 31)),
    *(
        (text, "2022Q4", (2022, 10, 1), (2022, 12, 31))
        for text in (
            *("2022年10-12月", "二〇二二年第四季度", "2022.Q4", "2022年10月至12月", "2022.10-2022.12", "Q4 2022"),
            *("2022年10、11、12月", "2022年10月1日至12月31日", "二零二二年十月至十二月", "2022年度第四季度报表"),
            *("2022年第四季度（10-12月）", "Fourth quarter of 2022", "October to December 2022", "2022-10~2022-12"),
        )
    ),
    ("2022年7-12月", "2022H2", (2022, 7, 1), (2022, 12, 31)),
    ("二○二二年度", "2022", (2022, 1, 1), (2022, 12, 31)),
    ("2022年1月-12月", "2022", (2022, 1, 1), (2022, 12, 31)),
    ("2022年1月1日-2022年6月30日", "2022H1", (2022, 1, 1), (2022, 6, 30)),
    *(
        (text, "2022-10", (2022, 10, 1), (2022, 10, 31))
        for text in (
            *("2022-10", "2022/10", "2022.10", "2022 - 10", "2022M10", "2022年10月", "2022年10月份", "二〇二二年十月"),
            *(
                "October 2022",
                "Oct. 2022",
                "2022年10月1日至10月31日",
                "２０２２年１０月",
                "2022年10月（10月）",
                "2022年10月报表",
            ),
        )
    ),
    ("2024年2月", "2024-02", (2024, 2, 1), (2024, 2, 29)),
    *(
        (text, "2020W53", (2020, 12, 28), (2021, 1, 3))
        for text in ("2020W53", "2020-W53", "2020年第53周", "2020年53周", "2020 w53")
    ),
    ("2022年第5周", "2022W05", (2022, 1, 31), (2022, 2, 6)),
]

NO_SPANS = [
    *(
        *(
            "2022-13",
            "2022-1",
            "202210",
            "2022-10-01",
            "2022年10月15日",
            "2022年10月1日至10月30日",
            "2022年第四季度（10月）",
        ),
        *("2022-W53", "2022年第53周", "2022W00", "2022-W5-1", "2022/24", "2022年10月第1周"),
        "2022年10-11月",
        "2022年11-1月",
        "2022年9-11月",
        "2022年10月1日至12月30日",
        "2022年第四季度（7-9月）",
    ),
    *("20.22", "2022.10-2023.12", "2022年13-15月", "3 October 2022"),
]


@pytest.mark.parametrize(("text", "label", "start", "end"), SPELLINGS)
def test_period(text: str, label: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    period = parse_period(text)
    assert (period.label, period.window) == (label, Window(date(*start), date(*end)))


@pytest.mark.parametrize(
    "text", ["", "2022Q5", "2022Q0", "22Q4", "Q4", "2022年五季度", "2022H3", "0000", "第四季度", *NO_SPANS]
)
def test_no_period(text: str) -> None:
    with pytest.raises(Stop) as stop:
        parse_period(text)
    assert stop.value.reference == "bad-period"


@pytest.mark.parametrize(
    ("cycle", "period", "start", "end"),
    [
        ("quarter", "2022Q2", date(2022, 4, 1), date(2022, 6, 30)),
        ("quarter", "2022", date(2022, 10, 1), date(2022, 12, 31)),
        ("half", "2022Q2", date(2022, 1, 1), date(2022, 6, 30)),
        ("half", "2022Q3", date(2022, 7, 1), date(2022, 12, 31)),
        ("year", "2022Q2", date(2022, 1, 1), date(2022, 12, 31)),
        ("two-years", "2021Q1", date(2021, 1, 1), date(2022, 12, 31)),
        ("two-years", "2022Q4", date(2021, 1, 1), date(2022, 12, 31)),
        ("two-years", "2023Q1", date(2023, 1, 1), date(2024, 12, 31)),
        ("month", "2022-02", date(2022, 2, 1), date(2022, 2, 28)),
        ("month", "2022Q1", date(2022, 3, 1), date(2022, 3, 31)),
        ("quarter", "2022-02", date(2022, 1, 1), date(2022, 3, 31)),
        ("year", "2022-02", date(2022, 1, 1), date(2022, 12, 31)),
        ("rolling-year", "2022-02", date(2021, 3, 1), date(2022, 2, 28)),
        ("rolling-year", "2024-02", date(2023, 3, 1), date(2024, 2, 29)),
        ("rolling-year", "2022Q4", date(2022, 1, 1), date(2022, 12, 31)),
        ("year-to-date", "2022-02", date(2022, 1, 1), date(2022, 2, 28)),
        ("year-to-date", "2022Q3", date(2022, 1, 1), date(2022, 9, 30)),
        ("year-to-date", "2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("week", "2022W05", date(2022, 1, 31), date(2022, 2, 6)),
        ("month", "2022W05", date(2022, 2, 1), date(2022, 2, 28)),
        ("term", "2022Q4", PLAN.start, PLAN.end),
        ("once", "2022Q4", PLAN.start, PLAN.end),
    ],
)
def test_window(cycle: str, period: str, start: date, end: date) -> None:
    assert window_of(cycle, parse_period(period), PLAN) == Window(start, end)


@pytest.mark.parametrize("month", range(1, 13))
def test_windows_of_years_that_begin_in_any_month(month: int) -> None:
    """Each day is put into its year, half and quarter by counting months; a window is all days that share one."""
    plan = Window(date(2021, month, 1), date(2026, month, 1) - timedelta(days=1), month)
    days = [date(2021, 1, 1) + timedelta(days=number) for number in range(365 * 7)]

    def place(day: date, months: int) -> tuple[int, int]:
        gone = day.year * 12 + day.month - month
        return gone // 12, gone % 12 // months

    for cycle, months in (("quarter", 3), ("half", 6), ("year", 12)):
        for number in range(0, 5 * 12, 3):
            last = date(2021 + (month + 1 + number) // 12, (month + 1 + number) % 12 + 1, 28)
            same = [day for day in days if place(day, months) == place(last, months)]
            window = window_of(cycle, Period("", Window(last, last)), plan)  # type: ignore[arg-type]
            assert (window.start, window.end) == (min(same), max(same))
            year, part = place(last, months)
            label = f"{year}{ {'quarter': 'Q', 'half': 'H', 'year': ''}[cycle] }" + (
                str(part + 1) if months < 12 else ""
            )
            assert parse_period(label, month) == Period(label, window)
            assert (label, window) in parts_of(plan, {3: "quarters", 6: "halves", 12: "years"}[months])  # type: ignore[arg-type]
    first, second = (window_of("two-years", parse_period(f"{year}Q3", month), plan) for year in (2022, 2023))
    assert (first.start, first.end) == (plan.start, second.start - timedelta(days=1))
    assert second.start == date(2023, month, 1)
    assert window_of("term", parse_period("2022Q3", month), plan) == plan


def test_months_belong_to_the_quarter_of_a_year_that_begins_in_april() -> None:
    assert parse_period("2022年10-12月", 4).label == "2022Q3"
    assert parse_period("2023年1-3月", 4).label == "2022Q4"
    assert parse_period("2023年1-3月", 4).window == Window(date(2023, 1, 1), date(2023, 3, 31), 4)


FISCAL = [
    ("2022/23", "2022", (2022, 4, 1), (2023, 3, 31)),
    ("2022-23", "2022", (2022, 4, 1), (2023, 3, 31)),
    ("FY 2022/2023", "2022", (2022, 4, 1), (2023, 3, 31)),
    ("2022-2023财年", "2022", (2022, 4, 1), (2023, 3, 31)),
    ("2022/23 Q1", "2022Q1", (2022, 4, 1), (2022, 6, 30)),
    ("Q4 2022/23", "2022Q4", (2023, 1, 1), (2023, 3, 31)),
    ("2022/23年度第一季度", "2022Q1", (2022, 4, 1), (2022, 6, 30)),
    ("2022-23 H2", "2022H2", (2022, 10, 1), (2023, 3, 31)),
    ("1999/00", "1999", (1999, 4, 1), (2000, 3, 31)),
    # A month, because its label is written so.
    ("2009-10", "2009-10", (2009, 10, 1), (2009, 10, 31)),
    ("2023-01", "2023-01", (2023, 1, 1), (2023, 1, 31)),
    ("January 2023", "2023-01", (2023, 1, 1), (2023, 1, 31)),
]


@pytest.mark.parametrize(("text", "label", "start", "end"), FISCAL)
def test_years_across_two_calendar_years(
    text: str, label: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    period = parse_period(text, 4)
    assert (period.label, period.window) == (label, Window(date(*start), date(*end), 4))


def test_a_calendar_year_is_not_written_across_two_years() -> None:
    assert is_period("2022/23") and not is_period("2022/23", 1)


@given(
    st.dates(date(1901, 1, 1), date(2999, 12, 31)), st.sampled_from(["2022-10", "2022W40", "2022Q4", "2022H2", "2022"])
)
def test_a_label_names_one_window(day: date, kind: str) -> None:
    year, week, _ = day.isocalendar()
    label = {
        "2022-10": f"{day:%Y-%m}",
        "2022W40": f"{year}W{week:02d}",
        "2022Q4": f"{day.year}Q{(day.month + 2) // 3}",
        "2022H2": f"{day.year}H{(day.month + 5) // 6}",
        "2022": str(day.year),
    }[kind]
    if year > 2999:
        return
    period = parse_period(label)
    assert period.label == label and day in period.window
    assert parse_period(period.words.zh) == period


def test_months_are_parts_of_any_year() -> None:
    year = parse_period("2022", 4).window
    labels = [label for label, _ in parts_of(year, "months")]
    assert labels == [*(f"2022-{month:02d}" for month in range(4, 13)), "2023-01", "2023-02", "2023-03"]
    assert all(parse_period(label, 4).window == part for label, part in parts_of(year, "months"))


def test_the_end_of_a_quarter_is_exactly_a_quarter_of_the_year() -> None:
    year = Window(date(2022, 1, 1), date(2022, 12, 31))
    ends = [date(2021, 12, 31), date(2022, 3, 31), date(2022, 6, 30), date(2022, 9, 30), date(2022, 12, 31)]
    assert [year.elapsed(end) for end in ends] == [Fraction(n, 4) for n in range(5)]
    assert year.elapsed(date(2023, 5, 1)) == 1


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_elapsed_never_falls(one: date, other: date) -> None:
    window = Window(date(2021, 2, 1), date(2025, 11, 30))
    first, second = sorted((one, other))
    assert 0 <= window.elapsed(first) <= window.elapsed(second) <= 1


def test_parts_and_earlier_windows() -> None:
    year = Window(date(2024, 1, 1), date(2024, 12, 31))
    assert [label for label, _ in parts_of(year, "quarters")] == ["2024Q1", "2024Q2", "2024Q3", "2024Q4"]
    assert [label for label, _ in parts_of(Window(date(2021, 1, 1), date(2022, 12, 31)), "years")] == ["2021", "2022"]
    assert a_year_before(Window(date(2024, 1, 1), date(2024, 2, 29))) == Window(date(2023, 1, 1), date(2023, 2, 28))
    quarter = Window(date(2024, 4, 1), date(2024, 6, 30))
    assert quarter.just_before() == Window(date(2024, 1, 1), date(2024, 3, 31))
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_later(date(2024, 12, 31), 2) == date(2025, 2, 28)


def test_make_up_workdays_count_and_holidays_do_not() -> None:
    days = set(workdays())
    assert date(2022, 10, 8).toordinal() in days  # a Saturday worked for the National Day holiday
    assert date(2022, 10, 3).toordinal() not in days  # a Monday within it
    assert days == {day for day in days if is_workday(date.fromordinal(day))}
