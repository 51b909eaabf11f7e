"""The registry of reporters: found by walking, no two under one name, and nothing heavy on the way to the help."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from checker.cli.help import ON_SCREEN
from checker.reporters import registry
from checker.reporters.registry import file_names, file_reporters, find_reporter, reporters

PACKAGE = Path(registry.__file__).parent


def test_every_module_with_a_reporter_is_found() -> None:
    declaring = {
        path.parent.name if path.name == "__init__.py" else path.stem
        for path in (*PACKAGE.glob("*.py"), *PACKAGE.glob("*/__init__.py"))
        if "\nREPORTER = " in path.read_text(encoding="utf-8")
    }
    assert {each.file.replace(".", "_") for each in reporters()} >= {"report_json", "flags_csv"}
    assert len(reporters()) == len(declaring)


def test_names_and_words_are_unlike() -> None:
    files = [each.file for each in reporters()]
    forms = [each.form for each in reporters() if each.form]
    assert len(set(files)) == len(files)
    assert len({*forms, ON_SCREEN}) == len(forms) + 1
    for form in forms:
        assert find_reporter(form).form == form


def test_one_of_the_files_lists_every_flag_whatever_is_checked() -> None:
    for whole in (True, False):
        assert [each for each in file_reporters(whole=whole) if each.lists_flags]


def test_what_is_of_a_run_only_is_not_written_for_a_single_workbook() -> None:
    single, whole = ({each.file for each in file_reporters(whole=is_whole)} for is_whole in (False, True))
    assert single < whole
    assert all(name in file_names(whole=True).en and name in file_names(whole=True).zh for name in whole)


def test_two_reporters_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.reporters import flags_csv, report_json

    monkeypatch.setattr(flags_csv, "REPORTER", replace(report_json.REPORTER, form=None))
    with pytest.raises(ValueError, match=r"report\.json"):
        reporters.__wrapped__()
    monkeypatch.setattr(flags_csv, "REPORTER", replace(flags_csv.REPORTER, file="other.csv", form="json"))
    with pytest.raises(ValueError, match="json"):
        reporters.__wrapped__()


def test_the_registry_loads_nothing_heavy() -> None:
    program = (
        "import sys; from checker.reporters.registry import reporters; reporters()\n"
        "sys.exit(str({'jinja2', 'openpyxl', 'pandas', 'numpy', 'pydantic'} & set(sys.modules) or '') or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
