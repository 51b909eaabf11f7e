"""Prepares values for display: masks personal data, makes control characters visible, cuts long texts.

Everything that leaves a department passes through this module.
"""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from checker.model import Flag, Language, Personal, Place, Sensitive, Shown
from checker.model.evidence import SheetRow
from checker.privacy.patterns import found_in, where_to_look
from checker.text.bilingual import Text
from checker.text.durations import duration_text
from checker.text.moments import time_text
from checker.text.visible import cut, visible

#: The most characters of a value in a message, of a phrase of the program in a message, and of a value by itself.
LONGEST_IN_MESSAGE = 60
LONGEST_PHRASE = 200
LONGEST_ALONE = 500
#: Values of these kinds may be anything, so they are searched for personal data.
_SEARCHED: tuple[Personal | None, ...] = (None, "text")


def mask_value(shown: Shown, language: Language, reveal: bool = False) -> str:
    """A value for display, on one line of at most 500 characters, masked by its kind unless `reveal`.

    A name keeps its first character, an id its first 6 and last 4, a phone number its first 3 and last 4. In any other
    text, known personal parts are masked, and ids, telephone numbers and e-mail addresses.
    """
    text = shown.text if isinstance(shown.text, str) else shown.text.of(language)
    if not reveal and shown.personal in _SEARCHED:
        return cut(_scan_visibly(text), LONGEST_ALONE)
    return cut(visible(text if reveal else _masked(text, shown.personal)), LONGEST_ALONE)


def mask_text(text: str, reveal: bool = False) -> str:
    """A text of unknown kind (a key, the name of a sheet or file) for display."""
    return cut(visible(text) if reveal else _scan_visibly(text), LONGEST_ALONE)


def mask_texts(texts: Sequence[str], reveal: bool = False) -> list[str]:
    """Does the same with many texts, such as the keys of a sheet."""
    return [
        text
        if not look and type(text) is str and text.isprintable() and len(text) <= LONGEST_ALONE
        else mask_text(text, reveal)
        for text, look in zip(texts, where_to_look(texts), strict=True)
    ]


def mask_all(values: Sequence[Shown], language: Language, reveal: bool = False) -> list[str]:
    """Masks many values as `mask_value` does, such as the cells of a column."""
    known = reveal or all(each.personal not in _SEARCHED for each in values)
    if known:
        return [mask_value(each, language, reveal) for each in values]
    texts = mask_texts([each.text if isinstance(each.text, str) else each.text.of(language) for each in values])
    return [
        text if each.personal in _SEARCHED else mask_value(each, language)
        for text, each in zip(texts, values, strict=True)
    ]


def mask_for_digest(value: str | Shown) -> str:
    """A text, or a value of a known kind, as it may enter a digest: masked as reports show it."""
    return mask_value(value, "en") if isinstance(value, Shown) else mask_text(value)


def mask_key(place: Place | SheetRow, language: Language, reveal: bool = False) -> str:
    """The key of a row in words, for display."""
    return mask_text(place.key if place.called is None else place.called.of(language), reveal)


def mask_sentence(text: Text, language: Language, reveal: bool = False) -> str:
    """A sentence of the program that may quote data, for display; it is never cut."""
    return visible(text.of(language)) if reveal else _scan_visibly(text.of(language))


def flag_message(flag: Flag, language: Language, reveal: bool = False) -> str:
    """The message of a flag with its values, which are masked unless `reveal`, and cut; how late it is comes last."""
    said = flag.code.message.of(language).format(**mask_values(flag, language, reveal))
    late = say_lateness(flag)
    return said if late is None else said + late.of(language)


def say_lateness(flag: Flag) -> Text | None:
    """Says when a row was due, unless its message says it, and how late it is; None if it isn't late."""
    if flag.due is None:
        return None
    on_zh, on_en = (f"截至 {flag.open_on} 仍未完成，", f" on {flag.open_on}") if flag.open_on else ("", "")
    told = any(name == "due" for name, _ in flag.values)
    due = f"{flag.due}" if flag.due_time is None else f"{flag.due} {time_text(flag.due_time)}"
    zh, en = ("", "") if told else (f"应于 {due} 前完成，", f"due {'on' if flag.due_time is None else 'by'} {due}, ")
    late = Text(f"{flag.days_late} 天", f"{flag.days_late} {'day' if flag.days_late == 1 else 'days'}")
    if flag.due_time is not None:
        late = duration_text(flag.seconds_late)
    return Text(f"；{zh}{on_zh}逾期 {late.zh}", f"; {en}{late.en} late{on_en}")


def mask_values(flag: Flag, language: Language, reveal: bool = False) -> dict[str, str]:
    """The values of a flag's message by name, masked unless `reveal`, and cut."""
    return {
        name: cut(
            mask_value(value, language, reveal), LONGEST_PHRASE if isinstance(value.text, Text) else LONGEST_IN_MESSAGE
        )
        for name, value in flag.values
    }


def _masked(text: str, kind: Personal | None) -> str:
    if kind == "name":
        return _first_letter(text) + "**" if text.strip() else ""
    ends = {"id": (6, 4), "phone": (3, 4)}.get(kind or "")
    return _middle(text, *ends) if ends else _scan(text)


def _first_letter(text: str) -> str:
    return next((character for character in text if character.isalnum()), "")


def _middle(text: str, head: int, tail: int) -> str:
    """Keeps both ends of a number; of a number too short for that, a quarter at each end."""
    kept = [character for character in unicodedata.normalize("NFKC", text) if character.isalnum()]
    if len(kept) < head + tail + 4:
        head = tail = len(kept) // 4
    last = len(kept) - tail
    return "".join((*kept[:head], "*" * (last - head), *kept[last:]))


def _scan(text: str) -> str:
    """Masks the known personal parts of a text, and what looks like personal data.

    The whole text is looked at before its parts are masked: a number may be known by the word beside it, and that word
    may be part of what is taken for a name.
    """
    if not isinstance(text, Sensitive) or not text.parts:
        return _scan_plain(str(text))
    masked = plain = str(text)
    pieces = [(part.start, part.end, _masked(plain[part.start : part.end], part.kind)) for part in text.parts]
    for found in found_in(plain):
        if all(found.end <= start or end <= found.start for start, end, _ in pieces):
            pieces.append((found.start, found.end, _mask_found(plain[found.start : found.end], found.kind)))
    for start, end, instead in sorted(pieces, reverse=True):
        masked = masked[:start] + instead + masked[end:]
    return _scan_plain(masked)


def _scan_visibly(text: str) -> str:
    """Does the same, and makes control characters visible."""
    return _scan_plain_visibly(text) if type(text) is str else visible(_scan(text))


@lru_cache(maxsize=262_144)  # keys, days and names of sheets come again and again, in every output
def _scan_plain_visibly(text: str) -> str:
    return visible(_scan_plain(text))


def _scan_plain(text: str) -> str:
    for found in sorted(found_in(text), reverse=True):
        text = text[: found.start] + _mask_found(text[found.start : found.end], found.kind) + text[found.end :]
    return text


def _mask_found(piece: str, kind: str) -> str:
    """Masks what looks like personal data; of an e-mail address, the first character and the domain are kept."""
    if kind == "email":
        domain = unicodedata.normalize("NFKC", piece).partition("@")[2]
        return f"{_first_letter(piece)}***@{domain.strip()}"
    return _masked(piece, cast(Personal, kind))
