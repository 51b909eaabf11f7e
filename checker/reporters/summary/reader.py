"""The one reader that a summary is written for, and what all of its sheets say in the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checker.model import Department, Flag, Language, Report, Result, Severity, Status
from checker.reporters.summary.sheet import Styled
from checker.reporters.summary.style import CENTRED, SEVERITY_FILLS, STATUS_FILLS, coloured
from checker.text.bilingual import Text
from checker.wording.labels import STATES
from checker.wording.reader import Words
from checker.wording.results import needed_by, needed_text, standing_text

#: How to read the numerator and denominator of an indicator that compares two periods.
COMPARED = Text(
    zh="比较两期的指标，分子为本期数，分母为上期数",
    en="where two periods are compared, the numerator is the figure of this one and the denominator that of the last",
)


@dataclass(frozen=True)
class Reader(Words):
    """One report as one reader sees it.

    Attributes:
        report: what is shown.
        language: in which words.
        reveal: whether personal values are shown as they are.
    """

    report: Report
    language: Language
    reveal: bool = False

    @property
    def title(self) -> str:
        """Whose report, of which period."""
        return f"{self.of(self.report.district_name)} {self.quote(self.report.period)}"

    def units(self, zh: int, en: int) -> int:
        """The one or the other width, by the reader's language."""
        return zh if self.language == "zh" else en

    def status(self, status: Status) -> Styled:
        """A cell with a status."""
        return Styled(self.status_words(status), coloured(CENTRED, STATUS_FILLS[status]))

    def severity(self, severity: Severity) -> Styled:
        """A cell with a severity."""
        return Styled(self.severity_words(severity), coloured(CENTRED, SEVERITY_FILLS[severity]))

    def state(self, department: Department) -> str:
        """What became of a department's submission."""
        return STATES[department.state].of(self.language)

    def needed(self, result: Result) -> str:
        """What an open indicator needs, or that nothing helps any more; empty for one that is well."""
        said = needed_text(result)
        return "" if said is None else self.of(said)

    def by(self, result: Result) -> date | None:
        """The last day on which what an open indicator needs still counts."""
        return needed_by(result)

    def before(self, department: str, result: Result) -> str:
        """Where the previous report had the indicator: its mark and value; the district's own under ""."""
        previous = self.report.previous
        then = None if previous is None else previous.standings.get((department, result.indicator))
        if then is None:
            return ""
        unit = self.unit_of(result.indicator, result.unit)
        return standing_text(then, result.target, unit, self.language, in_words=False)

    def yes_no(self, is_so: bool) -> str:
        """The answer to a question."""
        return self.say("是", "yes") if is_so else self.say("否", "no")

    def listed(self, counted: Iterable[tuple[str, int]]) -> str:
        """Counts one after the other, e.g. "met 3, missed 1"."""
        return self.say("，", ", ").join(f"{name} {number}" for name, number in counted)


def tallied(flags: Iterable[Flag]) -> dict[Severity, int]:
    """How many flags of each severity, the gravest first."""
    counted = Counter(flag.severity for flag in flags)
    return {severity: counted[severity] for severity in reversed(Severity)}


def standing(results: Iterable[Result]) -> dict[Status, int]:
    """How many results of each status."""
    counted = Counter(result.status for result in results)
    return {status: counted[status] for status in Status}
