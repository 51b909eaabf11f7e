"""A real browser over the pages: one process for a module, a fresh window for every test, nothing from the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from checker.reporters.html import render
from tests.system import chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, as the system has it."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a report from disk; afterwards nothing may have gone wrong in it, and nothing been asked of anybody."""
    with windows(browser, tmp_path) as opening:
        yield opening


@pytest.fixture(scope="module")
def opened_once(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Any]]:
    """The same for a page that several tests look at, each of which puts back what it changes."""
    with windows(browser, tmp_path_factory.mktemp("pages")) as opening:
        yield opening


@contextmanager
def windows(browser: Any, folder: Path) -> Iterator[Callable[..., Any]]:
    """Opens reports from a folder, each in a fresh window."""
    contexts, wrong, asked = [], [], []

    def opening(report: Any, address: str = "", language: str = "zh", before: str = "", **options: Any) -> Any:
        content = report if isinstance(report, bytes) else render(report, language)
        path = folder / f"{len(contexts)}.html"
        path.write_bytes(content)
        viewport = {"width": options.pop("width", 1280), "height": options.pop("height", 900)}
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        if before:
            page.add_init_script(before)
        page.goto(path.as_uri() + address)
        assert asked.pop(0) == path.as_uri()
        return page

    yield opening
    for context in contexts:
        context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith(folder.as_uri())] == []
