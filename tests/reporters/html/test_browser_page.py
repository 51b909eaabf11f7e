"""The whole page in a real browser: languages, colours, the heat map, the keyboard, telephones, paper, no scripts."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from checker.model import Report
from checker.reporters.html.view import View
from tests.reporters.html.drawn_pages import alone, clean, everything, large, nobody_accepted, of_pack

REPORTS = {
    "everything": everything,
    "alone": alone,
    "clean": clean,
    "nobody": nobody_accepted,
    "heping": lambda: of_pack("heping", "2022Q4"),
    "hantai": lambda: of_pack("hantai", "2024Q4"),
}
#: Every text that is seen or heard and does not come from a workbook.
TEXTS = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (parent.closest("[data-raw], script, style, noscript")) continue;
        // An option is not drawn until its list opens.
        if (parent.tagName !== "OPTION" && !parent.checkVisibility()) continue;
        found.push(walker.currentNode.textContent.trim());
    }
    for (const name of ["aria-label", "placeholder"]) {
        for (const element of document.querySelectorAll(`[${name}]`)) found.push(element.getAttribute(name));
    }
    return [document.title, ...found.filter(Boolean)];
}"""
HEADINGS = """[...document.querySelectorAll("h1, h2, h3, h4")]
    .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]))"""
HAN = re.compile(r"[\u2e80-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{4,}")


def all_open(page: Any) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("name", REPORTS)
def test_it_opens_without_a_word_of_complaint(opened, name):
    page = opened(REPORTS[name]())
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.classList.contains('scripted')")


def test_the_language_changes_every_text(opened):
    page = opened(everything(), "#flag=00000000000007d1")
    all_open(page)
    chinese = page.evaluate(TEXTS)
    # What is left in Latin letters are names of things: packs, files, codes, ids.
    allowed = {*everything().head.splitlines(), "heping 1.0", "checker 0.1.0", "工作表“Sheet3”不对应任何报送表，未读取"}
    strange = [
        text for text in chinese if LATIN.search(text) and text not in allowed and not re.search("[c-d]{12}", text)
    ]
    assert strange == []
    page.click("[data-language=en]")
    all_open(page)
    english = page.evaluate(TEXTS)
    # A file that is nobody's has no English name, and a sentence quotes what stands in the workbook.
    quoting = {
        "Hearing date “三月五号左右” is not a date",
        "欧** (id 110105********002X, phone 138****5678) has two numbers",
    }
    assert {text for text in english if HAN.search(text)} == {"区园林局", "区园林局 (1)", *quoting}
    assert len(english) > 300
    page.click("[data-language=zh]")
    all_open(page)
    assert page.evaluate(TEXTS) == chinese


def test_the_language_is_kept_in_the_address_and_in_open_windows(opened):
    page = opened(everything(), language="en")
    assert page.title() == "Heping District 2022Q3"
    page.click("[data-language=zh]")
    assert "lang=zh" in page.evaluate("location.hash")
    page.reload()
    assert page.title() == "和平区 2022Q3"
    assert page.get_attribute("[data-language=zh]", "aria-pressed") == "true"
    assert page.get_attribute("[data-language=en]", "aria-pressed") == "false"
    page.locator("td[data-result]").first.click()
    assert "区司法局" in page.get_by_role("dialog").inner_text()


def brightness(page: Any) -> float:
    red, green, blue = page.evaluate(
        "getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g).map(Number)"
    )
    return float(red + green + blue) / 765


def test_colours_follow_the_system_and_then_the_reader(opened):
    page = opened(everything(), color_scheme="dark")
    assert brightness(page) < 0.2
    assert page.inner_text("#theme") == "浅色"
    page.click("#theme")
    assert brightness(page) > 0.8
    assert "theme=light" in page.evaluate("location.hash")
    page.reload()
    assert brightness(page) > 0.8
    page.click("#theme")
    assert brightness(page) < 0.2
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(27, 35, 48)"


