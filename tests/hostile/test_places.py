"""Whatever a path leads to, no command waits for it, and what can't be read is named in one line."""

import hashlib
import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from checker.cli import office
from checker.cli.app import main
from checker.sources.reader import Reader
from tests.hostile.test_whole_run import PACK, workbook

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems have other odd files")
PLACES = YAML(typ="safe", pure=True).load(Path(__file__).with_name("places.yaml").read_text(encoding="utf-8"))
#: Always there on Linux, a few bytes, and empty if one asks for its size.
MADE_UP = Path("/proc/self/environ")


@contextmanager
def in_time(seconds: float) -> Iterator[None]:
    """Fails if the block takes so long: it waits for something."""

    def end(*_: object) -> None:
        raise AssertionError("it waits")

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Submissions, and a ledger with a run."""
    folder = tmp_path_factory.mktemp("good")
    (folder / "in").mkdir()
    (folder / "in" / "区司法局.xlsx").write_bytes(workbook("A1"))
    assert main(["ledger", "init", str(folder / "l.sqlite")]) == 0
    asked = ["run", str(PACK), "2022Q1", str(folder / "in"), "--ledger", str(folder / "l.sqlite")]
    assert main([*asked, "--no-cache"]) == 1
    return folder


def put(odd: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(odd)


@pytest.mark.parametrize("kind", ["made up", "pipe"])
def test_no_place_of_a_command_line_waits(good, tmp_path, capfd, kind):
    if kind == "made up" and not MADE_UP.exists():
        pytest.skip("there is no /proc")
    folder, odd = tmp_path / "f", MADE_UP
    shutil.copytree(good, folder)
    if kind == "pipe":
        os.mkfifo(odd := tmp_path / "pipe.xlsx")
    shutil.copytree(PACK, folder / "pack")
    (folder / "pack" / "pack.yaml").unlink()
    inside = ("pack/pack.yaml", "letters/notice.docx", "shards/1-of-1.shard", "odd.txt", "odd.json")
    for name in (*inside, "filled/Justice Bureau.xlsx"):
        put(odd, folder / name)
    for command, *said in PLACES:
        words = command.format(odd=odd, folder=folder, pack=PACK, inputs=folder / "in").split()
        with in_time(20):
            code = main([*words, "--lang", "en"])
        written = capfd.readouterr()
        assert code == 2, command
        assert said[-1 if kind == "pipe" else 0] in written.err + written.out, (command, written.err)
        assert "Fault" not in written.err and "Traceback" not in written.err, (command, written.err)
        assert not (folder / "o").exists(), command


def test_a_run_passes_over_what_is_no_file(good, tmp_path, capfd):
    folder = tmp_path / "in"
    shutil.copytree(good / "in", folder)
    os.mkfifo(tmp_path / "pipe")
    for kind, odd in enumerate([tmp_path / "pipe", MADE_UP, Path("/dev/zero"), Path("/proc/kmsg")]):
        for ending in (".xlsx", ".csv", ".zip", ".odd", ".checked.xlsx", ""):
            put(odd, folder / f"{kind}{ending}")
        put(odd, folder / f"report{kind}" / "manifest.json")
    with in_time(20):
        code = main(["run", str(PACK), "2022Q1", str(folder), "--out", str(tmp_path / "out"), "--lang", "en"])
    assert code == 1
    there = sum(each.exists() for each in folder.rglob("*"))
    said = capfd.readouterr().err
    assert f"and {there - 1 - 4 - 5} more were not read: not a file" in said


def test_an_office_reads_no_pipe(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    put(MADE_UP, tmp_path / office.FILE)
    if MADE_UP.exists():
        assert main(["indicators", "list", "--lang", "en"]) == 2
        assert "checker.toml can't be read" in capfd.readouterr().err


#: What somebody does to a workbook before it is read, and its only flag; then the same when it has been read.
SPOILING = {
    "deleted": (lambda path: path.unlink(), "W319"),
    "a pipe now": (lambda path: (path.unlink(), os.mkfifo(path)), "W318"),
    "replaced": (lambda path: path.write_bytes(workbook("A1", "A2")), ""),
}


@pytest.mark.parametrize("what", SPOILING)
def test_a_report_is_of_one_state_of_a_workbook_that_is_changed_meanwhile(good, tmp_path, capfd, monkeypatch, what):
    spoil, code = SPOILING[what]
    shutil.copytree(good / "in", tmp_path / "in")
    book = tmp_path / "in" / "区司法局.xlsx"
    begin, collect = Reader.begin, Reader.collect
    asked = ["run", str(PACK), "2022Q1", str(tmp_path / "in"), "--format", "json", "--no-cache"]

    def begin_late(self, path):
        spoil(path)
        begin(self, path)

    def collect_early(self):
        found = collect(self)
        spoil(book)
        return found

    with monkeypatch.context() as before:
        before.setattr(Reader, "begin", begin_late)
        main(asked)
    report = json.loads(capfd.readouterr().out)
    justice = next(each for each in report["departments"] if each["code"] == "justice")
    if code:
        assert ([each["code"] for each in justice["flags"]], justice["sha256"]) == ([code], "")
    else:
        assert justice["sha256"] == hashlib.sha256(book.read_bytes()).hexdigest()
    shutil.rmtree(tmp_path / "in")
    shutil.copytree(good / "in", tmp_path / "in")
    was = hashlib.sha256(book.read_bytes()).hexdigest()
    monkeypatch.setattr(Reader, "collect", collect_early)
    assert main([*asked, "--out", str(tmp_path / "out"), "--lang", "en"]) == 1
    written = capfd.readouterr()
    assert "has changed since it was checked" in written.err and "Fault" not in written.err
    justice = next(each for each in json.loads(written.out)["departments"] if each["code"] == "justice")
    assert justice["sha256"] == was
    assert not (tmp_path / "out" / "checked").exists()
