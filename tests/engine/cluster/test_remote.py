"""Workbooks and outputs at addresses, without a cluster: the same bytes, the manifest last, nothing written over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checker.errors import Stop
from checker.outputs.remote import gather_outputs
from checker.outputs.store import Url, read_place
from tests.engine.cluster.conftest import PERIOD, ROOT, contents, stored
from tests.intake.test_several_files import content_of


@pytest.fixture
def memory():
    """A store in this process, with a folder of workbooks."""
    fsspec = pytest.importorskip("fsspec", reason="needs checker[cluster]")
    files = fsspec.filesystem("memory")
    yield files
    files.rm("/", recursive=True)


def test_an_address_is_as_good_as_a_folder(called, memory, folder, whole):
    memory.put(f"{folder}/", "/district/in/", recursive=True)
    done = called("run", *PERIOD, "memory://district/in", "--out", "memory://district/out")
    assert done.code == 1
    found = {path.removeprefix("/district/out/") for path in memory.find("/district/out")}
    assert found == contents(whole).keys()
    assert all(memory.cat_file(f"/district/out/{name}") == (whole / name).read_bytes() for name in found)


def test_subfolders_at_an_address_are_read_as_in_a_folder(called, memory, tmp_path):
    one, other = {"hours": 20}, {"department": "区财政局", "hours": 15}
    report = json.dumps({"format": "checker-manifest/1", "files": []}).encode()
    files = {
        "收件/1月6日/区司法局.xlsx": content_of(one),
        "收件/1月8日/区司法局 - 副本.xlsx": content_of(one),
        "区财政局/报表.xlsx": content_of({**other, "department": ""}),
        "区财政局/公章.jpg": b"x",
        "a/b/c/d/区审计局.xlsx": content_of({"department": "区审计局", "replies": 12}),
        ".earlier/区审计局.xlsx": content_of({"department": "区审计局", "replies": 20}),
        "__MACOSX/._区审计局.xlsx": b"x",
        "out/区审计局.xlsx": content_of({"department": "区审计局", "replies": 20}),
        "out/manifest.json": report,
    }
    for name, content in files.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(content)
        memory.pipe_file(f"/district/in/{name}", content)
    done = [
        called("run", *PERIOD, place, "--format", "json") for place in ("memory://district/in", str(tmp_path / "in"))
    ]
    assert done[0].out == done[1].out
    assert done[0].err == done[1].err
    found = {each["file"] for each in json.loads(done[0].out)["departments"] if each["file"]}
    assert found == {"收件/1月6日/区司法局.xlsx", "区财政局/报表.xlsx", "a/b/c/d/区审计局.xlsx"}


def test_a_folder_without_workbooks_is_named_by_its_address(called, memory):
    memory.pipe_file("/district/in/notes.txt", b"x")
    said = called("run", *PERIOD, "memory://district/in").err
    assert "Where: memory://district/in\n" in said


def test_places(tmp_path):
    assert read_place("in/a b") == Path("in/a b")
    assert read_place(tmp_path.as_uri()) == tmp_path
    assert read_place("s3://a/b/") == Url("s3://a/b")
    assert str(read_place("sftp://me:word@host/x")) == "sftp://me:***@host/x"


FILES = {"report.json": b"{}", "flags.csv": b"a,b", "checked/a.checked.xlsx": b"PK"}


def publish(url: str) -> None:
    with gather_outputs(Url(url)) as outputs:
        for name, content in FILES.items():
            outputs.write(name, content)
        outputs.publish({"pack": "heping"})


def test_the_manifest_is_written_last_and_nothing_is_written_over(memory, monkeypatch):
    written: list[str] = []
    real = type(memory).pipe_file

    def pipe(self, path, value, **how):
        written.append(path.removeprefix("/district/out/"))
        real(self, path, value, **how)

    monkeypatch.setattr(type(memory), "pipe_file", pipe)
    publish("memory://district/out")
    assert written == [*FILES, "manifest.json"]
    with pytest.raises(Stop, match="complete outputs of an earlier run"):
        publish("memory://district/out")
    memory.rm("/district/out/manifest.json")  # as if the run had been stopped before its end
    publish("memory://district/out")
    memory.rm("/district/out/manifest.json")
    memory.pipe_file("/district/out/somebody.txt", b"else")
    written.clear()
    with pytest.raises(Stop, match=r"not of this run: somebody\.txt"):
        publish("memory://district/out")
    assert written == []


def test_an_earlier_run_is_found_before_anything_is_judged(called, memory, folder):
    publish("memory://district/out")
    done = called("run", *PERIOD, str(folder), "--out", "memory://district/out")
    assert (done.code, done.out) == (2, "")
    assert "complete outputs of an earlier run" in done.err
    inside = called("run", *PERIOD, "memory://district", "--out", "memory://district")
    assert (inside.code, inside.out) == (2, "")
    shard = called("run", *PERIOD, str(folder), "--shard", "1/2", "--out", "memory://district/shards")
    assert "a shard can only be written to a folder" in shard.err


KILLS = """
import os, signal, sys
from checker.outputs import store
real = store.Store.write
def write(self, folder, names):
    if "manifest.json" in names:
        os.kill(os.getpid(), signal.SIGKILL)
    real(self, folder, names)
store.Store.write = write
from tests.engine.cluster.test_remote import publish
publish(sys.argv[1])
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are killed by a signal")
def test_a_run_that_is_killed_leaves_no_manifest(s3):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", KILLS, f"{s3.url}/killed"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert stored(s3, "killed").keys() == FILES.keys()
    publish(f"{s3.url}/killed")
    assert stored(s3, "killed").keys() == {*FILES, "manifest.json"}


@pytest.mark.parametrize("option", ["inputs", "--out"])
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("s3://no-such-bucket/x", "there is nothing at this address: no such bucket"),
        ("xyz://a/b", "addresses that begin with xyz:// are not known"),
        ("sftp://user:word@127.0.0.1/x", "the library for sftp:// addresses is missing"),
    ],
)
def test_an_address_that_is_wrong_is_said_before_anything_is_judged(called, s3, folder, option, address, said):
    places = (address,) if option == "inputs" else (str(folder), "--out", address)
    done = called("run", *PERIOD, *places)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Cannot go on: ")
    assert said in done.err
    assert f"Where: {address.replace(':word@', ':***@')}" in done.err
    assert done.err.count("\n") == 3
    assert ("for s3://: pip install s3fs" in done.err) == ("library" in said)


def test_no_permission(called, s3, folder):
    import requests

    requests.post(f"{s3.address}/moto-api/reset-auth", data=b"0", timeout=60)
    try:
        done = called("run", *PERIOD, str(folder), "--out", f"{s3.url}/denied")
    finally:
        requests.post(f"{s3.address}/moto-api/reset-auth", data=b"inf", timeout=60)
    assert (done.code, done.out) == (2, "")
    assert "access to this address is denied" in done.err


@pytest.mark.parametrize(
    ("missing", "asked", "said"),
    [
        ("distributed", ("--cluster", "tcp://127.0.0.1:1"), "run: pip install 'checker[cluster]'"),
        ("fsspec", ("--out", "s3://a/b"), "run: pip install 'checker[cluster]'"),
    ],
)
def test_what_to_install_is_named(called, folder, monkeypatch, missing, asked, said):
    pytest.importorskip("fsspec", reason="needs checker[cluster]")
    for name in {missing, "fsspec.core"} if missing == "fsspec" else {missing}:
        monkeypatch.setitem(sys.modules, name, None)
    done = called("run", *PERIOD, str(folder), *asked)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
