"""Workbooks go together in tasks of about two seconds, and what kills its process is found among them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from checker.engine.cluster.bundles import Sized, bundle

KB = 1024


def made(*sizes: int) -> list[Sized]:
    return [Sized(Path(f"{number:03}.xlsx"), size) for number, size in enumerate(sizes)]


def test_every_workbook_is_in_one_task():
    workbooks = made(*(number * 40 * KB for number in range(100)))
    tasks = bundle(workbooks, 4)
    assert sorted(path for task in tasks for path in task) == [each.path for each in workbooks]


def test_many_small_ones_go_together_and_a_large_one_goes_first_and_alone():
    tasks = bundle(made(*[44 * KB] * 200, 20_000 * KB), 2)
    assert tasks[0] == (Path("200.xlsx"),)
    assert {len(task) for task in tasks[1:-1]} == {6}


def test_few_are_shared_by_all_threads():
    assert [len(task) for task in bundle(made(*[44 * KB] * 8), 8)] == [1] * 8
    assert bundle([], 8) == []
    assert len(bundle(made(KB, KB), 0)) >= 1


class Future:
    def __init__(self, key: str, outcome) -> None:
        self.key, self._outcome, self.status = key, outcome, "finished"

    def add_done_callback(self, call) -> None:
        call(self)

    def result(self):
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return self._outcome


def test_a_workbook_that_ends_its_process_takes_no_other_along(tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed", reason="needs checker[cluster]")
    from checker.engine.cluster import spread
    from checker.engine.cluster.worker import Answer
    from checker.sources.limits import Limits

    def submit(function, *arguments, key, pure):
        names = getattr(arguments[0], "workbooks", ())
        if "deadly.xlsx" in names:
            return Future(key, distributed.KilledWorker(key, SimpleNamespace(address="a"), 3))
        return Future(key, Answer(tuple(name.encode() for name in names)))

    monkeypatch.setattr(spread, "load", bytes.decode)
    client = SimpleNamespace(submit=submit, nthreads=lambda: {"a": 1}, status="running", cancel=lambda futures: None)
    paths = [tmp_path / name for name in ("a.xlsx", "b.xlsx", "deadly.xlsx", "c.xlsx")]
    for path in paths:
        path.write_bytes(b"x")
    found = dict(spread.Cluster(client, "a", None).judge(paths, None, Limits()))
    assert found == {path: None if path.name == "deadly.xlsx" else path.name for path in paths}
