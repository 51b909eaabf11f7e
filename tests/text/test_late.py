"""A pattern that is compiled late is the same pattern."""

from __future__ import annotations

import re

from checker.text import late as module
from checker.text.late import late


def test_it_does_what_the_pattern_does_and_compiles_when_asked() -> None:
    compiled = []

    class Spy:
        @staticmethod
        def compile(pattern: str, flags: int) -> re.Pattern[str]:
            compiled.append(pattern)
            return re.compile(pattern, flags)

    module.re, kept = Spy, module.re  # type: ignore[assignment, attr-defined]
    try:
        word = late(r"(?P<first>a)b*", re.IGNORECASE)
        assert not compiled
        for text in ("ABB", "b"):
            assert bool(word.fullmatch(text)) == bool(re.fullmatch(r"ab*", text, re.IGNORECASE))
        assert compiled == [r"(?P<first>a)b*"]
        assert word.sub("x", "abAB") == "xx"
        assert word.pattern == r"(?P<first>a)b*"
        assert word.flags & re.IGNORECASE
    finally:
        module.re = kept  # type: ignore[attr-defined]
