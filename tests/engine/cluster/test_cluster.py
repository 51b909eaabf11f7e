"""A run on a cluster has the bytes of a run on one machine, whatever is lost; what can't go on is said in one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from tests.engine.cluster.conftest import NAMES, PERIOD, ROOT, contents, stored


@pytest.fixture
def run(called, cluster, folder):
    def start(*more: str, inputs: str = str(folder), address: str = cluster.address, period: tuple[str, ...] = PERIOD):
        return called("run", *period, inputs, "--cluster", address, *more)

    return start


def test_a_folder_is_sent_to_the_workers(run, cluster, whole, tmp_path):
    done = run("--out", str(tmp_path / "out"))
    assert (done.code, contents(tmp_path / "out")) == (1, contents(whole))
    assert "Traceback" not in done.err
    # Neither the scheduler nor the workers say whose workbooks they are.
    assert not any(Path(name).stem in cluster.said() for name in NAMES)


def test_workers_fetch_from_an_address_and_outputs_go_to_one(run, s3, folder, whole):
    s3.files.put(f"{folder}/", f"{s3.url}/in/", recursive=True)
    done = run("--out", f"{s3.url}/out/first", inputs=f"{s3.url}/in/")
    assert (done.code, stored(s3, "out/first")) == (1, contents(whole))
    assert f"written: {s3.url}/out/first/flags.csv, " in done.err
    assert f"{s3.url}/out/first/checked/区市场监管局.checked.xlsx" in done.err
    again = run("--out", f"{s3.url}/out/first", inputs=f"{s3.url}/in")
    assert (again.code, again.out) == (2, "")
    assert "holds the complete outputs of an earlier run (manifest.json)" in again.err


def test_a_worker_with_another_version_is_refused_by_name(run, monkeypatch):
    from checker.engine.cluster import connect

    real = connect.describe_program()
    for name, said in (("pandas", "another pandas than this machine"), ("checker/*", "another checker/* than")):
        monkeypatch.setattr(connect, "describe_program", _Other({**real, name: "9.9"}))
        done = run()
        assert (done.code, done.out) == (2, "")
        assert said in done.err
        assert "; here 9.9)" in done.err


class _Other:
    """Says something else here; a worker that gets it says what is true."""

    def __init__(self, said: dict[str, str]) -> None:
        self._said = said

    def __call__(self) -> dict[str, str]:
        return self._said

    def __reduce__(self):
        return _get, ()


def _get():
    from checker.engine.prints import describe_program

    return describe_program


def test_a_worker_that_comes_later_is_looked_at_too(run, monkeypatch):
    from checker.engine.cluster import spread

    real = spread.describe_program()
    monkeypatch.setattr(spread, "describe_program", lambda: {**real, "Python": "2.7"})
    assert "another Python than this machine" in run().err


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense", "xyz://a:1"])
def test_a_scheduler_that_is_not_there(run, monkeypatch, address):
    monkeypatch.setattr("checker.engine.cluster.connect.CONNECT_SECONDS", 0.3)
    done = run(address=address)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Cannot go on: can't reach the scheduler of the cluster: ")
    assert done.err.count("\n") == 3


@pytest.mark.parametrize("option", [("--workers", "2"), ("--shard", "1/2")])
def test_what_means_nothing_on_a_cluster_is_refused(run, option):
    assert f"--cluster can't be combined with {option[0]}" in run(*option).err


def test_workers_without_access_to_the_workbooks(run, s3):
    done = run(inputs=f"{s3.url}/nowhere")
    assert (done.code, done.out) == (2, "")
    assert "there is nothing at this address" in done.err
    assert f"Where: {s3.url}/nowhere" in done.err


class Watching:
    """Acts on the worker that begins a task first."""

    def __init__(self, cluster, act):
        self._ready, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._wait, args=(cluster, act))
        self._thread.start()
        assert self._ready.wait(60)

    def _wait(self, cluster, act):
        import distributed

        with distributed.Client(cluster.address, set_as_default=False) as client:
            numbers = client.run(os.getpid)
            workers = {
                address: each for address, number in numbers.items() for each in cluster.workers if each.pid == number
            }
            self._ready.set()
            while not self._over.is_set():
                busy = [workers[address] for address, tasks in client.processing().items() if tasks]
                if busy:
                    act(busy[0])
                    return
                time.sleep(0.01)

    def end(self):
        """Stops watching: the run is over."""
        self._over.set()
        self._thread.join()


# The tests below take the cluster apart, one after the other.


def test_a_worker_that_is_killed_costs_nothing(run, cluster, whole, tmp_path):
    def kill(victim: subprocess.Popen[bytes]) -> None:
        cluster.workers.remove(victim)
        cluster.kill(victim)
        killed.append(victim)

    killed: list[subprocess.Popen[bytes]] = []
    watching = Watching(cluster, kill)
    done = run("--out", str(tmp_path / "out"))
    watching.end()
    assert [victim.returncode for victim in killed] == [-signal.SIGKILL]
    assert (done.code, contents(tmp_path / "out")) == (1, contents(whole))
    assert "Traceback" not in done.err


def test_a_run_that_is_interrupted_ends_at_once(cluster, folder, tmp_path):
    """The interrupt comes while the last worker stands still."""
    asked = ("run", *PERIOD, str(folder), "--cluster", cluster.address, "--out", str(tmp_path / "out"))
    (worker,) = cluster.workers
    started: list[subprocess.Popen[bytes]] = []

    def stop(standing: subprocess.Popen[bytes]) -> None:
        standing.send_signal(signal.SIGSTOP)
        started[0].send_signal(signal.SIGINT)

    watching = Watching(cluster, stop)
    code = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += "from checker.__main__ import main; sys.exit(main())"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    heeding = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # who runs the tests in the background ignores it
    command = [sys.executable, "-c", code, *asked]
    started.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, preexec_fn=heeding))
    _, said = started[0].communicate(timeout=120)
    watching.end()
    worker.send_signal(signal.SIGCONT)
    assert (started[0].returncode, said) == (130, b"")
    assert not (tmp_path / "out").exists()


def test_no_worker_is_left(run, cluster, monkeypatch):
    monkeypatch.setattr("checker.engine.cluster.spread.LOOK_SECONDS", 0.1)
    monkeypatch.setattr("checker.engine.cluster.spread.PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr("checker.engine.cluster.connect.WORKER_SECONDS", 0.2)
    watching = Watching(cluster, cluster.kill)
    done = run()
    watching.end()
    assert (done.code, done.out) == (2, "")
    for each in (done, run()):
        assert each.err.startswith("Cannot go on: the cluster has no workers\n")


def test_the_scheduler_goes_away(run, cluster, monkeypatch):
    from checker.engine.cluster import connect

    monkeypatch.setattr(connect, "CONNECT_SECONDS", 1)
    monkeypatch.setattr(connect, "_require_workers", lambda client, address: cluster.kill(cluster.scheduler))
    done = run()
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Cannot go on: the connection to the scheduler of the cluster is lost\n")
