"""Whatever befalls the reading process, the caller gets a flag, and the next file is read."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from select import select
from types import SimpleNamespace

import pytest

from checker.model import Flag
from checker.model.workbook import Workbook
from checker.sources import calamine, reader
from checker.sources.limits import Limits
from checker.sources.messages import load
from checker.sources.reader import Reader
from samples.library.handmade import row, xlsx

from .conftest import read_here
from .test_outcomes import in_words, xls

GOOD = xlsx(row(1, '<c r="A1"><v>1</v></c>'))
#: Starts the reading process with one of its functions replaced.
PATCHED = (
    "import sys, os, signal; sys.path += sys.argv[2:]; from checker.sources import child\n"
    "opened = child._open\n"
    "def open_(data, name, limits):\n"
    "    if name == 'bad.xlsx': {}\n"
    "    return opened(data, name, limits)\n"
    "child._open = open_; child.main(sys.argv[1])"
)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def outcome(result: tuple[Workbook | None, tuple[Flag, ...]]) -> tuple[str, str]:
    """The code and the English message of the one flag of a file that was not read."""
    workbook, (found,) = result
    assert workbook is None
    return found.code.id, in_words(found, "en")


@pytest.mark.parametrize(
    ("does", "limits", "says"),
    [
        ("os.abort()", Limits(), "crashed"),
        ("os.kill(os.getpid(), signal.SIGKILL)", Limits(), "memory ran short"),
        ("os._exit(0)", Limits(), "crashed"),
        ("raise MemoryError", Limits(memory_bytes=2**31), "more than 2048 MB of memory"),
        ("bytearray(2**31)", Limits(memory_bytes=2**30), "more than 1024 MB of memory"),
        ("signal.pause()", Limits(wall_seconds=2), "longer than 2 seconds"),
        ("any(iter(int, 1))", Limits(cpu_seconds=0), "processor time"),
    ],
)
def test_death_and_hanging_are_flags_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, does: str, limits: Limits, says: str
) -> None:
    monkeypatch.setattr(reader, "_BOOT", PATCHED.format(does))
    with Reader(limits) as warm:
        code, message = outcome(warm.read(written(tmp_path, "bad.xlsx", GOOD)))
        assert code == "W204"
        assert says in message
        workbook, flags = warm.read(written(tmp_path, "good.xlsx", GOOD))
        assert workbook is not None
        assert flags == ()


def test_a_file_whose_reading_the_system_ended_is_read_once_more(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    marker = tmp_path / "tried"
    once = f"os.path.exists({str(marker)!r}) or (os.mkdir({str(marker)!r}), os.kill(os.getpid(), signal.SIGKILL))"
    monkeypatch.setattr(reader, "_BOOT", PATCHED.format(once))
    with Reader() as warm:
        workbook, flags = warm.read(written(tmp_path, "bad.xlsx", GOOD))
    assert workbook is not None
    assert flags == ()
    assert marker.exists()


HOLDER = """
import os, sys
from pathlib import Path
from checker.sources import calamine, reader
reader._BOOT = sys.argv[1]
reading = reader.Reader()
reading.begin(Path(sys.argv[2]))
print(reading._process.pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="ends of processes can't be waited for here")
def test_a_reading_ends_with_the_process_that_asked_for_it(tmp_path: Path) -> None:
    path = written(tmp_path, "bad.xlsx", GOOD)
    asked = [sys.executable, "-c", HOLDER, PATCHED.format("signal.pause()"), str(path)]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        try:
            child = os.pidfd_open(int(holder.stdout.readline()))
        except ProcessLookupError:  # it has ended already
            return
    ended, _, _ = select([child], [], [], 30)
    os.close(child)
    assert ended


def test_a_fault_of_ours_is_raised_as_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reader, "_BOOT", PATCHED.format("raise KeyError('our own')"))
    with Reader() as warm:
        with pytest.raises(RuntimeError, match="KeyError: 'our own'"):
            warm.read(written(tmp_path, "bad.xlsx", GOOD))
        assert warm.read(written(tmp_path, "good.xlsx", GOOD))[1] == ()


def test_a_panic_of_calamine_is_a_flag(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    panic = type("PanicException", (BaseException,), {})  # the library's own can't be imported

    def from_filelike(_: object) -> None:
        raise panic

    monkeypatch.setattr(calamine.python_calamine, "CalamineWorkbook", SimpleNamespace(from_filelike=from_filelike))
    code, message = outcome(read_here(written(tmp_path, "a.xls", xls())))
    assert (code, "failed internally" in message) == ("W204", True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with Reader(Limits(wall_seconds=0.3)) as waiting:
        code, message = outcome(waiting.read(tmp_path / "pipe.xlsx"))
    assert (code, "ordinary file" in message) == ("W318", True)


def test_a_process_that_died_between_two_files_is_replaced(tmp_path: Path) -> None:
    path = written(tmp_path, "good.xlsx", GOOD)
    with Reader() as warm:
        assert warm.read(path)[1] == ()
        process = warm._process
        assert process is not None
        process.kill()
        process.wait()
        assert warm.read(path)[1] == ()
        assert warm._process is not process


def test_reading_can_be_begun_and_finished_later(tmp_path: Path) -> None:
    path = written(tmp_path, "good.xlsx", GOOD)
    with Reader() as waiting:
        waiting.begin(path)
        process = waiting._process
        workbook, flags = waiting.collect()
    assert workbook is not None
    assert (flags, workbook.sheets[0].rows) == ((), [[1.0]])
    assert process is not None
    assert process.poll() is not None


def test_what_was_begun_can_be_given_up(tmp_path: Path) -> None:
    with Reader() as warm:
        warm.begin(written(tmp_path, "good.xlsx", GOOD))
        warm.close()
        with pytest.raises(RuntimeError, match="nothing was begun"):
            warm.collect()


def test_the_reading_process_loads_nothing_heavy() -> None:
    asked = "import checker.sources.child, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert "checker" in loaded
    assert not {"pandas", "numpy", "pandera", "pydantic", "openpyxl", "subprocess", "olefile"} & set(loaded)


def test_nothing_in_the_current_folder_is_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("json", "python_calamine", "checker"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('run')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Reader() as fresh:
        assert fresh.read(written(tmp_path, "good.xlsx", GOOD))[1] == ()


def test_messages_hold_values_and_nothing_that_runs() -> None:
    assert load(pickle.dumps([date(2022, 3, 5), "x", 1.5]), list) == [date(2022, 3, 5), "x", 1.5]
    for foreign in (os.system, subprocess.Popen, Path()):
        with pytest.raises(pickle.UnpicklingError, match="not admitted"):
            load(pickle.dumps(foreign), list)
    with pytest.raises(pickle.UnpicklingError, match="a list was expected"):
        load(pickle.dumps("text"), list)


def test_what_was_begun_for_a_file_is_what_reading_it_gives(tmp_path: Path) -> None:
    path, other = written(tmp_path, "good.xlsx", GOOD), written(tmp_path, "other.xlsx", GOOD)
    with Reader() as warm:
        warm.begin(path)
        assert warm._listener is not None
        warm._listener.join()
        path.unlink()  # it was read already: looking again would find nothing
        assert warm.read(path)[0] is not None
        warm.begin(tmp_path / "nothing.xlsx")
        workbook, flags = warm.read(other)
        assert workbook is not None
        assert (workbook.name, flags) == ("other.xlsx", ())
