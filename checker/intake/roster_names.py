"""The departments of a roster by what people call them: exactly, within a longer text, or only nearly.

Knows rosters and spellings; decides nothing about workbooks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from checker.definitions.packs import RosterEntry
from checker.definitions.task import Task
from checker.text.bilingual import Text
from checker.text.normalize import key_form

#: So many departments are listed whole; of more, those that are likest, if any is.
_FEW, _NEAREST = 12, 3
#: How like a name has to be, where neither is part of the other.
_LIKE = 0.6
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")


def entry_named(roster: Iterable[RosterEntry], said: str) -> RosterEntry | None:
    """The department of that code, name or alias; None if there is none."""
    form = key_form(said)
    return next((each for each in roster if form in {key_form(name) for name in (each.code, *each.name.all)}), None)


def contained(roster: Iterable[RosterEntry], text: str) -> tuple[RosterEntry, ...]:
    """The departments whose names stand in a text, e.g. 2022Q4-区司法局(终稿); no name that is only part of another."""
    form = key_form(text)
    found = {(part, each.code): each for each in roster for part in map(key_form, each.name.all) if part in form}
    whole = {code: each for (part, code), each in found.items() if not any(part in o and part != o for o, _ in found)}
    return tuple(whole.values())


def nearest(roster: Iterable[RosterEntry], said: str) -> tuple[RosterEntry, ...]:
    """The departments that may have been meant, the likest first, three at most.

    What stands in brackets is left aside: 司法局（法制科） is the office of a department.
    """
    form = key_form(said)
    plain = _BRACKETED.sub("", form) or form
    likeness = {each: max(_likeness(plain, key_form(name)) for name in each.name.all) for each in roster}
    likest = sorted((each for each in likeness if likeness[each] >= _LIKE), key=lambda each: -likeness[each])
    sure = [each for each in likest if likeness[each] > 1]
    return tuple((sure or likest)[:_NEAREST])


def _likeness(said: str, name: str) -> float:
    """Up to 1 for names that are like each other, above 1 for one that is the other or a part of it."""
    shorter, longer = sorted((said, name), key=len)
    if len(shorter) > 1 and shorter in longer:
        return 1 + len(shorter) / len(longer)
    return SequenceMatcher(None, said, name, autojunk=False).ratio()


def choices(task: Task, said: str) -> Text:
    """What to write instead of a name that is not on the roster: the likest; all that submit if few or none is."""
    roster = task.pack.on_roster(task.period)
    near = nearest(roster, said)
    pack, period = task.pack.header.id, task.period.label
    if len(roster) <= _FEW or not near:
        names = listed([each for each in roster if each.submits])
        return Text(zh=f"名册上报送的单位：{names.zh}", en=f"those on the roster that submit: {names.en}")
    names = listed(near)
    return Text(
        zh=f"名册上的单位名称或简称，最接近的：{names.zh}；"
        f"全部单位见 checker template {pack} {period} 生成的空白工作簿，每个单位一份",
        en=f"a department's name or alias as on the roster; the nearest: {names.en}; "
        f"checker template {pack} {period} writes a blank workbook for each and lists them all",
    )


def listed(entries: Sequence[RosterEntry]) -> Text:
    """Departments by their names; in English by both, for cover sheets are filled in with either."""
    return Text(
        "、".join(each.name.zh for each in entries), ", ".join(f"{each.name.en} ({each.name.zh})" for each in entries)
    )
