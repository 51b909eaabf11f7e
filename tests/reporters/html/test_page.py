"""The page as it is written: every figure on it, exact totals, the same bytes each time, and nothing from outside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from html import escape

import pytest

from checker.model import Place, Previous, Rank, Severity, State, Status
from checker.privacy.masking import flag_message
from checker.reporters.aggregates import submitted_flags
from checker.reporters.html import render
from checker.wording.labels import target_text
from checker.wording.results import bounds_text, figure_text, fraction_text
from tests.reporters.drawn_reports import LABELS, QUARTER
from tests.reporters.html.drawn_pages import alone, clean, everything, hostile, large, nobody_accepted, of_pack
from tests.reporters.html.reading import Reading, data_of, messages_of

REPORTS = {
    "everything": everything,
    "alone": alone,
    "clean": clean,
    "nobody": nobody_accepted,
    "no department": lambda: replace(QUARTER, departments=(), missing=()),
    "several workbooks": lambda: replace(QUARTER, district_results=(), district_flags=(), missing=()),
    "nothing": lambda: replace(alone(), departments=()),
    "many": lambda: large(400),
    "hostile": hostile,
    "heping": lambda: of_pack("heping", "2022Q4"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_makes_a_page_that_is_well_formed(name):
    page = Reading(render(REPORTS[name](), "zh"))
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in page.elements:
        for attribute in ("aria-labelledby", "for"):
            if attribute in element.attributes:
                assert element.attributes[attribute] in ids
        if element.name == "a":
            assert element.attributes["href"].removeprefix("#") in ids, element
        if element.name == "th":
            assert element.attributes["scope"] in ("col", "row", "colgroup", "rowgroup")


def test_the_same_report_gives_the_same_bytes():
    for language in ("zh", "en"):
        assert render(everything(), language) == render(everything(), language)
    assert render(everything(), "zh") != render(everything(), "en")


def test_it_opens_in_the_language_that_is_asked_for():
    for language, title in (("zh", "和平区 2022Q3"), ("en", "Heping District 2022Q3")):
        page = Reading(render(everything(), language))
        assert page.named("html")[0].attributes["lang"] == language
        assert page.named("title")[0].text == title


@pytest.mark.parametrize("name", ["everything", "heping"])
def test_nothing_comes_from_outside_and_only_the_page_s_own_scripts_run(name):
    content = render(REPORTS[name](), "zh")
    page = Reading(content)
    assert not re.findall(rb"https?://|@import|url\(|<iframe|<object|<base|srcdoc", content)
    assert {element.name for element in page.elements if "src" in element.attributes} == set()
    assert [element.attributes["href"] for element in page.named("link")] == ["data:,"]
    assert not [name for element in page.elements for name in element.attributes if name == "style" or name[:2] == "on"]
    (policy,) = (
        element.attributes["content"]
        for element in page.named("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    inline = [each for each in page.named("script") if each.attributes.get("type") != "application/json"]
    for element in (*inline, *page.named("style")):
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        kind = "style-src" if element.name == "style" else "script-src"
        (allowed,) = (part for part in policy.split("; ") if part.startswith(kind))
        assert f"'sha256-{digest}'" in allowed
    assert (len(inline), len(page.named("style"))) == (2, 1)


def test_nobody_s_scripts_build_html_from_text():
    script = Reading(render(clean(), "zh")).named("script")[-1].text
    ways = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|sessionStorage"
    assert not re.findall(ways, script)


@pytest.mark.parametrize("name", ["everything", "alone", "heping"])
def test_every_figure_is_on_the_page_in_both_languages(name):
    report = REPORTS[name]()
    content = render(report, "zh").decode().replace("&#39;", "'").replace("&#34;", '"')
    units = {label.id: label.unit for label in report.indicators}
    results = [*report.district_results, *(each for one in report.departments for each in one.results)]
    assert results
    for result in results:
        for language in ("zh", "en"):
            unit = units[result.indicator]
            for text in (
                figure_text(result, unit, language),
                bounds_text(result, unit, language),
                target_text(result.target, unit, language),
                fraction_text(result),
                result.needed.text.of(language) if result.needed and result.status is Status.MISSED else "",
                result.reason.of(language) if result.reason else "",
            ):
                assert escape(text, quote=False) in content


def test_the_totals_are_those_of_the_report():
    report = everything()
    content = render(report, "en")
    page, data = Reading(content), data_of(content)
    flags = [flag for each in report.departments for flag in each.flags] + list(report.district_flags)
    assert data["flags"]["count"] == len(flags) == 16
    severities = Counter(flag.severity for flag in flags)
    tile = [re.sub(r"\s+", " ", element.text) for element in page.of_class("tile")]
    assert f"{len(flags)} 条in total" in tile[2]
    for severity, word in ((Severity.ERROR, "error"), (Severity.RED, "red"), (Severity.AMBER, "amber")):
        assert re.search(rf"{word} {severities[severity]}\b", tile[2])
    assert re.search(r"5 个部门in total", tile[0])
    states = Counter(each.state for each in report.departments)
    assert re.search(rf"with errors {states[State.ACCEPTED_WITH_ERRORS]}\b", tile[0])
    assert re.search(rf"rejected {states[State.REJECTED]}\b", tile[0])
    assert "District Audit Bureau" in page.of_class("missing")[0].text


@pytest.mark.parametrize("name", ["everything", "heping", "many"])
def test_the_page_s_sentences_are_the_report_s(name):
    report = REPORTS[name]()
    data = data_of(render(report, "zh"))
    flags = submitted_flags(report)
    for side, language in enumerate(("zh", "en")):
        told = Counter(messages_of(data, side))
        assert told == Counter(flag_message(flag, language) for flag in flags)


def test_the_gravest_flags_come_first_and_each_has_an_id_of_its_own():
    report = everything()
    twice = replace(report, departments=(*report.departments, report.departments[-1]))
    data = data_of(render(twice, "zh"))
    assert data["flags"]["severity"] == sorted(data["flags"]["severity"], reverse=True)
    assert len(set(data["flags"]["id"])) == data["flags"]["count"] == 17
    assert len({each["id"] for each in data["departments"]}) == len(data["departments"]) == 7


def test_departments_stand_by_score_with_their_rank_and_those_that_are_possible():
    report = large(40)
    first, second, third, fourth, *_ = report.departments
    scores = (Fraction(90), Fraction(17999, 200), Fraction(90), None)
    ranks = (Rank(1, 1, 2, 40), Rank(3, 3, 3, 40), None, None)
    departments = tuple(
        replace(each, score=score, rank=rank)
        for each, score, rank in zip((first, second, third, fourth), scores, ranks, strict=True)
    )
    previous = Previous("2022Q2", {"d0": Fraction(179991, 2000), "d1": Fraction(91)}, {})
    page = Reading(render(replace(report, departments=departments, previous=previous), "zh"))
    lines = [
        (element.attributes.get("data-key"), element.text.strip())
        for element in page.elements
        if element.name == "td" and element.attributes.get("class", "").split()[:1] in (["rank"], ["score"], ["change"])
    ]
    shown = [tuple(text for _, text in lines[start : start + 3]) for start in range(0, len(lines), 3)]
    assert shown == [("1 (1–2)", "90", "+0.01"), ("–", "90", "–"), ("3", "89.99", "-1.01"), ("–", "–", "–")]
    names = [element.text for element in page.elements if element.attributes.get("data-filter") == "department"]
    assert [name[:3] for name in names] == ["部门0", "部门2", "部门1", "部门3"]


def test_a_single_workbook_has_no_table_of_departments():
    page = Reading(render(alone(), "zh"))
    assert "区司法局" in page.named("h1")[0].text
    assert not page.of_class("ranking")
    assert not page.of_class("heat")
    assert len(page.of_class("indicators")) == 1
    assert "93.5" in page.of_class("tile")[0].text


def test_faults_stand_on_top():
    page = Reading(render(everything(), "zh"))
    (notice,) = page.of_class("fault")
    assert "KeyError" in notice.text
    assert not Reading(render(clean(), "zh")).of_class("fault")


def test_every_indicator_has_its_chart_and_a_course_only_where_there_is_one():
    page = Reading(render(everything(), "zh"))
    assert len(page.of_class("bullet")) == 4 + 5 + 3
    assert len(page.of_class("trend")) == 2
    assert all(element.attributes["aria-hidden"] == "true" for element in page.named("svg"))
    steps = [element.text for element in page.of_class("steps")]
    assert len(steps) == 2
    for day, value in (("2022-02-28", "20%"), ("2022-09-30", "90%")):
        assert day in steps[0]
        assert value in steps[0]


def test_the_heat_map_has_a_mark_and_words_for_every_result():
    report = large(40)
    page = Reading(render(report, "en"))
    cells = [element for element in page.named("td") if "data-result" in element.attributes]
    assert len(cells) == 40 * 41
    assert {element.text.strip()[0] for element in cells} == set("✓?✗>-")
    assert "undetermined" in cells[1].text
    assert "95%" in cells[1].text
    heads = [element for element in page.named("th") if "data-indicator" in element.attributes]
    assert [element.attributes["scope"] for element in heads] == ["col"] * 41
    rows = [element for element in page.named("th") if "data-department" in element.attributes]
    assert [element.attributes["scope"] for element in rows] == ["row"] * 40


def test_names_of_strangers_are_their_ids():
    (first, *rest) = QUARTER.departments[1].results
    stranger = replace(first, indicator="nobody-knows", clause="九十九")
    department = replace(QUARTER.departments[1], results=(stranger, *rest))
    data = data_of(render(replace(QUARTER, departments=(department,)), "zh"))
    assert [each["id"] for each in data["indicators"]] == [*(label.id for label in LABELS), "nobody-knows"]
    assert data["clauses"][-1] == "九十九"


def test_a_line_of_the_findings_sheet_is_nobodys_record():
    """Its place has the reference of a finding where rows of a table have their key."""
    department = next(each for each in QUARTER.departments if each.flags)
    found = department.flags[0]
    row = replace(found, place=Place("行政应诉案件", 7, "D", "litigation", "outcome", "裁判结果", "案一"))
    line = replace(found, place=Place("核对结果", 12, "H", header="处理结果", key="0123456789abcdef"))
    report = replace(alone(), departments=(replace(department, flags=(row, line)),))
    data = data_of(render(report, "zh"))
    records = [data["texts"][number] for number in data["flags"]["key"]]
    assert records == ["案一", ""]
