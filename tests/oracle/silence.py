"""Which indicators a silent sheet leaves open: those whose measure names its table."""

from __future__ import annotations

from collections.abc import Collection

from samples.library.definitions import indicators, words


def is_left_open(pack: str, indicator: str, silent: Collection[str]) -> bool:
    """Whether an indicator reads one of the silent tables."""
    return not set(words(indicators(pack)[indicator]["measure"])).isdisjoint(silent)
