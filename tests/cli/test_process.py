"""What only a process of its own shows: what is imported, what a closed pipe does, and which styles are written."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from checker.cli.streams import make_console

ROOT = Path(__file__).parents[2]
HEAVY = ("pandas", "numpy", "pandera", "openpyxl", "python_calamine", "sqlalchemy", "ruamel.yaml")
JUDGING = ("pydantic", "checker.model", "checker.tables.table", "checker.definitions.packs", *HEAVY)
LISTS_MODULES = (
    "import sys\nfrom checker.__main__ import main\nfrom checker.cli import streams\ncode = main()\n"
    "print('\\nMODULES', code, *sorted(sys.modules), file=sys.stderr)"
)


@pytest.mark.parametrize(
    ("arguments", "light"),
    [
        (["--help"], ("yaml", "checker.cli.check", "checker.cli.run", *JUDGING)),
        (["check", "--help"], ("yaml", "pydantic", "checker.cli.run", *HEAVY)),
        (["--version"], ("yaml", "rich.console", "checker.cli.check", *JUDGING)),
        (["explain", "C401"], ("yaml", "checker.cli.check", *JUDGING)),
        (["explain", "C401", "--format", "json"], ("yaml", "rich.console", *JUDGING)),
        (["indicators", "list"], ("checker.cli.check", *JUDGING)),
        (["indicators", "list", "heping"], HEAVY),
        (["indicators", "schema", "--report"], ("yaml", *HEAVY)),
    ],
    ids=" ".join,
)
def test_nothing_heavy_is_loaded_on_the_way(started, arguments, light):
    done = started(*arguments, code=LISTS_MODULES)
    _, code, *modules = done.stderr.decode().rpartition("MODULES")[2].split(" ")
    assert code == "0"
    assert "checker.cli.app" in modules
    assert not set(light) & set(modules)


#: pandas and pandera load these if they find them; hypothesis is installed wherever this test runs.
LEFT_OUT = {"bottleneck", "geopandas", "hypothesis", "numexpr", "polars", "pyarrow", "pyspark"}


@pytest.mark.parametrize(("workbook", "code", "judged"), [("区司法局", "0", False), ("区生态环境局", "1", True)])
def test_only_what_a_check_needs_is_loaded(started, workbook, code, judged):
    path = ROOT / f"inputs/heping/2022Q4/{workbook}.xlsx"
    done = started("check", path, "--no-annotate", code=LISTS_MODULES)
    _, ended, *modules = done.stderr.decode().rpartition("MODULES")[2].split(" ")
    assert ended == code
    assert ("pandera" in modules) == judged
    assert not {"python_calamine", "openpyxl", "sqlalchemy", "jinja2", "ruamel.yaml"} & set(modules)
    assert not {name for name in modules if name.partition(".")[0] in LEFT_OUT and "." in name}


def test_a_pipe_whose_reader_leaves_early_is_quiet():
    command = f"({sys.executable} -m checker explain C401; echo left $? >&2) | true"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, timeout=60, check=False, env=environment)
    assert done.stderr in (b"left 0\n", b"left 141\n")


CLOSES_STDOUT = """
import os, sys
reading, writing = os.pipe()
os.dup2(writing, 1)
os.close(writing)
os.close(reading)
from checker.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("arguments", ["explain C401", "run --help", "indicators list", "indicators schema --report"])
def test_a_pipe_that_nobody_reads_exits_141(started, arguments):
    done = started(*arguments.split(), code=CLOSES_STDOUT)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("environment", "styled"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_styles_are_off_where_nobody_sees_them_or_wants_them(started, environment, styled):
    done = started("explain", "C401", **environment)
    assert (b"\x1b[" in done.stdout) == styled


def test_the_locale_decides_the_language(started):
    assert "用法：".encode() in started("--help", LC_ALL="zh_CN.UTF-8").stdout
    assert b"Usage: " in started("--help", LC_ALL="en_GB.UTF-8").stdout


def test_a_stream_that_cannot_spell_chinese_gets_question_marks(started):
    done = started("--lang", "zh", "explain", "C401", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.startswith(b"C401 ???")


def sheltered(tmp_path: Path, ending: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Checks a workbook with a flag, in a folder of its own, by a shell command that ends like this."""
    (tmp_path / "区市场监管局.xlsx").write_bytes((ROOT / "inputs/heping/2022Q4/区市场监管局.xlsx").read_bytes())
    command = f"{sys.executable} -m checker check 区市场监管局.xlsx {ending}"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", **more}
    return subprocess.run(
        ["bash", "-c", command], capture_output=True, timeout=300, check=False, env=environment, cwd=tmp_path
    )


COPY = "区市场监管局.checked.xlsx"


@pytest.mark.parametrize(
    ("ending", "code", "first"),
    [
        ("--out out > /dev/full", 2, "written: out/flags.csv"),
        ("> /dev/full", 2, "marked copy written: "),
        ("--format json > /dev/full", 2, "marked copy written: "),
        ("| true; exit ${PIPESTATUS[0]}", 141, "marked copy written: "),
    ],
)
def test_a_stdout_that_takes_nothing_costs_neither_files_nor_copies(tmp_path, ending, code, first):
    done = sheltered(tmp_path, ending)
    said = done.stderr.decode().splitlines()
    assert done.returncode == code
    assert said[0].startswith(first)
    refused = [line for line in said if "Cannot go on" in line]
    assert refused == (["Cannot go on: can't write to stdout: No space left on device"] if code == 2 else [])
    assert not [line for line in said if "Fault" in line or "Traceback" in line or "ignored" in line]
    assert (tmp_path / ("out" if "--out" in ending else ".") / COPY).exists()


MISSING = "check 没有.xlsx --lang en"
REFUSED = "can't write to stdout: No space left on device"


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("explain C401 > /dev/full", 2, [REFUSED]),
        ("--help > /dev/full", 2, [REFUSED]),
        ("explain C401 > /dev/full 2>&1", 2, []),
        ("explain C401 2> /dev/full", 0, []),
        (f"{MISSING} 2> /dev/full", 2, []),
        (f"{MISSING} --format json > /dev/full", 2, ["there is no such file", REFUSED]),
        (f"{MISSING} --format json > /dev/full 2>&1", 2, []),
        (f"{MISSING} 2>&1 > /dev/null | true; exit ${{PIPESTATUS[0]}}", 2, []),
    ],
)
def test_where_nothing_can_be_said_the_exit_code_is_the_same(tmp_path, command, code, said, unbuffered):
    shell = ["bash", "-c", f"{sys.executable} -m checker {command}"]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    environment["PYTHONUNBUFFERED"] = unbuffered
    done = subprocess.run(shell, capture_output=True, timeout=300, check=False, env=environment, cwd=tmp_path)
    lines = [line for line in done.stderr.decode().splitlines() if not line.startswith(" ")]
    assert (done.returncode, lines) == (code, [f"Cannot go on: {line}" for line in said])


@pytest.mark.parametrize("arguments", ["check 区市场监管局.xlsx", "--help", "explain C401 --format json"])
def test_a_closed_stdout_is_said_before_anything_is_done(tmp_path, arguments):
    done = sheltered(tmp_path, f">&- 2>/dev/null; {sys.executable} -m checker {arguments} >&-")
    said = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert {line for line in said if not line.startswith(" ")} == {
        "Cannot go on: stdout is closed, so there is nowhere to write the result"
    }
    assert not (tmp_path / COPY).exists()


def test_a_closed_stderr_and_stdin_change_nothing(tmp_path):
    done = sheltered(tmp_path, "2>&- <&-")
    assert (done.returncode, done.stderr) == (1, b"")
    assert "Fix 4 before submitting" in done.stdout.decode()
    assert (tmp_path / COPY).exists()


def test_a_locale_without_chinese_is_refused_in_one_line(tmp_path):
    done = sheltered(tmp_path, "", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    said = done.stderr.decode().splitlines()
    assert done.returncode == 2
    assert said[0] == "Cannot go on: file names in Chinese can't be written in this locale (ascii)"
    assert "LC_ALL=C.UTF-8" in said[1]
    assert len(said) == 2
    assert not (tmp_path / COPY).exists()


ENDED = """
import os, signal, sys
from checker.outputs.folder import Outputs
NAME = sys.argv.pop()
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests in the background ignores it
def end(*_):
    os.kill(os.getpid(), getattr(signal, NAME))
    signal.pause()
Outputs.publish = end
from checker.__main__ import main
sys.exit(main())
"""


@pytest.mark.skipif(os.name != "posix", reason="processes are ended by a signal")
@pytest.mark.parametrize(("signal", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_run_that_is_ended_leaves_nothing_on_its_way(started, tmp_path, signal, code):
    inputs, temporary, made = (tmp_path / name for name in ("in", "tmp", "made"))
    for folder in (inputs, temporary, made):
        folder.mkdir()
    with zipfile.ZipFile(inputs / "a.zip", "w") as packed:
        packed.writestr("区司法局.csv", "案号\n1\n")
    pack = ROOT / "tests/definitions/small/demo"
    asked = ("run", pack, "2022Q1", inputs, "--no-cache", "--out", made / "out", signal)
    done = started(*asked, code=ENDED, TMPDIR=str(temporary))
    assert (done.returncode, done.stderr, done.stdout) == (code, b"", b"")
    assert not list(temporary.iterdir())
    assert not list(made.iterdir())


NO_TEMPORARY_FILES = """
import sys, tempfile
def refuse(*_, **__):
    raise OSError(28, "No space left on device", "/tmp/x")
tempfile._get_default_tempdir = refuse
from checker.engine import workbooks
workbooks.WORTH_A_POOL = 0
from checker.__main__ import main
sys.exit(main())
"""


def test_no_room_for_temporary_files_is_no_fault_of_the_program(started, tmp_path):
    folder = ROOT / "inputs" / "shuanghuancun" / next(os.walk(ROOT / "inputs" / "shuanghuancun"))[1][0]
    asked = ("run", "shuanghuancun", folder.name, folder, "--workers", "2", "--out", tmp_path / "out", "--lang", "en")
    done = started(*asked, code=NO_TEMPORARY_FILES)
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert "Cannot go on: can't write temporary files: No space left on device" in said
    assert "Fault" not in said and "Traceback" not in said
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("columns", "width"), [("0", 80), ("00", 80), ("1", 30), ("29", 30), ("30", 30), ("31", 31), ("x", 80), ("-5", 80)]
)
def test_a_page_has_room_whatever_the_terminal_says(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setenv("TERM", "xterm")
    assert make_console().width == width


ENDS = """
import atexit, sys, threading, time
from checker.runtime import end_now
atexit.register(print, "at the end")
if "slow" in sys.argv:
    threading.Thread(target=lambda: (time.sleep(0.2), print("the thread"))).start()
print("said", end=" ")
end_now(3)
"""


@pytest.mark.parametrize(
    ("arguments", "said"), [((), b"said at the end\n"), (("slow",), b"said the thread\nat the end\n")]
)
def test_a_process_ends_with_all_that_is_to_be_done(started, arguments, said):
    done = started(*arguments, code=ENDS)
    assert (done.returncode, done.stdout, done.stderr) == (3, said, b"")
