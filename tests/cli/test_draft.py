"""checker indicators draft: from a published document to a pack that can be linted, tried out and filled in."""

import json
from pathlib import Path

import pytest

from checker.authoring.examples import run_examples
from checker.authoring.lint import lint
from checker.cli.draft import draft
from checker.definitions.load import load_pack

DOCUMENTS = Path(__file__).parents[1] / "policy" / "documents"
UNSEEN = DOCUMENTS.with_name("unseen")


@pytest.mark.parametrize(("name", "language"), [("efficiency", "zh"), ("kpis", "en")])
def test_a_draft_can_be_linted_tried_out_and_filled_in(called, tmp_path, name, language):
    folder = tmp_path / f"{name}-pack"
    done = called(
        "indicators",
        "draft",
        str(DOCUMENTS / f"{name}.txt"),
        "--pack",
        folder.name,
        "--into",
        str(tmp_path),
        language=language,
    )
    assert (done.code, done.err) == (0, "")
    assert str(folder / "coverage.md") in done.out.replace("\n", "")
    pack = load_pack(folder)
    assert {entry.requirement for entry in pack.register} >= set(pack.indicators)
    assert called("indicators", "lint", str(folder), language=language).code == 0
    assert called("indicators", "test", str(folder), language=language).code == 0
    out = tmp_path / "out"
    template = called("template", str(folder), f"{pack.header.starts.year}Q4", "--out", str(out), language=language)
    assert template.code == 0
    assert len(list(out.iterdir())) == len(pack.roster.departments)


def test_every_requirement_is_on_the_coverage_page_with_its_sentence_and_questions(called, tmp_path):
    document = DOCUMENTS / "hotline.txt"
    done = called("indicators", "draft", str(document), "--pack", "a", "--into", str(tmp_path), "--format", "json")
    found = json.loads(done.out)
    page = (tmp_path / "a" / "coverage.md").read_text(encoding="utf-8")
    assert found["found"] == len(found["requirements"]) > 0
    for each in found["requirements"]:
        assert f"`{each['id']}`" in page and each["sentence"] in page
        assert all(question["zh"] in page or question["en"] in page for question in each["questions"])
        rule = (tmp_path / "a" / f"{each['indicator']}.yaml").read_text(encoding="utf-8")
        assert f"hotline.txt:{each['line']}" in rule and each["sentence"] in rule
    for each in found["left_sentences"]:
        assert each["sentence"] in page
    assert found["files"] == sorted(
        path.relative_to(tmp_path / "a").as_posix() for path in (tmp_path / "a").rglob("*.*") if path.is_file()
    )


def test_the_same_document_gives_the_same_bytes_and_nothing_is_overwritten(called, tmp_path):
    given = ["indicators", "draft", str(DOCUMENTS / "plan.txt"), "--pack", "a", "--into"]
    for folder in ("one", "two"):
        assert called(*given, str(tmp_path / folder)).code == 0
    files = {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}
    assert files == {path.relative_to(tmp_path / "two"): path.read_bytes() for path in (tmp_path / "two").rglob("*.*")}
    again = called(*given, str(tmp_path / "one"))
    assert again.code == 2
    assert files == {path.relative_to(tmp_path / "one"): path.read_bytes() for path in (tmp_path / "one").rglob("*.*")}


@pytest.mark.parametrize(
    ("pack", "text", "said"),
    [
        ("heping", "不得", "内置指标包的名称"),
        ("Big Name", "不得", "不能用这个名称"),
        ("a", "这里只有说明。", "没有找到可以计量的要求"),
        ("a", "", "D182"),
    ],
)
def test_what_cannot_be_drafted_is_said_in_one_line_and_nothing_is_written(called, tmp_path, pack, text, said):
    document = tmp_path / "notice.txt"
    document.write_text(text, encoding="utf-8")
    done = called("indicators", "draft", str(document), "--pack", pack, "--into", str(tmp_path), language="zh")
    assert done.code == 2 and said in done.err and done.out == ""
    assert list(tmp_path.iterdir()) == [document]


@pytest.mark.parametrize(
    "text",
    [
        "1. The median waiting time shall be no more than 30 minutes.\n"
        "2. The mean response time must not exceed 15 minutes."
        "\n3. The 90th percentile of waiting times shall not exceed 4 hours.\n",
        "一、等候时间的中位数不得超过30分钟。\n二、平均响应时间不超过15分钟。\n三、第90百分位的等待时间不超过4小时。\n",
    ],
)
def test_a_limit_of_a_median_a_mean_or_a_percentile_is_proposed_as_such(called, tmp_path, text):
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    done = called("indicators", "draft", str(tmp_path / "plan.txt"), "--pack", "a", "--into", str(tmp_path))
    assert done.code == 0, done.err
    pack = load_pack(tmp_path / "a")
    found = {each.measure.kind: str(each.target[0].target.value) for each in pack.indicators.values()}
    assert found == {"median": "30", "mean": "15", "percentile": "240"}
    assert all(each.passed for each in run_examples(pack))


