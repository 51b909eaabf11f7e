"""The words that every report for people shares: names, units, statuses and texts, masked for one reader."""

from functools import cached_property

from checker.model import IndicatorLabel, Language, Report, Result, Severity, State, Status
from checker.privacy.masking import mask_sentence, mask_text
from checker.text.bilingual import Text
from checker.text.levels import Levels
from checker.wording.comparisons import change_heading
from checker.wording.headings import HEADINGS
from checker.wording.labels import MARKS, SEVERITIES, STATES, STATUSES


class Words:
    """The words of one report for one reader. A dataclass with these fields inherits from it."""

    report: Report
    language: Language
    reveal: bool

    @property
    def level_words(self) -> Levels | None:
        """What the pack calls its levels; None if it uses the usual words."""
        return self.report.level_words

    @cached_property
    def labels(self) -> dict[str, IndicatorLabel]:
        """The indicators' labels by id."""
        return {label.id: label for label in self.report.indicators}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The indicators' numbers by id. Numbers start at 1 and are the same in every table."""
        return {label.id: number for number, label in enumerate(self.report.indicators, 1)}

    @property
    def pack_line(self) -> str:
        """The pack's title, id and version."""
        report = self.report
        return f"{self.of(report.pack_title)}  {self.quote(report.pack)} {self.quote(report.pack_version)}"

    @property
    def period(self) -> str:
        """The period's label, and its days in brackets if the label doesn't say them."""
        days = self.report.period_days
        return self.quote(self.report.period) + (self.brackets(self.of(days)) if days.en else "")

    @property
    def change_heading(self) -> str:
        """The heading of the change of score since the previous report."""
        return "" if self.report.previous is None else self.of(change_heading(self.report.previous))

    def say(self, zh: str, en: str) -> str:
        """Returns the text in the reader's language."""
        return zh if self.language == "zh" else en

    def of(self, text: Text) -> str:
        """Masks a text of the program or the pack, in the reader's language."""
        return mask_sentence(text, self.language, self.reveal)

    def quote(self, text: str) -> str:
        """Masks a text of the workbook."""
        return mask_text(text, self.reveal)

    def brackets(self, text: str) -> str:
        """Puts a text in brackets, ready to follow another."""
        return self.say(f"（{text}）", f" ({text})")

    def status_words(self, status: Status) -> str:
        """Returns a status as its mark and its word."""
        return f"{MARKS[status]} {STATUSES[status].of(self.language)}"

    def severity_words(self, severity: Severity) -> str:
        """Returns a severity as its word."""
        return SEVERITIES[severity].of(self.language).capitalize()

    def state_words(self, state: State) -> str:
        """Returns the state of a submission as its word."""
        return STATES[state].of(self.language)

    def head(self, id: str) -> str:
        """Returns the heading with this id."""
        return self.of(HEADINGS[id])

    def name_of(self, indicator: str) -> str:
        """Returns an indicator's name, or its id if the pack has no such indicator."""
        return self.of(self.labels[indicator].name) if indicator in self.labels else self.quote(indicator)

    def unit_of(self, result: Result) -> Text:
        """Returns the unit of a result, in both languages if the pack has its indicator."""
        label = self.labels.get(result.indicator)
        return Text(zh=result.unit, en=result.unit) if label is None else label.unit
