"""Splits a sentence into the parts that may each ask for something, and finds lists in them."""

import re
from itertools import pairwise

from checker.policy.folding import cover, fold
from checker.policy.rules import Rules


def mask(text: str, rules: Rules) -> str:
    """Folds a text and covers what is never a requirement: titles, numbers of documents, telephones."""
    folded = fold(text)
    for found in rules.find("repeated").finditer(folded):
        start, end = found.span("again")
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return cover(folded, [found.span() for each in rules.find_all("masks") for found in each.finditer(folded)])


def split_sentence(masked: str, rules: Rules) -> list[tuple[int, int]]:
    """Splits a masked sentence at its commas; one that would leave nothing but a time is joined to the next."""
    cuts = [0]
    ranges = [found.span() for found in rules.find("amounts", "range").finditer(masked)]
    for found in rules.find("segment_end").finditer(masked):
        inside = any(start < found.start() < end for start, end in ranges)
        if not inside and is_outside_brackets(masked, found.start()):
            cuts.append(found.end())
    cuts.append(len(masked))
    return [(start, end) for start, end in pairwise(cuts) if masked[start:end].strip(" ,.;。\x00")]


def is_outside_brackets(text: str, place: int) -> bool:
    """Whether a place in a text is outside of brackets and quotation marks."""
    return sum((each in "([“") - (each in ")]”") for each in text[:place]) <= 0


def list_items(text: str, rules: Rules) -> list[str]:
    """Splits the items of a list such as `A、B和C`."""
    return [part for part in re.split(rules.data["list_join"], text) if part.strip()]


def share_head(text: str, rules: Rules, heads: re.Pattern[str]) -> list[str]:
    """Finds the items of a list that are each a figure or share the figure of the last: A rate, B rate; A and B rate.

    Gives no items where the text isn't such a list.
    """
    parts = list_items(text, rules)
    if len(parts) < 2:
        return []
    ending = [part for part in parts if heads.search(part.strip()[-4:])]
    if len(ending) >= 2 and heads.search(parts[-1].strip()[-4:]):
        return parts[parts.index(ending[0]) :]
    last = parts[-1]
    shared = [part for part in parts[-3:-1] if len(part) >= 2 and part.strip()[-2:] in last and len(part) <= 12]
    if shared and heads.search(last.strip()[-4:]):
        tail = last[last.index(shared[-1].strip()[-2:]) + 2 :]
        return [*(part + tail for part in shared), last]
    return []
