"""Finds the departments of a roster by name: the exact one, those named within a text, or those that come close."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from checker.definitions.roster import FormerName, RosterEntry
from checker.definitions.task import Task
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH
from checker.text.normalize import word_form
from checker.text.opposites import opposed

#: A roster of at most so many departments is listed whole; from a longer one, at most so many near names are.
_SHORT, _NEAREST = 12, 3
#: How similar two names must be if neither contains the other.
_SIMILAR = 0.6
#: The city, and perhaps the province, before a district: 天津市 in 天津市和平区司法局, but not in 天津市司法局.
_CITY = re.compile(r"^\w{2,12}?市(?=\w{1,6}?[区县旗])")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")


def find_entry(roster: Iterable[RosterEntry], name: str) -> RosterEntry | None:
    """Finds the department with that code, name or alias, else the only one that was called so formerly.

    The city before the district's name may be left out.
    """
    entries, forms = tuple(roster), _forms(name)
    now = (each for each in entries if forms & {word_form(word) for word in (each.code, *each.name.all)})
    later = find_successors(entries, name)
    return next(now, later[0] if len(later) == 1 else None)


def find_successors(roster: Iterable[RosterEntry], name: str) -> tuple[RosterEntry, ...]:
    """Finds the departments with that former name: several if it was split."""
    forms = _forms(name)
    return tuple(each for each in roster if any(forms & {*map(word_form, old.name.all)} for old in each.formerly))


def find_former(entry: RosterEntry, name: str) -> FormerName | None:
    """Finds which former name of a department a name is; None if it is its name now."""
    forms = _forms(name)
    if forms & {word_form(word) for word in (entry.code, *entry.name.all)}:
        return None
    return next((old for old in entry.formerly if forms & {*map(word_form, old.name.all)}), None)


def find_former_in(entry: RosterEntry, text: str) -> FormerName | None:
    """Finds which former name of a department is in a text; None if it is in none, or in a longer name of today."""
    form = word_form(text)
    now = max((len(word) for word in map(word_form, (entry.code, *entry.name.all)) if word in form), default=0)
    found = [(len(word), old) for old in entry.formerly for word in map(word_form, old.name.all) if word in form]
    length, old = max(found, key=lambda pair: pair[0], default=(0, None))
    return old if length > now else None


def _forms(name: str) -> set[str]:
    form = word_form(name)
    return {form, _CITY.sub("", form)} - {""}


def _names(entry: RosterEntry) -> tuple[str, ...]:
    """The names of a department, now and formerly."""
    return (*entry.name.all, *(name for old in entry.formerly for name in old.name.all))


def find_named_in(roster: Iterable[RosterEntry], text: str) -> tuple[RosterEntry, ...]:
    """Finds the departments named in a text, e.g. 2022Q4-区司法局(终稿); a name inside a longer one does not count."""
    form = word_form(text)
    found = {(part, each.code): each for each in roster for part in map(word_form, _names(each)) if part in form}
    whole = {code: each for (part, code), each in found.items() if not any(part in o and part != o for o, _ in found)}
    return tuple(whole.values())


def find_nearest(roster: Iterable[RosterEntry], name: str) -> tuple[RosterEntry, ...]:
    """Finds the departments that may be meant, the likeliest first, at most three.

    Words in brackets are ignored: 司法局（法制科） is an office of the department 司法局.
    """
    form = word_form(name)
    plain = _BRACKETED.sub("", form) or form
    scores = {
        each: max(0.0 if opposed(plain, word) else _likeness(plain, word_form(word)) for word in _names(each))
        for each in roster
    }
    likeliest = sorted((each for each in scores if scores[each] >= _SIMILAR), key=lambda each: -scores[each])
    sure = [each for each in likeliest if scores[each] > 1]
    return tuple((sure or likeliest)[:_NEAREST])


def _likeness(one: str, other: str) -> float:
    """How alike two names are: above 1 if one contains the other, else from 0 to 1."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 1 and shorter in longer:
        return 1 + len(shorter) / len(longer)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def suggest_names(task: Task, name: str) -> Text:
    """Says what to write instead of a name that is not on the roster: the nearest names, or all that submit."""
    roster = task.pack.on_roster(task.period)
    near = find_nearest(roster, name)
    if len(roster) <= _SHORT or not near:
        names = list_names([each for each in roster if each.submits])
        return Text(
            zh=f"名册上需要报送的{ZH.单位}：{names.zh}", en=f"one of the {EN.departments} that submit: {names.en}"
        )
    names, command = list_names(near), f"checker template {task.pack.header.id} {task.period.label}"
    return Text(
        zh=f"名册上的{ZH.单位}名称或简称，最接近的：{names.zh}；"
        f"全部{ZH.单位}见 {command} 生成的空白模板，每个{ZH.单位}一份",
        en=f"{EN.a_department}'s name or alias from the roster; the nearest: {names.en}; "
        f"to see them all, run {command}, which writes a template for each",
    )


def list_names(entries: Sequence[RosterEntry]) -> Text:
    """Lists departments by name; in English by both names, because a cover sheet may give either."""
    return Text(
        "、".join(each.name.zh for each in entries), ", ".join(f"{each.name.en} ({each.name.zh})" for each in entries)
    )
