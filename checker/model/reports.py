"""The report: everything that a run found, for the reporters."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.frozen import dataclass
from checker.model.attestations import Requirement
from checker.model.consequences import Overall
from checker.model.departments import Department
from checker.model.earlier import GoneFlag, Previous
from checker.model.flags import Flag
from checker.model.ranks import Funnel
from checker.model.records import TableLabel
from checker.model.results import IndicatorLabel, Result
from checker.text.bilingual import Text
from checker.text.levels import Levels

#: The days of a period whose label says them, and any other text that there isn't.
NO_DAYS = NO_WORDS = Text("", "")


@dataclass(frozen=True)
class UnreadFile:
    """A file among the submissions that was not read.

    Attributes:
        name: its name below the folder of the submissions; a zip counts as a folder.
        reason: what it is, or why it does not count.
    """

    name: str
    reason: Text


@dataclass(frozen=True)
class Fault:
    """A failure of the program itself; never mixed with flags, always exit code 2."""

    where: str
    error: str


@dataclass(frozen=True)
class Comparisons:
    """How often a run compared counts with chance.

    Attributes:
        count: the number of comparisons.
        flagged: how many of them are worth a look.
        by_chance: how many chance alone would give at most, on average.
    """

    count: int
    flagged: int
    by_chance: Fraction


@dataclass(frozen=True)
class Selection:
    """Says that a report shows only some of its flags.

    Attributes:
        wanted, unwanted: the codes, or beginnings of codes, to show and to hide.
        hidden: how many flags are left out; the report's counts do not include them.
    """

    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    hidden: int


@dataclass(frozen=True)
class Subtotal:
    """The results of some departments together, pooled from their rows.

    Attributes:
        id, name: of the group, or of the unit that they belong to.
        kind: which of the two.
        depth: how many units are above it; 0 for a group.
        parent: the unit that it belongs to, if any.
        departments, counted: how many there are, and how many of them have results.
    """

    id: str
    name: Text
    kind: Literal["group", "unit"]
    depth: int
    parent: str | None
    departments: int
    counted: int
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Report:
    """Everything that a run found; reporters render it and compute nothing.

    Attributes:
        level_words: what the pack calls departments and the district; None if it uses these words.
        overall: the score of all departments together; None if the pack has no rule for it.
        subtotals: the results of groups and of the units above departments, the groups first.
        previous: the earlier report to compare with, or None.
        selection: which flags are shown, or None for all.
        requirements: every requirement of the document, by clause; empty if the pack has no register.
        first_day, last_day: of the period; None if it has not been computed.
        period_days: the same in words, if its label doesn't say them: in a pack whose years don't begin in January.
        comparisons: how often counts were compared with chance; None if they were not.
        least_judged: the share of its indicators that must be judged before a department has a rank; 0 if any will do.
        ties: the names of the indicators that decide which of two equal scores ranks first.
        gone: the flags of the earlier report that are not there any more.
        due_on: the last day on which a workbook is in time; None if the pack doesn't say it.
        funnels: by indicator, the departments' rates beside the district's.
        unplaced: workbooks of nobody on the roster, which are no departments; only of a whole period.
        unread: files among the submissions that were not read.
        use: the names of files that the caller chose, of departments that have several.
        run: the id of the run's entry in the ledger, or None if it is not recorded.
        head: the head of the ledger up to that entry, three lines, or None.
        tables: what the tables are called; empty unless the rows are kept for a ledger.
        past: the recorded runs of earlier periods, one for each, oldest first; empty without a ledger.
        rules: a hash of each indicator's and table's definition; see `Pack.rules`.
        waiver_months: how many months an auditor may waive a flag for at most.
    """

    tool: str
    pack: str
    pack_title: Text
    pack_version: str
    pack_sha256: str
    period: str
    as_of: date
    run: str | None
    departments: tuple[Department, ...]
    indicators: tuple[IndicatorLabel, ...]
    district_name: Text
    district_results: tuple[Result, ...]
    missing: tuple[Text, ...]
    faults: tuple[Fault, ...] = ()
    district_flags: tuple[Flag, ...] = ()
    previous: Previous | None = None
    selection: Selection | None = None
    requirements: tuple[Requirement, ...] = ()
    period_days: Text = NO_DAYS
    comparisons: Comparisons | None = None
    head: str | None = None
    tables: tuple[TableLabel, ...] = ()
    past: tuple[Previous, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)
    waiver_months: int = 12
    first_day: date | None = None
    last_day: date | None = None
    funnels: tuple[Funnel, ...] = ()
    unplaced: tuple[Department, ...] = ()
    unread: tuple[UnreadFile, ...] = ()
    use: tuple[str, ...] = ()
    gone: tuple[GoneFlag, ...] = ()
    due_on: date | None = None
    least_judged: Fraction = Fraction(0)
    ties: tuple[Text, ...] = ()
    subtotals: tuple[Subtotal, ...] = ()
    overall: Overall | None = None
    level_words: Levels | None = None

    @property
    def owners(self) -> tuple[Department, ...]:
        """All that the report has flags of: the departments, and the workbooks of nobody on the roster."""
        return (*self.departments, *self.unplaced)

    @property
    def days_late(self) -> int | None:
        """How many days after the due day the as-of date is, 0 if it is not later; None without a due day."""
        return None if self.due_on is None else max((self.as_of - self.due_on).days, 0)