@pytest.mark.parametrize("name", ["northvale-waits.html"])
def test_a_long_document_becomes_a_pack_without_problems_whose_examples_hold(tmp_path, name):
    _, _, folder = draft(UNSEEN / name, "a", tmp_path, "en")
    pack = load_pack(folder)
    assert lint(pack) == ()
    assert [each for each in run_examples(pack) if not each.passed] == []
    assert len(pack.tables) > 3 and {entry.requirement for entry in pack.register} >= set(pack.indicators)


def drafted(tmp_path, text):
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    pack = load_pack(draft(tmp_path / "plan.txt", "a", tmp_path, "en")[2])
    assert lint(pack) == ()
    assert all(each.passed for each in run_examples(pack))
    return pack


def types_of(pack, table):
    return {name: column.type for name, column in pack.tables[table].columns.items()}


def test_hours_run_between_moments_waits_are_durations_and_days_run_between_days(tmp_path):
    pack = drafted(
        tmp_path,
        "1. 95% of calls shall be answered within 20 seconds.\n2. Every call must be logged within 2 hours.\n"
        "3. A fault shall be attended within 4 working hours of the report.\n"
        "4. Every fault shall be repaired within 5 working days.\n5. No patient shall wait longer than 90 minutes.\n"
        "6. The median wait of patients shall not exceed 3 weeks.\n",
    )
    requests, jobs, patients = (types_of(pack, table) for table in ("requests", "jobs", "patients"))
    assert requests["took"] == "duration" and requests["began_at"] == requests["done_at"] == "datetime"
    assert pack.tables["requests"].columns["took"].unit.en == "seconds"
    assert jobs["done_on"] == "date" and jobs["done_at"] == "datetime" and "took" not in jobs
    assert patients["took"] == "duration" and pack.tables["patients"].columns["days_taken"].type == "integer"
    assert "counts" not in patients and "amount" not in patients


def test_targets_by_year_and_by_day_are_parameters_with_the_days_from_which_they_apply(tmp_path):
    pack = drafted(
        tmp_path,
        "Notice\n2 January 2025\n"
        "1. Calls answered: at least 85% in 2025 and 90% in 2026. Results are reported monthly.\n"
        "2. 80% of staff shall hold a certificate by 30 June 2025, and 95% thereafter.\n"
        "3. TRIR shall not exceed 1.2 from 1 March 2025.\n",
    )
    found = [
        [(str(each.since), str(each.until), str(each.all)) for each in table.values]
        for table in pack.parameters.values()
    ]
    assert found == [
        [("2025-01-01", "2025-12-31", "85%"), ("2026-01-01", "2026-12-31", "90%")],
        [("2025-06-30", "None", "80%"), ("2025-07-01", "None", "95%")],
        [("2025-03-01", "None", "1.2")],
    ]
    assert len(pack.indicators) == 4 and len(pack.register) == 6


def test_figures_without_a_period_have_that_of_the_others_and_points_become_scoring(tmp_path):
    pack = drafted(
        tmp_path,
        "热线考核办法\n2025年1月2日\n一、按时办结率不低于95%，每低1个百分点扣2分。\n二、满意率达到九成以上。\n"
        "三、每发现一起虚假办结扣3分。\n四、每月通报一次考核情况。\n",
    )
    rates = [each for each in pack.indicators.values() if each.measure.kind == "proportion"]
    assert [each.period for each in rates] == ["month", "month"]
    points = sorted(
        str(each.scoring.deduct.points) for each in pack.indicators.values() if hasattr(each.scoring, "deduct")
    )
    assert points == ["2", "3"]


RANGES = {
    "en": "Standards 2025\n\n"
    "1. Bed occupancy must be between 85% and 92%.\n"
    "2. Staff turnover shall be 5%-15% a year.\n"
    "3. The share of reviewed files shall be at least 10% and no more than 30% each quarter.\n"
    "4. Each department shall hold between 4 and 6 drills a year.\n"
    "5. At least 10% of files and no more than 30% of letters shall be checked each year.\n"
    "6. At least 3% of complaints upheld, and no more than 10% reopened.\n",
    "zh": "某区2025年工作标准\n\n"
    "一、床位使用率应在85%至92%之间。\n"
    "二、人员流失率控制在5%—15%。\n"
    "三、抽检比例不低于10%且不高于30%。\n"
    "四、每年组织应急演练4至6次。\n"
    "五、抽检比例不低于10%，投诉率不高于30%。\n",
}
TWO = [("17/20", "23/25"), ("1/20", "3/20"), ("1/10", "3/10"), ("4", "6")]
ONE = {"en": [["1/10"], ["3/10"], ["3/100"], ["1/10"]], "zh": [["1/10"], ["3/10"]]}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_lower_and_an_upper_limit_of_the_same_thing_become_one_target(tmp_path, language):
    pack = drafted(tmp_path, RANGES[language])
    sides = [[str(each.value) for each in one.target[0].target.limits] for one in pack.indicators.values()]
    assert sides == [*map(list, TWO), *ONE[language]]
    named = [entry.indicators for entry in pack.register]
    assert [each for pair in zip(named[:8:2], named[1:8:2], strict=True) for each in pair] == [
        (name,) for name in list(pack.indicators)[:4] for _ in range(2)
    ]
    asked = [one.assumptions[-2].en for one in list(pack.indicators.values())[:3]]
    assert all("one target with two sides" in each for each in asked)
