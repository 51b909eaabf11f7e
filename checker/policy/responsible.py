"""Finds who must do something: in brackets at the end of a paragraph, or as the subject of a sentence."""

import re

from checker.policy.rules import Rules

#: Those responsible are named in so many characters at the end of a paragraph.
LONGEST = 600


def find_responsible(folded: str, text: str, rules: Rules) -> tuple[tuple[str, ...], int]:
    """Finds the units that the end of a paragraph names, and where the paragraph's own text ends.

    Args:
        folded: the paragraph in narrow characters.
        text: as written, of the same length.
        rules: of its language.
    """
    end = len(folded.rstrip())
    begins = max(0, end - LONGEST)
    note = rules.find("units_of_work", "notes").search(folded, begins, end)
    if note and _names_units(note["text"], rules):
        return split_units(note["text"], rules), note.start()
    lead = list(rules.find("units_of_work", "lead").finditer(folded, begins, end))
    if lead:
        return split_units(folded[lead[-1].end() : end], rules), lead[-1].start()
    for pattern in rules.find_all("units_of_work", "trailing"):
        trailing = pattern.search(folded, begins, end)
        if trailing:
            return split_units(folded[trailing.start() : end], rules), trailing.start()
    return (), end


def _names_units(text: str, rules: Rules) -> bool:
    if rules.find("units_of_work", "lead").search(text):
        return True
    names = split_units(text, rules)
    known = [name for name in names if is_unit(name, rules)]
    return len(known) > 0 and len(known) * 2 >= len(names) and bool(rules.find("units_of_work", "strip").search(text))


def split_units(text: str, rules: Rules) -> tuple[str, ...]:
    """Splits a list of units into their names, each once."""
    text = rules.find("units_of_work", "lead").sub("、" if rules.data["join"] == "" else "; ", text)
    cleaned = [
        rules.find("units_of_work", "strip").sub("", part).strip(" .")
        for part in rules.find("units_of_work", "split").split(text)
    ]
    return tuple(dict.fromkeys(part for part in cleaned if 2 <= len(part) <= 60))


def is_unit(name: str, rules: Rules) -> bool:
    """Whether a name is that of a unit or of a group of units."""
    name = name.strip()
    return any(re.fullmatch(rules.find("units_of_work", kind), name) is not None for kind in ("name", "collective"))


def is_collective(name: str, rules: Rules) -> bool:
    """Whether a name stands for a group of units."""
    return rules.find("units_of_work", "collective").fullmatch(name.strip()) is not None


def find_subject(segment: str, text: str, rules: Rules) -> tuple[str, ...]:
    """Finds the units with which a part of a sentence begins.

    Args:
        segment: the part in narrow characters.
        text: the same part as written.
        rules: of its language.
    """
    found = rules.find("units_of_work", "subject").match(segment)
    if not found:
        return ()
    start, end = found.span("units")
    names = split_units(text[start:end], rules)
    needed = rules.data["units_of_work"]["must_have"]
    known = all(is_unit(name, rules) and re.search(needed, name, re.IGNORECASE) for name in names)
    return names if known else ()
