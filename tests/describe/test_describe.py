"""Indicators in plain sentences: every kind of measure, in both languages, and every kind of condition."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import available_packs, load_pack
from checker.definitions.packs import Pack
from checker.describe.sections import describe, sections
from checker.tables.columns import Column
from checker.tables.conditions import read_condition
from checker.tables.phrases import phrase
from samples.library.yaml12 import read_yaml
from tests.definitions.small_pack import SMALL, write_small

DESCRIBED = read_yaml(Path(__file__).parent / "described.yaml")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(SMALL / "demo")


def test_every_indicator_of_the_small_pack_is_described(pack: Pack) -> None:
    assert set(DESCRIBED) == set(pack.indicators)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", DESCRIBED)
def test_says_what_is_computed(pack: Pack, name: str, language: Any) -> None:
    assert describe(pack, pack.indicators[name], language) == DESCRIBED[name][language]


@pytest.mark.parametrize("name", available_packs())
def test_says_something_of_every_built_in_indicator(name: str) -> None:
    pack = load_pack(name)
    for indicator in pack.indicators.values():
        for section in sections(pack, indicator):
            assert section.title.zh
            assert section.title.en
            for sentence in section.sentences:
                assert sentence.zh[-1] in "。？！"
                assert not sentence.en.endswith(" ")


def _label(zh: str, en: str, **more: Any) -> Column:
    return Column.model_validate({"header": {"zh": zh, "en": en}, **more})


COLUMNS = {
    "kind": _label(
        "类别",
        "Kind",
        type="choice",
        choices={"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}, "c": {"zh": "丙", "en": "C"}},
    ),
    "flag": _label("是否", "Flag", type="boolean"),
    "hours": _label("学时", "Hours", type="decimal", unit={"zh": "学时", "en": "hours"}),
    "count": _label("件数", "Count", type="integer"),
    "rate": _label("比例", "Rate", type="percent"),
    "from_on": _label("起", "From", type="date"),
    "to_on": _label("止", "To", type="date"),
    "code": _label("编号", "Code", type="text"),
}
PHRASES = [
    (None, "任何情形", "anything"),
    ({"kind": "present"}, "“类别”已填写", "“Kind” is filled in"),
    ({"kind": "absent"}, "“类别”为空", "“Kind” is blank"),
    ({"not": {"kind": "absent"}}, "“类别”已填写", "“Kind” is filled in"),
    ({"kind": ["a", "b", "c"]}, "“类别”为“甲”、“乙”或“丙”", "“Kind” is “A”, “B” or “C”"),
    ({"kind": {"not": "a"}}, "“类别”不是“甲”", "“Kind” is not “A”"),
    ({"not": {"not": {"flag": False}}}, "“是否”为“否”", "“Flag” is “no”"),
    ({"hours": 1}, "“学时”为1 学时", "“Hours” is 1 hour"),
    ({"hours": {"at_least": "7.5"}}, "“学时”不少于 7.5 学时", "“Hours” is at least 7.5 hours"),
    ({"count": {"at_most": 3}}, "“件数”不超过 3", "“Count” is at most 3"),
    ({"not": {"count": {"at_most": 3}}}, "“件数”超过 3", "“Count” is more than 3"),
    ({"not": {"count": {"equals": 3}}}, "并非（“件数”等于 3）", "it is not true that (“Count” is 3)"),
    ({"rate": {"below": "12.5%"}}, "“比例”低于 12.5%", "“Rate” is less than 12.5%"),
    ({"from_on": {"at_least": date(2022, 3, 1)}}, "“起”不早于2022年3月1日", "“From” is on or after 1 March 2022"),
    ({"from_on": {"above": {"column": "to_on"}}}, "“起”晚于“止”", "“From” is after “To”"),
    ({"to_on": {"at_most": {"column": "as_of"}}}, "“止”不晚于统计截止日", "“To” is on or before the as-of date"),
    ({"as_of": {"below": {"column": "to_on"}}}, "统计截止日早于“止”", "the as-of date is before “To”"),
    (
        {"count": {"window": -1}},
        "“件数”为评判期开始的上一年度",
        "“Count” is the year before the one in which the period starts",
    ),
    (
        {"count": {"at_most": {"window": 0}}},
        "“件数”不超过评判期开始的年度",
        "“Count” is at most the year in which the period starts",
    ),
    (
        {"count": {"not": {"window": 3}}},
        "“件数”不是评判期开始之后第 3 个年度",
        "“Count” is not the year 3 years after the one in which the period starts",
    ),
    (
        {"from_on": {"at_least": {"window": "start"}, "at_most": {"window": "end"}}},
        "“起”不早于评判期首日，且“起”不晚于评判期末日",
        "“From” is on or after the first day of the period and “From” is on or before the last day of the period",
    ),
    ({"code": {"matches": "[0-9]+"}}, "“编号”符合格式 [0-9]+", "“Code” matches the pattern [0-9]+"),
    ({"code": "x"}, "“编号”为“x”", "“Code” is “x”"),
    ({"to_on": {"within": {"days": 1, "of": "from_on"}}}, "“止”在“起”起 1 天之内", "“To” is within 1 day of “From”"),
    (
        {"to_on": {"within": {"months": 2, "of": ["from_on", "to_on"]}}},
        "“止”在“起”（空白时为“止”）起 2 个月之内",
        "“To” is within 2 months of “From” (or, if blank, “To”)",
    ),
    (
        {
            "to_on": {
                "within": {
                    "workdays": 20,
                    "of": "from_on",
                    "extended_by": {"workdays": 10, "when": {"flag": True}},
                    "paused": [{"from": "from_on", "to": "to_on"}],
                }
            }
        },
        "“止”在“起”起 20 个工作日之内（“是否”为“是”的可再延长 10 个工作日；“起”至“止”之间的时间不计）",
        "“To” is within 20 working days of “From” (10 working days more if “Flag” is “yes”; "
        "not counting the time from “From” to “To”)",
    ),
    ({"kind": "a", "flag": True}, "“类别”为“甲”，且“是否”为“是”", "“Kind” is “A” and “Flag” is “yes”"),
    ({"any": [{"kind": "a"}, {"flag": True}]}, "“类别”为“甲”，或者“是否”为“是”", "“Kind” is “A” or “Flag” is “yes”"),
    (
        {"all": [{"kind": "a"}, {"any": [{"flag": True}, {"code": "absent"}]}]},
        "“类别”为“甲”，且（“是否”为“是”，或者“编号”为空）",
        "“Kind” is “A” and (“Flag” is “yes” or “Code” is blank)",
    ),
    (
        {"any": [{"kind": "a"}, {"flag": True, "code": "absent"}]},
        "符合下列情形之一：（1）“类别”为“甲”；（2）“是否”为“是”，且“编号”为空",
        "one of these is true: (1) “Kind” is “A”; (2) “Flag” is “yes” and “Code” is blank",
    ),
    (
        {"not": {"any": [{"kind": "a"}, {"flag": True}]}},
        "并非（“类别”为“甲”，或者“是否”为“是”）",
        "it is not true that (“Kind” is “A” or “Flag” is “yes”)",
    ),
]


@pytest.mark.parametrize(("raw", "zh", "en"), PHRASES, ids=[en for _, _, en in PHRASES])
def test_says_what_is_asked(raw: Any, zh: str, en: str) -> None:
    said = phrase(read_condition(raw, COLUMNS, windowed=True), COLUMNS)
    assert (said.zh, said.en) == (zh, en)


@pytest.mark.parametrize(
    ("name", "change", "zh", "en"),
    [
        (
            "fall",
            {
                "{count: {table: cases, when: filed_on}}": (
                    "{proportion: {table: cases, when: filed_on, numerator: {won: false}}}"
                )
            },
            ["这些行都计入分母。", "本期数是分子除以分母。", "目标：比上年同期下降。"],
            ["All of them are in the denominator.", "The target: a fall against the same time last year."],
        ),
        (
            "fall",
            {"against: last-year": "against: last-period\n    by: ratio", "before: rows": "before: history"},
            [
                "结果是本期数比上一期数增减的比例。",
                "上一期数取自以前的检查：台账（run --ledger）或当时的报告（--previous）。",
                "目标：比上一期下降。",
            ],
            ["The value is the figure now minus that of the period before, divided by the latter."],
        ),
        (
            "hours",
            {
                "    pro_rata: {by: months}\n": "",
                "total: {table: training, when: held_on, column: hours,": "count: {table: training, when: held_on,",
                "at_least: {parameter: hours}": "at_least: 1, unit: {zh: 次, en: times}",
            },
            ["这些行合计不少于 1 次的，为达到。"],
            ["A member has reached the goal when there is at least 1 such row."],
        ),
        (
            "plan",
            {"done: done_on, due: 2022-12-31, expected: 2": "when: due_on, done: done_on, due: {column: due_on}"},
            ["只看“完成期限”在评判期内的。", "“完成日期”不晚于“完成期限”的，为按期完成。", "没有填报的任务无从计入。"],
            ["A task is done in time when “Done on” is on or before “Due on”."],
        ),
        (
            "hours",
            {
                "    pro_rata: {by: months}\n": "    within: {from: from_on, to: to_on}\n    due: to_on\n",
                "total: {table: training, when: held_on, column: hours,": "count: {table: training, when: held_on,",
            },
            ["“离岗日期”还没到、又尚未达到的，算进行中，暂不计入。", "这些行合计不少于 60 行的，为达到。"],
            ["A member has reached the goal when they total at least 60 rows."],
        ),
        (
            "reviews",
            {"members: quarters": "members: department", "when: filed_on, ": "", "period: year": "period: two-years"},
            ["每个参评单位是一个成员。", "对每个成员，看“案件”表的每一行。", "每两年评判一次，从 2021 年起算。"],
            ["For each member, it looks at every row of the sheet “Cases”."],
        ),
        (
            "reviews",
            {
                "members: quarters": "members: roster\n    whom: {groups: [offices], excluding: [finance]}",
                "distinct: [case_no]": "where: {won: true}, match: {case_no: department}",
                "period: year": "period: quarter",
            },
            [
                "被考核的是“区政府各部门”（区财政局除外，共 1 个单位）。",
                "名册上应被考核的每个单位是一个成员。",
                "对每个成员，看“案件”表中“案号”与该成员的单位名称相同、“立案日期”在评判期内的行。",
                "按季度评判。",
            ],
            ["It assesses “District departments” (without Finance Bureau, 1 department)."],
        ),
        (
            "reviews",
            {"    members: quarters": "    members: halves\n    provided: {table: cases, where: {won: true}}"},
            [
                "评判期内的每个半年是一个成员。",
                "“案件”表中没有相应的行的成员，不计入。",
                "相应的行须符合：“是否胜诉”为“是”。",
            ],
            ["A row is relevant if: “Won” is “yes”."],
        ),
        (
            "plan",
            {"due: 2022-12-31, expected: 2": "due: 03-31, each: {task: [目录, 清单]}"},
            [
                "“完成日期”不晚于当年 3 月 31 日的，为按期完成。",
                "“任务名称”为“目录”、“清单”的各为一项，有一行按期完成即可；到期后没有填报的，按未完成计入。",
            ],
            ["A task is done in time when “Done on” is on or before 31 March of the year."],
        ),
        (
            "plan",
            {"due: 2022-12-31, expected: 2": "due: 2022-12-31, expected: 0"},
            ["表中有几行就是几项。"],
            ["There are as many tasks as rows."],
        ),
        (
            "fall",
            {"of: {count: {table: cases, when: filed_on}}": "of: {total: {table: cases, when: filed_on, column: sum}}"},
            ["本期数是“标的额”之和（单位：万元）。"],
            ["The figure now is the sum of “Sum in dispute”, in 10k yuan."],
        ),
        (
            "lectures",
            {"applies_to: {departments: [司法局]}\n": "", "owner: [justice]": "owner: [justice, east]"},
            ["只对示例区整体评判，数据来自区司法局、东街道（共 2 个单位）。"],
            ["Responsible for the data: Justice Bureau, East Street Office."],
        ),
        (
            "lectures",
            {
                "pace: {by_quarter: [0%, 50%, 50%, 100%]}\n": "",
                "    when: filed_on\n": "",
                "period: year": "period: term",
            },
            ["数“案件”表的每一行（不分日期）。", "按指标包的整个期限评判：2021年1月1日至2025年12月31日。"],
            ["It counts every row of the sheet “Cases”, whatever its date."],
        ),
        (
            "lectures",
            {"period: year": "period: year\nbinds_from: 2022-05-17"},
            [
                "自2022年5月17日起才有此项要求：日期在此以前的记录不计入，此前结束的评判期不评判；当时正在进行的评判期"
                "从这一天算起，目标不因此降低。"
            ],
            [
                "The duty binds from 17 May 2022: rows dated earlier are not counted, and periods that end earlier are "
                "not judged. The period in which that day lies starts on it, and its target is not reduced."
            ],
        ),
        (
            "agreement",
            {"    figures: [rate, whole]": "    figures: rate\n    judge: figure"},
            [
                "结果是第一个数字本身。全区的数由各单位汇总：数量相加，比率用分子之和除以分母之和；"
                "缺分子分母的比率、排名、平均数不能汇总。"
            ],
            [
                "The value is the first figure itself. Over departments, counts and amounts add up, and a rate is its "
                "summed numerators divided by its summed denominators; a rate without counts, a rank or an average "
                "can't be pooled."
            ],
        ),
    ],
)
def test_says_what_a_variant_computes(
    tmp_path: Path, name: str, change: dict[str, str], zh: list[str], en: list[str]
) -> None:
    folder = write_small(tmp_path, change={f"demo/{name}.yaml": change})
    pack = load_pack(folder)
    assert set(zh) <= set(describe(pack, pack.indicators[name], "zh"))
    assert set(en) <= set(describe(pack, pack.indicators[name], "en"))
