"""What is left out is listed row by row, asks for its evidence, and is doubted where the result hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.flags import make_flags
from checker.model import Department, Severity, Status
from checker.tables.rows.context import Context
from checker.wording.results import counted_text
from tests.engine.books import book, cells, checked, of_code
from tests.measures.needed.world import END, PROPORTION, TABLES, YEAR, indicator, stand
from tests.typed_rows import message, submitted

DAY = date(2022, 5, 1)


def heard(excused: int, document: str | None, others: int = 1) -> Department:
    """Heping's suits of one department: some heads came, and some stayed away with the court's leave."""
    pack = load_pack("heping")
    kind = {"category": "重大公共利益", "accepted_on": date(2022, 3, 1), "hearing_on": DAY}
    away = {"head_appeared": "否", "absence_reason": "开会", "absence_accepted": "是", "court_document": document}
    rows = [{**kind, "head_appeared": "是"}] * others + [{**kind, **away}] * excused
    numbered = [cells(pack, "litigation", case_no=f"（2022）津0101行初{n}号", **row) for n, row in enumerate(rows)]
    return checked(pack, "2022Q4", book(pack, "区财政局", {"litigation": numbered})).department


def test_nine_of_ten_on_the_departments_word_are_not_silent() -> None:
    department = heard(excused=9, document=None)
    (result,) = (each for each in department.results if each.indicator == "court-appearance")
    assert (result.status, result.numerator, result.denominator, result.excluded) == (Status.MET, 1, 1, 9)
    assert (counted_text(result, "zh"), counted_text(result, "en")) == ("1/1，剔除 9", "1/1, 9 excluded")
    listed, asked = of_code(department, "M524"), of_code(department, "M525")
    assert {flag.place.row for flag in listed} == {flag.place.row for flag in asked} == set(range(3, 12))
    assert {flag.severity for flag in (*listed, *asked)} == {Severity.AMBER}
    assert {flag.place.field for flag in asked} == {"court_document"}
    (whole,) = of_code(department, "M526")
    assert message(whole, "en") == (
        "Heads appear in court in the four named kinds of case: rows left out: 9; that is more than 20% of 10; "
        "if they counted against the target, the status would change"
    )


def test_the_reason_and_the_evidence_are_told() -> None:
    (listed,) = of_code(heard(excused=1, document="（2022）津0101行初1号函", others=9), "M524")
    assert message(listed, "en").endswith(
        "“Head appeared” is “no” and “Absence accepted by the court” is “yes”; 法院文书号: （2022）津0101行初1号函"
    )
    assert of_code(heard(excused=1, document="（2022）津0101行初1号函", others=9), "M525") == []


def flags(exclusion: Any, target: Any, rows: list[dict[str, Any]], as_of: date = END) -> Iterator[tuple[str, Severity]]:
    measure = {"proportion": {**PROPORTION["proportion"], "exclusion": exclusion}}
    asked = indicator(measure, target)
    submission = submitted({"cases": TABLES["cases"]}, {"cases": rows})
    result = stand(asked, {"cases": rows}, as_of)
    for flag in make_flags(asked, result, submission, TABLES, Context(as_of, YEAR)):
        if flag.code.id in ("M524", "M525", "M526"):
            yield flag.code.id, flag.severity


def case(number: int, *, out: bool = False, good: bool = True, **more: Any) -> dict[str, Any]:
    return {"no": str(number), "on": DAY, "inside": True, "out": out, "good": good, **more}


FEW = [case(n, out=n == 0) for n in range(20)]


@pytest.mark.parametrize(
    ("exclusion", "target", "expected"),
    [
        ({"out": True}, {"at_least": "95%"}, [("M524", Severity.INFO)]),
        ({"out": True}, {"at_least": "96%"}, [("M524", Severity.AMBER), ("M526", Severity.AMBER)]),
        ({"condition": {"out": True}, "flag_above": "5%"}, {"at_least": "95%"}, [("M524", Severity.INFO)]),
        (
            {"condition": {"out": True}, "flag_above": "4.9%"},
            {"at_least": "95%"},
            [("M524", Severity.AMBER), ("M526", Severity.AMBER)],
        ),
        (
            {"condition": {"out": True}, "evidence": "who"},
            {"at_least": "95%"},
            [("M524", Severity.INFO), ("M525", Severity.AMBER)],
        ),
        ({"out": True}, {"at_least": "100%"}, [("M524", Severity.AMBER), ("M526", Severity.AMBER)]),
        ({"condition": {"out": True}, "flag_above": "5%"}, {"at_least": "100%"}, [("M524", Severity.INFO)]),
        (
            {"condition": {"out": True}, "flag_above": "4.9%"},
            {"at_least": "100%"},
            [("M524", Severity.AMBER), ("M526", Severity.AMBER)],
        ),
        (
            {"condition": {"out": True}, "flag_above": "0%"},
            {"at_least": "10%"},
            [("M524", Severity.AMBER), ("M526", Severity.AMBER)],
        ),
    ],
)
def test_it_is_doubted_where_the_status_or_the_pack_says_so(exclusion: Any, target: Any, expected: Any) -> None:
    assert list(flags(exclusion, target, FEW)) == expected


def test_under_a_ceiling_it_is_what_would_be_counted() -> None:
    rows = [case(n, out=n == 0, good=False) for n in range(20)]
    assert list(flags({"out": True}, {"at_most": "5%"}, rows)) == [("M524", Severity.INFO)]
    assert ("M526", Severity.AMBER) in flags({"out": True}, {"at_most": "4%"}, rows)


def test_everything_left_out_is_a_doubt() -> None:
    allowed = {"condition": {"out": True}, "flag_above": "99%"}
    assert ("M526", Severity.AMBER) in flags(allowed, {"at_least": "100%"}, [case(0, out=True)])
    assert ("M526", Severity.AMBER) in flags({"out": True}, {"at_least": "100%"}, [case(0, out=True)])


def test_what_is_not_due_yet_is_only_listed() -> None:
    pending = {"all": [{"out": True}, {"as_of": {"within": {"days": 300, "of": "on"}}}]}
    assert list(flags(pending, {"at_least": "100%"}, FEW)) == [("M524", Severity.INFO)]
