"""Runs the program as a person does: in a fresh process, or in this one where only its words or exit codes matter."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

# Whoever takes a name from a module keeps it: these have taken theirs before a test puts its own in their place.
import checker.cli.bundles
import checker.engine.explain
import checker.engine.population
import checker.engine.shards
import checker.serve.work  # noqa: F401
from checker.cli.app import main
from checker.intake.inbox import Inbox, open_inbox
from checker.model import Department, Place, Report, Severity, Shown, State, flag
from checker.text.bilingual import Text
from tests.made_up import made_up

ROOT = Path(__file__).parents[2]
SPEAKING = made_up(
    "V301", "speaking", Severity.ERROR, Text("某题", "A title"), Text(zh="{who}填错了", en="{who} is filled in wrongly")
)


def speaking(severity: Severity):
    return flag(SPEAKING, Place("表", 3, "B", "t", "f", "列", "k"), severity=severity, who=Shown("张三", "name"))


def department(code: str, *severities: Severity, state: State = State.ACCEPTED, sha256: str = "a" * 64) -> Department:
    flags = tuple(speaking(severity) for severity in severities)
    name = Text(zh=f"{code}局", en=f"{code} bureau")
    return Department(code, name, f"{code}.xlsx", sha256, state, Fraction(90), None, (), flags, (), ())


def report(*departments: Department) -> Report:
    return Report(
        tool="0.1.0",
        pack="p",
        pack_title=Text(zh="某包", en="A pack"),
        pack_version="1",
        pack_sha256="b" * 64,
        period="2022Q4",
        as_of=date(2022, 12, 31),
        run=None,
        departments=departments,
        indicators=(),
        district_name=Text(zh="某区", en="A district"),
        district_results=(),
        missing=(),
    )


@pytest.fixture
def make():
    """Builds reports by hand."""
    return SimpleNamespace(report=report, department=department, speaking=speaking, replace=replace)


@pytest.fixture
def called(capfdbinary, monkeypatch) -> Callable[..., SimpleNamespace]:
    """Calls the program in this process; gives its exit code, stdout and stderr."""

    def call(*arguments: str, language: str = "en") -> SimpleNamespace:
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8" if language == "zh" else "C.UTF-8")
        monkeypatch.setenv("COLUMNS", "100")
        capfdbinary.readouterr()
        code = main(list(arguments))
        written = capfdbinary.readouterr()
        return SimpleNamespace(code=code, bytes=written.out, out=written.out.decode(), err=written.err.decode())

    return call


@pytest.fixture
def given(monkeypatch) -> Iterator[Callable[[Report | Exception], list]]:
    """Puts a report (or an exception) in place of checking; gives the list of what was asked for."""

    def put(answer: Report | BaseException) -> list:
        asked: list = []

        def check(paths, pack, period, department, as_of, *, reader, rows, packs=None):
            asked.append((paths, pack, period, department, as_of))
            return _answered(answer)

        def run(pack, period, inputs, *, progress=lambda *_: None, **options):
            named = (options.get(name) for name in ("as_of", "workers", "records", "limits"))
            asked.append((pack, period, getattr(inputs, "folder", inputs), *named))
            progress(1, 2, "a.xlsx")
            return _answered(answer)

        monkeypatch.setitem(sys.modules, "checker.engine.batch", SimpleNamespace(check=check, run=run))
        # Reports that are built by hand are of no file.
        monkeypatch.setattr("checker.marking.make_marked_copy", lambda *_: None)
        monkeypatch.setattr("checker.intake.inbox.open_inbox", _open_or_pretend)
        monkeypatch.setattr("checker.cli.whole.Asked.loaded", lambda _: None)
        return asked

    yield put
    monkeypatch.undo()
    ours = [module for name, module in sys.modules.items() if name.startswith("checker.")]
    kept = [each for module in ours for each in vars(module).values() if getattr(each, "__module__", None) == __name__]
    assert not kept, "a module has taken these, and would pretend in the tests that follow, too"


def _open_or_pretend(folder: Path, *options: object) -> AbstractContextManager[Inbox]:
    """Opens an inbox, also one of a folder that the test has not made or filled."""
    holds = folder.is_dir() and any(folder.iterdir())
    return open_inbox(folder, *options) if holds else nullcontext(Inbox(folder, (), ()))


def _answered(answer: Report | BaseException) -> Report:
    if isinstance(answer, BaseException):
        raise answer
    return answer


@pytest.fixture
def started() -> Callable[..., subprocess.CompletedProcess]:
    """Starts the program in a process of its own."""

    def start(*arguments: str, code: str | None = None, **environment: str) -> subprocess.CompletedProcess:
        command = [sys.executable, "-c", code, *arguments] if code else [sys.executable, "-m", "checker", *arguments]
        variables = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "100", **environment}
        return subprocess.run(command, capture_output=True, env=variables, cwd=ROOT, timeout=60, check=False)

    return start
