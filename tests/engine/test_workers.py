"""A process that is killed takes along nothing but what killed it; everything else is finished."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.engine import batch, pool, workbooks
from checker.engine.pool import Pool, run_in_pool
from checker.intake.inbox import Inbox, Incoming
from checker.model import Fault, State
from checker.runtime import collect_garbage_rarely
from checker.sources.reader import DEFAULT
from tests.engine.deadly import Deadly, begin, begin_and_die, between_passes, work

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed by a signal")
ROOT = Path(__file__).resolve().parent.parent.parent
POOL = Pool(work, begin)


@pytest.fixture(params=["copies", "fresh"])
def _both_kinds_of_processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies of this process where they are safe, and fresh interpreters."""
    monkeypatch.setattr(pool, "_can_fork", lambda: request.param == "copies")


both_kinds = pytest.mark.usefixtures("_both_kinds_of_processes")


@both_kinds
def test_everything_comes_back_once() -> None:
    items = [str(number) for number in range(20)]
    assert sorted(run_in_pool(items, POOL, 2)) == sorted((item, item) for item in items)


@both_kinds
def test_what_kills_twice_has_no_outcome_and_the_rest_has() -> None:
    items = ["a", "b", "deadly", "c", "d", "e", "f"]
    found = dict(run_in_pool(items, POOL, 2))
    assert found == {item: None if item == "deadly" else item for item in items}


@both_kinds
def test_what_kills_once_is_tried_again(tmp_path: Path) -> None:
    items = ["a", f"once:{tmp_path / 'marker'}", "b", "c"]
    assert dict(run_in_pool(items, POOL, 2)) == {item: item for item in items}


def test_each_of_many_that_kill_is_told() -> None:
    assert list(run_in_pool(["deadly"] * 3, POOL, 2)) == [("deadly", None)] * 3


@both_kinds
def test_processes_that_die_while_they_start_are_not_waited_for() -> None:
    # More than the buffer of a pipe holds: what could not be written to a dead process used to block for ever.
    dying: Pool[str, str] = Pool(work, begin_and_die, (b"x" * 5_000_000,))
    assert sorted(run_in_pool(["a", "b", "c"], dying, 2)) == [(item, None) for item in "abc"]


WAITING = """
import os, signal, sys
from tests.engine.deadly import begin, wait_for_ever
from checker.engine import pool
if __name__ == "__main__":
    pool._can_fork = lambda: sys.argv[1] == "copies"
    os.set_inheritable(1, True)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests in the background ignores it
    with pool.Pool(wait_for_ever, begin).start(3) as executor:
        for number in range(3):
            executor.submit(wait_for_ever, str(number))
        executor.submit(wait_for_ever, "one that is waiting")
        os.kill(os.getpid(), int(sys.argv[2]))
        os.write(1, b"still there")
        executor.shutdown(wait=True)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
@pytest.mark.parametrize("kind", ["copies", "fresh"])
def test_workers_end_with_their_parent(tmp_path: Path, kind: str, number: int) -> None:
    program = tmp_path / "program.py"
    program.write_text(WAITING, encoding="utf-8")
    command = [sys.executable, str(program), kind, str(int(number))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as parent:
        # Every worker has the parent's stdout: it ends when the last of them has ended.
        try:
            said, told = parent.communicate(timeout=60)
        finally:
            parent.kill()
    assert said == b""
    assert told.count(b"Traceback") == (number == signal.SIGINT)  # the parent's own, of which the command makes a line


@pytest.mark.parametrize(("is_alive", "ends"), [(False, SystemExit), (True, FileNotFoundError)])
def test_a_worker_whose_parents_files_are_gone_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_alive: bool, ends: type[BaseException]
) -> None:
    def end(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setattr(pool.multiprocessing, "parent_process", lambda: SimpleNamespace(is_alive=lambda: is_alive))
    monkeypatch.setattr(pool.os, "_exit", end)
    with pytest.raises(ends):
        pool._begin_from(tmp_path / "cleared away")


@both_kinds
def test_an_error_of_the_work_is_an_error() -> None:
    with pytest.raises(ValueError, match="wrong"):
        dict(run_in_pool(["a", "wrong"], POOL, 2))


def test_a_workbook_that_kills_its_process_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samples = ROOT / "inputs" / "heping" / "2022Q4"
    for name in ("区司法局.xlsx", "区审计局.xls", "区城市管理委.xls", "劝业场街道办事处.csv"):
        shutil.copy(samples / name, tmp_path)
    deadly = Deadly(tmp_path / "区审计局.xls")
    paths = [deadly if path.name == deadly.name else path for path in sorted(tmp_path.iterdir())]
    inbox = Inbox(tmp_path, tuple(Incoming(path, path.name) for path in paths), ())
    monkeypatch.setattr(workbooks, "WORTH_A_POOL", 0)
    told: list[tuple[int, str]] = []
    report = batch.run("heping", "2022Q4", inbox, workers=2, progress=lambda done, _, name: told.append((done, name)))
    assert [done for done, _ in told] == [1, 2, 3, 4]
    assert {name for _, name in told} == {path.name for path in paths}
    (fault,) = report.faults
    assert isinstance(fault, Fault)
    assert fault.where == "区审计局.xls"
    states = {each.code: each.state for each in report.departments if each.file}
    assert states == {
        "sjj": State.REJECTED,
        "sfj": State.ACCEPTED,
        "cgw": State.ACCEPTED_WITH_ERRORS,
        "qyc": State.ACCEPTED_WITH_ERRORS,  # a csv holds one sheet, and streets are asked for more
    }
    # It has handed in, whatever became of it.
    assert "区审计局" not in {each.zh for each in report.missing}


@pytest.mark.parametrize(
    ("sizes", "most", "chosen"),
    [
        ([], 4, 1),
        ([5_000_000], 4, 1),
        ([44_000] * 9, 2, 1),
        ([44_000] * 18, 2, 2),
        ([44_000] * 18, 16, 16),
        ([44_000] * 18, 1, 1),
        ([5_000_000] + [44_000] * 3, 2, 1),
        ([5_000_000] * 3, 16, 3),
    ],
)
def test_more_processes_than_one_are_for_work_that_takes_longer_than_their_start(
    tmp_path: Path, sizes: list[int], most: int, chosen: int
) -> None:
    paths = [tmp_path / str(number) for number in range(len(sizes))]
    for path, size in zip(paths, sizes, strict=True):
        with path.open("wb") as file:
            file.truncate(size)
    assert workbooks._choose_workers(paths, most) == chosen


def test_the_collector_looks_as_seldom_in_workers_as_in_a_single_check() -> None:
    task = task_of(load_pack("heping"), "2022Q4", None)
    before = gc.get_threshold()
    try:
        collect_garbage_rarely()
        seldom = gc.get_threshold()[0]
    finally:
        gc.set_threshold(*before)
    looking: Pool[int, int] = Pool(between_passes, workbooks._start_worker, (task, DEFAULT))
    assert list(run_in_pool([1], looking, 1)) == [(1, seldom)]
    assert seldom > before[0]
