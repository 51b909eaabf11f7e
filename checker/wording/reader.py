"""What every report that people read says in the same words: names, units, texts masked for one reader.

Knows reports and words; no screen, page or sheet.
"""

from __future__ import annotations

from functools import cached_property

from checker.model import IndicatorLabel, Language, Report, Severity, Status
from checker.privacy.masking import mask_sentence, mask_text
from checker.text.bilingual import Text
from checker.wording.labels import MARKS, SEVERITIES, STATUSES
from checker.wording.results import HEADINGS


class Words:
    """The words of one report for one reader; to be inherited by a dataclass that has these fields.

    Attributes:
        report: what is shown.
        language: in which words.
        reveal: whether personal values are shown as they are.
    """

    report: Report
    language: Language
    reveal: bool

    @cached_property
    def labels(self) -> dict[str, IndicatorLabel]:
        """The indicators' names by id."""
        return {label.id: label for label in self.report.indicators}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number under which an indicator stands in every table, from 1, by id."""
        return {label.id: number for number, label in enumerate(self.report.indicators, 1)}

    def say(self, zh: str, en: str) -> str:
        """The one or the other, by the reader's language."""
        return zh if self.language == "zh" else en

    def of(self, text: Text) -> str:
        """A text of ours or of the pack, as it may be shown."""
        return mask_sentence(text, self.language, self.reveal)

    def quote(self, text: str) -> str:
        """A text of the workbook, as it may be shown."""
        return mask_text(text, self.reveal)

    def brackets(self, text: str) -> str:
        """The text in brackets, to be put behind another."""
        return self.say(f"（{text}）", f" ({text})")

    def status_words(self, status: Status) -> str:
        """A status as its mark and its word."""
        return f"{MARKS[status]} {STATUSES[status].of(self.language)}"

    def severity_words(self, severity: Severity) -> str:
        """A severity as its word."""
        return SEVERITIES[severity].of(self.language).capitalize()

    def head(self, name: str) -> str:
        """What a part of a result is called."""
        return self.of(HEADINGS[name])

    def name_of(self, indicator: str) -> str:
        """An indicator's name; its id where the pack has none of that id."""
        return self.of(self.labels[indicator].name) if indicator in self.labels else self.quote(indicator)

    def unit_of(self, indicator: str, unit: str) -> Text:
        """An indicator's unit; as the result has it where the pack has no such indicator."""
        return self.labels[indicator].unit if indicator in self.labels else Text(zh=unit, en=unit)
