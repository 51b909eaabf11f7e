"""What the server answers to files of every kind, and that it keeps nothing of them."""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import logging
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.requests import Request

from checker.cli.app import main
from checker.serve import uploads
from checker.serve.judges import Judges
from checker.serve.uploads import Gate, NotReceived
from checker.sources.limits import Limits
from samples.library.damage import cut_short, with_password
from tests.serve.serving import QUARTER, Served, flat, kept_files, serving, wait_for

WHEN = datetime(2023, 1, 6, 9, 30, tzinfo=timezone(timedelta(hours=8)))
MOST = 300_000
FULL = {"pack": "heping", "period": "2022Q4"}


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office") / "inbox"


@pytest.fixture(scope="module")
def served(inbox: Path) -> Iterator[Served]:
    with serving(inbox=inbox, clock=lambda: WHEN, limits=Limits(file_bytes=MOST), at_once=4, judges=1) as served:
        yield served
    assert served.faults == []
    assert kept_files() == []


def sample(name: str) -> bytes:
    return (QUARTER / name).read_bytes()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_check_says_what_the_terminal_says(
    served: Served, language: str, tmp_path: Path, capfd: Any, monkeypatch: Any
) -> None:
    name = "区市场监管局.xlsx"
    answer = served.send(name, sample(name), lang=language)
    path = tmp_path / name
    path.write_bytes(sample(name))
    monkeypatch.setenv("COLUMNS", "900")
    main(["check", str(path), "--lang", language])
    printed = "".join(capfd.readouterr().out.split())
    shown = "".join(flat(answer.document["screen"]).split())
    more = {"zh": ("编码的说明：checkerexplain编码", "点编码可看说明")}.get(language)
    more = more or ("Moreaboutacode:checkerexplainCODE", "Chooseacodetoreadmoreaboutit")
    assert shown == printed.replace(*more)
    assert printed.endswith("".join(answer.document["advice"].split()))
    assert answer.document["copy"]["name"] == "区市场监管局.checked.xlsx"
    assert answer.content == (tmp_path / "区市场监管局.checked.xlsx").read_bytes()


