"""Judges the rows of records that have several rows; shared by the checks of equal and of contradicting copies."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from checker.checks.keys import add_spellings, first_spellings, key_header, name_copies, row_list
from checker.checks.registry import Quote, TableVerdicts
from checker.model import Shown
from checker.model.workbook import VALID, Copies, TypedTable
from checker.tables.rows.copies import find_copies
from checker.tables.rows.places import key_in_words, key_privacy
from checker.tables.table import Table
from checker.text.normalize import key_form

#: What fills the other named places of the message on the rows of one record.
Say = Callable[[Copies], dict[str, Any]]


def judge_copies(typed: TypedTable, table: Table, found: Callable[[Copies], bool], say: Say) -> TableVerdicts:
    """Judges the rows of one table; a row whose key is incomplete is unknown if nothing shows that it is a copy.

    Args:
        typed: the rows.
        table: their definition, which has a key.
        found: whether a record with several rows breaks the rule.
        say: gives further values of the message.
    """
    every = find_copies(typed, table)
    quotes = [quote for copies in every if found(copies) for quote in _quotes(copies, typed, table, say(copies))]
    flagged = typed.frame.index.isin([quote.row for quote in quotes])
    together = typed.frame.index.isin([row for copies in every for row in copies.rows])
    complete = np.all([typed.state[name] == VALID for name in table.key], axis=0)
    return TableVerdicts(typed.id, flagged, ~complete & ~together, tuple(sorted(quotes, key=lambda quote: quote.row)))


def _quotes(copies: Copies, typed: TypedTable, table: Table, said: dict[str, Any]) -> Iterator[Quote]:
    """Quotes each row of a record, with the other rows and how they write its key."""
    header, privacy = key_header(typed, table), key_privacy(table)
    words = {row: key_in_words(typed, table, row) for row in copies.rows}
    forms = {row: key_form(text.zh) for row, text in words.items()}
    spelled, firsts = sorted(set(forms.values())), first_spellings(forms)
    for row in copies.rows:
        # Only the first rows of each spelling can be named, so a thousand copies cost no more than a thousand rows.
        respelled = [(other, words[other]) for other in firsts if forms[other] != forms[row]]
        named = add_spellings(row_list(copies.rows, besides=row), respelled)
        others = name_copies(named, len(copies.rows), spelled, privacy)
        yield Quote(row, table.key[0], {"header": header, "value": Shown(words[row], privacy), "rows": others, **said})
