"""The register of a pack: every requirement of its document, and whether the pack checks it.

Knows indicators by their ids alone; must not import indicators or packs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal, get_args

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION, SHARED_NAME, UNKNOWN_INDICATOR
from checker.tables.words import WORD, Strict, Words
from checker.tables.yaml.nodes import Definition
from checker.tables.yaml.problems import Problem, problem, refusal, refused
from checker.text.bilingual import Text
from checker.text.clauses import clause_order

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
        requirement: its id within the pack.
        clause: its clause in the document.
        name: what it asks, in a few words.
        coverage: indicators compute it from rows (`checked`, `partly`), a person confirms it from documents
            (`attested`), or neither (`not_covered`).
        indicators: the ids of the indicators that check it.
        by: the departments that may attest it; any department if none is named.
        why: the reason for the coverage; if it is not checked, what is missing or who confirms it.
    """

    requirement: str = Field(pattern=WORD)
    clause: str = Field(min_length=1)
    name: Words
    coverage: Coverage
    indicators: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    why: Words

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> RegisterEntry:
        computed = self.coverage in ("checked", "partly")
        if computed and not self.indicators:
            reason = Text(zh="没有写由哪个指标核算", en="name the indicators that check it")
            raise refused(refusal(BAD_COMBINATION, "coverage", reason=reason))
        if self.indicators and not computed:
            reason = Text(zh="由指标核算的应写 checked 或 partly", en="with indicators, write `checked` or `partly`")
            raise refused(refusal(BAD_COMBINATION, "indicators", reason=reason))
        if self.by and self.coverage != "attested":
            reason = Text(zh="只有 attested 才写 by", en="only `attested` goes with `by`")
            raise refused(refusal(BAD_COMBINATION, "by", reason=reason))
        return self


class Further(Strict):
    """An indicator that matches no requirement of the register, and why the pack has it.

    Attributes:
        indicator: its id.
        why: the reason.
    """

    indicator: str
    why: Words


class Register(Strict):
    """`register.yaml`.

    Attributes:
        register: one entry for each requirement of the document.
        further: indicators for what the document mentions but does not require.
    """

    entries: tuple[RegisterEntry, ...] = Field(alias="register", min_length=1)
    further: tuple[Further, ...] = ()


def sort_by_clause(entries: Iterable[RegisterEntry]) -> tuple[RegisterEntry, ...]:
    """Sorts requirements by clause, keeping the register's order within a clause."""
    return tuple(sorted(entries, key=lambda entry: clause_order(entry.clause)))


def group_by_clause(entries: Iterable[RegisterEntry]) -> dict[str, tuple[RegisterEntry, ...]]:
    """Groups requirements by clause, in clause order."""
    clauses: dict[str, tuple[RegisterEntry, ...]] = {}
    for entry in sort_by_clause(entries):
        clauses[entry.clause] = (*clauses.get(entry.clause, ()), entry)
    return clauses


def count_coverage(entries: Iterable[RegisterEntry]) -> dict[Coverage, int]:
    """Counts the requirements of each coverage, including coverages without any."""
    given = [entry.coverage for entry in entries]
    return {coverage: given.count(coverage) for coverage in COVERAGES}


def register_problems(definition: Definition, register: Register, indicators: Collection[str]) -> Iterable[Problem]:
    """Finds repeated requirements, unknown indicators, and further indicators that a requirement already names.

    Args:
        definition: the definition that it was read from.
        register: the register.
        indicators: the ids of the pack's indicators, including those that can't be read.
    """
    requirements = [entry.requirement for entry in register.entries]
    yield from repeated_names(definition, "register", requirements, "requirement")
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
            reason = Text(zh="它已经对应一项要求", en="a requirement already names it")
            yield problem(BAD_COMBINATION, definition.spot(*path), found=each.indicator, reason=reason)
    for at, name in named:
        if name not in indicators:
            yield problem(UNKNOWN_INDICATOR, definition.spot(*at), found=name, allowed=indicators)


def repeated_names(
    definition: Definition, key: str, names: Sequence[str], *within: str, form: Callable[[str], str] = str
) -> Iterable[Problem]:
    """Finds names that a list repeats.

    Args:
        definition: the definition that contains the list.
        key: the list's key.
        names: the names of its items.
        within: the path of the name within an item.
        form: maps equal names to the same text.
    """
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        earlier = first.setdefault(form(name), index)
        if earlier != index:
            spot = definition.spot(key, index, *within)
            yield problem(SHARED_NAME, spot, found=name, one=f"{key}[{earlier}]", other=f"{key}[{index}]")
