"""Reports drawn for the page: one with everything a report can hold, one that is hostile, one that is large."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from checker.model import (
    Answer,
    Department,
    Disposition,
    Fault,
    Flag,
    Needed,
    Place,
    Point,
    Previous,
    Report,
    Severity,
    Shown,
    Standing,
    State,
    Status,
    flag,
)
from checker.text.bilingual import Text
from tests.reporters.drawn_reports import (
    JUSTICE,
    LABELS,
    MARKET,
    QUARTER,
    UNREADABLE,
    date_order,
    name_twice,
    not_a_date,
)

INPUTS = Path(__file__).resolve().parents[3] / "inputs"

#: Every month of a year with its last day, and what is reached and asked for by then.
TREND = tuple(
    Point(date(2022, month, last), None if month < 2 else Fraction(month, 10), Fraction(month, 9))
    for month, last in ((1, 31), (2, 28), (3, 31), (4, 30), (5, 31), (6, 30), (7, 31), (8, 31), (9, 30))
)
ANSWERS = (
    Answer(Disposition.CORRECTED, Shown("按卷宗改正", "text"), Shown("欧阳修", "name")),
    Answer(Disposition.CONFIRMED, Shown("卷宗如此，电话 13812345678", "text"), Shown("欧阳修", "name")),
    Answer(Disposition.WAIVER, Shown("文书遗失", "text"), Shown("欧阳修", "name")),
)


def stamped(report: Report) -> Report:
    """The report with a fingerprint for every flag, by its place in it."""
    departments = tuple(
        replace(each, flags=numbered(each.flags, 1000 * place)) for place, each in enumerate(report.departments, 1)
    )
    return replace(report, departments=departments, district_flags=numbered(report.district_flags, 900_000))


def numbered(flags: tuple[Flag, ...], start: int) -> tuple[Flag, ...]:
    return tuple(replace(each, fingerprint=f"{start + place:016x}") for place, each in enumerate(flags))


def everything() -> Report:
    """A district's quarter with an earlier one, courses, answers, a fault and a department that is nobody."""
    answered = tuple(replace(each, answer=answer) for each, answer in zip(JUSTICE.flags[1:4], ANSWERS, strict=True))
    justice = replace(JUSTICE, flags=(JUSTICE.flags[0], *answered, *JUSTICE.flags[4:]))
    nobody = Department(
        code="",
        name=Text("区园林局", "区园林局"),
        file="区园林局.xlsx",
        sha256="",
        state=State.REJECTED,
        score=None,
        grade=None,
        results=(),
        flags=(flag(UNREADABLE, reason=Text(zh="名册上没有", en="not on the roster")),),
        tallies=(),
        sheets=(),
    )
    appearance, satisfaction, training, lectures = QUARTER.district_results
    lectures = replace(
        lectures,
        trend=tuple(replace(point, value=point.value and point.value * 5) for point in TREND),
        needed=Needed(Fraction(4), (), Text(zh="还需 4 次", en="4 more times"), date(2022, 12, 31)),
    )
    standings = {
        ("", "court-appearance-rate"): Standing(Status.MISSED, Fraction(9, 10)),
        ("", "satisfaction-rate"): Standing(Status.MET, Fraction(97, 100)),
        ("", "training-coverage"): Standing(Status.UNDETERMINED, None),
        ("", "lectures"): Standing(Status.BEHIND, Fraction(4)),
        ("justice", "court-appearance-rate"): Standing(Status.MISSED, Fraction(3, 4)),
    }
    return stamped(
        replace(
            QUARTER,
            departments=(QUARTER.departments[0], justice, MARKET, QUARTER.departments[3], nobody),
            district_results=(replace(appearance, trend=TREND), satisfaction, training, lectures),
            faults=(Fault("区水务局.xlsx", "KeyError: 'hours' (checker/judge.py:120)"),),
            previous=Previous(
                "2022Q2", {"justice": Fraction(90), "market": Fraction(91), "police": Fraction(77)}, standings
            ),
            run="7-0f1e2d3c4b5a",
            head="checker-ledger/0011223344556677\n7\nDx4tPEtaaXiHlqW0w9Lh8A8eLTxLWml4h5altMPS4fA=\n",
        )
    )


