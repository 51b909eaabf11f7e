"""A system that has no more open files, processes, memory or room is named in one line, and nothing is half written."""

import builtins
import errno
import io
import multiprocessing.queues
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from checker.cli.app import main
from checker.cli.failures import print_faults
from checker.engine import pool, workbooks
from checker.engine.pool import Pool, run_in_pool
from checker.errors import Stop
from checker.model import Fault
from checker.model.faults import fault_of
from checker.model.shortages import explain_shortage
from checker.model.stops import make_stop
from tests.engine.deadly import begin, work
from tests.hostile.test_whole_run import MANY, PACK, held, workbook

pytestmark = pytest.mark.skipif(os.name != "posix", reason="other systems have other limits")
FILES = "the system opens no more files: Too many open files"
PROCESSES = "the system starts no more processes or threads: "
SMALL = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C.UTF-8"}


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHECKER_CACHE", "")
    folder = tmp_path / "in"
    (folder / "more").mkdir(parents=True)
    (folder / "区司法局.xlsx").write_bytes(workbook("A1"))
    (folder / "more" / "区财政局.xlsx").write_bytes(workbook("A1", "A2"))
    return folder


def run(inputs: Path, *options: str) -> int:
    return main(["run", str(PACK), "2022Q1", str(inputs), "--no-ledger", "--lang", "en", *options])


@contextmanager
def no_file(number: int, failing: int):
    """Refuses to open the files, folders and pipes from that number on, as many as `failing`; counts all of them."""
    calls = [(builtins, "open"), (io, "open"), (os, "open"), (os, "scandir"), (os, "listdir"), (os, "pipe")]
    real = {each: getattr(*each) for each in calls}
    asked = [0]

    def limited(call):
        def instead(*arguments, **named):
            asked[0] += 1
            if number <= asked[0] < number + failing:
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), *arguments[:1])
            return call(*arguments, **named)

        return instead

    for (module, name), call in real.items():
        setattr(module, name, limited(call))
    try:
        yield asked
    finally:
        for (module, name), call in real.items():
            setattr(module, name, call)


@pytest.mark.parametrize(("failing", "stride"), [(1, 11), (MANY, 37)])
def test_whichever_file_cannot_be_opened_the_run_says_so_or_is_the_same(inputs, capfd, failing, stride):
    out = inputs.parent / "made" / "out"
    assert run(inputs, "--out", str(out)) == 1
    whole = held(out)
    for number in range(1, MANY, stride):
        shutil.rmtree(out.parent, ignore_errors=True)
        capfd.readouterr()
        with no_file(number, failing) as asked:
            code = run(inputs, "--out", str(out))
        said = capfd.readouterr().err
        if asked[0] < number:
            break
        left = held(out.parent)
        assert "Traceback" not in said and "Fault" not in said, (number, said)
        if code == 2:
            assert said.count("Too many open files") == 1, (number, said)
            if failing == 1:
                assert not left or (held(out), len(left)) == (whole, len(whole)), (number, said)
        else:
            assert (code, held(out)) == (1, whole), (number, said)
    assert 60 < number < MANY - stride


