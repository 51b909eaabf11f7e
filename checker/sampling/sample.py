"""A sample: what was asked, the departments, and the rows drawn, in an order that nobody can choose."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from checker.frozen import dataclass
from checker.model.stops import make_stop
from checker.sampling.design import Design, Stratum
from checker.sampling.percent import percent_text
from checker.sampling.rows import PassedRow, identify
from checker.text.bilingual import Text
from checker.text.normalize import display_form

#: How many characters of the hash of a row are shown.
_SHOWN = 16
LONGEST_SEED = 200


@dataclass(frozen=True)
class Terms:
    """What was asked.

    Attributes:
        pack, pack_sha256, period, as_of: what the rows were judged by.
        indicators: the id of the indicator in which the rows passed, or "all".
        seed: the text that decides the order of the rows.
        confidence, tolerable, expected: as shares of 1.
        allowed: how many deviations the sample allows.
    """

    pack: str
    pack_sha256: str
    period: str
    as_of: str
    indicator: str
    seed: str
    confidence: Fraction
    tolerable: Fraction
    expected: Fraction
    allowed: int

    @property
    def risk(self) -> Fraction:
        """The risk of calling a rate tolerable that is not."""
        return 1 - self.confidence

    def fields(self) -> dict[str, str]:
        """The terms as texts, as the file states them."""
        return {
            "pack": self.pack,
            "pack_sha256": self.pack_sha256,
            "period": self.period,
            "as_of": self.as_of,
            "indicator": self.indicator,
            "seed": self.seed,
            "confidence": percent_text(self.confidence),
            "tolerable": percent_text(self.tolerable),
            "expected": percent_text(self.expected),
            "allowed": str(self.allowed),
        }


@dataclass(frozen=True)
class Part:
    """A department's part: its workbook, how many of its rows passed, and how many of them are drawn."""

    code: str
    name: Text
    file: str
    sha256: str
    population: int
    size: int


@dataclass(frozen=True)
class DrawnRow:
    """A row of the sample, with its place in the list, its department, its identity, and the hash that drew it."""

    number: int
    part: Part
    row: PassedRow
    identity: str
    lot: str


@dataclass(frozen=True)
class Sample:
    """A sample as it is handed to the auditor.

    Attributes:
        population: the digest of the identities of all rows that it was drawn from.
    """

    terms: Terms
    parts: tuple[Part, ...]
    rows: tuple[DrawnRow, ...]
    population: str

    @property
    def check(self) -> str:
        """The check value of the sample."""
        return check_value(self.terms.fields(), self.parts, (each.identity for each in self.rows))


def draw(terms: Terms, design: Design, parts: Sequence[Part], rows: Mapping[str, Sequence[PassedRow]]) -> Sample:
    """Draws from each department the rows whose hashes come first."""
    sizes = {each.department: each.size for each in design.strata}
    drawn: list[DrawnRow] = []
    everything: list[str] = []
    for part in parts:
        own = rows[part.code]
        names = identify(f"{terms.pack}/{terms.period}/{part.code}", own)
        everything += names
        in_order = sorted(zip(names, own, strict=True), key=lambda each: hash_row(terms.seed, each[0]))
        for name, row in in_order[: sizes[part.code]]:
            lot = hash_row(terms.seed, name)[:_SHOWN]
            drawn.append(DrawnRow(len(drawn) + 1, part, row, name, lot))
    return Sample(terms, tuple(parts), tuple(drawn), digest_identities(everything))


def digest_identities(identities: Iterable[str]) -> str:
    """The SHA-256 of the sorted identities, a line break between them, in UTF-8."""
    return hashlib.sha256("\n".join(sorted(identities)).encode()).hexdigest()


def hash_row(seed: str, identity: str) -> str:
    """The SHA-256 of the seed, a line break and the identity, in UTF-8."""
    return hashlib.sha256(f"{seed}\n{identity}".encode()).hexdigest()


def is_lot(lot: str, seed: str, identity: str) -> bool:
    """Whether this is the hash shown for a row."""
    return lot == hash_row(seed, identity)[:_SHOWN]


def check_value(fields: Mapping[str, str], parts: Iterable[Part], identities: Iterable[str]) -> str:
    """The SHA-256 of everything that must not change in a file: the terms, the departments and the identities."""
    lines = [f"{name}={value}" for name, value in sorted(fields.items())]
    lines += sorted(f"{each.code}={each.population}/{each.size}/{each.sha256}" for each in parts)
    return hashlib.sha256("\n".join((*lines, *sorted(identities))).encode()).hexdigest()


def design_of(terms: Terms, parts: Iterable[Part]) -> Design:
    """The design of a sample."""
    strata = tuple(Stratum(each.code, each.population, each.size) for each in parts)
    return Design(terms.risk, terms.tolerable, strata)


def read_seed(text: str | None) -> str:
    """Reads the seed as one line with single spaces.

    Raises:
        Stop: there is none, or it can't be written into a cell as it is.
    """
    if text is None:
        raise make_stop("no-seed", "--seed")
    seed = " ".join(filter(None, display_form(text).split(" ")))
    if not seed or not seed.isprintable() or len(seed) > LONGEST_SEED:
        raise make_stop("bad-seed", "--seed", longest=str(LONGEST_SEED))
    return seed
