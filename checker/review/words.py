"""The words of the review in both languages."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from checker.review.decisions import Holds, Kind, Reason
from checker.review.following import FlagState
from checker.text.bilingual import Text

T = TypeVar("T")

_WORDS = {
    section: {name: Text(*pair) for name, pair in words.items()}
    for section, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}

KINDS: Mapping[Kind, Text] = {each: _WORDS["kind"][each.value] for each in Kind}
REASONS: Mapping[Reason, Text] = {each: _WORDS["reason"][each.value] for each in Reason}
HOLDS: Mapping[Holds, Text] = {each: _WORDS["holds"][each.value] for each in Holds}
STATES: Mapping[FlagState, Text] = {each: _WORDS["state"][each.value] for each in FlagState}
#: Why a flag that is gone isn't fixed, and why a flag counts as new.
WHY: Mapping[str, Text] = _WORDS["why"]
DOUBTS: Mapping[str, Text] = _WORDS["doubt"]
