"""`checker serve` starts with one command, or says in one line why not."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.cli import serve
from checker.cli.app import main
from checker.serve import server
from checker.serve.page import choose_language
from checker.serve.settings import Settings


@pytest.fixture
def called(capfd: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Calls the command with a server that ends at once; gives its exit code, what it said, and its settings."""
    begun: list[Settings] = []

    monkeypatch.setattr(server, "run_server", lambda settings, listening: begun.append(settings))

    def call(*arguments: str, language: str = "en") -> SimpleNamespace:
        code = main(["serve", *arguments, "--lang", language])
        return SimpleNamespace(code=code, err=capfd.readouterr().err, settings=begun[-1] if begun else None)

    return call


def test_it_says_where_to_look(called: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = called("--port", "0")
    assert done.code == 0
    assert done.err.startswith("Open http://127.0.0.1:")
    assert done.err.endswith("/ in a browser. Ctrl+C ends it\n")
    assert set(done.settings.packs) >= {"heping", "jizhou"}
    assert done.settings.packs["heping"].where == "heping"
    assert "按 Ctrl+C 结束" in called("--port", "0", "--inbox", "收件", language="zh").err
    assert called("--port", "0", "--inbox", "收件").settings.inbox == Path("收件")


def test_an_inbox_that_cannot_be_written_is_told_at_the_start(called: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = called("--port", "0", "--inbox", str(tmp_path / "file"))
    assert (done.code, done.settings) == (2, None)
    assert done.err.startswith("Cannot go on: can't write to the inbox: ")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "checks.office"])
def test_a_network_needs_a_token(called: Any, host: str) -> None:
    done = called("--host", host, "--port", "0")
    assert (done.code, done.settings) == (2, None)
    assert done.err.splitlines()[0] == f"Cannot go on: other computers can open the page at {host}, so it needs a token"


def test_a_token_is_given_by_option_or_variable(called: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done = called("--host", "0.0.0.0", "--port", "0", "--token", "a-long-enough-token")
    assert (done.code, done.settings.token) == (0, "a-long-enough-token")
    assert "a-long-enough-token" not in done.err
    monkeypatch.setenv("CHECKER_TOKEN", "another-long-enough-token")
    assert called("--host", "0.0.0.0", "--port", "0").settings.token == "another-long-enough-token"


@pytest.mark.parametrize("token", ["tiny", "with a blank in its middle", "汉字组成的口令汉字组成的口令汉字"])
def test_a_weak_token_is_refused_and_not_repeated(called: Any, token: str) -> None:
    done = called("--port", "0", "--token", token)
    assert done.code == 2
    assert "--token" in done.err
    assert token not in done.err


def test_a_port_that_is_taken_or_none_is_told(called: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = called("--port", port)
    assert done.err.splitlines()[0] == f"Cannot go on: port {port} is in use by another program"
    for port in ("x", "65536", "-1"):
        assert called("--port", port).code == 2
    assert "can't listen" in called("--host", "127.0.0.1.invalid", "--port", "0", "--token", "a-long-enough-token").err


def test_without_the_extra_it_says_what_to_install(called: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "find_spec", lambda name: None)
    done = called()
    assert done.code == 2
    assert done.err.splitlines()[1:] == ["  What to do: run pip install 'checker[serve]'"]


def test_the_packs_of_the_office_come_first(called: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "packs" / "heping"
    folder.mkdir(parents=True)
    (folder / "pack.yaml").write_text("id: heping\ntitle: {zh: 本区, en: Ours}\n", encoding="utf-8")
    (tmp_path / "checker.toml").write_text('packs = "packs"\n[limits]\nfile_mb = 3\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    settings = called("--port", "0").settings
    assert settings.packs["heping"].title.en == "Ours"
    assert Path(settings.packs["heping"].where).resolve() == folder
    assert settings.limits.file_bytes == 3 * 1024 * 1024


def test_help_loads_no_server() -> None:
    script = (
        "import sys; from checker.__main__ import main\n"
        "sys.argv = ['checker', 'serve', '--help']\n"
        "code = main()\n"
        "assert not {'starlette', 'uvicorn', 'asyncio', 'pandas', 'pydantic'} & set(sys.modules), sys.modules\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_language_of_the_command_line_wins_over_that_of_the_settings_and_of_browsers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Settings] = []
    monkeypatch.setattr(server, "run_server", lambda settings, listening: begun.append(settings))
    monkeypatch.chdir(tmp_path)
    for arguments, language in (
        (["serve", "--port", "0"], None),
        (["serve", "--port", "0", "--lang", "zh"], "zh"),
        (["--lang", "en", "serve", "--port", "0"], "en"),
    ):
        assert main(arguments) == 0
        assert begun[-1].language == language
    (tmp_path / "checker.toml").write_text('language = "zh"\n', encoding="utf-8")
    for arguments, language in ((["serve", "--port", "0"], "zh"), (["serve", "--port", "0", "--lang", "en"], "en")):
        assert main(arguments) == 0
        assert begun[-1].language == language
        assert choose_language(None, begun[-1].language, "zh-CN,en;q=0.5") == language
        assert choose_language("zh", begun[-1].language, "en") == "zh"


def test_receipts_show_the_local_time_with_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        now = Settings("127.0.0.1", {}).clock()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert now.isoformat(sep=" ", timespec="seconds").endswith("+08:00")
