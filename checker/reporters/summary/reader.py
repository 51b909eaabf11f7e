"""The reader of a summary, and the words and cells that all of its sheets share."""

from collections.abc import Iterable

from checker.frozen import dataclass
from checker.model import Language, Report, Severity, Status
from checker.reporters.summary.sheet import Styled
from checker.reporters.summary.style import CENTRED, SEVERITY_FILLS, STATUS_FILLS, coloured
from checker.wording.reader import Words


@dataclass(frozen=True)
class Reader(Words):
    """The words and cells of one report for one reader."""

    report: Report
    language: Language
    reveal: bool = False

    @property
    def title(self) -> str:
        """The district and the period."""
        return f"{self.of(self.report.district_name)} {self.period}"

    @property
    def as_of(self) -> str:
        """The as-of date."""
        return self.say("截至 ", "As of ") + self.report.as_of.isoformat()

    def width(self, zh: int, en: int) -> int:
        """Returns the width for the reader's language."""
        return zh if self.language == "zh" else en

    def status(self, status: Status) -> Styled:
        """Makes a cell with a status."""
        return Styled(self.status_words(status), coloured(CENTRED, STATUS_FILLS[status]))

    def severity(self, severity: Severity) -> Styled:
        """Makes a cell with a severity."""
        return Styled(self.severity_words(severity), coloured(CENTRED, SEVERITY_FILLS[severity]))

    def yes_no(self, yes: bool) -> str:
        """Returns "yes" or "no" in the reader's language."""
        return self.say("是", "yes") if yes else self.say("否", "no")

    def list_counts(self, counts: Iterable[tuple[str, int]]) -> str:
        """Lists counts, e.g. "met 3, missed 1"."""
        return self.say("，", ", ").join(f"{name} {number}" for name, number in counts)
