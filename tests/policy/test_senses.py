"""Which way a number is meant: what is denied, which time goes with which share, and where only a question is honest.

No sentence is one of a document at hand; what each asks for is written from the sentence alone.
"""

import pytest

from checker.cli.draft import draft
from checker.definitions.load import load_pack
from checker.policy.drafting.pack import draft_pack
from checker.policy.finding import find_requirements
from checker.policy.model import Line
from checker.policy.questions import SENSE, VARIANT


def found_in(sentence):
    return find_requirements([Line(1, f"1. {sentence}")]).requirements


def numbers(sentence):
    return [(each.operator, each.threshold, each.within) for each in found_in(sentence)]


#: A sentence, and what it asks for: the operator, the number, and the time beside it.
ASKED = [
    (
        "The number of tenants waiting more than 40 weeks shall be less than 2% of the register.",
        [("<", "2", "40 weeks")],
    ),
    ("Re-lettings within 20 days of the return of keys shall be no more than 7%.", [("<=", "7", "20 days")]),
    (
        "50% of letters within 3 days, 90% within 5 days and 99% within 10 days.",
        [(">=", "50", "3 days"), (">=", "90", "5 days"), (">=", "99", "10 days")],
    ),
    (
        "Within 2 days 80% and within 5 days 95% of parcels shall be delivered.",
        [(">=", "80", "2 days"), (">=", "95", "5 days")],
    ),
    ("No ferry shall have four or more breakdowns in a year.", [("<", "4", "")]),
    ("Meters shall not be left unread for 90 days or more.", [("<", "90", "")]),
    ("At no time shall fewer than two lifeguards be on duty.", [(">=", "2", "")]),
    ("In no month shall the loss of water exceed 18%.", [("<=", "18", "")]),
    ("Complaints not answered within 10 days shall be less than 3%.", [("<", "3", "10 days")]),
    ("Calls with no answer shall be fewer than 5% of calls.", [("<", "5", "")]),
    ("The vacancy rate shall lie between 2% and 6%.", [(">=", "2", ""), ("<=", "6", "")]),
    ("No more than 5 complaints are allowed each year.", [("<=", "5", "")]),
    ("Up to 3% waste is acceptable.", [("<=", "3", "")]),
    ("Delays of more than 2 hours shall not occur more than once a month.", [("<=", "1", "")]),
    ("No more than 4% of parcels shall take more than 15 days from dispatch.", [("<=", "4", "15 days")]),
    ("No depot with at least 30 buses shall exceed 6%.", [("<=", "6", "")]),
    ("There shall be no missed inspection.", [("==", "0", "")]),
    ("任何窗口不得出现三次以上差错。", [("<", "3", "")]),
    ("不得有任何街道满意率低于80%。", [(">=", "80", "")]),
    ("未按时办结的比例应低于3%。", [("<", "3", "")]),
    ("3天内办结60%，7天内办结95%。", [(">=", "60", "3 days"), (">=", "95", "7 days")]),
    ("误差率介于1%至5%之间。", [(">=", "1", ""), ("<=", "5", "")]),
]
#: Sentences whose number could be written down the wrong way, with the words that show it.
UNCERTAIN = [
    "Pool water shall not be below 27% on more than 2 days in any month.",
    "Absence shall not exceed 5% for three consecutive months.",
    "The share of late buses shall be below 4% in at least 10 months of the year.",
    "The yearly change of the tariff must be not less than 0%.",
    "Budget overruns of more than 10% are not permitted.",
    "Error rates above 2% are not acceptable.",
    "A score of less than 80% is not acceptable.",
    "Response rates of less than 90% are unacceptable.",
    "Losses exceeding 4% are not tolerated.",
    "Occupancy above 85% must not occur.",
    "差错率高于2%的不可接受。",
    "No driver who has more than 6 penalty points may drive.",
    "No more than 3 complaints in any rolling 6 weeks.",
    "No pump shall have more than two stoppages in any period of 10 consecutive days.",
    "Response rates shall rise from 60% to 75%.",
    "Staffed hours shall be between 95% and 120% of planned hours.",
    "The backlog of claims shall be no larger than it was a year before.",
    "按时送达率不低于0%。",
    "每月不得有两天以上超过95%。",
    "占用率不得连续三个月超过95%。",
    "任意连续7日内同一设备故障不得超过3次。",
    "实际工时不超过计划工时的120%。",
]
NOT_ASKED = [
    "A figure above 130 in two successive months is reported to the Board.",
    "The Park Index is 50% cleanliness, 25% safety and 25% opening hours.",
    "Results count only where 40% or more of those asked have answered.",
    "The table is published only when at least 25 answers were received.",
    "Where the punctuality of all bus lines of the network together is below 93%, a credit is due.",
    "The credit is: 91.0% to below 93.0% - 2% of the fee; below 91.0% - 5%.",
    "连续两个季度超过110的，报市政府。",
    "综合得分三项权重：甲组为25%、35%、40%。",
    "总分中甲组各项为20%、30%、50%。",
    "空置率＝空置套数÷全部套数×100%。",
    "只有回收率不低于40%的问卷，才公布结果。",
]


