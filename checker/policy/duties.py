"""Makes requirements of strict words without a number, and of figures that must rise or fall."""

import re

from checker.policy.model import Kind, Requirement, Sentence
from checker.policy.parts import Carried
from checker.policy.rules import Rules
from checker.policy.segments import list_items, share_head
from checker.policy.tabled import name_row


def find_strict(
    sentence: Sentence, masked: str, text: str, rest: str, carried: Carried, rules: Rules
) -> list[Requirement]:
    """Finds what a part of a sentence asks for in strict words.

    Args:
        sentence: the sentence.
        masked: the part, folded and masked.
        text: the part as written.
        rest: the end of the part that no number speaks for.
        carried: what the parts before hand on.
        rules: of the language.
    """
    if rules.find("idle", "words").search(masked) or not rest.strip(" ,.;。\x00"):
        return []
    for pattern, says in rules.strict:
        if sentence.status == "general" and not says.get("in_aims"):
            continue
        if sentence.is_row and not says.get("in_rows"):
            continue
        match = pattern.search(rest)
        if match is None or (len(rest) < len(masked) and not says.get("beside_number")):
            continue
        if sentence.is_row:
            return [make_strict(sentence, name_row(text, rules), says, match[0], carried)]
        offset = len(masked) - len(rest)
        start, end = match.start() + offset, match.end() + offset
        return [
            make_strict(sentence, phrase, says, text[start:end], carried)
            for phrase in _split(masked, text, offset, (start, end), pattern, rules)
        ]
    return []


def make_strict(sentence: Sentence, phrase: str, says: dict[str, object], words: str, carried: Carried) -> Requirement:
    """Makes a requirement of strict words."""
    kind: Kind = says["kind"]  # type: ignore[assignment]
    period = {"zero": "continuous", "ordering": "event"}.get(kind, "year")
    return Requirement(
        sentence,
        phrase.strip().strip("，。；,.;、：:"),
        kind,
        "strict",
        str(says["operator"]),
        str(says["threshold"]),
        "" if kind in ("zero", "unclear") else "%",
        period,
        who=tuple(dict.fromkeys((*carried.who, *sentence.responsible))),
        subject=carried.who,
        words=words,
    )


def _split(
    masked: str, text: str, offset: int, words: tuple[int, int], pattern: re.Pattern[str], rules: Rules
) -> list[str]:
    """Splits a part that asks the same of several: each item has the word, or ends like the others."""
    items = [item for item in re.split(rules.data["list_join"], masked[offset:]) if item]
    if len(items) > 1 and all(any(each.search(item) for each, _ in rules.strict) for item in items):
        return _as_written(items, masked, text, offset)
    behind = masked[words[1] :].strip(" ,.;。、")
    things = list_items(behind, rules)
    heads = rules.find("parallel")
    if len(things) > 1 and all(heads.search(thing.strip()) for thing in things):
        return _as_written(things, masked, text, words[1])
    return [text[offset:]]


def _as_written(items: list[str], masked: str, text: str, begins: int) -> list[str]:
    found = []
    for item in items:
        begins = masked.index(item, begins)
        found.append(text[begins : begins + len(item)])
        begins += len(item)
    return found


def find_trends(sentence: Sentence, masked: str, text: str, carried: Carried, rules: Rules) -> list[Requirement]:
    """Finds figures that a part of a sentence wants to rise or fall."""
    figures = rules.find("trends", "figures")
    if rules.find("idle", "words").search(masked):
        return []
    for name, operator in (("rises", "up"), ("falls", "down"), ("rise", "up"), ("fall", "down")):
        for match in rules.find("trends", name).finditer(masked):
            thing = match["object"].strip(' “”"、')
            at_end = name in ("rises", "falls") and rules.data["trends"]["at_end"]
            if not figures.search(thing[-4:] if at_end else thing):
                continue
            if rules.find("trends", "negated").search(masked[: match.start()]):
                continue
            heads = share_head(thing, rules, figures)
            phrases = heads or [text.strip()]
            return [
                _trend(sentence, phrase, operator, text[match.start() : match.end()], carried) for phrase in phrases
            ]
    return []


def _trend(sentence: Sentence, phrase: str, operator: str, words: str, carried: Carried) -> Requirement:
    return Requirement(
        sentence,
        phrase.strip().strip("，。；,.;、：:"),
        "trend",
        "strict",
        operator,
        "",
        "",
        "year",
        who=tuple(dict.fromkeys((*carried.who, *sentence.responsible))),
        subject=carried.who,
        words=words,
    )
