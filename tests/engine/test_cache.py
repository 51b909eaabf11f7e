"""A workbook that has not changed is not judged again; the report has the same bytes with the cache and without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.engine import batch, prints, workbooks
from checker.engine.cache import Cache, open_cache
from checker.model import Report
from checker.reporters import report_json
from checker.sources.limits import Limits

SAMPLES = Path(__file__).parents[2] / "inputs" / "heping" / "2022Q4"
NAMES = ("区司法局.xlsx", "区审计局.xls", "劝业场街道办事处.csv")
posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "inputs"
    made.mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES / name, made)
    return made


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "home"))
    return tmp_path / "home" / "judged"


def opened() -> Cache:
    cache = open_cache()
    assert cache is not None
    return cache


def run(folder: Path, cache: Cache | None, **asked: Any) -> Report:
    usual = {"workers": 1, "trend": True, "rows": "counted"}
    return batch.run("heping", "2022Q4", folder, cache=cache, **usual | asked)


def found_again(folder: Path, **asked: Any) -> int:
    """How many workbooks a run with other options finds."""
    cache = opened()
    run(folder, cache, **asked)
    return cache.found


def test_the_same_bytes_come_out(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, first, second = run(folder, None), opened(), opened()
    assert report_json.render(run(folder, first)) == report_json.render(plain)
    assert (first.asked, first.found) == (3, 0)
    monkeypatch.setattr(workbooks, "check_workbook", None)  # nothing is judged
    assert run(folder, second) == plain
    assert (second.asked, second.found) == (3, 3)


def test_only_what_changed_is_judged(folder: Path, home: Path) -> None:
    run(folder, opened())
    text = (folder / NAMES[2]).read_bytes()
    (folder / NAMES[2]).write_bytes(text + b"\r\n")
    cache = opened()
    assert run(folder, cache) == run(folder, None)
    assert cache.found == 2
    (folder / NAMES[0]).rename(folder / "区司法局 修改.xlsx")  # whose it is may be in its name only
    assert found_again(folder) == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"trend": False},
        {"rows": "none"},
        {"rows": "all"},
        {"records": True},
        {"as_of": date(2023, 1, 31)},
        {"limits": Limits(cells=1_000)},
        {"explained": "1"},
    ],
    ids=str,
)
def test_what_is_asked_matters(folder: Path, home: Path, asked: dict[str, Any]) -> None:
    run(folder, opened())
    assert found_again(folder, **asked) == 0
    assert found_again(folder) == 3


def test_the_period_the_pack_and_the_program_matter(
    folder: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder, opened())
    for period in ("2022Q3", "2022"):
        cache = opened()
        batch.run("heping", period, folder, workers=1, cache=cache, trend=True, rows="counted")
        assert cache.found == 0
    indicators = SAMPLES.parents[2] / "indicators"
    shutil.copytree(indicators, tmp_path / "indicators")
    (file,) = (tmp_path / "indicators" / "heping").glob("pack.yaml")
    file.write_text(file.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    other, cache = load_pack(tmp_path / "indicators" / "heping"), opened()
    batch.run("heping", "2022Q4", folder, workers=1, cache=cache, trend=True, rows="counted", load=lambda _: other)
    assert cache.found == 0
    monkeypatch.setattr(prints, "print_program", lambda: "another program")
    assert found_again(folder) == 0


def test_a_crash_is_not_kept(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(workbooks, "check_workbook", lambda *_: 1 / 0)
        assert len(run(folder, opened()).faults) == 3
    cache = opened()
    assert not run(folder, cache).faults
    assert cache.found == 0


def test_a_reading_that_was_stopped_is_not_kept(folder: Path, home: Path) -> None:
    hurried = Limits(wall_seconds=0.0)
    run(folder, opened(), limits=hurried)
    assert found_again(folder, limits=hurried) == 0


def test_a_workbook_that_changes_while_it_is_judged_is_not_kept(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = opened()
    real = workbooks.read_and_judge

    def change_first(path: Path, *more: Any) -> Any:
        if path.name == NAMES[2]:
            path.write_bytes(path.read_bytes() + b"\r\n")
        return real(path, *more)

    monkeypatch.setattr(workbooks, "read_and_judge", change_first)
    run(folder, cache)
    monkeypatch.undo()
    monkeypatch.setenv("CHECKER_CACHE", str(home.parent))
    shutil.copy(SAMPLES / NAMES[2], folder)
    assert found_again(folder) == 2


def entries(home: Path) -> list[Path]:
    return sorted(path for path in home.glob("*/*") if path.is_file())


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-10] ^= 1
    path.write_bytes(content)


def replace_with_link(path: Path) -> None:
    other = path.with_name("elsewhere")
    path.rename(other)
    path.symlink_to(other)


def replace_with_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        damage,
        lambda path: path.write_bytes(path.read_bytes()[:100]),
        lambda path: path.write_bytes(b""),
        pytest.param(lambda path: path.chmod(0o644), marks=posix, id="readable"),
        pytest.param(replace_with_link, marks=posix),
        replace_with_folder,
    ],
)
def test_an_entry_that_can_not_be_trusted_is_judged_again(
    folder: Path, home: Path, spoil: Callable[[Path], object]
) -> None:
    plain = run(folder, opened())
    spoil(entries(home)[0])
    cache = opened()
    assert run(folder, cache) == plain
    assert cache.found == 2


@posix
def test_entries_are_the_users_alone(folder: Path, home: Path) -> None:
    previous = os.umask(0)
    try:
        run(folder, opened())
    finally:
        os.umask(previous)
    assert [path.stat().st_mode & 0o777 for path in entries(home)] == [0o600] * 3
    assert {path.stat().st_mode & 0o777 for path in (home, *home.iterdir())} == {0o700}


@posix
def test_a_folder_that_others_can_use_is_none(home: Path) -> None:
    assert open_cache() is not None
    home.chmod(0o770)
    assert open_cache() is None


@posix
def test_a_folder_of_somebody_else_is_none(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert open_cache() is not None
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert open_cache() is None


def test_there_may_be_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE", "")
    assert open_cache() is None


def test_a_cache_that_can_not_be_written_costs_no_run(
    folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = opened()
    shutil.rmtree(home)
    home.write_text("in the way")
    assert run(folder, cache) == run(folder, None)


def test_the_entries_not_used_for_longest_make_room(folder: Path, home: Path) -> None:
    run(folder, opened())
    old, *others = entries(home)
    os.utime(old, (1, 1))
    Cache(home, sum(path.stat().st_size for path in others)).make_room()
    assert entries(home) == others
    Cache(home, 0).make_room()
    assert not entries(home)


def test_workers_keep_what_they_judge(folder: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "WORTH_A_POOL", 0)
    plain = run(folder, None)
    assert run(folder, opened(), workers=2) == plain
    assert found_again(folder) == 3


def test_what_was_judged_before_an_interrupt_is_kept(folder: Path, home: Path) -> None:
    def interrupt(done: int, total: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(folder, opened(), progress=interrupt)
    assert found_again(folder) == 2
