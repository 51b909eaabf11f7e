"""Cells in other languages than Chinese and English; each value worked out by hand."""

from __future__ import annotations

import copy
import pickle
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

import pytest

from checker.convert.cells import Refusal
from checker.convert.readers import reader_of
from checker.convert.times import times_of
from checker.convert.words import refuse_ditto
from checker.tables.table import Table
from checker.tables.workdays import CHINESE
from checker.text.locales import USUAL, known_locales, locales_of

GERMAN = locales_of(("de",))


def read(type_: str, raw: Any, *languages: str, header: str = "Wert", **declared: Any) -> Any:
    """A value, or the code of what is wrong."""
    column = {"header": header, "type": type_, **declared.pop("column", {})}
    table = Table.model_validate({"id": "dinge", "sheet": "Dinge", "columns": {"value": column}, **declared})
    table.follow(CHINESE, locales_of(languages or ("de",)))
    found = reader_of(table, "value", header)(raw)
    return found.code.id if isinstance(found, Refusal) else found


@pytest.mark.parametrize(
    ("type_", "raw", "value"),
    [
        ("date", "31.12.2022", date(2022, 12, 31)),
        ("date", "5.3.2022", date(2022, 3, 5)),
        ("date", "5. März 2022", date(2022, 3, 5)),
        ("date", "05. Mrz. 2022", date(2022, 3, 5)),
        ("date", "1. Jänner 2022", date(2022, 1, 1)),
        ("date", "Samstag, 5. März 2022", date(2022, 3, 5)),
        ("date", "Sa., 05.03.2022", date(2022, 3, 5)),
        ("date", "Montag, 05.03.2022", "V315"),
        ("date", "05.03.2022 14:05 Uhr", date(2022, 3, 5)),
        ("date", "März 2022", "V316"),
        ("date", "31.12.", "V316"),
        ("date", "noch offen", "V314"),
        ("date", "entfällt", None),
        ("date", "2022年3月5日", "V314"),
        ("date", "5 October 2022", "V314"),
        ("datetime", "5. März 2022, 14 Uhr 05", datetime.fromisoformat("2022-03-05T14:05")),
        ("datetime", "05.03.2022 um 14:05 Uhr", datetime.fromisoformat("2022-03-05T14:05")),
        ("datetime", "05.03.2022 nachmittags 3:00", "V314"),
        ("decimal", "1.234,50", Fraction(2469, 2)),
        ("decimal", "1.234", Fraction(1234)),
        ("decimal", "ca. 12,5", "V308"),
        ("decimal", "mehrere", "V308"),
        ("decimal", "zwölf", Fraction(12)),
        ("decimal", "十二", "V304"),
        ("decimal", "k. A.", None),
        ("percent", "98,5 Prozent", Fraction(985, 1000)),
        ("percent", "98,5 %", Fraction(985, 1000)),
        ("boolean", "ja", True),
        ("boolean", "Nein", False),
        ("boolean", "yes", "V312"),
        ("boolean", "是", "V312"),
        ("boolean", "√", True),
        ("id", "keine", None),
    ],
)
def test_german(type_: str, raw: str, value: Any) -> None:
    assert read(type_, raw) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("3 Std. 20 Min.", 200),
        ("3 Stunden und 20 Minuten", 200),
        ("1,5 Std.", 90),
        ("1.200 Min.", 1200),
        ("90 Min", 90),
        ("eine halbe Stunde", 30),
        ("2 Tage 3 h", 51 * 60),
        ("1.5 Std.", "V351"),
        ("1小时30分", "V351"),
    ],
)
def test_german_lengths_of_time(raw: str, value: Any) -> None:
    assert read("duration", raw, column={"unit": "minutes"}) == value


def test_a_header_with_a_year_and_a_unit_in_german() -> None:
    assert read("integer", "2022", header="Jahr") == 2022
    assert read("integer", "12 Stk.") == 12
    assert read("decimal", "3,5 Stunden", column={"unit": {"en": "hours", "zh": "Stunden"}}) == Fraction(7, 2)


def test_what_a_table_declares_wins_over_its_language() -> None:
    assert read("decimal", "1.5", decimals="point") == Fraction(3, 2)
    assert read("date", "12/31/2022", dates="month-first") == date(2022, 12, 31)


def test_languages_that_differ_declare_nothing() -> None:
    assert read("decimal", "1.5", "de", "en") == Fraction(3, 2)
    assert read("date", "5.3.2022", "de", "en") == "V315"
    for word in ("ja", "yes"):
        assert read("boolean", word, "de", "en") is True


def test_a_time_behind_a_german_date_is_seen() -> None:
    assert times_of(["05.03.2022 14:05 Uhr", "05.03.2022 9 Uhr"], GERMAN) == {0: time(14, 5), 1: time(9)}
    assert times_of(["2022年3月5日 下午3时"], GERMAN) == {}


def test_a_german_ditto_is_refused() -> None:
    table = Table.model_validate({"id": "dinge", "sheet": "Dinge", "columns": {"value": {"header": "V", "type": "id"}}})
    table.follow(CHINESE, GERMAN)
    found = refuse_ditto(reader_of(table, "value", "V"), GERMAN)("wie oben")
    assert isinstance(found, Refusal)
    assert found.code.id == "V337"


def test_the_same_languages_are_the_same_object() -> None:
    assert locales_of(("zh", "en")) is USUAL
    assert pickle.loads(pickle.dumps(USUAL)) is USUAL
    assert copy.deepcopy(GERMAN) is GERMAN
    assert {"de", "en", "zh"} <= set(known_locales())
