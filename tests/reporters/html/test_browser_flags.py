"""The findings in a real browser: filters, search, sort, pages, one finding opened, addresses, paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from checker.privacy.masking import flag_message
from checker.reporters.html import render
from tests.reporters.html.drawn_pages import HOSTILE, clean, everything, hostile, large
from tests.reporters.html.reading import data_of

#: Forty departments with sixteen flags each: seven pages, and more than are printed.
MANY = render(large(640), "zh")
ROWS = "#list tbody tr:not(.detail)"


@pytest.fixture(scope="module")
def page(opened_once: Any) -> Any:
    """The page of all kinds of flags."""
    return opened_once(everything())


def shown(page: Any) -> str:
    return str(page.inner_text("#shown"))


def rows(page: Any) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in page.locator(ROWS).all_inner_texts()]


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.dataset.flag || document.activeElement.id"))


def test_all_flags_are_there_with_their_sentences(opened):
    report = everything()
    page = opened(report, "#lang=en")
    assert shown(page) == "16 in total"
    told = " ".join(rows(page))
    for department in report.departments:
        for flag in department.flags:
            assert flag_message(flag, "en") in told


@pytest.mark.parametrize(
    ("name", "value", "count"),
    [
        ("department", "justice", 6),
        ("department", "_district", 1),
        ("indicator", "training-coverage", 3),
        ("indicator", "-", 4),
        ("clause", "二十七", 9),
        ("clause", "-", 4),
        ("code", "C401", 8),
        ("answer", "waiver", 1),
        ("answer", "-", 13),
    ],
)
def test_each_filter_leaves_what_it_names_and_nothing_else(page, name, value, count):
    assert shown(page) == "共 16 条"
    page.select_option(f"#filter-{name}", value)
    assert shown(page) == f"共 16 条，筛出 {count} 条"
    assert page.locator(ROWS).count() == count
    option = page.locator(f"#filter-{name} option:checked").inner_text()
    assert option.endswith(f"({count})")
    page.click("#clear")
    assert shown(page) == "共 16 条"


def test_severities_can_be_chosen_together(opened):
    page = opened(everything(), "#lang=en")
    page.check("#filters [value=red]")
    assert shown(page) == "3 of 16 shown"
    page.check("#filters [value=amber]")
    assert shown(page) == "4 of 16 shown"
    assert [line.split(" ")[0] for line in rows(page)] == ["red", "red", "red", "amber"]
    # What another severity would add is still told.
    assert page.inner_text("[data-severity=error]") == "11"


def test_filters_narrow_each_other_and_say_how_many_are_left(opened):
    page = opened(MANY, "#lang=en")
    page.select_option("#filter-department", "d3")
    page.check("#filters [value=error]")
    assert shown(page) == "8 of 640 shown"
    codes = page.locator("#filter-code option").all_inner_texts()
    assert [code.split(" ")[0] for code in codes] == ["All", "C401", "V320"]
    assert [code.split(" ")[-1] for code in codes] == ["All", "(4)", "(4)"]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("三月五号", 1),
        ("行初7号", 2),
        ("（2022）津0101行初7号", 2),
        ("行政应诉案件 F7", 2),
        ("v320", 1),
        ("区司法局 c401", 2),
        ("公务员名册", 1),
        ("开庭日期 12号", 1),
        ("没有这样的字", 0),
        ("11010519491231002X", 0),
    ],
)
def test_search_looks_into_sentence_key_sheet_header_and_code(page, words, count):
    assert shown(page) == "共 16 条"
    page.fill("#query", words)
    assert shown(page) == f"共 16 条，筛出 {count} 条"
    assert page.locator(ROWS).count() == count
    assert page.locator("#list .empty").count() == (count == 0)
    page.click("#clear")


def test_search_is_in_the_language_that_is_shown(opened):
    page = opened(everything(), "#lang=en&q=hearing+date")
    assert shown(page) == "9 of 16 shown"
    page.click("[data-language=zh]")
    assert shown(page) == "共 16 条，筛出 0 条"


def test_columns_sort_both_ways_and_back(opened):
    page = opened(MANY, "#lang=en&department=d0")
    keys = f"{ROWS} td.key"
    before = page.locator(keys).all_inner_texts()
    numbers = [int(re.search(r"行初(\d+)号", key)[1]) for key in before]
    assert numbers != sorted(numbers)
    head = page.locator("#list th[data-column=key]")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    numbers = [int(re.search(r"行初(\d+)号", key)[1]) for key in page.locator(keys).all_inner_texts()]
    assert numbers == list(range(1, 17))  # 9 before 10, as people count
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    numbers = [int(re.search(r"行初(\d+)号", key)[1]) for key in page.locator(keys).all_inner_texts()]
    assert numbers == list(range(16, 0, -1))
    head.locator("button").click()
    assert page.locator("#list th[aria-sort]").count() == 0
    assert page.locator(keys).all_inner_texts() == before
    page.click("#list th[data-column=severity] button")
    assert [line.split(" ")[0] for line in rows(page)] == ["error"] * 8 + ["amber"] * 4 + ["info"] * 4
    page.click("#list th[data-column=place] button")
    places = page.locator(f"{ROWS} td.place").all_inner_texts()
    assert [int(re.search(r"\d+$", place)[0]) for place in places] == [
        2,
        6,
        10,
        14,
        *(1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16),
    ]


def test_pages_turn_and_say_where_they_are(opened):
    page = opened(MANY, "#lang=en")
    where = page.locator("#pages span")
    assert where.inner_text() == "Page 1 of 7"
    assert page.locator(ROWS).count() == 100
    page.get_by_role("button", name="Next").click()
    assert where.inner_text() == "Page 2 of 7"
    page.get_by_role("button", name="Last").click()
    assert where.inner_text() == "Page 7 of 7"
    assert page.locator(ROWS).count() == 40
    assert page.get_by_role("button", name="Next").is_disabled()
    page.get_by_role("button", name="First").click()
    assert where.inner_text() == "Page 1 of 7"
    page.check("#filters [value=amber]")
    assert page.locator("#pages span").inner_text() == "Page 1 of 2"


def test_the_address_keeps_what_is_chosen(opened):
    page = opened(MANY)
    page.check("#filters [value=error]")
    page.select_option("#filter-code", "V320")
    page.fill("#query", "三月 日左右")
    page.click("#list th[data-column=key] button")
    page.get_by_role("button", name="下一页").click()
    page.locator("#list button.open").nth(3).click()
    before = (shown(page), rows(page), page.inner_text("#list tr.detail"))
    again = opened(MANY, page.evaluate("location.hash"))
    assert (shown(again), rows(again), again.inner_text("#list tr.detail")) == before
    assert again.input_value("#query") == "三月 日左右"
    assert again.is_checked("#filters [value=error]")
    assert shown(again) == "共 640 条，筛出 160 条"


def test_an_address_that_makes_no_sense_is_as_good_as_none(opened):
    page = opened(everything(), "#lang=fr&severity=purple&department=nobody&sort=weather&page=-7&theme=green&code=%00")
    assert shown(page) == "共 16 条"
    assert page.evaluate("document.documentElement.lang") == "zh"


def test_a_changed_address_is_followed(opened):
    page = opened(everything())
    page.evaluate("location.hash = 'lang=en&department=market'")
    page.wait_for_function("document.getElementById('shown').textContent === '7 of 16 shown'")


def test_one_flag_opens_with_everything_about_it(opened):
    page = opened(everything(), "#lang=en&answer=confirmed")
    page.click("#list button.open")
    detail = page.inner_text("#list tr.detail")
    for text in (
        "2022-02-01",
        "2022-03-05 or a later date",
        "32",
        "行政应诉案件",
        "F9",
        "裁判日期",
        "(2022)津0101行初9号",
        "承办人",
        "138****5678",
        "Court appearance rate of agency heads",
        "二十七",
        "区司法局.xlsx",
        "confirmed",
        "欧**",
    ):
        assert text in detail
    assert page.get_attribute("#list button.open", "aria-expanded") == "true"
    page.click("#list button.open")
    assert page.locator("#list tr.detail").count() == 0


def test_only_one_flag_is_open_and_a_click_beside_its_sentence_opens_it(opened):
    page = opened(everything())
    page.click("#list button.open >> nth=0")
    page.click("#list button.open >> nth=2")
    assert page.locator("#list tr.detail").count() == 1
    page.click(f"{ROWS} >> nth=1 >> td.department")
    assert page.get_attribute("#list button.open >> nth=1", "aria-expanded") == "true"


def test_the_page_of_a_code_opens_and_closes(opened):
    page = opened(everything(), "#lang=en&code=V320")
    page.click("#list button.open")
    page.get_by_role("button", name="About V320").click()
    dialog = page.get_by_role("dialog")
    assert dialog.locator("h3").all_inner_texts() == [
        "What it finds",
        "Why it matters",
        "Example",
        "How to put it right",
    ]
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.locator("#list tr.detail").count() == 1


def test_a_deep_link_finds_its_flag_on_any_page_and_behind_any_filter(opened):
    data = data_of(MANY)
    for place in (0, 345, 639):
        id = data["flags"]["id"][place]
        page = opened(MANY, f"#flag={id}&severity=red&q=nothing")
        assert page.locator("#list tr.opened button").get_attribute("data-flag") == id
        assert focused(page) == id
        box = page.locator("#list tr.opened").bounding_box()
        assert 0 < box["y"] < 900
        assert shown(page) == "共 640 条"
        assert f"page={place // 100 + 1}" in page.evaluate("location.hash") or place < 100


def test_a_deep_link_to_nothing_says_so(opened):
    page = opened(everything(), "#flag=0123")
    assert page.get_by_role("dialog").inner_text().startswith("没有这条问题。")


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_the_link_to_a_flag_can_be_copied(opened, has_clipboard):
    stub = (
        "{writeText: (text) => { window.copied = text; return Promise.resolve(); }}" if has_clipboard else "undefined"
    )
    before = f"Object.defineProperty(navigator, 'clipboard', {{value: {stub}}});"
    page = opened(everything(), "#code=A720", before=before)
    page.click("#list button.open")
    id = page.get_attribute("#list button.open", "data-flag")
    page.get_by_role("button", name="复制链接").click()
    if has_clipboard:
        page.get_by_role("button", name="已复制").wait_for()
        link = page.evaluate("window.copied")
    else:
        link = page.input_value(".actions input")
    assert link.endswith(f"#lang=zh&flag={id}")
    page.goto("about:blank")
    page.goto(link)
    assert page.locator("#list tr.opened button").get_attribute("data-flag") == id


def test_paper_has_the_chosen_flags_up_to_a_sensible_number(opened):
    page = opened(MANY, "#lang=en")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(ROWS).count() == 500
    assert page.text_content("#printed") == "The first 500 of 640, 640 in total."
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(ROWS).count() == 100
    page.check("#filters [value=amber]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(ROWS).count() == 160
    assert page.text_content("#printed") == "160 of 640.  Severity amber"


def test_a_page_without_flags_works(opened):
    page = opened(clean(), "#severity=red&flag=1")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert "没有发现问题" in page.inner_text("#flags")
    page.click("[data-language=en]")
    page.keyboard.press("j")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()


def test_hostile_texts_do_nothing_but_stand_there(opened):
    page = opened(hostile(), "#lang=en")
    for place in range(len(HOSTILE)):
        page.locator("#list button.open").nth(place).click()
        assert page.locator("#list tr.detail").is_visible()
    page.fill("#query", "</script>")
    page.locator("td[data-result]").first.click()
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0


@pytest.mark.drawn
def test_fifty_thousand_flags_open_and_answer(opened, record_property):
    report = large(50_000)
    content = render(report, "zh")
    assert len(content) < 12_000_000
    page = opened(content)
    record_property("opened_ms", page.evaluate("performance.now()"))
    assert shown(page) == "共 50,000 条"
    assert page.locator(ROWS).count() == 100
    record_property("filtered_ms", timed(page, "#filter-department", "d7"))
    assert shown(page) == "共 50,000 条，筛出 1,250 条"
    record_property("searched_ms", timed(page, "#query", "三月1001日"))
    assert shown(page) == "共 50,000 条，筛出 1 条"
    page.click("#clear")
    page.click("#list th[data-column=key] button")
    assert page.locator(f"{ROWS} td.key").first.inner_text() == "(2022)津0000行初1号"
    page.get_by_role("button", name="末页").click()
    assert page.locator("#pages span").inner_text() == "第 500 / 500 页"


def timed(page: Any, selector: str, value: str) -> float:
    """How long a filter takes, in milliseconds, up to the new layout."""
    script = """([selector, value]) => {
        const field = document.querySelector(selector), before = performance.now();
        field.value = value;
        field.dispatchEvent(new Event("input", {bubbles: true}));
        document.body.getBoundingClientRect();
        return performance.now() - before;
    }"""
    return float(page.evaluate(script, [selector, value]))
