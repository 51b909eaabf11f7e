"""Which indicators of a pack a reader asks for: those of a clause, those of an owner."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.errors import Stop
from checker.text.bilingual import Text
from checker.text.clauses import clause_order, is_under
from checker.text.normalize import key_form


def filter_indicators(pack: Pack, clause: str | None, owner: str | None) -> tuple[Indicator, ...]:
    """The indicators of a pack under a clause and of an owner; all where neither is asked for.

    Raises:
        Stop: there is none under the clause, or the owner is not on the roster; it lists what there is.
    """
    chosen = tuple(pack.indicators.values())
    if clause is not None:
        chosen = tuple(each for each in chosen if is_under(each.clause, clause))
        if not chosen:
            raise _nothing_under(pack, clause)
    if owner is not None:
        names = _spellings(pack, owner)
        chosen = tuple(each for each in chosen if names & set(each.owner))
    return chosen


def _spellings(pack: Pack, owner: str) -> set[str]:
    """Everything that the roster calls the department, and its code."""
    for entry in pack.roster.departments:
        spellings = {entry.code, *entry.name.all}
        if key_form(owner) in {key_form(each) for each in spellings}:
            return spellings
    names = [entry.name for entry in pack.roster.departments]
    near = difflib.get_close_matches(owner, [each for name in names for each in name.all], n=3, cutoff=0.4)
    listed = near or [name.zh for name in names], near or [name.en for name in names]
    raise Stop(
        "unknown-department",
        Text(zh=f"名册上没有“{owner}”", en=f"{owner} is not on the roster"),
        context="--owner",
        hint=_choices(*listed),
    )


def _nothing_under(pack: Pack, clause: str) -> Stop:
    clauses = sorted({each.clause for each in pack.indicators.values()}, key=clause_order)
    return Stop(
        "unknown-clause",
        Text(
            zh=f"指标包 {pack.header.id} 没有“{clause}”这一条的指标",
            en=f"pack {pack.header.id} has no indicator of clause {clause}",
        ),
        context="--clause",
        hint=_choices(clauses, clauses),
    )


def _choices(zh: Iterable[str], en: Sequence[str]) -> Text:
    return Text(zh=f"可以写：{'、'.join(zh)}", en=f"choose from: {', '.join(en)}")
