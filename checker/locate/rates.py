"""Whether a row below the last record has a rate of all records: 满意率 | 83%, 合格率：95%, Satisfaction 83%.

Such a row has labels, percentages and nothing else. A record with only a name and a percentage looks alike. It is told
apart by what the rows above it have: they lack nothing, or are named in the same way.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from statistics import median

from checker.locate.cells import is_blank
from checker.locate.columns import Columns
from checker.locate.headings import Headings
from checker.locate.layout import Layout
from checker.locate.suspects import Row
from checker.model.workbook import Raw, Sheet
from checker.tables.table import Table
from checker.text.late import late
from checker.text.locales import Locales
from checker.text.normalize import word_form

_PERCENT = r"[+-]?\d{1,3}(?:\.\d+)?%(?:\(.*\))?[.。;；]?"


class _Forms:
    """How the languages of a pack write rates."""

    def __init__(self, locales: Locales) -> None:
        #: The last word of a rate's label.
        self.word = late(f"{locales.pattern('rates.words')}$")
        label = rf"(?P<label>\D*?[^\W\d_])(?:\([^)\d]{{0,12}}\))?[:={locales.characters('rates.is')}]*"
        self.alone, self.figure, self.together = late(label), late(_PERCENT), late(label + _PERCENT)


@cache
def _forms(locales: Locales) -> _Forms:
    return _Forms(locales)


#: So many rows show what records are like.
_COMPARED = 50


class Rates:
    """Recognises the rows of one sheet that have rates.

    Args:
        sheet: the sheet.
        table: the table that is on it.
        headings: the accepted headers of the table.
        columns: its columns.
        shape: what else is known of it.
        rows: the rows that were taken for data.
        suspects: those of them that may not be.
    """

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        headings: Headings,
        columns: Columns,
        shape: Layout,
        rows: Sequence[int],
        suspects: Sequence[int],
    ) -> None:
        self._sheet, self._headings, self._shape = sheet, headings, shape
        self._forms = _forms(table.locales)
        defined = {at - 1: table.columns[field] for field, at in columns.fields.items()}
        self._texts = {at for at, column in defined.items() if column.kind == "text"}
        self._percent = {at for at, column in defined.items() if column.type == "percent"}
        self._own, self._rows, self._suspects = sorted(shape.columns), rows, frozenset(suspects)

    def is_rate(self, row: Row) -> bool:
        """Whether a row has a rate of the records above it."""
        if row.number <= self._rows[0] or row.number < self._last_record:
            return False
        labels = self._labels(row)
        if not labels or any(self._is_like_others(at, label, row.number) for at, label in labels.items()):
            return False
        named = any(self._headings.match(label) is not None for label in labels.values())
        fits = {at for at in row.own if at in self._texts or (at in self._percent and at not in labels)}
        lacks = bool((self._shape.key | self._shape.required) - fits)
        if not (named or lacks or 2 * len(row.own) <= self._usual):
            return False
        return all(self._says_rate(label) or named or self._cannot_hold(at) for at, label in labels.items())

    def _labels(self, row: Row) -> dict[int, str]:
        """The labels by column; none if a row has no percentage, or anything besides."""
        labels: dict[int, str] = {}
        percentages = 0
        for at, raw in row.cells.items():
            text = word_form(raw) if isinstance(raw, str) else ""
            found = self._forms.together.fullmatch(text)
            if self._is_percent(row.number, at, raw) or self._forms.figure.fullmatch(text):
                percentages += 1
            elif found or (found := self._forms.alone.fullmatch(text)):
                labels[at] = found["label"]
                percentages += "%" in text
            else:
                return {}
        return labels if percentages >= len(labels) else {}

    def _is_percent(self, number: int, at: int, raw: Raw) -> bool:
        return (
            isinstance(raw, (int, float))
            and not isinstance(raw, bool)
            and (number, at + 1) in self._sheet.percent_cells
        )

    def _says_rate(self, label: str) -> bool:
        return self._forms.word.search(label) is not None

    def _cannot_hold(self, at: int) -> bool:
        """Whether a column of the table can't hold a label."""
        return at in self._shape.columns and at not in self._texts

    def _is_like_others(self, at: int, label: str, number: int) -> bool:
        """Whether a record above has such a label in the same column."""
        others = self._sheet.column([row for row in self._compared if row < number], at + 1)
        texts = [word_form(raw) for raw in others if isinstance(raw, str)]
        return label in texts or any(map(self._says_rate, texts))

    @cached_property
    def _compared(self) -> Sequence[int]:
        return self._rows[-_COMPARED:]

    @cached_property
    def _last_record(self) -> int:
        return next((row for row in reversed(self._rows) if row not in self._suspects), 0)

    @cached_property
    def _usual(self) -> float:
        """How many columns a record usually fills."""
        lines = [self._sheet.rows[row - 1] for row in self._compared]
        return median(sum(at < len(line) and not is_blank(line[at]) for at in self._own) for line in lines)
