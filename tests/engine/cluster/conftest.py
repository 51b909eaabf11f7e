"""A real scheduler with two workers on loopback, and a store that speaks as S3 does."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import called  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "inputs" / "heping" / "2022Q4"
NAMES = ("区司法局.xlsx", "劝业场街道办事处.csv", "区市场监管局.xlsx", "区财政局.xlsx")
BUCKET = "heping"
PERIOD = ("heping", "2022Q4")


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def stored(s3, prefix: str) -> dict[str, str]:
    root = f"heping/{prefix}/"
    s3.files.invalidate_cache()
    return {
        name.removeprefix(root): hashlib.sha256(s3.files.cat_file(name)).hexdigest() for name in s3.files.find(root)
    }


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some workbooks of the sample district."""
    made = tmp_path_factory.mktemp("district") / "in"
    made.mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES / name, made)
    return made


@pytest.fixture(scope="session")  # not "package": stores of one process share what they hold, and clients are kept
def s3() -> Iterator[SimpleNamespace]:
    """An S3 store with a bucket; this process and all that it starts find it by their environment."""
    fsspec = pytest.importorskip("fsspec", reason="needs checker[cluster]")
    pytest.importorskip("s3fs", reason="needs s3fs")
    server = pytest.importorskip("moto.server", reason="needs moto").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "tester")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("NO_PROXY", "*")
        files = fsspec.filesystem("s3")
        files.mkdir(BUCKET)
        yield SimpleNamespace(files=files, url=f"s3://{BUCKET}", address=f"http://{host}:{port}")
    server.stop()


class Processes:
    """A scheduler and its workers, each a process of its own; what they say goes into files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show")
        self.address = str(json.loads(self._wait(self._file.is_file, self._file.read_text))["address"])
        more = ("--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--local-directory", str(folder))
        self.workers = [self._start("worker", *more) for _ in range(2)]
        for number in (1, 2):
            log = folder / f"{number}.log"
            self._wait(lambda log=log: "Registered to" in log.read_text(), lambda: None)

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--scheduler-file", str(self._file)]
        with (self.folder / f"{len(self.running)}.log").open("wb") as log:
            started = subprocess.Popen(
                [*command, *options, "--no-dashboard"],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        self.running.append(started)
        return started

    def _wait(self, there, get):
        until = time.monotonic() + 120
        while not there():
            assert time.monotonic() < until, self.said()
            time.sleep(0.05)
        return get()

    def said(self) -> str:
        """All that they said so far."""
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        process.send_signal(signal.SIGKILL)
        process.wait(60)


@pytest.fixture(scope="package")
def cluster(s3: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    pytest.importorskip("distributed", reason="needs checker[cluster]")
    processes = Processes(tmp_path_factory.mktemp("cluster"))
    yield processes
    for each in processes.running:
        processes.kill(each)


@pytest.fixture
def whole(called, folder: Path) -> Path:  # noqa: F811
    """The outputs of a run on this machine."""
    out = folder.parent / "whole"
    if not out.exists():
        assert called("run", *PERIOD, str(folder), "--out", str(out)).code == 1
    return out
