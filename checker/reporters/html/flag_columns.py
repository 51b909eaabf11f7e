"""The flags for the page, as columns of numbers: fifty thousand of them have to open in a moment.

Every text is a number in the pool; a message is its code's sentence and the numbers of its values.
"""

from __future__ import annotations

from checker.codes import Code
from checker.model import Flag, Place, Shown
from checker.privacy.masking import mask_key, mask_value, mask_values
from checker.reporters.html.code_pages import places
from checker.reporters.html.pool import Pool
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.wording.labels import DISPOSITIONS

COLUMNS = (
    *("id", "department", "code", "severity", "indicator", "sheet", "row", "column", "header", "key"),
    *("observed", "expected", "difference", "record", "values"),
)
_ANSWERS = tuple(DISPOSITIONS)


class Columns:
    """The columns, filled flag by flag."""

    def __init__(self, view: View, pool: Pool) -> None:
        self._view, self._pool = view, pool
        self._codes = {flag.code: 0 for _, flag in sorted(view.flags, key=lambda pair: pair[1].code.id)}
        self._codes = {code: number for number, code in enumerate(self._codes)}
        self._ids = dict[str, int]()
        self._rows = [self._row(department, flag) for department, flag in view.flags]
        self._answers = {
            number: self._answer(flag) for number, (_, flag) in enumerate(view.flags) if flag.answer is not None
        }

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes that occur, in order."""
        return tuple(self._codes)

    def data(self) -> dict[str, object]:
        """The columns by name, with how many flags there are and the answers by the flag's number."""
        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in COLUMNS)
        return {
            "count": len(self._rows),
            **{name: list(column) for name, column in zip(COLUMNS, columns, strict=True)},
            "answers": self._answers,
        }

    def _row(self, department: int, flag: Flag) -> tuple[object, ...]:
        view, add, place = self._view, self._pool.add, flag.place
        return (
            self._id(flag),
            department,
            self._codes[flag.code],
            int(flag.severity),
            view.numbers.get(flag.indicator, -1),
            add(view.quote(place.sheet)),
            place.row or 0,
            add(place.column),
            add(view.quote(place.header)),
            self._record(place),
            self._shown(flag.observed) if flag.observed else -1,
            add(view.text(flag.expected)) if flag.expected else 0,
            add(view.quote(flag.difference)),
            [number for header, value in flag.record for number in (add(view.quote(header)), self._shown(value))],
            self._values(flag),
        )

    def _record(self, place: Place) -> int:
        """What people call the row; nothing off the tables, where a line of the findings sheet has a reference only."""
        if not place.table:
            return 0
        return self._pool.add(Text(*(mask_key(place, language, self._view.reveal) for language in ("zh", "en"))))

    def _id(self, flag: Flag) -> str:
        """A flag's fingerprint; where it repeats (files that are nobody's), the later ones are numbered."""
        again = self._ids[flag.fingerprint] = self._ids.get(flag.fingerprint, 0) + 1
        return flag.fingerprint if again == 1 and flag.fingerprint else f"{flag.fingerprint}-{again}"

    def _values(self, flag: Flag) -> list[int]:
        zh, en = (mask_values(flag, language, self._view.reveal) for language in ("zh", "en"))
        return [self._pool.add(Text(zh[name], en[name])) for name in places(flag.code)]

    def _answer(self, flag: Flag) -> list[int]:
        answer = flag.answer
        assert answer is not None
        return [_ANSWERS.index(answer.disposition), self._shown(answer.reason), self._shown(answer.by)]

    def _shown(self, shown: Shown) -> int:
        if isinstance(shown.text, str):  # said once: it has no other language
            return self._pool.add(mask_value(shown, "zh", self._view.reveal))
        return self._pool.add(both(lambda language: mask_value(shown, language, self._view.reveal)))
