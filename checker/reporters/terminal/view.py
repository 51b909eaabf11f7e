"""What every part of a screen shares: the report and its reader, colours, titles and tables."""

from rich.table import Column, Table

from checker.frozen import dataclass
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
SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.RED: "red", Severity.AMBER: "yellow", Severity.INFO: "dim"}
#: Blanks between two columns.
GAP = 2
HEADING = "bold"
ASIDE = "dim"

#: Where to find all flags if no file was written.
ALL_BY_CSV = Text(zh="加 --format csv 可列出全部", en="--format csv lists them all")
#: Where to find them if there is a marked copy.
ALL_IN_COPY = Text(zh="标注副本中全部列出", en="the marked copy lists them all")
#: Where a code is explained.
EXPLAINED = Text(zh="编码的说明：checker explain 编码", en="More about a code: checker explain CODE")


@dataclass(frozen=True)
class View(Words):
    """One report for one reader.

    Attributes:
        width: the width of the screen in columns.
        rest: where to find everything that the screen leaves out, e.g. "see out/flags.csv".
        more: how to read more about a code.
    """

    report: Report
    language: Language
    width: int
    reveal: bool = False
    rest: Text = ALL_BY_CSV
    more: Text = EXPLAINED

    @property
    def colon(self) -> str:
        """A colon in the reader's language."""
        return self.say("：", ": ")

    def heading(self, zh: str, en: str) -> Line:
        """Makes the title of a part of the screen."""
        return Line(self.say(zh, en), style=HEADING)

    def status(self, status: Status) -> Line:
        """Writes a status as its mark and its word, in colour."""
        return Line.of(self.status_words(status), STATUS_STYLES[status])

    def severity(self, severity: Severity) -> Line:
        """Writes a severity as its word, in colour."""
        return Line.of(self.severity_words(severity), SEVERITY_STYLES[severity])


def title(view: View, name: str) -> Line:
    """Writes the title of a screen: a name, the period, the as-of date and the pack."""
    report = view.report
    line = Line.of(f"{name} {view.period}", HEADING)
    line.append(view.say("  截至 ", "  as of ") + report.as_of.isoformat(), style=ASIDE)
    return line.append(f"\n{view.pack_line}", style=ASIDE)


def make_table(*heads: Column) -> Table:
    """Makes a table without rules."""
    return Table(*heads, box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style=ASIDE)


def legend(view: View) -> Line:
    """Says what each mark means."""
    line = Line()
    for status in Status:
        line.append("  " if line else "").append(view.status(status))
    return line
