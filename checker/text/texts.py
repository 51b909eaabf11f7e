"""Loads texts for people from a data file."""

import tomllib
from pathlib import Path

from checker.text.bilingual import Text
from checker.text.levels import make_text


def load_texts(path: Path) -> dict[str, Text]:
    """Loads a TOML file in which each table holds one text as `zh` and `en`."""
    return {key: make_text(**table) for key, table in tomllib.loads(path.read_text(encoding="utf-8")).items()}
