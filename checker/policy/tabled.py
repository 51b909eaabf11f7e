"""Reads rows of tables: which cells ask for nothing, and which say who is responsible."""

import re
from collections.abc import Callable, Iterator

from checker.policy.folding import cover, fold
from checker.policy.responsible import split_units
from checker.policy.rules import Rules

_CELL = re.compile(r"([^:;]{0,40}): ([^;]*)")

#: What numbers a row: 7, SL2, KPI 3.1.
_NUMBERED = re.compile(r"[A-Za-z]{0,5}[ .-]?\d+(?:\.\d+)*\.?")
_PIECE = re.compile(r"(?:[^,、]|,(?=\d{3}))+")


def _cells(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The cells of a row that is written as `header: cell; header: cell`."""
    for cell in _CELL.finditer(fold(text)):
        yield cell[1].strip(), cell


def cover_idle_cells(masked: str, text: str, rules: Rules) -> str:
    """Covers the cells of columns that ask for nothing: baselines, weights, numbers of rows."""
    idle = [cell.span() for header, cell in _cells(text) if rules.find("rows", "ignored").search(header)]
    numbered = next((cell for _, cell in _cells(text)), None)
    if numbered and numbered[2].strip().isdigit():
        idle.append(numbered.span())
    return cover(masked, idle)


def first_cell(text: str, rules: Rules) -> str:
    """What the row is called: its first cell that asks for nothing and names no unit."""
    cells = name_row(text, rules).split("; ")
    return next((cell for cell in cells if not _NUMBERED.fullmatch(cell)), cells[0])


def find_header(text: str, place: int) -> str:
    """The header of the cell at a place; empty if it has none."""
    return next((header for header, cell in _cells(text) if cell.start(2) <= place < cell.end(2)), "")


def vary_row(masked: str, text: str, measures: Callable[[str], bool]) -> list[str]:
    """The row once for each thing that one of its cells asks for: 2小时内签收，签收率100%.

    Each time, the others are covered. A row whose cells ask for one thing each stays as it is.

    Args:
        masked: the row, folded and masked.
        text: as written.
        measures: whether a stretch asks for something that is measured by itself.
    """
    for _, cell in _cells(text):
        pieces = list(_PIECE.finditer(masked, cell.start(2), cell.end(2)))
        asking = [piece.span() for piece in pieces if measures(piece[0])]
        if len(asking) > 1:
            return [cover(masked, [other for other in asking if other != each]) for each in asking]
    return [masked]


def name_row(text: str, rules: Rules) -> str:
    """Says what a row is about: its cells without those that ask for nothing and those that name a unit."""
    columns = [rules.find("rows", name) for name in ("ignored", "responsible", "consequence")]
    kept = [
        text[cell.start(2) : cell.end(2)].strip()
        for header, cell in _cells(text)
        if not any(each.search(header) for each in columns)
    ]
    return "; ".join(filter(None, kept)) or text


def find_row_units(text: str, rules: Rules) -> tuple[str, ...]:
    """Finds whom the row makes responsible."""
    names = [
        name
        for header, cell in _cells(text)
        if rules.find("rows", "responsible").search(header)
        for name in split_units(text[cell.start(2) : cell.end(2)], rules)
    ]
    return tuple(dict.fromkeys(names))
