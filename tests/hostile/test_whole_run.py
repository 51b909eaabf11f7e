"""A run that fails or is killed at any call that changes a file leaves whole outputs, and the next run passes."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from checker.cli.app import main
from checker.outputs.manifest import FILE, read_manifest
from tests.outputs.stopping import fail, killed_at, stopped_at

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed by a signal")
PACK = Path(__file__).parents[1] / "definitions" / "small" / "demo"
MANY = 200


def workbook(*cases: str) -> bytes:
    """The justice bureau's workbook with some cases, each heard without the head."""
    made = openpyxl.Workbook()
    cover, listed = made.worksheets[0], made.create_sheet("案件")
    cover.title = "封面"
    for line in (("单位", "区司法局"), ("报送期", "2022Q1")):
        cover.append(line)
    listed.append(("案号", "立案日期", "开庭日期", "负责人是否出庭", "案件类别"))
    for number in cases:
        listed.append((number, "2022-01-10", "2022-02-10", "否", "重大案件"))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def held(folder: Path) -> dict[str, bytes]:
    """Everything below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A run on two workbooks that take turns, with what each leaves in the folder for outputs."""
    inputs, out = tmp_path / "in", tmp_path / "made" / "out"
    inputs.mkdir()
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    contents = {"old": workbook("A1"), "new": workbook("A1", "A2")}

    def run(which: str, *options: str) -> int:
        (inputs / "区司法局.xlsx").write_bytes(contents[which])
        return main(["run", str(PACK), "2022Q1", str(inputs), "--format", "json", *(options or ("--out", str(out)))])

    left = {}
    for which in contents:
        assert run(which) == 1
        left[which] = held(out)
    assert left["old"] != left["new"]
    assert set(left["new"]) > {FILE, "report.json", "report.html", "summary.xlsx", "checked/区司法局.checked.xlsx"}
    return SimpleNamespace(run=run, out=out, left=left, made=tmp_path / "made", cache=tmp_path / "cache")


def is_whole(folder: Path) -> bool:
    """Whether the manifest lists exactly what is there."""
    listed = read_manifest(folder)
    return listed is not None and all(each.agrees(folder) for each in listed) and len(listed) + 1 == len(held(folder))


def test_whichever_call_of_a_run_fails_its_outputs_are_whole(runs, capfd):
    runs.run("old")
    for number in range(1, MANY):
        with stopped_at(number, fail, below=runs.made) as countdown:
            code = runs.run("new")
        said = capfd.readouterr().err
        now = held(runs.out)
        # What can't be flushed when all is in place is there, and yet may be lost in a power cut.
        assert (code, now) == (1, runs.left["new"]) or (code == 2 and now in runs.left.values()), (number, code, said)
        assert is_whole(runs.out)
        if code == 2:  # else it is done, but for removing what was there before, which the next run does
            assert [path.name for path in runs.made.iterdir()] == ["out"], number
        assert "Traceback" not in said
        assert (code == 2) is ("No space left on device" in said), said
        if countdown.left > 0:
            break
        if number % 8 == 0 or now == runs.left["new"]:
            assert runs.run("new") == 1
            assert held(runs.out) == runs.left["new"]
            assert [path.name for path in runs.made.iterdir()] == ["out"], number
            runs.run("old")
    assert 25 < number < MANY - 1


def test_wherever_a_run_is_killed_its_outputs_are_whole(runs):
    for number in range(1, MANY, 7):
        runs.run("old")
        killed = killed_at(number, lambda: runs.run("new"), below=runs.made)
        assert held(runs.out) in runs.left.values(), number
        assert is_whole(runs.out)
        assert runs.run("new") == 1
        assert held(runs.out) == runs.left["new"]
        assert [path.name for path in runs.made.iterdir()] == ["out"], number
        if not killed:
            break
    assert 25 < number < MANY - 7


