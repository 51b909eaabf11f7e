"""Who lacks hours is told by a number; a name that was typed in its place is masked with everything else."""

from __future__ import annotations

from pathlib import Path

from checker.engine.batch import check
from checker.privacy.masking import mask_sentence
from checker.reporters import report_json
from samples.library.cells import Cell, book_of
from samples.library.xlsx import by_openpyxl

NAME = "诸葛明远"


def test_a_name_in_the_column_of_numbers_is_masked(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Cell]]] = {
        "填报说明": [["报送单位", "区市场监管局"]],
        "执法人员名册": [["执法证号", "姓名", "上岗日期"], [NAME, NAME, None]],
        "执法人员培训": [
            ["执法证号", "培训日期", "培训名称", "培训类别", "学时"],
            [NAME, "2022-03-01", "法治培训", "法律法规", 31],
        ],
    }
    path = tmp_path / "区市场监管局.xlsx"
    path.write_bytes(by_openpyxl(book_of(sheets)))
    report = check([path], pack="heping", period="2022Q4")
    (department,) = report.departments
    (result,) = [each for each in department.results if each.indicator == "officer-training"]
    assert result.needed is not None
    assert mask_sentence(result.needed.text, "zh") == ("执法证号 诸**（“执法人员名册”表第 2 行）：31/60 学时，还差 29")
    assert NAME in mask_sentence(result.needed.text, "en", reveal=True)
    assert NAME not in report_json.render(report)
