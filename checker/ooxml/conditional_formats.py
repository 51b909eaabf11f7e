"""Colours cells by conditional formatting, so that no cell and no cell style changes; removes the colours again.

Handles the elements around the cells of a worksheet. A rule of ours is always true, and its formula says that it is
ours; programs keep the formula when they save the file.
"""

import re
from collections.abc import Iterable, Mapping

from checker.model import Severity
from checker.model.workbook import letters
from checker.ooxml.page import Mark
from checker.ooxml.splice import Element, Markup
from checker.ooxml.worksheet import ORDER

#: N() of a text is 0, so the formula is true in every cell.
_FORMULA = 'N("checker:{}")=0'
_OURS = re.compile(r'\s*=?\s*N\(\s*"checker:(?:error|red|amber|info)"\s*\)\s*=\s*0\s*', re.IGNORECASE)
#: Ranges in one rule; Excel itself writes no more than a few thousand characters of them.
_RANGES = 200


def add_colours(around: bytes, part: str, marks: Iterable[Mark], formats: Mapping[Severity, int]) -> bytes:
    """Adds our rules ahead of all others to a worksheet without cells and without rules of ours.

    `formats` are the numbers of the formats (`dxf`).
    """
    markup = Markup(around, part)
    chunks = [
        (severity, ranges[first : first + _RANGES])
        for severity in sorted(Severity, reverse=True)
        if (ranges := _ranges(mark for mark in marks if mark.severity is severity))
        for first in range(0, len(ranges), _RANGES)
    ]
    rules = list(_ranked_rules(markup.root))
    first = 1
    if any(each.attributes.get("pivot") in ("1", "true") for each in markup.root.every("conditionalFormatting")):
        # Pivot tables refer to their rules by priority, in a part of their own.
        first += max((int(rule.attributes["priority"]) for rule in rules), default=0)
    else:
        _shift(markup, rules, len(chunks))
    for priority, (severity, ranges) in enumerate(chunks, first):
        fragment = (
            f'<conditionalFormatting sqref="{" ".join(ranges)}">'
            f'<cfRule type="expression" dxfId="{formats[severity]}" priority="{priority}">'
            f"<formula>{_FORMULA.format(severity.word)}</formula></cfRule></conditionalFormatting>"
        )
        # LibreOffice goes by the order in the file, Excel by priority.
        markup.add(markup.root, ORDER, "conditionalFormatting", fragment, in_front=True)
    return markup.to_bytes()


def remove_colours(around: bytes, part: str) -> bytes:
    """Removes all our rules and gives the others their old priorities."""
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
    rest = [rule for rule in _ranked_rules(markup.root) if rule not in ours]
    if all(int(rule.attributes["priority"]) > len(ours) for rule in rest):
        _shift(markup, rest, -len(ours))
    return markup.to_bytes()


def _is_ours(rule: Element) -> bool:
    formula = rule.child("formula")
    return rule.attributes.get("type") == "expression" and formula is not None and bool(_OURS.fullmatch(formula.text))


def _ranked_rules(root: Element) -> Iterable[Element]:
    """All rules with a priority, including those of later Excel versions."""
    return (rule for rule in root.every("cfRule") if rule.number("priority") is not None)


def _shift(markup: Markup, rules: Iterable[Element], by: int) -> None:
    for rule in rules:
        markup.set(rule, "priority", str(int(rule.attributes["priority"]) + by))


def _ranges(marks: Iterable[Mark]) -> list[str]:
    """Writes the cells as ranges, joining cells that are directly below each other."""
    runs: list[list[int]] = []
    for column, row in sorted({(mark.column, mark.row) for mark in marks}):
        if runs and runs[-1][0] == column and runs[-1][2] == row - 1:
            runs[-1][2] = row
        else:
            runs.append([column, row, row])
    ends = ((f"{letters(column)}{first}", f"{letters(column)}{last}") for column, first, last in runs)
    return [":".join(dict.fromkeys(pair)) for pair in ends]
