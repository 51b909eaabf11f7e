"""Who may ask the server, and what every answer tells the browser."""

from __future__ import annotations

import asyncio
import errno
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from checker.errors import Stop
from checker.model import Fault
from checker.serve import guard, page
from checker.serve.app import Pages
from checker.serve.guard import HEADERS, Guard
from checker.serve.settings import Settings

TOKEN = "a-token-of-some-length"


def asked(
    path: str = "/", method: str = "GET", settings: Settings | None = None, whole: ASGIApp | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """What the guard answers, before an application that greets, or crashes at /crash."""

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/crash":
            raise ValueError("张三 is quoted here")
        await PlainTextResponse("hello")(scope, receive, send)

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    named = {"host": "127.0.0.1:80", **{name.replace("_", "-"): value for name, value in headers.items()}}
    encoded = [(name.encode(), value.encode()) for name, value in named.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": encoded, "query_string": b""}
    guarded = whole or Guard(app, settings or Settings("127.0.0.1", {}))
    asyncio.run(guarded(scope, Request(scope).receive, send))
    start, *bodies = sent
    got = {name.decode(): value.decode() for name, value in start["headers"]}
    return start["status"], got, b"".join(each.get("body", b"") for each in bodies)


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "LOCALHOST:1", "[::1]:8765", "127.0.0.9"])
def test_a_request_for_this_computer_is_answered(host: str) -> None:
    assert asked(host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5", "", "[", "localhost.evil.example:80"]
)
def test_a_request_for_another_name_is_refused(host: str) -> None:
    assert asked(host=host)[0] == 421


@pytest.mark.parametrize(("host", "status"), [("192.168.1.5:8765", 200), ("checks.office", 200), ("evil.example", 421)])
def test_on_a_network_its_own_name_and_plain_addresses_are_answered(host: str, status: int) -> None:
    assert asked(host=host, settings=Settings("checks.office", {}, token=TOKEN))[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"x_checker": "1"}, 200),
        ({"x_checker": "1", "origin": "http://127.0.0.1:80"}, 200),
        ({"x_checker": "1", "origin": "http://127.0.0.1:80", "sec_fetch_site": "same-origin"}, 200),
        ({}, 403),
        ({"origin": "http://127.0.0.1:80"}, 403),
        ({"x_checker": "1", "origin": "http://evil.example"}, 403),
        ({"x_checker": "1", "origin": "http://127.0.0.1:81"}, 403),
        ({"x_checker": "1", "origin": "null"}, 403),
        ({"x_checker": "1", "sec_fetch_site": "cross-site"}, 403),
        ({"x_checker": "1", "sec_fetch_site": "same-site"}, 403),
    ],
)
def test_only_our_own_page_can_have_anything_done(headers: dict[str, str], status: int) -> None:
    assert asked("/api/check", "POST", **headers)[0] == status
    assert asked("/api/template", "GET", **headers)[0] == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(method: str) -> None:
    assert asked(method=method, x_checker="1")[0] == 405


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer {TOKEN}", 200),
        ("", 401),
        (TOKEN, 401),
        (f"Basic {TOKEN}", 401),
        (f"Bearer {TOKEN}x", 401),
        ("Bearer \xe9", 401),
    ],
)
def test_a_token_is_needed_for_everything_but_the_bare_page(
    given: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_DELAY", 0)
    settings = Settings("0.0.0.0", {}, token=TOKEN)
    assert asked("/api/start", settings=settings, x_checker="1", authorization=given)[0] == status
    assert asked("/", settings=settings)[0] == 200


def test_a_wrong_token_is_answered_late(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(guard.asyncio, "sleep", sleep)
    asked("/api/start", settings=Settings("0.0.0.0", {}, token=TOKEN), x_checker="1")
    assert waited == [guard._DELAY]


@pytest.mark.parametrize(("path", "host"), [("/", "127.0.0.1"), ("/", "evil.example"), ("/crash", "127.0.0.1")])
def test_every_answer_has_the_strict_headers(path: str, host: str) -> None:
    _, headers, _ = asked(path, host=host)
    assert headers.items() >= HEADERS.items()
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


def test_a_crash_costs_one_request_and_tells_no_data() -> None:
    faults: list[Fault] = []
    status, _, body = asked("/crash", settings=Settings("127.0.0.1", {}, tell=faults.append))
    assert (status, json.loads(body)) == (500, {"refused": "fault"})
    (fault,) = faults
    assert "ValueError" in fault.error
    assert "张三" not in fault.error + fault.where


@pytest.mark.parametrize(
    ("error", "answer"),
    [
        (OSError(errno.EMFILE, "Too many open files"), (503, "busy")),
        (MemoryError(), (503, "busy")),
        (ValueError("张三 is quoted here"), (500, "fault")),
    ],
)
def test_a_crash_in_the_application_itself_is_answered_once_and_told(
    error: Exception, answer: tuple[int, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def crash(*_: object) -> None:
        raise error

    monkeypatch.setattr(page, "render", crash)
    faults: list[Fault] = []
    lacks: list[Stop] = []
    settings = Settings("127.0.0.1", {}, tell=faults.append, lack=lacks.append)
    status, _, body = asked(whole=Pages(settings, tmp_path).make())
    assert (status, json.loads(body)["refused"]) == answer
    assert (len(faults), len(lacks)) == ((1, 0) if status == 500 else (0, 1))
