"""Loads what the rules say of drafts, for both languages."""

import re
import tomllib
from functools import cache
from typing import Any

from checker.policy.rules import FOLDER


@cache
def load_words() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads((FOLDER / "drafting.toml").read_text(encoding="utf-8"))


@cache
def find_words(name: str) -> re.Pattern[str]:
    """The pattern of a name."""
    return re.compile(load_words()[name], re.IGNORECASE)