#: Where the system refuses, how, and what is said.
REFUSALS = [
    (subprocess, "Popen", OSError(errno.EMFILE, "Too many open files"), FILES),
    (subprocess, "Popen", BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"), PROCESSES),
    (subprocess, "Popen", OSError(errno.ENOMEM, "Cannot allocate memory"), "there isn't enough memory"),
    (threading.Thread, "start", RuntimeError("can't start new thread"), PROCESSES),
    (tempfile, "mkdtemp", OSError(errno.EFBIG, "File too large"), "can't write temporary files: File too large"),
]


@pytest.mark.parametrize(("module", "name", "error", "said"), REFUSALS)
def test_where_the_system_refuses_nothing_is_judged(inputs, capfd, monkeypatch, module, name, error, said):
    def refuse(*_, **__):
        raise error

    monkeypatch.setattr(module, name, refuse)
    out = inputs.parent / "made"
    commands = [run(inputs, "--out", str(out))]
    if module is not tempfile:
        asked = ("--pack", str(PACK), "--period", "2022Q1", "--lang", "en")
        commands.append(main(["check", str(inputs / "区司法局.xlsx"), *asked]))
    written = capfd.readouterr()
    assert set(commands) == {2}
    assert not out.exists()
    assert "ready to submit" not in written.out
    assert said in written.err
    assert "Traceback" not in written.err and "Fault" not in written.err


def test_where_no_process_can_be_started_for_it_the_work_is_done_in_this_one(inputs, capfd, monkeypatch):
    assert run(inputs, "--workers", "1") == 1
    alone = capfd.readouterr().out
    monkeypatch.setattr(workbooks, "WORTH_A_POOL", 0)

    def refuse():
        raise RuntimeError("can't start new thread")

    for copies in (True, False):
        monkeypatch.setattr(pool, "_can_fork", lambda copies=copies: copies)
        for module, name in ((multiprocessing.process.BaseProcess, "start"), (multiprocessing.queues.Queue, "put")):
            with monkeypatch.context() as short:
                short.setattr(
                    module, name, lambda *_, **__: refuse()
                )  # the latter in the thread that leads the processes
                assert run(inputs, "--workers", "2") == 1
            written = capfd.readouterr()
            assert written.out == alone
            assert "Traceback" not in written.err


def test_an_item_that_has_killed_a_process_is_not_worked_on_without_one(monkeypatch):
    started = multiprocessing.process.BaseProcess.start
    left = [2]

    def start(process):
        left[0] -= 1
        if left[0] < 0:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        started(process)

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", start)
    with pytest.raises(BlockingIOError):
        list(run_in_pool(["deadly", "deadly"], Pool(work, begin), 2))


@pytest.mark.parametrize("open_files", [6, 10])
@pytest.mark.parametrize(
    "command", ["check {book} --pack {pack} --period 2022Q1", "run {pack} 2022Q1 {inputs} --out {out}"]
)
def test_few_open_files_are_one_line(inputs, open_files, command):
    out = inputs.parent / "made"
    asked = command.format(book=inputs / "区司法局.xlsx", pack=PACK, inputs=inputs, out=out)
    shell = f"ulimit -n {open_files}; exec {sys.executable} -m checker {asked} --lang en"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False, env=SMALL)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines()[0] == f"Cannot go on: {FILES}"
    assert len(done.stderr.splitlines()) == 2
    assert not out.exists()


def test_a_lack_ends_the_run_and_a_crash_costs_one_workbook():
    for error in (OSError(errno.ENFILE, "Too many open files in system"), OSError(errno.EDQUOT, "Disk quota exceeded")):
        with pytest.raises(Stop):
            fault_of("a.xlsx", error)
    with pytest.raises(Stop):
        fault_of("a.xlsx", make_stop("few-files", why="x"))
    for other in (MemoryError(), OSError(errno.EIO, "Input/output error"), make_stop("is-folder"), ValueError()):
        assert fault_of("a.xlsx", other).where == "a.xlsx"


def test_a_library_that_cannot_be_loaded_says_what_was_missing():
    first = ImportError("libfoo.so: failed to map segment from shared object")
    for cause, reference in ((first, "no-memory"), (MemoryError(), "no-memory"), (KeyError(), None)):
        wrapped = ImportError("Unable to import required dependency numpy.")
        wrapped.__context__ = cause
        found = explain_shortage(wrapped)
        assert (found and found.reference) == reference


def test_a_stop_crosses_from_one_process_to_another():
    stop = make_stop("few-files", "there", why="said")
    again = pickle.loads(pickle.dumps(stop))
    assert vars(again) == vars(stop)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_for_which_there_was_no_memory_is_no_fault_of_the_program(capfd, language):
    print_faults((Fault("a.xlsx", "MemoryError at x.py:1"), Fault("b.xlsx", "MemoryError at x.py:2")), language)
    said = capfd.readouterr().err
    first = {"zh": "没有检查：a.xlsx：内存不够", "en": "Not checked: a.xlsx: there isn't enough memory"}[language]
    assert said.splitlines()[0] == first
    assert "Fault" not in said and "故障" not in said
    assert len(said.splitlines()) == 3
