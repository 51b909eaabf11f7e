"""check --watch: each save is told once, by what it changed; nothing that happens to a file ends the watching."""

import os
import selectors
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
import watchfiles

from checker.cli import watch as watching
from checker.cli.delivery import OutputOptions
from checker.cli.help import ON_SCREEN
from checker.cli.options import FailOn
from checker.errors import Exit, Stop
from checker.model import Severity, State
from checker.text.bilingual import Text

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "inputs" / "heping" / "2022Q4" / "区司法局.xlsx"
HERE = {Path("a.xlsx"): True}
GONE = {Path("a.xlsx"): False}


def wish(language="en", form=ON_SCREEN, out=None, fail_on=FailOn.RED, unwanted=()):
    return OutputOptions(language, form, out, fail_on, (), unwanted, False)


@pytest.fixture
def followed(capfd, make, monkeypatch):
    """Follows saves, each with its outcome, from a first report on; gives the exit code, stdout and stderr."""
    monkeypatch.setenv("COLUMNS", "100")

    def follow(first, *saves, asked=None, code=Exit.FLAGS):
        outcomes = iter([outcome for _, outcome in saves if outcome is not None])

        def check():
            outcome = next(outcomes)
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        ended = watching.follow(first, code, asked or wish(), check, iter([files for files, _ in saves]))
        written = capfd.readouterr()
        return ended, written.out, written.err

    return follow


def test_a_save_tells_what_it_changed_and_decides_the_exit_code(followed, make):
    bad, good = make.report(make.department("a", Severity.ERROR)), make.report(make.department("a"))
    code, out, err = followed(bad, (HERE, good))
    assert code is Exit.CLEAN
    assert out.startswith("\na.xlsx was saved\nGone: 1\n")
    assert "Ready to submit" in out
    assert err == "\nStopped watching\n"
    code, out, _ = followed(bad, (HERE, good), (HERE, good), (HERE, bad))
    assert code is Exit.FLAGS
    assert [out.count(words) for words in ("Gone: 1", "Nothing changed", "New: 1")] == [1, 1, 1]


def test_the_words_are_chinese_where_they_are_asked_for(followed, make):
    bad, good = make.report(make.department("a", Severity.ERROR)), make.report(make.department("a"))
    _, out, err = followed(bad, (HERE, good), (GONE, None), asked=wish("zh"))
    assert out.startswith("\na.xlsx 已保存\n已消除 1 处\n")
    assert err == "a.xlsx 已不在原处；下次保存后重新检查\n\n已停止监视\n"


def test_without_a_save_the_first_code_stands(followed, make):
    assert followed(make.report(make.department("a")), code=Exit.FLAGS)[0] is Exit.FLAGS


def test_a_file_that_vanishes_or_cannot_be_read_is_said_in_one_line_and_watched_on(followed, make):
    bad, good = make.report(make.department("a", Severity.ERROR)), make.report(make.department("a"))
    unread = make.report(make.department("a", Severity.ERROR, state=State.REJECTED, sha256=""))
    stop = Stop("which", Text("哪个包", "which pack"), hint=Text("选一个", "choose one"))
    code, out, err = followed(bad, (GONE, None), (HERE, unread), (HERE, stop), (HERE, good))
    assert code is Exit.CLEAN
    assert err == (
        "a.xlsx has been moved or deleted; it is checked again at the next save\n"
        "张** is filled in wrongly; it is checked again at the next save\n"
        "which pack; choose one; it is checked again at the next save\n"
        "\nStopped watching\n"
    )
    assert out.count("Gone: 1") == 1


def test_a_file_that_cannot_be_read_in_the_end_could_not_be_checked(followed, make):
    good = make.report(make.department("a"))
    unread = make.report(make.department("a", Severity.ERROR, state=State.REJECTED, sha256=""))
    assert followed(good, (HERE, unread), asked=wish(unwanted=("V3",)))[0] is Exit.COULD_NOT_RUN


def test_codes_that_are_not_asked_for_are_no_change(followed, make):
    bad, good = make.report(make.department("a", Severity.ERROR)), make.report(make.department("a"))
    code, out, _ = followed(bad, (HERE, good), asked=wish(unwanted=("V3",)))
    assert (code, out) == (Exit.CLEAN, "\na.xlsx was saved\nNothing changed\n")


@pytest.mark.parametrize("when", ["waiting", "checking"])
def test_an_interrupt_ends_it_with_the_last_code(capfd, make, when):
    def saves():
        yield HERE
        raise KeyboardInterrupt

    def check():
        if when == "checking":
            raise KeyboardInterrupt
        return make.report(make.department("a", Severity.AMBER))

    first = make.report(make.department("a"))
    code = watching.follow(first, Exit.CLEAN, wish(fail_on=FailOn.AMBER), check, saves())
    assert code is (Exit.FLAGS if when == "waiting" else Exit.CLEAN)
    assert capfd.readouterr().err.endswith("\nStopped watching\n")


def test_a_bug_is_not_taken_for_a_bad_file(followed, make):
    with pytest.raises(KeyError):
        followed(make.report(make.department("a")), (HERE, KeyError("x")))