def test_whichever_call_of_the_cache_fails_a_run_passes(runs, capfd):
    runs.run("new", "--no-cache")
    passed = capfd.readouterr().out
    for number in range(1, MANY):
        shutil.rmtree(runs.cache, ignore_errors=True)
        with stopped_at(number, fail, below=runs.cache) as countdown:
            assert runs.run("new", "--no-ledger") == 1, number
        assert capfd.readouterr().out == passed
        assert not list(runs.cache.rglob("*.part"))
        if countdown.left > 0:
            break
    assert 5 < number < MANY - 1


MOUNTED = """
import os, sys
from checker.cli.app import main
for place in sys.argv[4:]:
    print("code", main(["run", *sys.argv[1:4], "--no-cache", "--out", os.path.join(place, "out")]), os.listdir(place))
"""
MOUNT = (
    "mount -t tmpfs -o size=32k none {full} && mount -t tmpfs none {locked} && mount -o remount,ro {locked} && exec "
)


def test_a_read_only_and_a_full_file_system_get_a_line_each(tmp_path):
    alone = ["unshare", "--mount", "--map-root-user"]
    try:
        subprocess.run([*alone, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("file systems can't be mounted here")
    places = {name: tmp_path / name for name in ("full", "locked")}
    inputs = tmp_path / "in"
    for folder in (*places.values(), inputs):
        folder.mkdir()
    (inputs / "区司法局.xlsx").write_bytes(workbook("A1"))
    command = [sys.executable, "-c", MOUNTED, str(PACK), "2022Q1", str(inputs), *map(str, places.values())]
    run = subprocess.run(
        [*alone, "sh", "-c", MOUNT.format(**places) + '"$@"', "sh", *command],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=True,
    )
    assert [line for line in run.stdout.splitlines() if line.startswith("code")] == ["code 2 []"] * 2
    assert run.stderr.count("No space left on device") == run.stderr.count("Read-only file system") == 1
    assert "Traceback" not in run.stderr
    assert "Fault" not in run.stderr


def test_a_link_to_itself_is_a_line(tmp_path, capfd):
    loop = tmp_path / "loop"
    loop.symlink_to("loop")
    (tmp_path / "a.csv").write_text("案号\n1\n", encoding="utf-8")
    asked = ("--pack", str(PACK), "--period", "2022Q1")
    for arguments in ((str(loop), *asked), (str(tmp_path / "a.csv"), *asked, "--out", str(loop))):
        assert main(["check", *arguments]) == 2
        said = capfd.readouterr().err
        assert str(loop) in said
        assert "Fault" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system takes no such names")
def test_names_that_are_no_text_cost_nothing(tmp_path, capfd, monkeypatch):
    """An archive from a Windows in Chinese has names in GB 18030, which Linux takes as they are."""
    monkeypatch.setenv("CHECKER_CACHE", "")
    folder, out = tmp_path / "in", tmp_path / "out"
    (folder / os.fsdecode("旧".encode("gb18030"))).mkdir(parents=True)
    (folder / os.fsdecode("旧".encode("gb18030")) / "a.xlsx").touch()
    (folder / os.fsdecode("区司法局.xlsx".encode("gb18030"))).write_bytes(workbook("A1"))
    (folder / "loop.xlsx").symlink_to("loop.xlsx")
    (folder / os.fsdecode("区财政局".encode() + b"\xff.csv")).write_bytes("案号\n1\n".encode())
    for command in (
        ("run", str(PACK), "2022Q1", str(folder), "--out", str(out), "--rows"),
        ("check", "--pack", str(PACK), "--period", "2022Q1", *map(str, folder.glob("[!l]*.*"))),
    ):
        assert main([*command, "--format", "json"]) == 1
        written = capfd.readouterr()
        departments = json.loads(written.out)["departments"]
        named = {each["code"]: each["file"] for each in departments if each["file"]}
        assert named == {"justice": "区司法局.xlsx", "finance": "区财政局\ufffd.csv"}
        assert "Fault" not in written.err
    copies = sorted(path.name.partition("~")[0] for path in (out / "checked").iterdir())
    assert copies == ["区司法局.checked.xlsx", "区财政局\ufffd.checked.xlsx"]
    assert (folder / "区司法局.checked.xlsx").is_file()
