"""A pack in one language that is neither Chinese nor English, and a workbook as its people write it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.model import Department, Status
from checker.model.workbook import Raw, Sheet, Workbook
from tests.engine.books import checked

ROWS: list[list[Raw]] = [
    ["Einsätze der Wache Nord"],
    ["Lfd. Nr.", "Einsatznummer", "Datum (Pflichtfeld)", "Kritisch", "Eintreffzeit", "Kosten (Euro)"],
    [1, "E-01", "05.03.2022", "ja", "8 Min.", "1.234,50"],
    [2, "E-02", "Mo., 4. Juli 2022", "Ja", "9,5 Minuten", "600"],
    [3, "E-03", "31. Dez. 2022", "ja", "3 Std. 20 Min.", "2.000,50 Euro"],
    [None, "Zwischensumme", None, None, None, "3.835,00"],
    [4, "E-04", "1.10.2022 14:05 Uhr", "nein", "1,5 Std.", "k. A."],
    ["Summe", None, None, None, None, "3.835,00"],
    ["Anmerkung: ohne Fehlalarme"],
    ["Geprüft von: Weber", None, "Datum: 10.01.2023"],
]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(Path(__file__).parent / "german" / "feuerwehr")


def judged(pack: Pack, rows: Sequence[list[Raw]]) -> Department:
    cover = Sheet("Deckblatt", [["Dienststelle", "Wache Nord (Dienstsiegel)"], ["Berichtszeitraum:", "2022"]])
    sheets = (cover, Sheet("Einsätze", list(rows)))
    return checked(pack, "2022", Workbook("nord.xlsx", "xlsx", "0" * 64, sheets)).department


def test_a_german_workbook_is_read_and_judged(pack: Pack) -> None:
    department = judged(pack, ROWS)
    results = {each.indicator: each for each in department.results}
    # By hand: three critical missions, of which 8 and 9.5 minutes are in time; 1,234.50 + 600 + 2,000.50 euros.
    assert results["hilfsfrist"].value == Fraction(2, 3)
    assert results["hilfsfrist"].status is Status.MISSED
    assert results["kosten"].value == Fraction(3835)
    unread = [each.code.id for each in department.flags if each.code.id.startswith("V")]
    assert unread == ["V341"]  # only the time of day behind a date


def test_chinese_words_are_strange_there(pack: Pack) -> None:
    for column, word, code in ((2, "2022年3月5日", "V314"), (3, "是", "V312"), (4, "8分钟", "V351")):
        rows = [list(row) for row in ROWS]
        rows[2][column] = word
        assert code in {each.code.id for each in judged(pack, rows).flags}


def test_nothing_to_report_in_german(pack: Pack) -> None:
    for words in ("Fehlanzeige", "keine Einsätze", "Im Berichtszeitraum keine Einsätze."):
        results = judged(pack, [*ROWS[:2], [words]]).results
        assert {each.indicator: each.status for each in results} == {
            "hilfsfrist": Status.NOT_APPLICABLE,
            "kosten": Status.MET,
        }