@pytest.mark.parametrize(("sentence", "expected"), ASKED)
def test_a_number_is_asked_for_the_way_the_sentence_means_it(sentence, expected):
    assert numbers(sentence) == expected


@pytest.mark.parametrize("sentence", UNCERTAIN)
def test_an_uncertain_sense_is_an_open_question_that_names_the_sentence_and_no_target(sentence):
    lines = [Line(1, f"1. {sentence}"), Line(2, "2. At least 90% of calls shall be answered. 接通率不低于90%。")]
    findings = find_requirements(lines)
    unclear = [each for each in findings.requirements if each.sentence.line == 1]
    assert [(each.kind, each.operator, each.threshold) for each in unclear] == [("unclear", "", "")]
    assert SENSE in unclear[0].questions and unclear[0].phrase in sentence
    made = draft_pack("a", "plan.txt", lines, findings, "en")
    drafted = next(each for each in made.requirements if each.requirement is unclear[0])
    assert drafted.proposal is None and f"{drafted.id}.yaml" not in made.files
    assert SENSE.en in made.files["register.yaml"].decode()


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_what_only_says_when_something_follows_is_no_target(sentence):
    assert numbers(sentence) == []


def test_a_formula_or_a_note_in_a_list_is_none_of_its_items():
    lines = ["一、各单位应当达到下列指标：", "（一）修复率不低于90%。【K1】", "（二）空置率＝空置套数÷全部套数×100%。"]
    found = find_requirements([Line(number, text) for number, text in enumerate(lines, 1)]).requirements
    assert [(each.operator, each.threshold) for each in found] == [(">=", "90")]


@pytest.mark.parametrize(
    "sentence", ["Leaks shall be closed within 30 days (urgent: 7 days).", "投诉应当在15日内（紧急的2日内）答复。"]
)
def test_a_time_in_brackets_behind_a_limit_is_asked_about(sentence):
    first = found_in(sentence)[0]
    assert (first.operator, first.threshold) in [("<=", "30"), ("<=", "15")] and VARIANT in first.questions


@pytest.mark.parametrize(
    "sentence",
    [
        "Accidents per 100,000 hours over the 12 months then ending shall not exceed 4.",
        "The share of vacant posts over the preceding 12 months shall not exceed 6%.",
        "最近12个月的空置率不超过6%。",
        "过去十二个月的退单率不超过2%。",
    ],
)
def test_twelve_months_that_end_now_are_a_window_that_moves(tmp_path, sentence):
    (tmp_path / "plan.txt").write_text(f"1. {sentence}", encoding="utf-8")
    pack = load_pack(draft(tmp_path / "plan.txt", "a", tmp_path, "en")[2])
    assert [each.period for each in pack.indicators.values()] == ["rolling-year"]
