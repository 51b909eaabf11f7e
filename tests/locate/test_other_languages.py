"""Rows that are no data in a German table; each word judged by hand."""

from __future__ import annotations

import pytest

from checker.locate.headings import is_serial, strip_marks
from checker.locate.marks import Mark, declares_nothing, mark_of, may_be_marked
from checker.locate.telling import begins_example, heads_section, instructs, is_example, is_total
from checker.text.locales import USUAL, locales_of
from checker.text.seals import strip_seal

GERMAN = locales_of(("de",))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Summe", Mark.TOTAL),
        ("Gesamtsumme: 1.234,50", Mark.TOTAL),
        ("Insgesamt", Mark.TOTAL),
        ("Zwischensumme", Mark.SUBTOTAL),
        ("Summe 1. Quartal", None),
        ("Anmerkung: ohne Fehlalarme", Mark.NOTE),
        ("Hinweise:", Mark.NOTE),
        ("Geprüft von: Weber", Mark.NOTE),
        ("Unterschrift", Mark.NOTE),
        ("Fehlanzeige", Mark.NOTHING),
        ("keine", Mark.NOTHING),
        ("-", Mark.NOTHING),
        ("Sommerfest", None),
        ("Gesamtschule Nord", None),
        ("Hinweisgeber Weber", None),
        ("Keiner, Anna", None),
        ("合计", None),
        ("注：说明", None),
    ],
)
def test_marks(text: str, mark: Mark | None) -> None:
    assert mark_of(text, GERMAN) is mark
    assert mark is None or may_be_marked(text, GERMAN)


def test_german_words_are_data_where_german_is_not_read() -> None:
    assert mark_of("Summe", USUAL) is None
    assert mark_of("Anmerkung:", USUAL) is None


def test_nothing_of_the_kind_that_the_sheet_lists() -> None:
    names = frozenset({"einsätze"})
    assert declares_nothing("Im Berichtszeitraum keine Einsätze.", GERMAN, names=names)
    assert not declares_nothing("Keine Übungen", GERMAN, names=names)


def test_words_elsewhere_in_a_row() -> None:
    assert is_total("Durchschnitt: 12,5", GERMAN)
    assert is_example("(Beispiel)", GERMAN)
    assert begins_example("z. B.: 0417", GERMAN)
    assert instructs("Bitte jede Zeile ausfüllen", GERMAN)
    assert heads_section("1. Quartal 2022", GERMAN)
    assert not heads_section("第一季度", GERMAN)


def test_what_is_added_to_headers_and_names() -> None:
    assert is_serial("Lfd. Nr.", GERMAN)
    assert strip_marks("Datum (Pflichtfeld)", GERMAN) == "Datum"
    assert strip_seal("Wache Nord (Dienstsiegel)", GERMAN) == "Wache Nord"
