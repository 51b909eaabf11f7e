"""The texts of flags and members, of which a report has thousands: gathered, so that equal ones are looked at once."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeGuard

from checker.model import Flag, Member, Shown
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text

#: Of such a value it isn't known whether it is somebody's name or number.
NO_KIND = (None, "text")
Many = tuple[Flag, ...] | tuple[Member, ...]


def are_many(value: Any) -> TypeGuard[Many]:
    """Whether a value is a tuple of flags or of members."""
    return type(value) is tuple and bool(value) and type(value[0]) in (Flag, Member)


def quoted_in(values: Many) -> set[str]:
    """The different texts of the workbook in them, apart from values of which the kind is known."""
    texts: set[str] = set()
    for value in values:
        texts.update(_quoted_in(value))
        for shown in shown_in(value) if isinstance(value, Flag) else ():
            if type(shown.text) is str and shown.personal in NO_KIND:
                texts.add(shown.text)
    return texts


def known_in(flag: Flag) -> Iterator[Shown]:
    """The values that a flag shows of which the kind is known."""
    return (shown for shown in shown_in(flag) if shown.personal not in NO_KIND)


def shown_in(flag: Flag) -> Iterator[Shown]:
    """The values that a flag shows."""
    for _, shown in flag.values:
        yield shown
    if flag.observed is not None:
        yield flag.observed
    for _, shown in flag.record:
        yield shown


def which_are_personal(values: Many, personal: PersonalData) -> Iterator[bool]:
    """Says of each whether one of its texts has a personal part."""
    texts = [(*_quoted_in(value), *_said_in(value)) for value in values]
    found = personal.found_in(set(chain.from_iterable(texts)))
    return (not found.isdisjoint(theirs) for theirs in texts)


def _quoted_in(value: Flag | Member) -> tuple[str, ...]:
    if isinstance(value, Member):
        return (value.key,)
    place, headers = value.place, [header for header, _ in value.record]
    return (place.sheet, place.header, place.key, place.identity, value.difference, *headers)


def _said_in(value: Flag | Member) -> Iterator[str]:
    """The other texts: values, and sentences that may quote some."""
    sentences = [value.label] if isinstance(value, Member) else [value.place.called, value.expected]
    for shown in () if isinstance(value, Member) else shown_in(value):
        for each in (shown, *(shown.facts or ())):
            if isinstance(each.text, Text):
                sentences.append(each.text)
            else:
                yield each.text
    for sentence in sentences:
        if sentence is not None:
            yield sentence.zh
            yield sentence.en
