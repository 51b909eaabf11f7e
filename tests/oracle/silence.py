"""Which indicators a silent sheet leaves open: those whose measure names its table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from samples.library.definitions import indicators


def is_left_open(pack: str, indicator: str, silent: Collection[str]) -> bool:
    """Whether an indicator reads one of the silent tables."""
    return not set(_named(indicators(pack)[indicator]["measure"])).isdisjoint(silent)


def _named(content: object) -> Iterator[object]:
    """What stands where a measure names a table; a choice may be called like one."""
    if isinstance(content, Mapping):
        yield from (content[key] for key in ("table", "members") if isinstance(content.get(key), str))
        for value in content.values():
            yield from _named(value)
    elif isinstance(content, list):
        for value in content:
            yield from _named(value)