@pytest.fixture
def woken(monkeypatch):
    """Lets `saves` wake up after each of some deeds; gives what it was told to wait for."""

    def wake(*deeds):
        asked = {}

        def wait(*folders, **options):
            asked.update(folders=set(folders), **options)
            for deed in deeds:
                deed()
                yield set()

        monkeypatch.setattr(watchfiles, "watch", wait)
        return asked

    return wake


def nothing():
    """Somebody else's file."""


def test_a_save_is_told_once_whoever_notices_it(woken, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"1")
    beside = tmp_path / "beside"

    def replace():
        beside.write_bytes(b"22")
        beside.replace(path)

    asked = woken(nothing, lambda: path.write_bytes(b"333"), nothing, path.unlink, nothing, replace, nothing)
    seen = {path: watching._read_stamp(path)}
    assert list(watching.wait_for_saves(seen)) == [{path: True}, {path: False}, {path: True}]
    assert asked["folders"] == {tmp_path}
    assert asked["recursive"] is False


def test_what_was_saved_before_the_waiting_began_is_told_at_once(woken, tmp_path):
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    path.write_bytes(b"1")
    other.write_bytes(b"1")
    seen = {path: watching._read_stamp(path), other: watching._read_stamp(other)}
    path.write_bytes(b"22")
    woken(nothing)
    assert list(watching.wait_for_saves(seen)) == [{path: True}]


def test_lock_files_and_neighbours_wake_nobody(woken, tmp_path):
    path = tmp_path / "区司法局.xlsx"
    asked = woken()
    assert list(watching.wait_for_saves({path: None})) == []
    cares = asked["watch_filter"]
    assert cares(None, str(path))
    assert not cares(None, str(tmp_path / "~$区司法局.xlsx"))
    assert not cares(None, str(tmp_path / "区财政局.xlsx"))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--format", "json"], "--watch can't be combined with --format json"),
        (["--format", "csv"], "--watch can't be combined with --format csv"),
        (["--out", "x"], "--watch can't be combined with --out"),
    ],
)
def test_watching_goes_with_no_document_and_no_folder(called, given, more, said):
    asked = given(KeyError("never called"))
    done = called("check", "a.xlsx", "--watch", *more)
    assert done.code == 2
    assert asked == []
    assert f"Cannot go on: {said}" in done.err or said in done.out


def test_the_whole_screen_comes_first(called, given, make, monkeypatch):
    given(make.report(make.department("a", Severity.ERROR)))
    monkeypatch.setattr(watchfiles, "watch", lambda *_, **__: iter(()))
    done = called("check", "a.xlsx", "--watch", language="zh")
    assert done.code == 1
    assert "V301" in done.out
    assert done.err.startswith("\n正在监视 a.xlsx：每次保存后重新检查，按 Ctrl+C 结束\n")


class Session:
    """A program whose output is read as it comes, each time until some words and no longer than a minute."""

    def __init__(self, *arguments):
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "checker", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=ROOT,
            # Whatever was started in the background ignores interrupts, and would pass that on.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def read_until(self, words: str) -> str:
        read, deadline = b"", time.monotonic() + 60
        with selectors.DefaultSelector() as ready:
            ready.register(self.process.stdout, selectors.EVENT_READ)
            while words.encode() not in read:
                assert ready.select(max(deadline - time.monotonic(), 0)), read.decode(errors="replace")
                piece = os.read(self.process.stdout.fileno(), 65_536)
                assert piece, read.decode(errors="replace")
                read += piece
        return read.decode(errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        with self.process:  # closes its pipe and waits for its end
            pass


def save(path: Path, cell: str, value: object) -> object:
    """Saves a workbook as spreadsheet programs do: beside it, then in its place; gives what stood in the cell."""
    book = openpyxl.load_workbook(path)
    sheet = book["行政应诉案件"]
    before, sheet[cell] = sheet[cell].value, value
    book.save(path.with_name("~saving.xlsx"))
    path.with_name("~saving.xlsx").replace(path)
    return before


@pytest.mark.skipif(os.name != "posix", reason="interrupts are sent to processes in another way there")
def test_a_clerk_corrects_a_workbook_and_sees_it(tmp_path):
    path = tmp_path / SAMPLE.name
    shutil.copyfile(SAMPLE, path)
    cell = next(
        each.coordinate
        for row in openpyxl.load_workbook(path)["行政应诉案件"].iter_rows()
        for each in row
        if each.is_date
    )
    was = save(path, cell, "三月五号")
    with Session("check", "--lang", "zh", "--watch", "--pack", "heping", "--period", "2022Q4", str(path)) as session:
        assert "“三月五号”" in session.read_until("正在监视 区司法局.xlsx")
        save(path, cell, was)
        changed = session.read_until("可以报送")
        assert "区司法局.xlsx 已保存\n已消除 " in changed
        assert "“三月五号”" in changed
        save(path, cell, "四月五号")
        assert "新出现 " in session.read_until("须先改正 1 处再报送")
        session.process.send_signal(signal.SIGINT)
        session.read_until("已停止监视")
        assert session.process.wait(60) == 1
    assert [each.name for each in tmp_path.iterdir()] == [SAMPLE.name]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "只列变化，不写标注副本"), ("en", "what changed; writes no marked copy")]
)
def test_its_help_says_that_no_copy_is_written(called, language, said):
    page = called("check", "--help", language=language).out
    assert "".join(said.split()) in "".join(page.split())
