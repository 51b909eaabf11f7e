"""A text is never taken for one that says the opposite."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from checker.text.normalize import likely
from checker.text.opposites import opposed

CASES = yaml.safe_load(Path(__file__).with_name("opposites.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("one", "other"), CASES["opposed"])
def test_opposites_are_told_apart(one: str, other: str) -> None:
    assert opposed(one, other)
    assert opposed(other, one)


@pytest.mark.parametrize(("one", "other"), CASES["alike"])
def test_slips_are_no_opposites(one: str, other: str) -> None:
    assert not opposed(one, other)
    assert not opposed(other, one)


@pytest.mark.parametrize(("found", "words", "meant"), CASES["suggested"])
def test_what_is_suggested(found: str, words: list[str], meant: str) -> None:
    assert likely(found, words) == meant
