"""The register of a pack: every requirement of its document, and whether the pack checks it.

Knows a pack's indicators by their ids alone; must not import indicators or packs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, get_args

from pydantic import Field, model_validator

from checker.codes import Code
from checker.codes.shared import BAD_COMBINATION, SHARED_NAME
from checker.tables.words import WORD, Strict, Words
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem, problem, refusal, refused
from checker.text.bilingual import Text
from checker.text.clauses import clause_order

UNKNOWN_INDICATOR = Code("D127")

Coverage = Literal["checked", "partly", "attested", "not_covered"]
COVERAGES: tuple[Coverage, ...] = get_args(Coverage)
COVERAGE_WORDS: dict[Coverage, Text] = {
    "checked": Text(zh="逐行核算", en="checked"),
    "partly": Text(zh="部分核算", en="partly checked"),
    "attested": Text(zh="凭材料确认", en="attested"),
    "not_covered": Text(zh="未覆盖", en="not covered"),
}


class RegisterEntry(Strict):
    """One requirement of the document.

    Attributes:
        requirement: names it within the pack.
        clause: where it stands.
        coverage: whether indicators compute it from rows (`checked`, `partly`), somebody confirms it by papers
            (`attested`), or neither (`not_covered`).
        indicators: those that check it.
        why: on what ground; for what is not checked, what is missing or who confirms it.
    """

    requirement: str = Field(pattern=WORD)
    clause: str = Field(min_length=1)
    name: Words
    coverage: Coverage
    indicators: tuple[str, ...] = ()
    why: Words

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> RegisterEntry:
        computed = self.coverage in ("checked", "partly")
        if computed and not self.indicators:
            reason = Text(zh="没有写由哪个指标核算", en="no indicator is named that checks it")
            raise refused(refusal(BAD_COMBINATION, "coverage", reason=reason))
        if self.indicators and not computed:
            reason = Text(
                zh="由指标核算的应写 checked 或 partly", en="what an indicator checks is `checked` or `partly`"
            )
            raise refused(refusal(BAD_COMBINATION, "indicators", reason=reason))
        return self


class Further(Strict):
    """An indicator that answers to no requirement of the register, and why the pack has it."""

    indicator: str
    why: Words


class Register(Strict):
    """`register.yaml`.

    Attributes:
        entries: written `register`; one for each requirement.
        further: indicators that check what the document tells rather than asks.
    """

    entries: tuple[RegisterEntry, ...] = Field(alias="register", min_length=1)
    further: tuple[Further, ...] = ()


def sort_by_clause(entries: Iterable[RegisterEntry]) -> tuple[RegisterEntry, ...]:
    """The requirements by clause; those of one clause as the register lists them."""
    return tuple(sorted(entries, key=lambda entry: clause_order(entry.clause)))


def group_by_clause(entries: Iterable[RegisterEntry]) -> dict[str, tuple[RegisterEntry, ...]]:
    """The requirements of each clause, in clause order."""
    clauses: dict[str, tuple[RegisterEntry, ...]] = {}
    for entry in sort_by_clause(entries):
        clauses[entry.clause] = (*clauses.get(entry.clause, ()), entry)
    return clauses


def count_coverage(entries: Iterable[RegisterEntry]) -> dict[Coverage, int]:
    """How many requirements are covered in each way, ways without any included."""
    given = [entry.coverage for entry in entries]
    return {coverage: given.count(coverage) for coverage in COVERAGES}


def register_problems(definition: Definition, register: Register, indicators: Collection[str]) -> Iterable[Problem]:
    """What the register alone cannot tell: requirements that stand twice, and indicators that do not exist.

    Args:
        definition: what it was read from.
        register: as read.
        indicators: the ids of the pack's indicators, those that could not be read included.
    """
    yield from _twice(definition, [entry.requirement for entry in register.entries])
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("register", index, "indicators", number), name)
        for index, entry in enumerate(register.entries)
        for number, name in enumerate(entry.indicators)
    ]
    checking = {name for _, name in named}
    for index, each in enumerate(register.further):
        path = ("further", index, "indicator")
        named.append((path, each.indicator))
        if each.indicator in checking:
            reason = Text(zh="它已经对应一项要求", en="a requirement names it already")
            yield problem(BAD_COMBINATION, definition.spot(*path), found=each.indicator, reason=reason)
    for at, name in named:
        if name not in indicators:
            yield problem(UNKNOWN_INDICATOR, definition.spot(*at), found=name, allowed=indicators)


def _twice(definition: Definition, requirements: Sequence[str]) -> Iterable[Problem]:
    for index, name in enumerate(requirements):
        first = requirements.index(name)
        if first != index:
            spot = definition.spot("register", index, "requirement")
            yield problem(SHARED_NAME, spot, found=name, one=f"register[{first}]", other=f"register[{index}]")