def test_departments_sort_and_lead_to_their_flags(opened):
    page = opened(everything(), "#lang=en")
    names = page.locator(".ranking tbody th")
    assert names.all_inner_texts()[:2] == ["District Bureau of Justice", "District Market Regulation Administration"]
    page.get_by_role("button", name="Score").click()
    assert page.locator(".ranking th.score").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Score").click()
    assert page.locator(".ranking td.score strong").all_inner_texts() == ["89.99", "93.5", "–", "–"]
    page.locator(".ranking th button", has_text="error").click()
    assert page.locator(".ranking td.v-error").all_inner_texts() == ["6", "3", "1", "1"]
    page.locator(".ranking thead th.name button").click()
    assert names.all_inner_texts()[0] == "District Bureau of Justice"
    page.get_by_role("link", name="District Market Regulation Administration").first.click()
    assert page.inner_text("#shown") == "7 of 16 shown"
    assert page.evaluate("document.activeElement.id") == "flags"


def test_a_severity_of_the_summary_leads_to_its_flags(opened):
    page = opened(everything(), "#lang=en")
    page.locator("#summary").get_by_role("link", name="red").click()
    assert page.inner_text("#shown") == "3 of 16 shown"


def test_the_heat_map_is_one_stop_with_arrows_inside(opened):
    page = opened(large(400), "#lang=en")
    grid = page.get_by_role("grid")
    assert grid.locator("[tabindex='0']").count() == 1
    grid.locator("[tabindex='0']").focus()
    tip = page.locator("#tip")
    assert tip.inner_text().split("\n") == [
        "Department 0",
        "Indicator 0",
        "✓ met 100% (12/12, 1 excluded)",
        "Target ≥ 100%",
    ]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert tip.inner_text().split("\n")[:2] == ["Department 1", "Indicator 1"]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert tip.inner_text() == "Indicator 1"
    page.keyboard.press("ArrowUp")
    assert tip.inner_text() == "Indicator 1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    assert tip.inner_text().split("\n")[1] == "Indicator 40"
    assert grid.locator("[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog").inner_text()
    assert "Indicator 40" in dialog
    assert "Department 0" in dialog


def test_a_cell_of_the_heat_map_opens_what_is_behind_it(opened):
    page = opened(everything(), "#lang=en")
    cell = page.locator("td[data-result]", has_text="66.67%")
    cell.click()
    dialog = page.get_by_role("dialog")
    told = dialog.inner_text()
    for text in (
        "District Market Regulation Administration",
        "2/3",
        "≥ 100%",
        "no further row can reach the target",
        "二十七",
    ):
        assert text in told
    assert dialog.locator(".behind li").count() == 7
    dialog.get_by_role("link", name="See all 7").click()
    assert page.inner_text("#shown") == "7 of 16 shown"
    cell.click()
    dialog.locator(".behind a").nth(2).click()
    assert not dialog.is_visible()
    assert page.locator("#list tr.detail").count() == 1


def test_heads_of_the_heat_map_lead_to_indicators_and_departments(opened):
    page = opened(everything(), "#lang=en")
    page.locator(".heat thead th").nth(1).click()
    assert page.evaluate("document.activeElement.id") == "indicator-2"
    page.locator(".heat tbody th").first.click()
    assert page.inner_text("#shown") == "6 of 16 shown"


def test_an_indicator_opens_to_its_course_its_departments_and_its_flags(opened):
    page = opened(everything(), "#lang=en")
    lecture = page.locator("#indicator-1")
    lecture.locator("summary").click()
    assert lecture.locator("svg.trend").is_visible()
    assert lecture.locator(".departments tbody tr").count() == 2
    assert lecture.locator(".departments tbody th").first.inner_text() == "District Market Regulation Administration"
    lecture.locator(".departments a").first.click()
    assert "66.67%" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    lecture.get_by_role("link", name="See the flags of this indicator").click()
    assert page.inner_text("#shown") == "9 of 16 shown"


def test_a_journey_by_keyboard_alone(opened):
    page = opened(everything(), "#lang=en")
    here = "document.activeElement"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{here}.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(f"{here}.id") == "flags"
    page.keyboard.press("/")
    assert page.evaluate(f"{here}.id") == "query"
    page.keyboard.type("j 7")  # letters typed are letters
    assert page.input_value("#query") == "j 7"
    page.keyboard.press("Escape")
    assert page.input_value("#query") == ""
    page.evaluate(f"{here}.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"{here} === document.querySelectorAll('#list button.open')[1]")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{here}.getAttribute('aria-expanded')") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate(f"{here}.className") == "explain"
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.evaluate(f"{here}.className") == "explain"
    page.keyboard.press("Escape")
    assert page.locator("#list tr.detail").count() == 0
    page.keyboard.press("?")
    assert "next and previous flag" in page.get_by_role("dialog").inner_text()


