"""Finds the indicator of a pack that people mean."""

import difflib

from checker.definitions.packs import Pack
from checker.text.normalize import key_form


def find_indicator(pack: Pack, what: str) -> str | None:
    """Finds an indicator by its id, its name in either language, or its number in the pack."""
    form = key_form(what)
    for number, indicator in enumerate(pack.indicators.values(), 1):
        if form in (indicator.id, key_form(indicator.name.zh), key_form(indicator.name.en), str(number)):
            return indicator.id
    return None


def near_indicators(pack: Pack, what: str) -> list[str]:
    """Lists the ids of the indicators that may be meant, or of all."""
    form = key_form(what)
    named = [each.id for each in pack.indicators.values() if form in key_form(each.name.zh) or form in each.id]
    return named or difflib.get_close_matches(what, pack.indicators, n=5, cutoff=0.5) or list(pack.indicators)
