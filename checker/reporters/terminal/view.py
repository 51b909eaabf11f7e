"""What every part of a screen needs to know, and the pieces that all of them are made of."""

from __future__ import annotations

from dataclasses import dataclass

from rich.table import Column, Table

from checker.model import Language, Report, Severity, Status
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.wording.reader import Words

STATUS_STYLES = {
    Status.MET: "green",
    Status.ON_TRACK: "green",
    Status.BEHIND: "yellow",
    Status.MISSED: "red",
    Status.NOT_APPLICABLE: "dim",
    Status.UNDETERMINED: "magenta",
}
SEVERITY_STYLES = {
    Severity.ERROR: "bold red",
    Severity.RED: "red",
    Severity.AMBER: "yellow",
    Severity.INFO: "dim",
}
#: Blanks between two columns.
GAP = 2
HEADING = "bold"
ASIDE = "dim"


#: Where everything is when nothing was written to a folder.
ALL_BY_CSV = Text(zh="加 --format csv 可列出全部", en="--format csv lists them all")


@dataclass(frozen=True)
class View(Words):
    """One report as one reader sees it.

    Attributes:
        report: what is shown.
        language: in which words.
        width: of the screen, in columns.
        reveal: whether personal values are shown as they are.
        rest: where everything is that a screen leaves out, e.g. "see out/flags.csv".
    """

    report: Report
    language: Language
    width: int
    reveal: bool = False
    rest: Text = ALL_BY_CSV

    def heading(self, zh: str, en: str) -> Line:
        """The title of a part of the screen."""
        return Line(self.say(zh, en), style=HEADING)

    def status(self, status: Status) -> Line:
        """A status as its mark and its word."""
        return Line.of(self.status_words(status), STATUS_STYLES[status])

    def severity(self, severity: Severity) -> Line:
        """A severity as its word."""
        return Line.of(self.severity_words(severity), SEVERITY_STYLES[severity])


def title(view: View, name: str) -> Line:
    """Whose report, of which period and pack."""
    report = view.report
    line = Line.of(f"{name} {view.quote(report.period)}", HEADING)
    line.append(view.say("  截至 ", "  as of ") + report.as_of.isoformat(), style=ASIDE)
    pack = f"{view.of(report.pack_title)}  {view.quote(report.pack)} {view.quote(report.pack_version)}"
    line.append(f"\n{pack}", style=ASIDE)
    return line


def columns(*heads: Column) -> Table:
    """A table without lines."""
    return Table(*heads, box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style=ASIDE)
