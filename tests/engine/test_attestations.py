"""What a person attests is shown beside the score, counts only while it is complete and in force, and earns nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.definitions.task import task_of
from checker.engine.report import build_report
from checker.model import Report, Support
from checker.model.workbook import Raw
from checker.wording.requirements import coverage_text
from tests.engine.books import book, cells, checked, of_code

JUSTICE, OFFICE = "区司法局", "区政府办公室"
AS_OF = date(2022, 12, 31)
BOTH = "hp-three-lists-revised"  # asked of the Justice Bureau and others
ITS_OWN = "hp-licence-list-published"
COMPUTED = "hp-court-observation"
GOOD: dict[str, Raw] = {
    "requirement": ITS_OWN,
    "met": "是",
    "evidence": "津司发〔2022〕3号",
    "attested_on": date(2022, 11, 3),
    "attested_by": "王小明",
}


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def report(pack: Pack, **rows: Iterable[dict[str, Raw]]) -> Report:
    books = [
        checked(
            pack, "2022Q4", book(pack, name, {"attestations": [cells(pack, "attestations", **row) for row in each]})
        )
        for name, each in rows.items()
    ]
    return build_report(books, task_of(pack, "2022Q4", None), whole=False)


def support(found: Report, requirement: str = ITS_OWN) -> Support:
    return next(each.support for each in found.requirements if each.id == requirement)


def codes(found: Report) -> list[str]:
    return [flag.code.id for each in found.departments for flag in each.flags if flag.place.table == "attestations"]


def test_a_complete_row_attests(heping: Pack) -> None:
    found = report(heping, 区司法局=[GOOD])
    assert support(found) is Support.ATTESTED
    assert codes(found) == ["A704"]  # the others that are asked of it


def test_a_no_is_shown_as_not_met(heping: Pack) -> None:
    assert support(report(heping, 区司法局=[{**GOOD, "met": "否"}])) is Support.ATTESTED_NOT_MET


@pytest.mark.parametrize("lacking", ["met", "evidence", "attested_on", "attested_by"])
def test_a_row_that_lacks_anything_attests_nothing(heping: Pack, lacking: str) -> None:
    found = report(heping, 区司法局=[{**GOOD, lacking: None}])
    assert support(found) is Support.NOT_COVERED
    assert sorted(codes(found)) == ["A704", "V331"]


@pytest.mark.parametrize(("column", "value"), [("met", "大概"), ("attested_on", "去年"), ("attested_on", "2022-13-01")])
def test_nor_does_a_row_that_cannot_be_read(heping: Pack, column: str, value: str) -> None:
    assert support(report(heping, 区司法局=[{**GOOD, column: value}])) is Support.NOT_COVERED


def test_a_row_of_the_template_that_nobody_touched_says_nothing(heping: Pack) -> None:
    found = report(heping, 区司法局=[{"requirement": ITS_OWN, "subject": "行政许可事项清单公布"}])
    assert support(found) is Support.NOT_COVERED
    assert codes(found) == ["A704"]


@pytest.mark.parametrize(
    ("on", "until", "expected"),
    [
        (AS_OF, None, Support.ATTESTED),
        (AS_OF + timedelta(1), None, Support.EXPIRED),
        (date(2022, 1, 1), AS_OF, Support.ATTESTED),
        (date(2022, 1, 1), AS_OF - timedelta(1), Support.EXPIRED),
    ],
)
def test_it_holds_from_its_day_to_its_last_day(heping: Pack, on: date, until: date | None, expected: Support) -> None:
    found = report(heping, 区司法局=[{**GOOD, "attested_on": on, "valid_until": until}])
    assert support(found) is expected
    assert ("A703" in codes(found)) == (expected is Support.EXPIRED)


@pytest.mark.parametrize(
    ("requirement", "reason"),
    [
        (COMPUTED, "it is computed from the sheets, not attested"),
        ("hp-licence-list-publishd", "the register has no such number"),
        ("hp-licence-item-standards", "the register has no such number"),
    ],
)
def test_a_requirement_that_is_not_asked_for_is_told_why(heping: Pack, requirement: str, reason: str) -> None:
    found = report(heping, 区司法局=[{**GOOD, "requirement": requirement}])
    (flag,) = [flag for each in found.departments for flag in of_code(each, "A702")]
    assert dict(flag.values)["reason"].text.en == reason  # type: ignore[union-attr]
    if requirement.endswith("publishd"):
        assert flag.expected is not None and ITS_OWN in flag.expected.en


def test_a_computed_requirement_stays_computed(heping: Pack) -> None:
    found = report(heping, 区司法局=[{**GOOD, "requirement": COMPUTED, "met": "否"}])
    assert support(found, COMPUTED) is Support.COMPUTED


def test_no_attestation_changes_a_score(heping: Pack) -> None:
    without, attested, denied = (report(heping, 区司法局=rows) for rows in ([], [GOOD], [{**GOOD, "met": "否"}]))
    scores = {each.departments[0].score for each in (without, attested, denied)}
    assert len(scores) == 1
    statuses = [[result.status for result in each.departments[0].results] for each in (without, attested, denied)]
    assert statuses[0] == statuses[1] == statuses[2]


def test_one_no_outweighs_another_departments_yes(heping: Pack) -> None:
    yes, no = ({**GOOD, "requirement": BOTH, "met": met} for met in ("是", "否"))
    assert set(next(each.by for each in heping.register if each.requirement == BOTH)) >= {JUSTICE, "区财政局"}
    assert support(report(heping, 区司法局=[yes], 区财政局=[no]), BOTH) is Support.ATTESTED_NOT_MET
    assert support(report(heping, 区司法局=[yes], 区财政局=[yes]), BOTH) is Support.ATTESTED
    assert support(report(heping, 区司法局=[yes], 区财政局=[]), BOTH) is Support.ATTESTED


def test_a_workbook_without_the_sheet_is_not_blamed(heping: Pack) -> None:
    found = checked(heping, "2022Q4", book(heping, JUSTICE, {}))
    assert not [flag for flag in found.department.flags if flag.place.table == "attestations"]


def test_the_sentence_counts_every_requirement_once(heping: Pack) -> None:
    found = report(heping, 区司法局=[GOOD, {**GOOD, "requirement": BOTH, "met": "否"}])
    computed, total = len([each for each in heping.register if each.indicators]), len(heping.register)
    text = coverage_text(found.requirements)
    assert text is not None
    rest = total - computed - 2
    assert text.en == (
        f"{computed} of the document's {total} requirements computed, 1 attested, "
        f"1 attested as not met, the rest ({rest}) not covered"
    )
    assert f"{total} 项要求中，{computed} 项由报表算出，1 项凭材料确认，1 项确认没有达到" in text.zh


DAYS = st.dates(AS_OF - timedelta(3), AS_OF + timedelta(3))
ROWS = st.fixed_dictionaries(
    {},
    optional={
        "met": st.sampled_from(["是", "否", "√", "看情况"]),
        "evidence": st.sampled_from(["甲", "乙"]),
        "attested_on": DAYS,
        "attested_by": st.just("王小明"),
        "valid_until": DAYS,
    },
)


def second_way(row: dict[str, Any]) -> Support:
    """The same rule, told in the order in which a person would apply it."""
    if row.get("met") not in ("是", "否", "√") or not row.get("evidence") or not row.get("attested_by"):
        return Support.NOT_COVERED
    if "attested_on" not in row:
        return Support.NOT_COVERED
    if row["attested_on"] > AS_OF or row.get("valid_until", AS_OF) < AS_OF:
        return Support.EXPIRED
    return Support.ATTESTED_NOT_MET if row["met"] == "否" else Support.ATTESTED


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=4))
def test_drawn_rows(drawn: list[dict[str, Any]]) -> None:
    pack = load_pack("heping")
    asked = [each.requirement for each in pack.register if JUSTICE in each.by][: len(drawn)]
    found = report(pack, 区司法局=[{"requirement": name, **row} for name, row in zip(asked, drawn, strict=True)])
    got = {each.id: each.support for each in found.requirements}
    assert {name: got[name] for name in asked} == {
        name: second_way(row) for name, row in zip(asked, drawn, strict=True)
    }
