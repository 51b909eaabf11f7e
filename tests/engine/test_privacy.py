"""Nobody's name leaves the department, not even from a column in which names do not belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.batch import check
from checker.model import Report
from checker.privacy.masking import flag_message
from checker.reporters import flags_csv, report_json
from samples.library.cells import Cell, book_of
from samples.library.xlsx import by_openpyxl

NAME = "诸葛明远"


@pytest.fixture
def report(tmp_path: Path) -> Report:
    roster: list[list[Cell]] = [
        ["执法证号", "姓名", "上岗日期", "备注"],
        ["津01-0001", NAME, NAME, NAME],  # the name once where it belongs, twice where it does not
        [NAME, "王五", None, ""],  # and as a key
    ]
    path = tmp_path / "区司法局.xlsx"
    path.write_bytes(by_openpyxl(book_of({"填报说明": [["报送单位", "区司法局"]], "执法人员名册": roster})))
    return check([path], pack="heping", period="2022Q4")


def test_names_are_masked_wherever_they_stand(report: Report) -> None:
    (department,) = report.departments
    messages = [flag_message(flag, language) for flag in department.flags for language in ("zh", "en")]
    outputs = [report_json.render(report), flags_csv.render(report), *messages]
    assert not [output for output in outputs if NAME in output]
    assert any("诸**" in output for output in outputs)
    assert NAME in report_json.render(report, reveal=True)
