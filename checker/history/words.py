"""What a recorded result, state, row or role is called, in both languages."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from checker.history.runs import Label, Party
from checker.history.tables import Cell
from checker.model import Aim, Language, State, Status
from checker.model.records import Role
from checker.text.amounts import short_text
from checker.text.bilingual import Text
from checker.wording.labels import MARKS, STATES, STATUSES, score_text, target_text, value_text
from checker.wording.results import is_same_value
from checker.wording.targets import read_target

Item = Mapping[str, Any]

ROLES = {
    "": Text(zh="未计入", en="not counted"),
    Role.NUMERATOR: Text(zh="分子", en="numerator"),
    # Under a ceiling, to be outside the numerator is no failure.
    Role.FAILURE: Text(zh="未列入分子", en="not in the numerator"),
    Role.EXCLUDED: Text(zh="剔除", en="excluded"),
    Role.UNKNOWN: Text(zh="待定", en="undecided"),
    Role.PENDING: Text(zh="尚未到期", en="not due yet"),
    Role.COUNTED: Text(zh="计入", en="counted"),
}
_BLANK = Text(zh="（空）", en="(blank)")
_YES, _NO = Text(zh="是", en="yes"), Text(zh="否", en="no")
NONE = Text(zh="无", en="none")


def unit_of(item: Item, label: Label) -> Text:
    """The unit of a result."""
    return label.unit if label.unit.zh else Text(item["unit"], item["unit"])


def target_of(item: Item) -> Aim:
    """The target of a result."""
    return read_target(item["target"])


def mark_of(item: Item | None) -> str:
    """The mark of a result's status, one column wide; a dot if there is no result."""
    return "." if item is None else MARKS[Status(item["status"])]


def status_words(item: Item, language: Language) -> str:
    """The status of a result with its mark."""
    status = Status(item["status"])
    return f"{MARKS[status]} {STATUSES[status].of(language)}"


def value_words(item: Item, label: Label, language: Language) -> str:
    """The value of a result; "-" if it has none."""
    if item["value"] is None:
        return "-"
    value = Fraction(item["value"])
    return value_text(value, unit_of(item, label), language, target_of(item).at(value).value)


def counts_words(item: Item) -> str:
    """Numerator over denominator, e.g. "19/20"; empty for a value that isn't their quotient."""
    above, below = item["numerator"], item["denominator"]
    if above is None or below is None or not below or item["value"] is None:
        return ""
    if not is_same_value(Fraction(above) / Fraction(below), Fraction(item["value"])):
        return ""
    return f"{short_text(Fraction(above))}/{short_text(Fraction(below))}"


def target_words(item: Item, label: Label, language: Language) -> str:
    """The target of a result, e.g. "≥ 95%"."""
    return target_text(target_of(item), unit_of(item, label), language)


def points_words(item: Item) -> str:
    """The points that a result earns of those it could, e.g. "4.5/5"; empty if it doesn't count."""
    if item["attainment"] is None or not item["weight"]:
        return ""
    weight = Fraction(item["weight"])
    return f"{score_text(Fraction(item['attainment']) * weight)}/{short_text(weight)}"


def result_words(item: Item | None, label: Label, language: Language) -> str:
    """A result in one phrase: status, value, counts, what is left out or undecided, and points."""
    if item is None:
        return NONE.of(language)
    zh = language == "zh"
    counts, points = counts_words(item), points_words(item)
    parts = [status_words(item, language), value_words(item, label, language), counts]
    if item["excluded"]:
        parts.append(f"剔除 {item['excluded']}" if zh else f"{item['excluded']} excluded")
    if item["unknown"]:
        parts.append(f"待定 {item['unknown']}" if zh else f"{item['unknown']} undecided")
    if points:
        parts.append(f"得分 {points}" if zh else f"points {points}")
    return ("，" if zh else ", ").join(part for part in parts if part)


def party_words(party: Party | None, language: Language) -> str:
    """A department's state, score and grade in one phrase."""
    if party is None:
        return NONE.of(language)
    state = STATES[State(party.state)].of(language)
    if party.score is None:
        return state
    score = score_text(Fraction(party.score))
    if language == "zh":
        return f"{state}，{score} 分" + (f"，{party.grade.zh}" if party.grade.zh else "")
    return f"{state}, {score}" + (f", {party.grade.en}" if party.grade.en else "")


def cell_words(cell: Cell, choices: Mapping[str, Text], language: Language) -> str:
    """A cell, a choice by its label."""
    if cell is None:
        return _BLANK.of(language)
    if isinstance(cell, bool):
        return (_YES if cell else _NO).of(language)
    return choices[cell].of(language) if cell in choices else cell
