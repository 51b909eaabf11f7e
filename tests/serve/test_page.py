"""The page in a browser: by mouse, by keyboard alone, on a phone, in both languages, and when things fail."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from checker.serve.judges import Judges
from checker.sources.limits import Limits
from samples.library.damage import with_password
from tests.journey.clerk import Book, Records, fill_cover, told
from tests.serve.serving import QUARTER, Served, kept_files, serving
from tests.system import chromium

MOST = 300_000
expect.set_options(timeout=60_000)
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office") / "inbox"


@pytest.fixture(scope="module")
def served(inbox: Path) -> Iterator[Served]:
    chromium()
    with serving(inbox=inbox, limits=Limits(file_bytes=MOST), judges=1) as served:
        yield served
    assert served.faults == []
    assert kept_files() == []


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any, served: Served) -> Iterator[Callable[..., Any]]:
    """Opens the page; afterwards nothing may have gone wrong in it, and nobody else been asked for anything."""
    contexts, wrong, asked = [], [], []

    def opening(language: str = "en", address: str = "", width: int = 1366, **options: Any) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": 844}, locale=LOCALES[language], reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address or served.address)
        return page

    opening.wrong = wrong  # type: ignore[attr-defined]
    yield opening
    for context in contexts:
        context.close()
    assert wrong == []
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith("blob:")}
    assert hosts == {"127.0.0.1"}


def give(page: Any, *files: Path | tuple[str, bytes]) -> None:
    """Chooses files, given as paths or as names and contents."""
    payloads = [
        {"name": file.name, "mimeType": "", "buffer": file.read_bytes()}
        if isinstance(file, Path)
        else {"name": file[0], "mimeType": "", "buffer": file[1]}
        for file in files
    ]
    page.set_input_files("#files", payloads)


def card(page: Any, name: str) -> Any:
    return page.locator(".card", has=page.get_by_role("heading", name=name, exact=True, level=3)).last


def state(page: Any, name: str) -> Any:
    return card(page, name).locator(".state")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_clerks_journey_by_the_page_alone(opened: Any, inbox: Path, language: Any, tmp_path: Path) -> None:
    """Template, fill, spoil, check, fix, submit: without a terminal."""
    page, path = opened(language), tmp_path / "work.xlsx"
    words = {"zh": ("区司法局", "可以报送，没有发现问题"), "en": ("Justice Bureau", "Ready to submit; nothing to fix")}
    name, clean = words[language]
    page.select_option("#template-pack", "heping")
    page.fill("#template-period", "2022Q4")
    page.locator("#template-period").blur()
    page.select_option("#template-department", label=name)
    with page.expect_download() as download:
        page.click("#template-button")
    assert download.value.suggested_filename == f"{name}.xlsx"
    download.value.save_as(path)

    book, records = Book(path, language), Records(language)
    book.fill(records)
    del book.book[book.sheet("attestations").title]
    fill_cover(book, filled_by="闻人致和", phone="022-27200000", filled_on="2023-01-05")
    spoils = told("spoils.yaml")["cells"][:3]
    for each in spoils:
        book.spoil(each["table"], each["row"], each["column"], each["value"])
    book.book.save(path)

    give(page, path)
    advice = {"zh": "须先改正 3 处再报送", "en": "Fix 3 before submitting"}[language]
    expect(state(page, "work.xlsx")).to_have_text(advice)
    expect(card(page, "work.xlsx").locator(".screen > :last-child")).to_have_text(advice)
    codes = {each["code"] for each in spoils}
    assert codes <= {each.inner_text() for each in card(page, "work.xlsx").locator(".code").all()}
    with page.expect_download() as download:
        card(page, "work.xlsx").locator(".actions button").click()
    assert download.value.suggested_filename == "work.checked.xlsx"
    copy = tmp_path / "work.checked.xlsx"
    download.value.save_as(copy)

    book = Book(copy, language)
    for line in book.findings():
        book.fix(line, records)
    book.book.save(copy)
    give(page, copy)
    expect(state(page, copy.name)).to_have_text(clean)
    card(page, copy.name).locator(".block button").click()
    expect(card(page, copy.name).locator(".receipt h4")).to_be_focused()
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    expect(card(page, copy.name).locator(".receipt")).to_contain_text(digest)
    with page.expect_download() as download:
        card(page, copy.name).locator(".receipt button").click()
    receipt = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert digest in receipt and name in receipt
    assert (inbox / "heping" / "2022Q4" / "区司法局.xlsx").read_bytes() == copy.read_bytes()


def test_the_keyboard_alone_is_enough(opened: Any) -> None:
    page = opened()
    page.on("filechooser", lambda chooser: None)  # long before it is needed: the browser is told in the background
    expect(page.locator("#desk")).to_be_visible()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="English")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#files")).to_be_focused()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(QUARTER / "区市场监管局.xlsx")
    expect(page.locator("#status")).to_have_text("区市场监管局.xlsx: Fix 4 before submitting")
    expect(page.locator("#files")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Remove 区市场监管局.xlsx")).to_be_focused()
    page.keyboard.press("Tab")
    with page.expect_download():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("summary")).to_be_focused()
    page.keyboard.press("Tab")
    code = page.locator(".card .code").first
    expect(code).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(code).to_be_focused()
    page.locator(".confirm input").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".receipt h4")).to_be_focused()
    page.get_by_role("button", name="Remove 区市场监管局.xlsx").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#files")).to_be_focused()


def test_every_control_has_a_name_and_the_page_its_landmarks(opened: Any) -> None:
    page = opened(bypass_csp=True)
    give(page, QUARTER / "区市场监管局.xlsx", ("a.csv", b"a,b\n1,2\n"))
    expect(card(page, "a.csv").locator("select")).to_be_visible()
    expect(card(page, "区市场监管局.xlsx").locator(".screen")).to_be_attached()
    nameless = """all => all.filter(each => !each.labels?.length && !each.textContent.trim()
        && !each.hasAttribute("aria-label") && !each.hasAttribute("aria-labelledby")).map(each => each.outerHTML)"""
    assert page.locator("button, input, select, progress, article, dialog, section").evaluate_all(nameless) == []
    levels = page.locator("h1, h2, h3, h4").evaluate_all("all => all.map(each => Number(each.tagName[1]))")
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    assert page.get_by_role("main").count() == page.get_by_role("heading", level=1).count() == 1
    assert page.locator("[role=status]").first.get_attribute("id") == "status"


def test_files_of_every_kind_and_twenty_at_once(opened: Any) -> None:
    page = opened()
    files: list[Any] = [("locked.xlsx", with_password()), ("huge.xlsx", b"x" * (MOST + 1)), ("nothing.xlsx", b"")]
    files += [(f"{number}.xlsx", b"%PDF-1.7" + bytes([number])) for number in range(16)]
    give(page, *files, QUARTER / "区信访办.xlsx")
    expect(page.locator("#count")).to_have_text("20 of 20 checked")
    expect(page.locator(".card")).to_have_count(20)
    expect(state(page, "locked.xlsx")).to_contain_text("locked.xlsx is protected by a password")
    expect(state(page, "huge.xlsx")).to_have_text("huge.xlsx exceeds the reading limits: the file is larger than 0 MB")
    expect(card(page, "huge.xlsx")).to_contain_text("Delete pictures and sheets that you don't have to submit")
    expect(state(page, "nothing.xlsx")).to_contain_text("is empty")
    expect(state(page, "3.xlsx")).to_contain_text("it is a PDF file")
    expect(state(page, "区信访办.xlsx")).to_contain_text("Before submitting, fill in 2 sheets")


def test_the_cover_is_asked_first_and_the_language_switches(opened: Any) -> None:
    page = opened("zh")
    expect(page.locator("h1")).to_have_text("检查报送的工作簿")
    give(page, QUARTER / "区城市管理委.xls")
    form = card(page, "区城市管理委.xls").locator("form")
    expect(form.locator("label")).to_have_count(1)
    form.get_by_label("报送期").fill("2022年第四季度")
    page.keyboard.press("Enter")
    expect(state(page, "区城市管理委.xls")).to_have_text("须先改正 2 处再报送")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_have_text("Check your workbook")
    expect(state(page, "区城市管理委.xls")).to_have_text("Fix 2 before submitting")
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title() == "Check your workbook"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_phone_shows_everything_without_scrolling_sideways(opened: Any, language: str) -> None:
    page = opened(language, width=390, bypass_csp=True)
    give(page, QUARTER / "区城市管理委.xls")
    card(page, "区城市管理委.xls").locator("form input").fill("2022Q4")
    page.keyboard.press("Enter")
    expect(card(page, "区城市管理委.xls").locator(".screen")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for each in page.locator("button:not(.code), select, .button, input[type=text]").all():
        box = each.bounding_box()
        assert box is None or box["height"] >= 40, each


def test_dropped_files_are_checked(opened: Any) -> None:
    page = opened(bypass_csp=True)
    expect(page.locator("#desk")).to_be_visible()
    page.evaluate("""() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["%PDF-1.7"], "dropped.xlsx"));
        const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
        document.getElementById("drop").dispatchEvent(drop);
    }""")
    expect(state(page, "dropped.xlsx")).to_contain_text("it is a PDF file")


def test_a_token_is_asked_for_or_taken_from_the_address(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judges, "begin", lambda self: None)
    token = "a-token-of-some-length"
    with serving(token=token, judges=1) as other:
        page = opened(address=f"{other.address}#token={token}")
        expect(page.locator("#desk")).to_be_visible()
        assert page.url == other.address
        page = opened(address=other.address)
        expect(page.locator("#token")).to_be_focused()
        for wrong in ("口令", "a-wrong-token"):
            page.fill("#token", wrong)
            page.keyboard.press("Enter")
            expect(page.locator("#login-problem")).to_be_visible()
        page.fill("#token", token)
        page.keyboard.press("Enter")
        expect(page.locator("#desk")).to_be_visible()
    opened.wrong[:] = [each for each in opened.wrong if "401" not in each]  # the browser's own line about an answer


def test_a_connection_that_is_cut_is_told_and_tried_again(opened: Any) -> None:
    page = opened()
    page.route("**/api/check*", lambda route: route.abort("connectionreset"))
    give(page, ("a.xlsx", b"%PDF-1.7"))
    expect(state(page, "a.xlsx")).to_contain_text("The connection to checker was lost")
    page.unroute("**/api/check*")
    card(page, "a.xlsx").get_by_role("button", name="Try again").click()
    expect(state(page, "a.xlsx")).to_contain_text("it is a PDF file")
    opened.wrong[:] = [each for each in opened.wrong if "ERR_CONNECTION" not in each]


def test_a_server_that_is_gone_is_told(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Judges, "begin", lambda self: None)
    with serving(judges=1) as other:
        page = opened(address=other.address)
        expect(page.locator("#desk")).to_be_visible()
        other.stop()
        give(page, ("a.xlsx", b"%PDF-1.7"))
        expect(state(page, "a.xlsx")).to_contain_text("The connection to checker was lost")
        expect(card(page, "a.xlsx").get_by_role("button", name="Try again")).to_be_visible()
    opened.wrong[:] = [each for each in opened.wrong if "ERR_CONNECTION" not in each]
