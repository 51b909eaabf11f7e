"""What the finder works on and finds: lines of a document, and the requirements in them."""

from collections.abc import Sequence
from dataclasses import field
from fractions import Fraction
from typing import Literal

from checker.frozen import dataclass
from checker.text.bilingual import Text

Strength = Literal["number", "strict"]
Kind = Literal[
    "ratio",
    "coverage",
    "count",
    "frequency",
    "per_person",
    "deadline",
    "within",
    "limit",
    "trend",
    "ordering",
    "zero",
    "deduction",
    "unclear",
]


@dataclass(frozen=True)
class Line:
    """One paragraph of a document, or one row of a table in it.

    Attributes:
        number: from 1, as in the text that the document was read as.
        text: as written; a row of a table is `header: cell; header: cell`.
        is_row: whether it is a row of a table.
    """

    number: int
    text: str
    is_row: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it is.

    Attributes:
        clause: the numbers of the clause, outermost first, e.g. `三（二）11`; empty before the first one.
        line: the number of its line.
        start, end: its place in the text of the line.
        text: as written.
        status: `past` where its part reports what has been done, `general` where it states aims; else `asked`.
        is_title: whether it is the title of its clause.
        is_row: whether it is a row of a table.
        responsible: those whom the end of the paragraph makes responsible.
    """

    clause: str
    line: int
    start: int
    end: int
    text: str
    status: Literal["asked", "past", "general"] = "asked"
    is_title: bool = False
    is_row: bool = False
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """One thing that a sentence asks for and that can be measured.

    Attributes:
        sentence: the sentence that asks for it.
        phrase: the part of the sentence.
        kind: how it is measured; `unclear` where the sense of its number isn't certain: it has no target then.
        strength: whether it has a number, date or period, or strict words only.
        operator: `>=`, `<=`, `>`, `<`, `==`, `before`, `up` or `down`.
        threshold: a number, or a date as `2025-12-31`, `03-31` or `25` (of each month); empty if there is none.
        unit: of the threshold: `%`, `times`, `workdays`, ...; as written if it is none of the known ones.
        period: `year`, `quarter`, ..., `once`, `event`, `continuous`; what is written, else what is usual.
        period_written: whether the document says the period.
        whom: per whom, as written.
        event: what a time limit starts with, as written.
        within: a time limit beside another number, e.g. `4 hours`.
        consequence: a deduction or payment that the sentence ties to it, as written.
        who: those who must do it, as written: those of the sentence, then those of the paragraph.
        subject: those of them who are the subject of the sentence.
        words: the words that made it a requirement.
        questions: what the document leaves open.
    """

    sentence: Sentence
    phrase: str
    kind: Kind
    strength: Strength
    operator: str
    threshold: str
    unit: str = ""
    period: str = ""
    period_written: bool = False
    whom: str = ""
    event: str = ""
    within: str = ""
    consequence: str = ""
    who: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    words: str = ""
    questions: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Findings:
    """What was found in a document.

    Attributes:
        language: of the rules that were followed.
        title: the first line of the document that is no page furniture.
        sentences: all sentences, in order.
        requirements: in order of their sentences.
        left: why each sentence without a requirement has none, by its index.
    """

    language: Literal["zh", "en"]
    title: str
    sentences: Sequence[Sentence]
    requirements: Sequence[Requirement]
    left: dict[int, Text] = field(default_factory=dict)


def write_number(value: Fraction) -> str:
    """Writes a number exactly: 95, 0.5, or a fraction where no decimal is exact."""
    if value.denominator == 1:
        return str(value.numerator)
    decimal = f"{float(value):.10g}"
    return decimal if Fraction(decimal) == value else f"{value.numerator}/{value.denominator}"
