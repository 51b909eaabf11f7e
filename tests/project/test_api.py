"""What Python programs import from `checker`: light to import, the same functions as the commands', documented."""

from __future__ import annotations

import doctest
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import checker
import checker.engine.batch

ROOT = Path(__file__).resolve().parents[2]
JUSTICE = ROOT / "inputs" / "heping" / "2022Q4" / "区司法局.xlsx"


def test_the_documented_example_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = doctest.testmod(checker)
    assert (found.failed, found.attempted >= 8) == (0, True)


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        (
            "import checker",
            ("pandas", "numpy", "yaml", "ruamel.yaml", "rich", "typer", "checker.model", "checker.engine"),
        ),
        (
            "from checker import Report, Stop",
            ("pandas", "numpy", "yaml", "ruamel.yaml", "rich", "typer", "checker.engine"),
        ),
        ("from checker import load_pack; load_pack('jizhou')", ("pandas", "numpy", "openpyxl", "rich", "typer")),
        ("from checker import check, run", ("openpyxl", "jinja2", "typer")),
    ],
)
def test_a_name_loads_only_what_it_needs(line: str, absent: tuple[str, ...]) -> None:
    script = f"import sys\n{line}\nloaded = set({absent!r}) & set(sys.modules)\nassert not loaded, loaded"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_public_name_is_there_and_documented() -> None:
    for name in checker.__all__:
        assert getattr(checker, name).__doc__
    for function in (checker.check, checker.run, checker.load_pack):
        assert "Args:" in function.__doc__ and "Raises:" in function.__doc__
    assert (checker.check, checker.run) == (checker.engine.batch.check, checker.engine.batch.run)
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        checker.chek  # noqa: B018


def test_a_workbook_is_checked_for_what_the_arguments_say(tmp_path: Path) -> None:
    report = checker.check([str(JUSTICE), JUSTICE], department="sfj", as_of=date(2022, 12, 1))
    assert (report.as_of, len(report.departments), report.departments[0].code) == (date(2022, 12, 1), 1, "sfj")
    for pack in ("heping", ROOT / "indicators" / "heping"):
        path = tmp_path / "区财政局.csv"
        path.write_text("执法证号,姓名\n津01-0001,甲\n", encoding="utf-8")
        report = checker.check([path], pack, "2022Q4")
        assert (report.pack, report.period, report.departments[0].code) == ("heping", "2022Q4", "czj")


def test_what_cannot_be_done_is_a_stop_that_says_what_to_do() -> None:
    for call in (lambda: checker.check(["nowhere.xlsx"]), lambda: checker.run("nowhere", "2022Q4", ".")):
        with pytest.raises(checker.Stop) as stopped:
            call()
        assert stopped.value.hint is not None


def test_a_folder_is_run_and_compared_with_an_earlier_report(tmp_path: Path) -> None:
    from checker.reporters import report_json

    folder = ROOT / "inputs" / "jizhou" / "2021"
    earlier = tmp_path / "report.json"
    text = report_json.render(checker.run("jizhou", "2021", folder))
    earlier.write_text(text.replace('"period": "2021"', '"period": "2020"'), encoding="utf-8")
    report = checker.run("jizhou", "2021", str(folder), previous=str(earlier))
    assert report.previous is not None
    assert (report.previous.period, len(report.previous.departments)) == ("2020", len(report.departments))
