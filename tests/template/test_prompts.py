"""What is said beside a cell, worked out by hand from the definitions."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.model import Language
from checker.tables.table import Column, Table
from checker.tables.words import Labels, Words
from checker.template.validation import accepted, hint, title, warning

from .making import loaded


@pytest.mark.parametrize(
    ("table", "field", "zh", "en"),
    [
        (
            "litigation",
            "case_no",
            "必填。\n填法院案号全称，含年份、法院代字和序号。\n如 （2022）津0101行初12号。\n各行不能重复。",
            "Required.\nThe court's full case number, with year, court and serial number.\n"
            "E.g. （2022）津0101行初12号.\nMust be different in every row.",
        ),
        (
            "disclosure",
            "supplement_asked_on",
            "“收到补正日期”已填写时必填。\n"
            "没有要求补正的留空。\n填年月日，如 2024-03-05。\n不早于“收到申请日期”。\n不晚于“收到补正日期”。",
            "Required when “Supplement received on” is filled in.\n"
            "Blank if no supplement was asked for.\nA date with year, month and day, e.g. 2024-03-05.\n"
            "Not before “Received on”.\nNot after “Supplement received on”.",
        ),
        (
            "litigation",
            "head_appeared",
            "“开庭日期”已填写时必填。\n正职、副职和其他参与分管的负责人出庭都填是。\n填“是”或“否”。",
            "Required when “Hearing date” is filled in.\n"
            "Yes for the principal, a deputy or another head in charge of the matter.\nYes or No.",
        ),
        (
            "training",
            "officer_id",
            "必填。\n填参训人员的证号。\n要与“执法人员名册”表中的“执法证号”一致。",
            "Required.\nThat of the officer who took the course.\nMust match “Officer number” on the sheet “Officers”.",
        ),
        (
            "training",
            "hours",
            "必填。\n填这一行培训的学时数。\n填数字，不小于 0，不大于 200，单位：学时。",
            "Required.\nThe class hours of this row.\nA number, at least 0, at most 200, in class hours.",
        ),
    ],
)
def test_a_hint_says_when_what_and_how(table: str, field: str, zh: str, en: str) -> None:
    tables = loaded("heping").tables
    assert hint(tables[table], field, tables, "zh") == zh
    assert hint(tables[table], field, tables, "en") == en


def column(**parts: object) -> Column:
    return Column.model_validate({"header": Labels(zh="列" * 40, en="Column " * 8), **parts})


def test_what_does_not_fit_is_left_out_and_the_needed_stays() -> None:
    long = Words(zh="很" * 260, en="long " * 60)
    table = Table(
        id="t",
        sheet=Labels(zh="表", en="Sheet"),
        columns={"share": column(type="percent", required=True, minimum="50%", maximum=Fraction(1), hint=long)},
    )
    assert hint(table, "share", {"t": table}, "zh") == "必填。\n填百分比，如 98%，不小于 50%，不大于 100%。"
    assert hint(table, "share", {"t": table}, "en") == "Required.\nA percentage, e.g. 98%, at least 50%, at most 100%."


def test_a_title_is_cut() -> None:
    assert title(column(type="text"), "zh") == "列" * 31 + "…"
    assert len(title(column(type="text"), "en")) == 32


def test_a_column_that_says_nothing_may_be_left_blank() -> None:
    table = Table(id="t", sheet=Labels(zh="表", en="Sheet"), columns={"a": column(type="text")})
    assert hint(table, "a", {"t": table}, "zh") == "可以不填。"
    assert hint(table, "a", {"t": table}, "en") == "May be left blank."


def test_a_warning_names_what_is_accepted_and_lets_people_go_on() -> None:
    whole = column(type="integer", minimum=1)
    assert warning(whole, "zh") == "填整数，不小于 1。确实无误的，可以继续，检查时会再核对。"
    assert warning(whole, "en") == (
        "A whole number, at least 1. If it is right, continue. The check will look at it again."
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["heping", "hantai", "jizhou", "kundulun", "shuanghuancun", "facilities", "hospital"])
def test_nothing_of_a_built_in_table_has_to_be_left_out(name: str, language: Language) -> None:
    pack = loaded(name)
    for table in pack.tables.values():
        for field, each in table.columns.items():
            told = hint(table, field, pack.tables, language)
            assert len(told) <= 255
            assert "{" not in told
            assert accepted(each).of(language) in told
            assert each.hint is None or each.hint.text.of(language) in told
            assert len(table.order) == 0 or told.count("\n") >= sum(field in (o.first, o.second) for o in table.order)


@pytest.mark.parametrize("name", ["heping", "hantai", "jizhou", "kundulun", "shuanghuancun", "facilities", "hospital"])
def test_nothing_is_said_twice_beside_a_cell(name: str) -> None:
    """What a column refers to is said from its definition: a hint that says it too would say it twice."""
    tables = loaded(name).tables
    for table in tables.values():
        for field, target in table.references.items():
            said = table.columns[field].hint
            other = tables[target.partition(".")[0]].sheet
            assert said is None or other.zh not in said.zh
            assert hint(table, field, tables, "zh").count(other.zh) == 1
