"""Describes an indicator whose parameters differ: what holds for all is said once, what differs is said with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.definitions.variants import DISTRICT, EVERYBODY, Variants, title_of
from checker.frozen import dataclass
from checker.model import Aim
from checker.text.bilingual import Text, join_texts
from checker.text.days import day_text
from checker.text.levels import EN, ZH

#: So many forms of an indicator are described, and so many departments of one are named; the others are counted.
FORMS, NAMED = 12, 3


@dataclass(frozen=True)
class Section:
    """A heading and its sentences."""

    title: Text
    sentences: tuple[Text, ...]


@dataclass(frozen=True)
class Form:
    """An indicator as it is for some departments from a day on."""

    day: date
    codes: frozenset[str]
    indicator: Indicator


def describe_forms(
    pack: Pack, indicator: Indicator, describe: Callable[[Pack, Indicator], Sequence[Section]], target: Text
) -> tuple[Section, ...]:
    """Describes every form of an indicator under the headings that `describe` gives; `target` is that of the target."""
    variants = pack.variants.get(indicator.id)
    if variants is None or indicator.given or indicator.lacks is not None:
        return tuple(describe(pack, indicator))
    forms = list(_forms(pack, variants))
    shown = _choose(forms)
    whole = [(form, describe(pack, form.indicator.as_given((), form.indicator.lacks, {}))) for form in shown]
    # The district's figures come from those of the departments; only its target and weight are its own.
    able = [(form, told) for form, told in whole if form.indicator.lacks is None and form.codes != {DISTRICT}]
    titles = list(dict.fromkeys(section.title for _, described in whole for section in described))
    whom = _Whom(pack, forms)
    merged = []
    for title in titles:
        told = [
            (form, next((each.sentences for each in described if each.title == title), ()))
            for form, described in (whole if title == target else able)
        ]
        more = _sources(pack, forms, len(forms) - len(shown)) if title == target else ()
        merged.append(Section(title, (*_merge(told, whom), *more)))
    return tuple(each for each in merged if each.sentences)


def _sources(pack: Pack, forms: Sequence[Form], more: int) -> Iterator[Text]:
    """Says where the numbers come from, and how many forms of the indicator are not described."""
    names = dict.fromkeys(each.parameter for form in forms for each in form.indicator.given)
    tables = [pack.parameters[name] for name in names]
    listed = [title_of(name, table) for name, table in zip(names, tables, strict=True)]
    told = join_texts(listed, "、", ", ")
    yield Text(f"数值出自{told.zh}。", f"The numbers come from {told.en}.")
    if more > 0:
        yield Text(f"另有 {more} 种数值，见 parameters.yaml。", f"{more} more sets of numbers are in parameters.yaml.")


def shared_target(pack: Pack, indicator: Indicator) -> Aim:
    """The target at the end of the plan; one that isn't given if departments have targets of their own."""
    variants, day = pack.variants.get(indicator.id), pack.header.ends
    forms = (indicator,) if variants is None else tuple(variants.on(day).values())
    targets = {each.target_on(day) for each in forms if each.lacks is None}
    return targets.pop() if len(targets) == 1 else replace(indicator.target_on(day), given=False)


def _merge(told: Sequence[tuple[Form, Sequence[Text]]], whom: _Whom) -> Iterator[Text]:
    """Says once what all say, and the other sentences with those for whom they are."""
    for place in zip_longest(*(sentences for _, sentences in told)):
        forms: dict[Text, list[Form]] = {}
        for (form, _), sentence in zip(told, place, strict=True):
            if sentence is not None:
                forms.setdefault(sentence, []).append(form)
        for sentence, those in forms.items():
            if len(those) == len(told):
                yield sentence
            else:
                listed = whom.name(those)
                yield Text(f"{listed.zh}：{sentence.zh}", f"{listed.en}: {sentence.en}")


def _forms(pack: Pack, variants: Variants) -> Iterator[Form]:
    """The forms within the plan."""
    ends = [day - timedelta(days=1) for day in variants.days[1:]] + [date.max]
    within = {
        day for day, end in zip(variants.days, ends, strict=True) if day <= pack.plan.end and end >= pack.plan.start
    }
    for day, indicator, codes in variants.every():
        if day in within:
            yield Form(max(day, pack.plan.start), frozenset(codes), indicator)


class _Whom:
    """Names those for whom something holds: groups, departments, the district; and from when, unless always."""

    def __init__(self, pack: Pack, forms: Sequence[Form]) -> None:
        self._pack, self._days = pack, sorted({form.day for form in forms})
        self._judged = frozenset(code for form in forms for code in form.codes) - {DISTRICT}

    def name(self, forms: Sequence[Form]) -> Text:
        """Names those of some forms."""
        by_day = {day: frozenset(c for form in forms if form.day == day for c in form.codes) for day in self._days}
        if len(set(by_day.values())) == 1:
            return self._of(by_day[self._days[0]])
        parts = []
        for day, codes in by_day.items():
            if codes:
                whom, since = self._of(codes), day_text(day)
                parts.append(Text(f"{since.zh}起{whom.zh}", f"from {since.en} {whom.en}"))
        listed = join_texts(parts, "、", ", ")
        return Text(listed.zh, listed.en[0].upper() + listed.en[1:])

    def _of(self, codes: frozenset[str]) -> Text:
        district = [self._pack.header.jurisdiction.text] if DISTRICT in codes else []
        return join_texts([*self._departments(codes - {DISTRICT}), *district], "、", ", ")

    def _departments(self, codes: frozenset[str]) -> list[Text]:
        roster = self._pack.roster
        if codes == self._judged:
            return [EVERYBODY]
        for name, words in roster.groups.items():
            group = {entry.code for entry in roster.departments if name in entry.groups} & self._judged
            if group and group <= codes:
                return [words.text, *self._departments(codes - group)]
        names = [entry.name.text for entry in roster.departments if entry.code in codes]
        if len(names) <= NAMED:
            return names
        return [
            *names[:NAMED],
            Text(f"另外 {len(names) - NAMED} 个{ZH.单位}", f"{len(names) - NAMED} more {EN.departments}"),
        ]


def _choose(forms: Sequence[Form]) -> list[Form]:
    """The first forms, among them some that differ in each parameter that differs at all."""
    if len(forms) <= FORMS:
        return list(forms)
    values = [{each.parameter: each.value for each in form.indicator.given} for form in forms]
    telling = {0}
    for name in values[0]:
        telling |= {next((at for at, each in enumerate(values) if each.get(name) != values[0][name]), 0)}
    chosen = sorted(telling | set(range(FORMS - len(telling))))
    return [forms[at] for at in chosen]
