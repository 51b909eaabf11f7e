"""What the command says of the cache, and how it is turned off."""

import shutil
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "inputs" / "heping" / "2022Q4"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("区审计局.xls", "劝业场街道办事处.csv"):
        shutil.copy(SAMPLES / name, tmp_path / "in")
    return ("run", "heping", "2022Q4", "in", "--workers", "1", "--fail-on", "never")


def test_a_second_run_says_how_many_workbooks_are_unchanged(called, asked):
    first = called(*asked)
    assert "unchanged" not in first.err
    again = called(*asked)
    assert "2 of 2 workbooks unchanged since an earlier run\n" in again.err
    assert again.out == first.out
    Path("in", "区审计局.xls").unlink()
    shutil.copy(SAMPLES / "区司法局.xlsx", "in")
    assert "2 份工作簿中有 1 份与以前检查时相同，没有重新检查\n" in called(*asked, language="zh").err
    assert "unchanged" not in called(*asked, "--no-cache").err


def test_an_office_can_do_without(called, asked, tmp_path):
    Path("checker.toml").write_text("cache = false\n")
    called(*asked)
    assert "unchanged" not in called(*asked).err
    assert not (tmp_path / "home").exists()


def test_an_office_sets_the_room(called, asked, tmp_path):
    Path("checker.toml").write_text("[limits]\ncache_mb = 1\n")
    called(*asked)
    entry = next((tmp_path / "home").glob("judged/*/*"))
    entry.with_name("large").write_bytes(bytes(2 * 1024 * 1024))
    shutil.copy(SAMPLES / "区司法局.xlsx", "in")
    assert "unchanged" in called(*asked).err
    assert not entry.with_name("large").exists()


def test_cache_is_true_or_false(called, asked):
    Path("checker.toml").write_text('cache = "no"\n')
    done = called(*asked)
    assert done.code == 2
    assert "true or false" in done.err


@pytest.mark.parametrize(("options", "said"), [((), True), (("--no-cache",), False)])
def test_an_interrupt_says_what_is_kept(called, asked, monkeypatch, options, said):
    from checker.engine import workbooks

    real, judged = workbooks.check_workbook, []

    def interrupted(*arguments):
        if judged:
            raise KeyboardInterrupt
        judged.append(real(*arguments))
        return judged[0]

    monkeypatch.setattr(workbooks, "check_workbook", interrupted)
    done = called(*asked, *options)
    line = "Interrupted. 1 of 2 workbooks are checked and in the cache: run again to continue\n"
    assert (done.code, done.out, done.err) == (130, "", line if said else "")
