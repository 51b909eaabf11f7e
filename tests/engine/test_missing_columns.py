"""A column that a sheet lacks is told once, in the sheet's language, with all that is computed from it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.engine.pipeline import CheckedWorkbook
from checker.model import Language
from checker.model.workbook import Sheet, Workbook
from checker.text.moments import parse_moment
from tests.engine.books import checked, of_code

FIELDS = ("attendance_no", "arrived_at", "treated_at", "decided_at", "departed_at", "outcome")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("hospital")


def attendances(pack: Pack, language: Language, *, without: str) -> CheckedWorkbook:
    """Checks 3 patients of a hospital in a sheet that lacks a column."""
    table, came = pack.tables["attendances"], parse_moment("2022-12-05 09:00")
    fields = [field for field in FIELDS if field != without]
    assert came is not None
    rows = []
    for number in range(3):
        row = {
            "attendance_no": f"A{number}",
            "arrived_at": came,
            "treated_at": came + timedelta(minutes=20),
            "decided_at": None,
            "departed_at": came + timedelta(hours=2),
            "outcome": "Discharged",
        }
        rows.append([row[field] for field in fields])
    header = [table.columns[field].header.text.of(language) for field in fields]
    cover = Sheet("Cover", [["Department", "Northmoor University Hospitals"]])
    sheet = Sheet(table.sheet.text.of(language), [header, *rows])
    return checked(pack, "2022-12", Workbook("nuh.xlsx", "xlsx", "0" * 64, (cover, sheet)))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("without", ["arrived_at", "treated_at"])
def test_the_flag_names_the_column_as_the_sheet_would(pack: Pack, language: Language, without: str) -> None:
    (missing,) = of_code(attendances(pack, language, without=without).department, "W216")
    header = pack.tables["attendances"].columns[without].header
    assert missing.place.header == header.text.of(language)
    assert missing.expected is not None
    accepted, *unrecognised = missing.expected.en.split("; ")
    assert accepted.split(", ")[0] == header.en
    assert accepted.split(", ")[-1] == header.zh
    assert missing.expected.zh.split("、")[0] == header.zh
    assert unrecognised == []


def test_rows_are_not_flagged_or_refused_for_what_is_computed_from_it(pack: Pack) -> None:
    one = attendances(pack, "en", without="arrived_at")
    assert of_code(one.department, "M502") == []
    (sheet,) = [each for each in one.department.sheets if each.table == "attendances"]
    assert (sheet.read, sheet.judged, sheet.refused) == (3, 3, 0)
    waits = next(each for each in one.department.results if each.indicator == "ae-time-to-treatment")
    assert waits.status.value == "undetermined"
