"""Makes a `Stop` from its words in stops.toml."""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from checker.errors import Stop
from checker.text.bilingual import Text
from checker.text.levels import fill as fill_levels


def make_stop(
    reference: str, context: str | Path = "", hint: Text | None = None, **values: str | Text | Sequence[str]
) -> Stop:
    """Makes a stop; `values` fill the named places of its message and hint, lists separated by commas."""
    words = _load_words()[reference]

    def fill(kind: str) -> Text:
        return Text(*(fill_levels(words[kind + each]).format(**_choose(values, each)) for each in ("zh", "en")))

    return Stop(reference, fill(""), context=str(context), hint=fill("hint_") if "hint_zh" in words else hint)


def _choose(values: dict[str, str | Text | Sequence[str]], language: str) -> dict[str, str]:
    comma = "、" if language == "zh" else ", "
    texts = {name: value.of(language) if isinstance(value, Text) else value for name, value in values.items()}
    return {name: text if isinstance(text, str) else comma.join(text) for name, text in texts.items()}


@cache
def _load_words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("stops.toml").read_text(encoding="utf-8"))
