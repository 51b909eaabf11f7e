"""What decisions, their reasons, and the states of flags are called."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from checker.model.decisions import Holds, Kind, Reason
from checker.text.bilingual import Text
from checker.text.levels import make_text

_WORDS = {
    section: {name: make_text(*pair) for name, pair in words.items()}
    for section, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}

KINDS: Mapping[Kind, Text] = {each: _WORDS["kind"][each.value] for each in Kind}
REASONS: Mapping[Reason, Text] = {each: _WORDS["reason"][each.value] for each in Reason}
HOLDS: Mapping[Holds, Text] = {each: _WORDS["holds"][each.value] for each in Holds}
#: The states of flags over runs, by id.
FLAG_STATES: Mapping[str, Text] = _WORDS["state"]
