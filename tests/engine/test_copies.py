"""A record with several rows counts once, and is in doubt where its rows contradict each other."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Department, Flag, Result, Status
from checker.model.fingerprints import add_fingerprints
from checker.model.workbook import Raw
from checker.privacy.masking import flag_message, mask_for_digest
from tests.engine.books import book, cells, checked, of_code

MARCH = date(2022, 3, 1)


@pytest.fixture(scope="module")
def heping() -> Pack:
    return load_pack("heping")


def judged(pack: Pack, **sheets: list[list[Raw]]) -> Department:
    return checked(pack, "2022Q4", book(pack, "区城市管理委", sheets)).department


def result(department: Department, indicator: str) -> Result:
    return next(result for result in department.results if result.indicator == indicator)


def officer(pack: Pack, number: Raw = "0417") -> list[Raw]:
    return cells(pack, "officers", officer_id=number, name="王伟", role="执法人员", cert_status="有效")


def training(pack: Pack, hours: Raw, number: Raw = "0417", title: Raw = "行政处罚法") -> list[Raw]:
    return cells(pack, "training", officer_id=number, held_on=MARCH, title=title, content_type="法律法规", hours=hours)


def suit(pack: Pack, number: Raw = "（2022）津0101行初15号", **more: Raw) -> list[Raw]:
    usual: dict[str, Raw] = {"hearing_on": MARCH, "category": "社会高度关注", "head_appeared": "是"}
    return cells(pack, "litigation", case_no=number, **usual | more)


def test_a_doubled_row_of_hours_counts_once(heping: Pack) -> None:
    courses = [training(heping, 41, title="行政许可法"), training(heping, 24), training(heping, 24)]
    department = judged(heping, officers=[officer(heping)], training=courses)
    found = result(department, "officer-training")
    (member,) = found.measured.members
    assert (member.amount, member.low, member.high) == (65, 65, 65)
    assert member.rows.numbers == (2, 3)
    assert [flag.place.row for flag in of_code(department, "C403")] == [3, 4]
    alone = judged(heping, officers=[officer(heping)], training=[training(heping, 41), training(heping, 41)])
    assert result(alone, "officer-training").status is Status.MISSED


def test_copies_that_contradict_each_other_are_one_suit_in_doubt(heping: Pack) -> None:
    suits = [suit(heping, "（2022）津0101行初1号"), suit(heping, head_appeared="否"), suit(heping)]
    department = judged(heping, litigation=suits)
    found = result(department, "court-appearance")
    assert (found.status, found.unknown, found.lower, found.upper) == (Status.UNDETERMINED, 1, Fraction(1, 2), 1)
    assert (found.measured.numerator_rows.numbers, found.measured.unknown_rows.numbers) == ((2,), (3,))
    assert [flag.place.row for flag in of_code(department, "C413")] == [3, 4]
    (doubt,) = of_code(department, "M502")
    assert "第 3 行为“否”、第 4 行为“是”" in flag_message(doubt, "zh")
    assert "row 3 says “否”, row 4 says “是”" in flag_message(doubt, "en")
    assert of_code(department, "M501") == []


@pytest.mark.parametrize("other", [{"outcome": "驳回"}, {"court_notified": "否"}])
def test_what_no_condition_of_the_result_reads_leaves_it_alone(heping: Pack, other: dict[str, Any]) -> None:
    department = judged(heping, litigation=[suit(heping, court_notified="是"), suit(heping, **other)])
    found = result(department, "court-appearance")
    reads = "outcome" in other  # the exclusion asks for the outcome
    assert (found.numerator, found.unknown) == ((0, 1) if reads else (1, 0))


def test_a_blank_contradicts_unless_it_means_the_value(heping: Pack) -> None:
    said_no = judged(heping, litigation=[suit(heping, absence_accepted="否"), suit(heping)])
    assert [flag.code.id for flag in said_no.flags if flag.code.id in ("C403", "C413")] == ["C403", "C403"]
    said_yes = judged(heping, litigation=[suit(heping, absence_accepted="是"), suit(heping)])
    assert [flag.code.id for flag in said_yes.flags if flag.code.id in ("C403", "C413")] == ["C413", "C413"]


def test_copies_never_read_better_than_the_worst_of_them(heping: Pack) -> None:
    for one, other in (("是", None), (None, "是"), ("是", "待核实"), ("是", "否")):
        suits = [suit(heping, head_appeared=one), suit(heping, head_appeared=other), suit(heping, head_appeared="是")]
        found = result(judged(heping, litigation=suits), "court-appearance")
        assert (found.status, found.unknown, found.lower) == (Status.UNDETERMINED, 1, 0), (one, other)


def test_rows_that_may_be_any_record_remain_rows_of_their_own(heping: Pack) -> None:
    department = judged(heping, litigation=[suit(heping, None), suit(heping, None), suit(heping, 12345678901234567890)])
    assert result(department, "court-appearance").numerator == 3
    assert of_code(department, "C403") == of_code(department, "C413") == []


def test_a_member_in_doubt_is_told_which_rows_contradict_each_other(heping: Pack) -> None:
    courses = [training(heping, 70), training(heping, 7)]
    department = judged(heping, officers=[officer(heping)], training=courses)
    (doubt,) = of_code(department, "M504")
    assert "（与第 3 行不一致）" in flag_message(doubt, "zh")
    assert "(contradicted by row 3)" in flag_message(doubt, "en")


def test_a_member_listed_twice_is_one_member(heping: Pack) -> None:
    officers = [officer(heping), officer(heping), officer(heping, "0418")]
    department = judged(heping, officers=officers, training=[training(heping, 60)])
    found = result(department, "officer-training")
    assert (found.numerator, found.denominator) == (1, 2)


def test_every_row_of_a_sheet_is_accounted_for(heping: Pack) -> None:
    suits = [suit(heping), suit(heping), suit(heping), suit(heping, "（2022）津0101行初2号", hearing_on="不详")]
    (count,) = judged(heping, litigation=suits).sheets
    assert (count.read, count.judged, count.refused, count.duplicates) == (4, 1, 1, 2)


SPELLINGS = ("〔2022〕津0101行初15号", "[2022]津0101行初15号", "【2022】津0101行初第15号", "（2022）津101行初十五号")


def test_one_suit_in_four_spellings_counts_once(heping: Pack) -> None:
    department = judged(heping, litigation=[suit(heping, spelling) for spelling in SPELLINGS])
    found = result(department, "court-appearance")
    assert (found.numerator, found.denominator, found.measured.numerator_rows.numbers) == (1, 1, (2,))
    flags = of_code(department, "C403")
    assert [flag.place.row for flag in flags] == [2, 3, 4, 5]
    assert "第 3 行写作“[2022]津0101行初15号”" in flag_message(flags[0], "zh")
    assert len({flag.place.identity for flag in flags}) == 1


def print_of(flags: list[Flag]) -> str:
    (found,) = add_fingerprints("heping", "cgw", tuple(flags), mask_for_digest)
    return found.fingerprint


def test_a_respelled_number_is_the_same_flag(heping: Pack) -> None:
    prints = {
        print_of(of_code(judged(heping, litigation=[row]), "M501"))
        for row in (suit(heping, spelling, head_appeared="否") for spelling in SPELLINGS)
    }
    assert len(prints) == 1