def test_what_the_cover_does_not_say_is_asked_for(served: Served) -> None:
    name = "区城市管理委.xls"
    stop = served.send(name, sample(name)).document["stop"]
    assert (stop["asks"], stop["hint"]) == (["period"], None)
    assert "which period" in stop["message"]
    document = served.send(name, sample(name), period="2022Q4").document
    assert document["department"]["zh"] == "区城市管理委"
    assert document["note"].startswith("a file in xls format can't be marked")
    assert served.send("a.csv", b"a,b\n1,2\n").document["stop"]["asks"] == ["pack", "period"]
    bad = served.send(name, sample(name), period="sometime").document["stop"]
    assert bad["asks"] == ["period"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", with_password(), "is protected by a password"),
        ("a.xlsx", cut_short(sample("区信访办.xlsx")), "is incomplete or damaged"),
        ("a.xlsx", b"%PDF-1.7", "it is a PDF file"),
        ("a.xlsx", b"\x89PNG" * 99, "it is a picture"),
        ("a.xlsx", b"", "is empty"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_what_to_do(
    served: Served, name: str, content: bytes, said: str
) -> None:
    document = served.send(name, content, **FULL).document
    told = document["stop"]["message"] if "stop" in document else flat(document["screen"])
    assert said in told
    assert not document.get("submits")


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(served: Served) -> None:
    with served.begin(10**12) as connection:
        assert connection.recv(99).startswith(b"HTTP/1.1 413")
    start = served.get("/api/start", lang="en").document
    assert start["most"] == MOST
    assert start["too_large"] == "{file} exceeds the reading limits: the file is larger than 0 MB"


def test_a_file_of_unknown_size_is_refused(served: Served) -> None:
    connection = http.client.HTTPConnection(served.netloc)
    connection.request("POST", "/api/check", iter([b"abc"]), {"X-Checker": "1"}, encode_chunked=True)
    assert connection.getresponse().status == 411
    connection.close()


@pytest.mark.parametrize("name", ["../../etc/x.xlsx", "..", "", "/", "a\0b.xlsx", "C:\\x\\y.xls", "名" * 300 + ".xlsx"])
def test_a_name_leads_nowhere(name: str, tmp_path: Path) -> None:
    request = Request({"type": "http", "headers": [(b"x-file-name", quote(name).encode())]})
    path = tmp_path / uploads.read_name(request)
    path.write_bytes(b"x")
    assert path.resolve().parent == tmp_path.resolve()
    assert len(path.name.encode()) <= 200
    assert Path(name).suffix in ("", path.suffix)


def test_a_connection_that_is_cut_in_the_middle_leaves_nothing(served: Served) -> None:
    content = sample("区信访办.xlsx")
    connection = served.begin(len(content), content[:20_000])
    wait_for(lambda: len(kept_files()) == 1)
    assert all(path.parent.stat().st_mode & 0o077 == 0 for path in kept_files())
    connection.close()
    wait_for(lambda: kept_files() == [])
    assert served.send("区信访办.xlsx", content).status == 200


def test_a_sender_who_dawdles_is_told_so(served: Served, monkeypatch: Any) -> None:
    monkeypatch.setattr(uploads, "PATIENCE", 0.2)
    with served.begin(100, b"abc") as connection:
        assert connection.recv(99).startswith(b"HTTP/1.1 408")
    assert kept_files() == []


def test_twenty_at_once_are_all_answered_and_a_dawdler_stops_none(served: Served) -> None:
    dawdling = served.begin(9)
    good, answers = sample("区信访办.xlsx"), dict[int, Any]()

    def send(number: int) -> None:
        content = good if number % 5 == 0 else b"%PDF-1.7" + bytes([number])
        answers[number] = served.send(f"{number}.xlsx", content, **FULL).document

    threads = [threading.Thread(target=send, args=(number,)) for number in range(20)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert {number for number, document in answers.items() if document.get("submits")} == {0, 5, 10, 15}
    dawdling.close()


def test_too_many_that_wait_are_told_to_come_back() -> None:
    async def crowd() -> None:
        gate = Gate(1, 1)
        async with gate.enter():
            waiting = asyncio.ensure_future(gate.enter().__aenter__())
            await asyncio.sleep(0)
            with pytest.raises(NotReceived, match="busy"):
                async with gate.enter():
                    pass
        await asyncio.wait_for(waiting, 5)

    asyncio.run(crowd())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_template_can_be_had(served: Served, language: str) -> None:
    listed = served.get("/api/departments", pack="heping", period="2022年第四季度", lang=language).document
    assert listed["period"] == "2022Q4"
    (justice,) = (each for each in listed["departments"] if each["code"] == "sfj")
    made = served.get("/api/template", pack="heping", period="2022Q4", department="sfj", lang=language)
    assert made.document["copy"]["name"] == f"{justice['name']}.xlsx"
    assert served.send(made.document["copy"]["name"], made.content).document["department"]["code"] == "sfj"


def test_what_cannot_be_had_is_told(served: Served) -> None:
    for query in (
        {"pack": "/etc", "period": "2022Q4"},
        {"pack": "", "period": ""},
        {"pack": "../heping", "period": "1"},
    ):
        assert served.get("/api/departments", **query).status == 404
    assert served.send("a.xlsx", b"x", pack="/etc").status == 404
    stop = served.get("/api/departments", pack="heping", period="often").document["stop"]
    assert stop["message"].startswith("Cannot go on: 'often' is not a period")
    nobody = served.get("/api/template", pack="heping", period="2022Q4", department="nobody", lang="en").document
    assert "no department nobody" in nobody["stop"]["message"]


def test_a_code_is_explained(served: Served) -> None:
    page = served.get("/api/codes/V330", lang="en").document
    assert page["title"] == "V330 A required cell is blank"
    assert page["sections"][0][0] == "What it finds"
    assert served.get("/api/codes/..%2Fsecret").status == 404


def test_a_workbook_is_submitted_as_it_was_checked_and_confirmed(served: Served, inbox: Path) -> None:
    name = "区市场监管局.xlsx"
    content, digest = sample(name), hashlib.sha256(sample(name)).hexdigest()
    for headers, word in (({"X-Checked": digest}, "not-confirmed"), ({"X-Confirmed": "yes"}, "changed")):
        assert served.send(name, content, "submit", headers).document["refused"] == word
    assert not inbox.exists()
    confirmed = {"X-Checked": digest, "X-Confirmed": "yes"}
    titles = {"zh": ("报送回执", "首次报送"), "en": ("Receipt", "first version")}
    for language, (title, version) in titles.items():
        taken = served.send(name, content, "submit", confirmed, lang=language).document["receipt"]
        values = [value for _, value in taken["lines"]]
        assert taken["title"] == title
        assert {digest, "2022Q4", "2023-01-06 09:30:00+08:00", name, version} <= set(values)
    assert (inbox / "heping" / "2022Q4" / name).read_bytes() == content


def test_what_is_rejected_is_not_taken(served: Served, inbox: Path) -> None:
    before = sorted(inbox.rglob("*"))
    content = cut_short(sample("区信访办.xlsx"))
    headers = {"X-Checked": hashlib.sha256(content).hexdigest(), "X-Confirmed": "yes"}
    document = served.send("区信访办.xlsx", content, "submit", headers, **FULL).document
    assert document["refused"] == "not-ready"
    assert sorted(inbox.rglob("*")) == before


def test_without_an_inbox_nothing_is_taken(monkeypatch: Any) -> None:
    monkeypatch.setattr(Judges, "begin", lambda self: None)
    with serving() as served:
        assert served.send("区信访办.xlsx", sample("区信访办.xlsx"), "submit").status == 404
        assert not served.get("/api/start").document["inbox"]


def test_no_name_is_printed_or_logged(served: Served, caplog: Any, capfd: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        assert served.send("张三丰名册.xlsx", sample("区信访办.xlsx")).status == 200
        assert served.send("张三丰名册.xlsx", b"", "nothing").status == 404
        assert served.get("/" + quote("张三丰")).status == 404
    written = capfd.readouterr()
    assert "张三丰" not in caplog.text and quote("张三丰") not in caplog.text
    assert (written.out, written.err) == ("", "")
