"""What comes in before New Year and falls due after it is judged once, in the new year, and never lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.engine.batch import check
from checker.engine.indicator import judge_indicator
from checker.model import Department, Result
from checker.privacy.masking import flag_message
from tests.definitions.small_pack import write_small
from tests.template.making import blanks, fill, opened, saved, task
from tests.typed_rows import submitted

ANSWERED = {"application_no": "1", "received_on": date(2022, 3, 1), "replied_on": date(2022, 3, 10)}
OPEN = {"application_no": "2", "received_on": date(2022, 12, 20)}
JANUARY = {"application_no": "3", "received_on": date(2023, 1, 3), "replied_on": date(2023, 1, 12)}


def checked(folder: Path, period: str, *rows: dict[str, Any]) -> Department:
    """What is said of applications for information in a real workbook."""
    (blank,) = blanks(task("heping", period), "zh", "czj")
    book = opened(blank)
    cells = [{name: row.get(name) for name in blank.pack.tables["disclosure"].asked} for row in rows]
    fill(book, blank.pack, "zh", {"disclosure": cells}, {})
    (department,) = check([saved(book, folder / "czj.xlsx")]).departments
    return department


def replies(department: Department) -> Result:
    return next(each for each in department.results if each.indicator == "disclosure-replies")


def said(department: Department) -> list[tuple[str, str]]:
    """The flags on rows that no indicator counts, or that count against one."""
    codes = ("C411", "C412", "M501", "M502", "M520", "M521")
    return [(flag.code.id, flag.place.field) for flag in department.flags if flag.code.id in codes]


def test_the_old_year_lists_it_and_says_until_when(tmp_path: Path) -> None:
    department = checked(tmp_path, "2022Q4", ANSWERED, OPEN)
    result = replies(department)
    assert (result.numerator, result.denominator, result.excluded, result.status.value) == (1, 1, 0, "met")
    assert said(department) == [("M520", "replied_on")]
    (flag,) = (flag for flag in department.flags if flag.code.id == "M520")
    assert flag.place.row == result.measured.pending_rows.numbers[0]
    assert "isn't due until 2023-01-18" in flag_message(flag, "en")
    assert flag_message(flag, "zh").endswith("到2022年底仍未办结的，请转入2023年的工作簿")


def test_what_was_due_last_year_or_waits_counts_either_way_nowhere(tmp_path: Path) -> None:
    long_due = {"application_no": "4", "received_on": date(2021, 11, 1), "supplement_asked_on": "待核实"}
    due = {**long_due, "application_no": "5", "received_on": date(2022, 3, 1)}
    result = replies(checked(tmp_path, "2022Q4", ANSWERED, long_due))
    assert (result.numerator, result.denominator, result.unknown, result.status.value) == (1, 1, 0, "met")
    result = replies(checked(tmp_path, "2022Q4", ANSWERED, due))
    assert (result.denominator, result.unknown, result.status.value) == (1, 1, "undetermined")


@pytest.mark.parametrize(
    ("replied", "counts", "flags"),
    [
        (None, (1, 2), [("M501", "replied_on")]),
        (date(2023, 1, 18), (2, 2), []),
        (date(2023, 1, 19), (1, 2), [("M501", "replied_on")]),
        # Answered in the old year, and counted there.
        (date(2022, 12, 29), (1, 1), [("C411", "received_on")]),
    ],
)
def test_the_new_year_judges_it(
    replied: date | None, counts: tuple[int, int], flags: list[tuple[str, str]], tmp_path: Path
) -> None:
    department = checked(tmp_path, "2023Q1", OPEN | {"replied_on": replied}, JANUARY)
    result = replies(department)
    assert (result.numerator, result.denominator) == counts
    assert said(department) == flags


def test_nothing_due_yet_is_said_to_be_so(tmp_path: Path) -> None:
    result = replies(checked(tmp_path, "2022Q4", OPEN))
    assert result.status.value == "not_applicable"
    assert result.reason is not None and result.reason.en.endswith("1 row is not due yet")


def judged(folder: Path, name: str, change: dict[str, str], period: str, *rows: dict[str, Any]) -> Result:
    """The result of an indicator of the small pack whose rows have a time limit."""
    due = "when: {within: {days: 20, of: filed_on}, done: hearing_on}"
    whole = {f"demo/{name}.yaml": {"when: filed_on": due, **change}}
    pack = load_pack(write_small(folder, change=whole))
    indicator = pack.indicators[name]
    submission = submitted(pack.tables, {table: rows if table == "cases" else () for table in pack.tables})
    entry = next(entry for entry in pack.roster.departments if entry.code in pack.judged(indicator))
    return judge_indicator(indicator, submission, entry, task_of(pack, period, None), {})


LATE = [
    {"case_no": "A1", "category": "major", "filed_on": date(2022, 12, 20)},
    {"case_no": "A2", "category": "major", "filed_on": date(2022, 12, 20), "hearing_on": date(2022, 12, 30)},
    {"case_no": "A3", "category": "major", "filed_on": date(2022, 12, 20), "hearing_on": date(2023, 1, 5)},
    {"case_no": "A4", "category": "major", "filed_on": date(2022, 12, 11)},
]


@pytest.mark.parametrize(
    ("period", "counted", "pending"), [("2022", (3, 5), (2, 4)), ("2023", (2, 4), ())], ids=["old year", "new year"]
)
def test_of_a_count_every_row_counts_once(
    period: str, counted: tuple[int, ...], pending: tuple[int, ...], tmp_path: Path
) -> None:
    result = judged(tmp_path, "lectures", {}, period, *LATE)
    assert result.measured.numerator_rows.numbers == counted
    assert result.measured.pending_rows.numbers == pending


def test_of_the_members_of_a_cohort_too(tmp_path: Path) -> None:
    old = judged(tmp_path / "old", "reviews", {}, "2022", *LATE)
    assert [member.amount for member in old.measured.members] == [0, 0, 0, 2]
    assert old.measured.pending_rows.numbers == (2, 4)
    new = judged(tmp_path / "new", "reviews", {}, "2023", *LATE)
    assert [member.amount for member in new.measured.members] == [2, 0, 0, 0]


def test_on_its_last_day_a_row_is_not_late_but_at_the_end_of_the_year_it_is(tmp_path: Path) -> None:
    june = {"case_no": "A1", "category": "major", "filed_on": date(2022, 6, 10)}
    assert judged(tmp_path / "june", "lectures", {}, "2022Q2", june).measured.pending_rows.numbers == (2,)
    end = judged(tmp_path / "end", "lectures", {}, "2022", LATE[3])
    assert end.measured.pending_rows.numbers == ()
