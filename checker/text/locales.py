"""What people write in the languages that a pack's submissions use: words and patterns, from `checker/locales/`.

One file holds one language. The rooms that read cells build their patterns from it, once for each set of languages. A
key that a language does not have adds nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "locales"
#: What a pattern is made of that nothing matches.
NOTHING = "(?!)"


class Locales:
    """The words and patterns of some languages; for the same languages it is always the same object.

    Keys are paths such as "dates.written".
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    def __reduce__(self) -> tuple[Any, ...]:
        return locales_of, (self.names,)

    def __repr__(self) -> str:
        return f"Locales({', '.join(self.names)})"

    @cached_property
    def _read(self) -> tuple[Mapping[str, Any], ...]:
        return tuple(map(_load, self.names))

    def every(self, path: str) -> tuple[Any, ...]:
        """The values that the languages have for a key."""
        section, _, key = path.partition(".")
        found = (locale.get(section, {}) for locale in self._read)
        if not key:
            return tuple(each for each in found if each)
        first, _, rest = key.partition(".")
        values = (each.get(first) for each in found)
        return tuple(
            each for each in ((value or {}).get(rest) if rest else value for value in values) if each is not None
        )

    def words(self, path: str) -> tuple[str, ...]:
        """All words of a key that holds lists."""
        return tuple(word for words in self.every(path) for word in words)

    def table(self, path: str) -> dict[str, Any]:
        """The tables of a key, as one."""
        return {name: value for table in self.every(path) for name, value in table.items()}

    def characters(self, path: str) -> str:
        """All characters of a key that holds texts of single characters."""
        return "".join(self.every(path))

    def pattern(self, path: str, **slots: str) -> str:
        """A pattern, in brackets, that matches whatever one of the languages has for a key; the slots are filled in.

        A key holds a pattern, or a list of them.
        """
        values = self.every(path)
        patterns = [each for value in values for each in ([value] if isinstance(value, str) else value)]
        return either(fill(each, slots) for each in patterns)

    def spelled(self, path: str) -> str:
        """A pattern, in brackets, that matches one of the words of a key, the longest first."""
        return either(map(re.escape, sorted(self.words(path), key=len, reverse=True)))

    def common(self, path: str) -> Any:
        """What all languages have for a key; None if they don't agree or one says nothing."""
        values = self.every(path)
        return values[0] if len(values) == len(self.names) and len(set(values)) == 1 else None


def either(patterns: Iterable[str]) -> str:
    """A pattern, in brackets, that matches what one of some patterns does; nothing if there is none."""
    return f"(?:{'|'.join(patterns) or NOTHING})"


def fill(pattern: str, slots: Mapping[str, str]) -> str:
    """The pattern with `{name}` replaced; other braces, such as those of {1,2}, stay."""
    for name, inner in slots.items():
        pattern = pattern.replace(f"{{{name}}}", inner)
    return pattern


@cache
def locales_of(names: tuple[str, ...]) -> Locales:
    """The locales with these names, such as ("zh", "en")."""
    return Locales(names)


@cache
def known_locales() -> tuple[str, ...]:
    """The names of all locales."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def _load(name: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


#: What is read where no pack says otherwise.
USUAL = locales_of(("zh", "en"))
