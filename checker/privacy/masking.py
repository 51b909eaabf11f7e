"""What may be shown of a value: personal parts masked, characters that steer a terminal made visible, lengths cut.

Everything that leaves a department goes through here, whatever the reporter. Knows the model only.
"""

from __future__ import annotations

import unicodedata

from checker.model import Flag, Language, Personal, Place, Sensitive, Shown
from checker.privacy.patterns import found_in
from checker.text.bilingual import Text
from checker.text.visible import cut, visible

#: Characters shown of one value inside a message; of a phrase of ours there, e.g. a list; of a value that stands alone.
LONGEST_IN_MESSAGE = 60
LONGEST_PHRASE = 200
LONGEST_ALONE = 500

_STAR = "*"


def mask_value(shown: Shown, language: Language, reveal: bool = False) -> str:
    """A value as it may be shown: masked by its kind unless `reveal`, on one line, never longer than 500 characters.

    A name keeps its first character, an id its first 6 and last 4, a phone its first 3 and last 4; any other text
    is masked in the parts that are known to be personal, and searched for ids, telephone numbers and addresses.
    """
    text = shown.text if isinstance(shown.text, str) else shown.text.of(language)
    return cut(visible(text if reveal else _masked(text, shown.personal)), LONGEST_ALONE)


def mask_text(text: str, reveal: bool = False) -> str:
    """A text of no known kind (a key, a sheet's name, a file's name) as it may be shown."""
    return cut(visible(text if reveal else _scan(text)), LONGEST_ALONE)


def mask_key(place: Place, language: Language, reveal: bool = False) -> str:
    """What people call a row, as it may be shown: its key in words."""
    return mask_text(place.key if place.called is None else place.called.of(language), reveal)


def mask_sentence(text: Text, language: Language, reveal: bool = False) -> str:
    """A sentence of ours that may name values of the data, as it may be shown; never cut."""
    return visible(text.of(language) if reveal else _scan(text.of(language)))


def flag_message(flag: Flag, language: Language, reveal: bool = False) -> str:
    """The sentence of a flag's code with its values filled in, each masked unless `reveal` and cut to be readable."""
    return flag.code.message.of(language).format(**mask_values(flag, language, reveal))


def mask_values(flag: Flag, language: Language, reveal: bool = False) -> dict[str, str]:
    """The values of a flag's sentence by the names of their places, each masked unless `reveal` and cut."""
    return {
        name: cut(
            mask_value(value, language, reveal), LONGEST_PHRASE if isinstance(value.text, Text) else LONGEST_IN_MESSAGE
        )
        for name, value in flag.values
    }


def _masked(text: str, kind: Personal | None) -> str:
    if kind == "name":
        return _first_letter(text) + 2 * _STAR if text.strip() else ""
    if kind == "id":
        return _middle(text, 6, 4)
    if kind == "phone":
        return _middle(text, 3, 4)
    return _scan(text)


def _first_letter(text: str) -> str:
    return next((character for character in text if character.isalnum()), "")


def _middle(text: str, head: int, tail: int) -> str:
    """Keeps both ends of a number; of one too short to hide anything that way, a quarter at each end."""
    kept = [character for character in unicodedata.normalize("NFKC", text) if character.isalnum()]
    if len(kept) < head + tail + 4:
        head = tail = len(kept) // 4
    hidden = len(kept) - head - tail
    return "".join(kept[:head]) + _STAR * hidden + "".join(kept[len(kept) - tail :])


def _scan(text: str) -> str:
    """A text of any kind: the parts that are known to be personal, then what gives itself away by its form."""
    if isinstance(text, Sensitive):
        for part in reversed(text.parts):
            text = text[: part.start] + _masked(text[part.start : part.end], part.kind) + text[part.end :]
    for found in sorted(found_in(text), reverse=True):
        piece = text[found.start : found.end]
        masked = _address(piece) if found.kind == "email" else _masked(piece, found.kind)
        text = text[: found.start] + masked + text[found.end :]
    return text


def _address(text: str) -> str:
    """An e-mail address: its first character, and where it goes."""
    _, at, domain = unicodedata.normalize("NFKC", text).partition("@")
    return f"{_first_letter(text)}{3 * _STAR}{at}{domain.strip()}"
