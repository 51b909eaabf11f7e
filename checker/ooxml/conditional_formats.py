"""Colours cells by conditional formatting, and knows its own rules again: no cell and no style of a cell is touched.

Knows the elements around the cells of a worksheet. A rule of ours is always true, and its formula says whose it is;
programs keep the formula whenever they save the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from checker.model import Severity
from checker.model.workbook import letters
from checker.ooxml.marks import Mark
from checker.ooxml.sheet_text import ORDER
from checker.ooxml.splice import Element, Markup
from checker.ooxml.xml_text import qualified

#: The text in it has no number: the formula is true everywhere, and for ever.
_FORMULA = 'N("checker:{}")=0'
_OURS = re.compile(r'\s*=?\s*N\(\s*"checker:(?:error|red|amber|info)"\s*\)\s*=\s*0\s*', re.IGNORECASE)
#: Ranges in one rule; Excel itself writes no more than a few thousand characters of them.
_RANGES = 200


def colour(around: bytes, part: str, marks: Iterable[Mark], formats: Mapping[Severity, int]) -> bytes:
    """Puts the rules in, before all others in force.

    Args:
        around: what is around the cells of a worksheet without rules of ours.
        part: its name.
        marks: what to colour.
        formats: the number of the format (`dxf`) for each severity.
    """
    markup = Markup(around, part)
    chunks = [
        (severity, ranges[first : first + _RANGES])
        for severity in sorted(Severity, reverse=True)
        if (ranges := _ranges(mark for mark in marks if mark.severity is severity))
        for first in range(0, len(ranges), _RANGES)
    ]
    rules = list(_ranked(markup.root))
    first = 1
    if any(each.attributes.get("pivot") in ("1", "true") for each in markup.root.every("conditionalFormatting")):
        # Pivot tables name the rules that are theirs by their rank, in a part of their own.
        first += max((int(rule.attributes["priority"]) for rule in rules), default=0)
    else:
        _move(markup, rules, len(chunks))
    for rank, (severity, ranges) in enumerate(chunks, first):
        fragment = (
            f'<conditionalFormatting sqref="{" ".join(ranges)}">'
            f'<cfRule type="expression" dxfId="{formats[severity]}" priority="{rank}">'
            f"<formula>{_FORMULA.format(severity.word)}</formula></cfRule></conditionalFormatting>"
        )
        # LibreOffice goes by the order in the file where Excel goes by rank.
        fragment = qualified(fragment, markup.root.prefix)
        markup.add(markup.root, ORDER, "conditionalFormatting", fragment, in_front=True)
    return markup.written()


def uncolour(around: bytes, part: str) -> bytes:
    """Takes all rules of ours out, and gives the others the rank that they had."""
    markup = Markup(around, part)
    ours: set[Element] = set()
    for formatting in (child for child in markup.root.children if child.local == "conditionalFormatting"):
        rules = [child for child in formatting.children if child.local == "cfRule"]
        found = [rule for rule in rules if _is_ours(rule)]
        ours.update(found)
        if found and len(found) == len(rules):
            markup.remove(formatting)
        for rule in found:
            markup.remove(rule)
    if not ours:
        return around
    rest = [rule for rule in _ranked(markup.root) if rule not in ours]
    if all(int(rule.attributes["priority"]) > len(ours) for rule in rest):
        _move(markup, rest, -len(ours))
    return markup.written()


def _is_ours(rule: Element) -> bool:
    formula = rule.child("formula")
    return rule.attributes.get("type") == "expression" and formula is not None and bool(_OURS.fullmatch(formula.text))


def _ranked(root: Element) -> Iterable[Element]:
    """All rules with a rank, those of later versions of Excel too."""
    return (rule for rule in root.every("cfRule") if rule.attributes.get("priority", "").isdecimal())


def _move(markup: Markup, rules: Iterable[Element], by: int) -> None:
    for rule in rules:
        markup.set(rule, "priority", str(int(rule.attributes["priority"]) + by))


def _ranges(marks: Iterable[Mark]) -> list[str]:
    """The cells as few ranges: those below each other are one."""
    runs: list[list[int]] = []
    for column, row in sorted({(mark.column, mark.row) for mark in marks}):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1][2] = row
        else:
            runs.append([column, row, row])
    return [
        f"{letters(column)}{first}" if first == last else f"{letters(column)}{first}:{letters(column)}{last}"
        for column, first, last in runs
    ]