def alone() -> Report:
    """One department's workbook, checked by itself."""
    return stamped(replace(QUARTER, departments=(JUSTICE,), district_results=(), district_flags=(), missing=()))


def clean() -> Report:
    """A district's quarter in which nothing was found."""
    departments = tuple(replace(each, flags=()) for each in QUARTER.departments)
    return replace(QUARTER, departments=departments, district_flags=())


def nobody_accepted() -> Report:
    """A quarter in which every workbook was rejected or missing."""
    departments = tuple(each for each in QUARTER.departments if not each.results)
    return stamped(replace(QUARTER, departments=departments))


#: What somebody might type who wants to break the page, or what a broken file holds.
HOSTILE = (
    "<script>window.broken = 1</script>",
    "</script><img src=x onerror='window.broken = 1'>",
    "\"'&lt;&amp;`${window.broken=1}`",
    "line\u2028and\u2029paragraph",
    "\u202eright to left\u202c \u200bzero",
    "\x00\x1b[31mred\x07\r\n{header} {0} %s",
    "<!--<script>",
)


def hostile() -> Report:
    """A report whose every text that comes from a workbook is an attempt."""
    flags = tuple(
        replace(
            not_a_date(row, text),
            place=Place(text, row, "D", "litigation", "hearing_on", text, text),
            observed=Shown(text, "text"),
            expected=Text(text, text),
            difference=text,
            record=((text, Shown(text, "text")),),
            answer=Answer(Disposition.WAIVER, Shown(text, "text"), Shown(text, "name")),
            fingerprint=f"{row:016x}",
        )
        for row, text in enumerate(HOSTILE, 1)
    )
    evil = HOSTILE[1]
    department = replace(JUSTICE, name=Text(evil, evil), file=evil, grade=Text(evil, evil), flags=flags)
    first, *rest = department.results
    department = replace(department, results=(replace(first, reason=Text(evil, evil)), *rest))
    labels = (replace(LABELS[0], name=Text(evil, evil), clause=evil), *LABELS[1:])
    return replace(
        QUARTER,
        pack_title=Text(evil, evil),
        period=evil,
        departments=(department, *QUARTER.departments[2:]),
        indicators=labels,
        district_name=Text(evil, evil),
        missing=(Text(evil, evil),),
        faults=(Fault(evil, evil),),
    )


def large(count: int) -> Report:
    """A district with forty departments, forty-one indicators, and `count` flags among them."""
    indicators = tuple(
        replace(LABELS[number % 5], id=f"indicator-{number}", name=Text(f"指标{number}", f"Indicator {number}"))
        for number in range(41)
    )
    results = tuple(
        replace(JUSTICE.results[number % 5], indicator=label.id, clause=label.clause)
        for number, label in enumerate(indicators)
    )
    each = count // 40
    departments = tuple(
        replace(
            JUSTICE,
            code=f"d{number}",
            name=Text(f"部门{number}", f"Department {number}"),
            file=f"部门{number}.xlsx",
            score=Fraction(100 - number),
            results=results,
            flags=tuple(_any_flag(number, row, indicators[row % 41].id) for row in range(1, each + 1)),
        )
        for number in range(40)
    )
    return replace(
        QUARTER, departments=departments, indicators=indicators, district_results=results, district_flags=(), missing=()
    )


def _any_flag(department: int, row: int, indicator: str) -> Flag:
    found = (
        date_order(row),
        not_a_date(row, f"三月{row}日左右"),
        replace(name_twice(row), record=(("姓名", Shown("欧阳修", "name")), ("处室", Shown(f"第{row % 7}科", "text")))),
        replace(date_order(row), severity=Severity.INFO),
    )[row % 4]
    return replace(
        found,
        indicator=indicator,
        place=replace(found.place, key=f"(2022)津{department:04d}行初{row}号"),
        fingerprint=f"{department * 1_000_000 + row:016x}",
    )


@cache
def of_pack(pack: str, period: str) -> Report:
    """What the pipeline finds in the samples of a pack."""
    from checker.engine.batch import run  # loads pandas, which the drawn reports do without

    return run(pack, period, INPUTS / pack / period, workers=1)