def test_keys_go_over_the_end_of_a_page(opened):
    page = opened(large(240), "#lang=en")
    where = page.locator("#pages span")
    page.locator("#list button.open").last.focus()
    page.keyboard.press("j")
    assert where.inner_text() == "Page 2 of 3"
    assert page.evaluate("document.activeElement === document.querySelector('#list button.open')")
    page.keyboard.press("k")
    assert where.inner_text() == "Page 1 of 3"
    assert page.evaluate("document.activeElement === [...document.querySelectorAll('#list button.open')].pop()")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert where.inner_text() == "Page 3 of 3"
    page.keyboard.press("p")
    assert where.inner_text() == "Page 2 of 3"


def test_escape_takes_back_one_thing_at_a_time(opened):
    page = opened(everything(), "#lang=en&severity=error&q=F9")
    page.locator("#list button.open").first.click()
    page.keyboard.press("Escape")
    assert page.locator("#list tr.detail").count() == 0
    assert page.inner_text("#shown") == "2 of 16 shown"
    page.keyboard.press("Escape")
    assert page.inner_text("#shown") == "11 of 16 shown"
    page.keyboard.press("Escape")
    assert page.inner_text("#shown") == "16 in total"


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_telephone_shows_it_without_moving_sideways(opened, name, language):
    report: Report = REPORTS[name]()
    page = opened(report, f"#lang={language}", width=390, height=844)
    all_open(page)
    for selector in ("#list button.open", "td[data-result]"):
        if page.locator(selector).count():
            page.locator(selector).first.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.keyboard.press("Escape")


@pytest.mark.parametrize("name", ["everything", "hantai", "alone"])
def test_everything_that_can_be_used_has_a_name_and_a_role(opened, name):
    page = opened(REPORTS[name](), "#lang=en")
    unnamed = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, [role=region], [role=grid], nav, section")]
            .filter((element) => element.checkVisibility())
            .filter((element) => {
                const by = document.getElementById(element.getAttribute("aria-labelledby"));
                const label = element.getAttribute("aria-label") || element.labels?.[0]?.innerText || by?.innerText;
                return !(label || element.innerText || "").trim();
            }).map((element) => element.outerHTML)"""
    )
    assert unnamed == []
    levels = page.evaluate(HEADINGS)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({id}) => id)")
    assert len(ids) == len(set(ids))


def test_paper_shows_what_counts_and_no_controls(opened):
    report = of_pack("hantai", "2024Q4")
    page = opened(report, "#lang=en")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for selector in ("h1", "#summary", ".ranking", ".heat", ".indicators", "#list", "#printed"):
        assert page.locator(selector).first.is_visible(), selector
    for selector in (".switches", ".contents", "#filters", "#pages", "#indicators details", ".skip"):
        assert not page.locator(selector).first.is_visible(), selector
    # As wide as A4 less its margins, at 96 dots an inch.
    page.set_viewport_size({"width": 703, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    document = page.pdf(prefer_css_page_size=True)
    assert document.startswith(b"%PDF")
    assert page.evaluate("document.querySelectorAll('#list tbody tr').length") == len(View(report).flags)


def test_without_scripts_everything_but_the_flags_is_there(opened):
    page = opened(everything(), java_script_enabled=False)
    for selector in ("#summary", ".ranking", ".heat", ".indicators", "#workbooks"):
        assert page.locator(selector).is_visible(), selector
    assert "JavaScript" in page.inner_text("#flags noscript")
    for selector in (".switches", "#filters", "#list", "#pages"):
        assert not page.locator(selector).is_visible(), selector
    assert page.locator("span[lang=en]").first.is_hidden()
    page.locator("#indicator-1 summary").click()
    assert page.locator("#indicator-1 svg.trend").is_visible()
