"""Loads the rules of a language: its words and patterns, compiled."""

import re
import tomllib
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent / "rules"
RuleLanguage = Literal["zh", "en"]
_CHINESE = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def find_language(text: str) -> RuleLanguage:
    """Says whose rules a document needs: those of the language that most of its words are in."""
    return "zh" if len(_CHINESE.findall(text)) > len(_LATIN.findall(text)) else "en"


@cache
def load_rules(language: RuleLanguage) -> "Rules":
    """Loads the rules of a language."""
    return Rules(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


class Rules:
    """The rules of one language; `data` is the file as it is."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self._compiled: dict[tuple[str, ...], re.Pattern[str]] = {}
        self._lists: dict[tuple[str, ...], tuple[re.Pattern[str], ...]] = {}

    def for_document(self, text: str) -> "Rules":
        """The rules with the periods that a document defines: "Reporting Period" means each calendar month."""
        names = self.data.get("defined_names", {})
        periods = dict(self.data["periods"])
        for match in self.find("defined_period").finditer(text):
            name = names.get(match["period"].lower(), match["period"].lower())
            use = str(self.data["defined_use"]).replace("{name}", re.escape(match["name"]))
            periods[name] = f"{periods[name]}|{use}"
        return self if periods == self.data["periods"] else Rules({**self.data, "periods": periods})

    def find(self, *path: str) -> re.Pattern[str]:
        """Compiles the pattern at a path of keys; where there is none, one that nothing matches."""
        if path not in self._compiled:
            value: Any = self.data
            for key in path:
                value = value.get(key) if isinstance(value, dict) else None
            words = isinstance(value, str) and value
            self._compiled[path] = self.compile(value) if words else re.compile(r"(?!)")
        return self._compiled[path]

    def find_all(self, *path: str) -> tuple[re.Pattern[str], ...]:
        """Compiles every pattern of a list."""
        if path not in self._lists:
            value: Any = self.data
            for key in path:
                value = value[key]
            self._lists[path] = tuple(map(self.compile, value))
        return self._lists[path]

    def compile(self, pattern: str) -> re.Pattern[str]:
        """Compiles a pattern; `{n}` is a number, `{time}` a unit of time, `{u}` any unit."""
        for name, words in (
            ("{n}", self.data["number"]),
            ("{o}", self._ordinals),
            ("{time}", self._time),
            ("{u}", self._units),
        ):
            pattern = pattern.replace(name, f"(?:{words})")
        return re.compile(pattern, re.IGNORECASE)

    @cached_property
    def _ordinals(self) -> str:
        return "|".join(self.data.get("ordinals", {})) or "(?!)"

    @cached_property
    def _time(self) -> str:
        return "|".join(self.data["amounts"]["units_time"])

    @cached_property
    def _units(self) -> str:
        return "|".join([*self.data["amounts"]["units_time"], *self.data["amounts"]["units"]])

    @cached_property
    def units(self) -> tuple[tuple[re.Pattern[str], str, bool], ...]:
        """Every unit: its pattern, its name, and whether it is one of time."""
        amounts = self.data["amounts"]
        return tuple(
            (re.compile(pattern, re.IGNORECASE), name, kind == "units_time")
            for kind in ("units_time", "units")
            for pattern, name in amounts[kind].items()
        )

    @cached_property
    def number(self) -> re.Pattern[str]:
        """A number, in digits or in words."""
        return self.compile("{n}")

    @cached_property
    def comparisons(self) -> tuple[tuple[str, re.Pattern[str], str], ...]:
        """The words that compare: before or after the number, their pattern, the operator."""
        return tuple(
            (place, self.compile(rf"\s*(?:{each['words']})" if place == "after" else each["words"]), each["operator"])
            for place in ("before", "after")
            for each in self.data[place]
        )

    @cached_property
    def deadlines(self) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
        """The patterns of deadlines, and what each of them says."""
        return tuple((self.compile(each["pattern"]), each) for each in self.data["deadline"])

    @cached_property
    def periods(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The words of each period."""
        return tuple((name, self.compile(words)) for name, words in self.data["periods"].items())

    @cached_property
    def strict(self) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
        """The strict words, and what each of them asks for."""
        return tuple((self.compile(each["words"]), each) for each in self.data["strict"])
