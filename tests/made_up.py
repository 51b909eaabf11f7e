"""A code for reports drawn by hand: its words are in the test, not on its pages."""

from __future__ import annotations

from dataclasses import dataclass

from checker.codes import Code, Severity
from checker.text.bilingual import Text


@dataclass(frozen=True)
class MadeUp(Code):
    """A code with words of its own."""

    words: tuple[str, Severity, Text, Text]

    @property
    def slug(self) -> str:
        return self.words[0]

    @property
    def severity(self) -> Severity:
        return self.words[1]

    @property
    def heading(self) -> Text:
        return self.words[2]

    @property
    def message(self) -> Text:
        return self.words[3]


def made_up(id: str, slug: str, severity: Severity, heading: Text, message: Text) -> Code:
    return MadeUp(id, (slug, severity, heading, message))
