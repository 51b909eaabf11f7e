"""The words of the review in both languages, besides those that every report uses."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from checker.review.following import FlagState
from checker.text.bilingual import Text
from checker.text.levels import make_text
from checker.wording.decisions import FLAG_STATES, HOLDS, KINDS, REASONS

__all__ = ["DOUBTS", "HOLDS", "KINDS", "REASONS", "STATES", "WHY"]

_WORDS = {
    section: {name: make_text(*pair) for name, pair in words.items()}
    for section, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}

STATES: Mapping[FlagState, Text] = {each: FLAG_STATES[each.value] for each in FlagState}
#: Why a flag that is gone isn't fixed, and why a flag counts as new.
WHY: Mapping[str, Text] = _WORDS["why"]
DOUBTS: Mapping[str, Text] = _WORDS["doubt"]
