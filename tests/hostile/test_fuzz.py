"""A few seconds of what `make fuzz` does for as long as is wanted."""

from __future__ import annotations

import pytest

from checker.text.file_names import as_text

from .fuzz import TARGETS, fuzz, reading, repeat
from .lines import Lines


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__)
def test_nothing_is_raised(target: object) -> None:
    tries, kept = fuzz(target, 4, 20221231)
    assert tries >= 5
    assert kept >= 1


def test_what_fails_is_told_with_the_seeds_that_repeat_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.fuzz.answer", lambda *_: 1 / 0)
    with pytest.raises(AssertionError, match="repeat it with: reading 7"):
        fuzz(reading, 60, 7)
    with pytest.raises(AssertionError, match=r"repeat it with: reading 7$"):
        repeat(reading, [7])


def test_only_lines_that_were_not_reached_before_are_new() -> None:
    with Lines() as lines:
        seen = []
        for name in ("a.xlsx", "b.xlsx", "a\udcff.xlsx", "b\udcff.xlsx"):
            with lines.watched():
                as_text(name)
            seen.append(lines.new)
    assert seen == [True, False, True, False]
