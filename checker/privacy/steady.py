"""Masks texts that are part of an identity: of rows, and of the flags on them.

The same row must get the same mask each time: in a department's check, in the office's run with and without outputs,
and when a bundle is judged again. So the mask depends on the columns of the workbook and on the text itself only, and
never on what else was asked for, or on which flags other rows have.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from checker.model import Part, Sensitive
from checker.model.workbook import TypedTable
from checker.privacy.masking import mask_text
from checker.privacy.neighbours import learn_beside, names_a_paper
from checker.privacy.people import kind_of_header
from checker.privacy.personal_data import PersonalData


def steady_mask(personal: PersonalData, tables: Mapping[str, TypedTable]) -> Callable[[str], str]:
    """Returns what masks the texts of a workbook's tables; `personal` has learned nothing but `find_people` so far."""
    known = personal.copy()
    for typed in tables.values():
        _learn_sheet(typed, known)

    def mask(text: str) -> str:
        found = known.parts_of(text)
        parts = sorted((*found, *_names_beside(text, found, known.names_in(text))))
        return mask_text(Sensitive(text, tuple(parts)) if parts else text)

    return cache(mask)


def _learn_sheet(typed: TypedTable, known: PersonalData) -> None:
    """Learns the columns that no table defines, by their headers, and numbers in rows that name a paper."""
    if typed.located is None:
        return
    sheet, rows = typed.located.sheet, typed.located.rows
    columns = {**typed.located.columns, **typed.located.extra}
    cells = {name: sheet.column(rows, number) for name, number in columns.items()}
    for header in typed.located.extra:
        kind = kind_of_header(header)
        if kind is not None:
            known.learn_all(dict.fromkeys(map(str, filter(None, cells[header]))), kind)
    if any(names_a_paper("\n".join({cell for cell in each if type(cell) is str})) for each in cells.values()):
        headers = [typed.located.headers.get(name, name) for name in columns]
        for row in zip(*cells.values(), strict=True):
            learn_beside(((header, str(cell)) for header, cell in zip(headers, row, strict=True) if cell), known)


def _names_beside(text: str, found: Sequence[Part], names: Sequence[str]) -> Iterator[Part]:
    """Yields the names in a text that aren't part of what was found in it, where they are whole words."""
    for name in dict.fromkeys(names):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            is_whole = not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha())
            if is_whole and all(end <= each.start or start >= each.end for each in found):
                yield Part(start, end, "name")
            start = text.find(name, end)
