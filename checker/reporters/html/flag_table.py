"""The flags as columns of numbers, so that a page with fifty thousand flags opens quickly, and their codes.

A number refers to a text in the table of texts. A message is its code's sentence, the numbers of its values, and how
late the row is. A code's page consists of headings, paragraphs and words in back quotes. It uses no other Markdown.
"""

import string
from collections import Counter

from checker.codes import Code, page
from checker.model import Answer, Flag, Language, Place, Shown
from checker.model.decisions import Holds
from checker.privacy.masking import mask_key, mask_value, mask_values, say_lateness
from checker.reporters.html.view import View, both
from checker.text.bilingual import Text
from checker.text.visible import isolate
from checker.wording.comparisons import SINCE
from checker.wording.decisions import HOLDS
from checker.wording.labels import DISPOSITIONS

COLUMNS = (
    *("id", "department", "code", "severity", "indicator", "sheet", "row", "column", "header", "key"),
    *("observed", "expected", "difference", "record", "values", "late", "tracked", "settled", "since"),
)
_DISPOSITIONS = tuple(DISPOSITIONS)
_STATES = tuple(SINCE)
LANGUAGES: tuple[Language, Language] = ("zh", "en")


class TextTable:
    """Texts in the order in which they were added; number 0 is the empty text."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {("", ""): 0}

    def add(self, text: Text | str) -> int:
        """Adds a text if it is new, and returns its number."""
        pair = (text, text) if isinstance(text, str) else (text.zh, text.en)
        return self._numbers.setdefault(pair, len(self._numbers))

    def texts(self) -> list[str | list[str]]:
        """Returns every text in order: one string if both languages are equal, else Chinese and English."""
        return [zh if zh == en else [zh, en] for zh, en in self._numbers]


class FlagTable:
    """The columns of all flags in a report."""

    def __init__(self, view: View, texts: TextTable) -> None:
        self._view, self._texts = view, texts
        codes = dict.fromkeys(flag.code for _, flag in sorted(view.flags, key=lambda pair: pair[1].code.id))
        self._codes = {code: number for number, code in enumerate(codes)}
        self._ids = Counter[str]()
        self._rows = [self._row(department, flag) for department, flag in view.flags]
        self._answers = {
            number: self._answer(flag.answer) for number, (_, flag) in enumerate(view.flags) if flag.answer is not None
        }

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes that occur, in order."""
        return tuple(self._codes)

    def data(self) -> dict[str, object]:
        """Returns the columns by name, the number of flags, and the answers by the number of their flag."""
        columns = zip(*self._rows, strict=True) if self._rows else ([] for _ in COLUMNS)
        return {
            "count": len(self._rows),
            **{name: list(column) for name, column in zip(COLUMNS, columns, strict=True)},
            "answers": self._answers,
        }

    def _row(self, department: int, flag: Flag) -> tuple[object, ...]:
        view, add, place = self._view, self._texts.add, flag.place
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
            self._key(place),
            self._value(flag.observed) if flag.observed else -1,
            add(view.text(flag.expected)) if flag.expected else 0,
            add(view.quote(flag.difference)),
            [number for header, value in flag.record for number in (add(view.quote(header)), self._value(value))],
            self._values(flag),
            0 if (late := say_lateness(flag)) is None else add(late),
            0 if flag.tracked is None else add(view.text(flag.tracked.words)),
            0 if flag.tracked is None or flag.tracked.holds == "open" else add(HOLDS[Holds(flag.tracked.holds)]),
            _STATES.index(flag.since) if flag.since else -1,
        )

    def _key(self, place: Place) -> int:
        """Adds the key of a record. A place outside the tables has none, only a reference to the flags sheet."""
        if not place.table:
            return 0
        return self._texts.add(both(lambda language: mask_key(place, language, self._view.reveal)))

    def _id(self, flag: Flag) -> str:
        """Returns a flag's fingerprint. Repeated fingerprints, as in files of no known department, get a number."""
        self._ids[flag.fingerprint] += 1
        count = self._ids[flag.fingerprint]
        return flag.fingerprint if count == 1 and flag.fingerprint else f"{flag.fingerprint}-{count}"

    def _values(self, flag: Flag) -> list[int]:
        zh, en = (mask_values(flag, language, self._view.reveal) for language in ("zh", "en"))
        return [self._texts.add(Text(isolate(zh[name]), isolate(en[name]))) for name in placeholders(flag.code)]

    def _answer(self, answer: Answer) -> list[int]:
        return [_DISPOSITIONS.index(answer.disposition), self._value(answer.reason), self._value(answer.by)]

    def _value(self, shown: Shown) -> int:
        if isinstance(shown.text, str):  # a plain string is the same in both languages
            return self._texts.add(mask_value(shown, "zh", self._view.reveal))
        return self._texts.add(both(lambda language: mask_value(shown, language, self._view.reveal)))


def code_data(code: Code, texts: TextTable) -> dict[str, object]:
    """Returns the data of a code. Only its title goes into the table of texts."""
    return {
        "id": code.id,
        "title": texts.add(code.heading),
        "message": [split_sentence(code, language) for language in LANGUAGES],
        "page": [split_page(page(code, language)) for language in LANGUAGES],
    }


def placeholders(code: Code) -> tuple[str, ...]:
    """Returns the names of the placeholders in a code's sentence, in the order of their values in the data."""
    return tuple(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(code.message.zh) if name))


def split_sentence(code: Code, language: Language) -> list[str | int]:
    """Splits a code's sentence at its placeholders; a number is the position of a value."""
    numbers = {name: number for number, name in enumerate(placeholders(code))}
    parts = list[str | int]()
    for literal, name, _, _ in string.Formatter().parse(code.message.of(language)):
        parts += [literal] if literal else []
        parts += [numbers[name]] if name else []
    return parts


def split_page(markdown: str) -> list[list[object]]:
    """Splits a page into sections: a heading, then paragraphs, each of which alternates between text and code."""
    sections = list[list[object]]()
    for part in markdown.split("## ")[1:]:
        heading, _, body = part.partition("\n")
        paragraphs = (" ".join(block.split("\n")) for block in body.strip().split("\n\n"))
        sections.append([heading.strip(), *(paragraph.split("`") for paragraph in paragraphs)])
    return sections
