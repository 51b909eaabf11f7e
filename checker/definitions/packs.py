"""A pack: the indicators of one jurisdiction and plan, with its roster, grades and source document."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from checker.definitions.consequences import ConsequenceRule
from checker.definitions.document import Document, Grade, TemplateVersion, version_form
from checker.definitions.holidays import HolidaysSource
from checker.definitions.indicators import Indicator
from checker.definitions.levels import LevelNames
from checker.definitions.limits import Limit
from checker.definitions.overall import OverallRule
from checker.definitions.parameter_tables import ParameterTable
from checker.definitions.reads import LocaleName
from checker.definitions.register import Further, RegisterEntry
from checker.definitions.roster import Ranking, Roster, RosterEntry
from checker.definitions.submitting import SubmitWithin
from checker.definitions.variants import Variants
from checker.definitions.working_hours import AskedWorkingDay
from checker.frozen import dataclass
from checker.measures.index import Index
from checker.periods import Period, Window, YearStart
from checker.tables.table import Table
from checker.tables.weekdays import Weekday
from checker.tables.whom import Whom
from checker.tables.words import WORD, Day, Exact, Strict, TrueFalse, Words
from checker.tables.workdays import CHINESE, WorkCalendar
from checker.text.locales import USUAL

__all__ = ["Document", "Grade", "Pack", "PackHeader", "Roster", "RosterEntry", "TemplateVersion", "version_form"]


class PackHeader(Strict):
    """`pack.yaml`.

    Attributes:
        id: the folder's name.
        version: of the pack, raised when its rules change.
        title: what people call the pack, also on cover sheets.
        document: the published document that the indicators come from.
        jurisdiction: the district's name in reports.
        levels: what one that submits and all of them together are called in what people read.
        starts, ends: the first and last day of the plan; the window of a term or a one-off indicator.
        year_starts: the day on which its years begin, `04-01` if "2022" and its parts are counted from 1 April 2022.
        calendar_windows: the pack's word that windows may reach beyond the plan's first and last day.
        reads: the languages in which workbooks are filled in: words, months and forms of numbers of these are read.
        holidays: the days off: `cn` (China's), `none`, `holidays.yaml` in the pack's folder, or a country (GB-ENG).
        working_week: the days of the week that are worked; those of the country, else Monday to Friday, if not given.
        working_day: from when to when work is done on a working day, for limits in working hours.
        cover, tables: the table of the cover sheet, and those that departments submit.
        order: the indicators in the order in which everything shows them; that of their files' names if not given.
        columns: if given, departments are asked only for columns that indicators read, and by table for these.
        grades: from the best to the lowest.
        limits: how many points some indicators may lose or gain together.
        score_at_most: the highest score, to which bonuses may raise it.
        consequences: what follows in money from scores, grades or missed targets.
        overall: the score of all departments together: the mean of theirs, perhaps weighted.
        undetermined_earns: the weight that an undetermined indicator earns: as much as its lower bound, or nothing.
        assumptions: facts that are not in the document, such as the roster, with their grounds.
        waiver_months: how many months an auditor may waive a flag for at most.
        ranking: who is ranked, and among whom.
        submit_within: how long after a period its workbooks are due, if the pack says so.
        parameters: values that indicators may name as `{parameter: name}`.
        subtotals: the groups whose departments have a subtotal; the units that departments belong to always have one.
        extends: the pack that this one builds on: a built-in one, or the path of its folder from this one's.
        leaves_out: the indicators of that pack that this one does not take over.
        attestations: the table in which departments attest what no indicator computes, if the pack collects it.
        templates: the versions of the template, the newest first; if there are none, it has the pack's version.
    """

    id: str = Field(pattern=WORD)
    version: str
    title: Words
    jurisdiction: Words
    levels: LevelNames | None = None
    document: Document
    starts: Day
    ends: Day
    year_starts: YearStart = "01-01"
    calendar_windows: TrueFalse = False
    reads: tuple[LocaleName, ...] = Field(default=USUAL.names, min_length=1)
    holidays: HolidaysSource = "cn"
    working_week: tuple[Weekday, ...] = Field(default=(), min_length=1, max_length=7)
    working_day: AskedWorkingDay = None
    cover: str
    tables: tuple[str, ...] = Field(min_length=1)
    order: tuple[str, ...] = ()
    columns: dict[str, tuple[str, ...]] | None = None
    grades: tuple[Grade, ...] = Field(min_length=1)
    limits: tuple[Limit, ...] = ()
    score_at_most: Exact = Field(default="100", validate_default=True)
    consequences: tuple[ConsequenceRule, ...] = ()
    overall: OverallRule | None = None
    undetermined_earns: Literal["lower-bound", "nothing"] = "lower-bound"
    assumptions: tuple[Words, ...] = ()
    waiver_months: int = Field(default=12, ge=1, le=60)
    submit_within: SubmitWithin | None = None
    ranking: Ranking = Ranking()
    subtotals: tuple[str, ...] = ()
    extends: str | None = None
    leaves_out: tuple[str, ...] = ()
    attestations: str | None = None
    parameters: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Any] = Field(default_factory=dict)
    templates: tuple[TemplateVersion, ...] = Field(default=(), min_length=1)

    @property
    def year_month(self) -> int:
        """The month with which its years begin."""
        return int(self.year_starts[:2])

    @property
    def names(self) -> tuple[str, str, str]:
        """The names that a cover sheet may use for the pack."""
        return self.id, self.title.zh, self.title.en

    @property
    def template_version(self) -> str:
        """The version of a template made today."""
        return self.templates[0].version if self.templates else self.version


@dataclass(frozen=True)
class Pack:
    """A loaded pack, with everything checked.

    Attributes:
        indicators: by id, in the pack's order, or else in that of the file names.
        sha256: the hash of the names and bytes of all its files.
        files: its files, by name within the pack: its own first, then those that it builds on.
        register: every requirement of the document, in the file's order; empty without a `register.yaml`.
        further: indicators that match no requirement.
        calendar: which days are working days.
        parameters: those of `parameters.yaml`, by name.
        variants: of each indicator that names one of them, what it is for each department and day.
        rules: a hash of the files of each indicator, by its id, and of each table, by `tables/` and its id.
    """

    header: PackHeader
    roster: Roster
    tables: dict[str, Table]
    indicators: dict[str, Indicator]
    sha256: str
    files: dict[str, tuple[Path, ...]] = field(default_factory=dict, compare=False, repr=False)
    register: tuple[RegisterEntry, ...] = ()
    further: tuple[Further, ...] = ()
    rules: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    calendar: WorkCalendar = CHINESE
    parameters: Mapping[str, ParameterTable] = field(default_factory=dict)
    variants: Mapping[str, Variants] = field(default_factory=dict, compare=False, repr=False)

    @property
    def cover(self) -> Table:
        """The table of the cover sheet."""
        return self.tables[self.header.cover]

    @property
    def department_names(self) -> frozenset[str]:
        """Every name and alias of a department, former ones too."""
        entries = self.roster.departments
        former = (name for entry in entries for each in entry.formerly for name in each.name.all)
        return frozenset((*(name for entry in entries for name in entry.name.all), *former))

    def spellings(self) -> Iterator[str]:
        """All names in the pack: departments, indicators, sheets, columns, choices, units."""
        yield from self.department_names
        yield from (entry.code for entry in self.roster.departments)
        for indicator in self.indicators.values():
            yield from (indicator.name.zh, indicator.name.en, indicator.unit_text.zh, indicator.unit_text.en)
        for table in self.tables.values():
            yield from table.sheet.all
            for column in table.columns.values():
                yield from column.header.all
                yield from (spelling for choice in column.choices.values() for spelling in choice.all)
                if column.unit is not None:
                    yield from (column.unit.zh, column.unit.en)

    @property
    def plan(self) -> Window:
        """The window of the plan."""
        return Window(self.header.starts, self.header.ends, self.header.year_month)

    def due_day(self, period: Period) -> date | None:
        """The last day on which a workbook for a period is in time; None if the pack doesn't say it."""
        limit = self.header.submit_within
        return None if limit is None else limit.due_day(period.window.end, self.calendar)

    def on_roster(self, period: Period) -> tuple[RosterEntry, ...]:
        """The departments on the roster at the end of a period."""
        day = period.window.end
        return tuple(each for each in self.roster.departments if (each.since or day) <= day <= (each.until or day))

    def judged(self, indicator: Indicator) -> frozenset[str]:
        """The codes of the departments that an indicator judges, or whose rows are its evidence at district level."""
        return self.chosen(indicator.judging)

    def chosen(self, who: Whom) -> frozenset[str]:
        """The codes of the chosen departments."""
        if who not in self._chosen:
            self._chosen[who] = self.roster.choose(who)
        return self._chosen[who]

    @cached_property
    def _chosen(self) -> dict[Whom, frozenset[str]]:
        """What has been chosen so far: it is asked again for every workbook, and a roster can be long."""
        return {}

    def own(self, id: str, code: str, day: date) -> Indicator:
        """An indicator with the values of its parameters for a department, or the district (""), on a day."""
        variants = self.variants.get(id)
        return (variants and variants.of(code, day)) or self.indicators[id]

    def indicators_of(self, department: str) -> tuple[Indicator, ...]:
        """The indicators for which a department submits evidence; for an index of the district, its parts do."""
        return tuple(
            each
            for each in self.indicators.values()
            if department in self.judged(each) and not (each.level == "district" and isinstance(each.asked, Index))
        )

    def attestable(self, department: str) -> tuple[RegisterEntry, ...]:
        """The requirements that a department may attest: those that name it, or nobody."""
        if self.header.attestations is None:
            return ()
        attested = (each for each in self.register if each.coverage == "attested")
        return tuple(each for each in attested if department in self.chosen(Whom(departments=each.by)))

    def welcome_tables(self, department: str) -> tuple[str, ...]:
        """The tables that a department may submit and need not."""
        table = self.header.attestations
        return (table,) if table is not None and self.attestable(department) else ()

    def asked_tables(self, department: str) -> tuple[str, ...]:
        """Those of the welcome tables that the pack asks the department for by name."""
        named = any(each.by for each in self.attestable(department))
        return self.welcome_tables(department) if named else ()

    def tables_of(self, department: str) -> tuple[str, ...]:
        """The tables that a department must submit, in the pack's order."""
        asked = [each.asked for each in self.indicators_of(department) if not isinstance(each.asked, Index)]
        needed = {table for each in asked for table in each.tables()}
        needed |= {
            reference.partition(".")[0] for table in needed for reference in self.tables[table].references.values()
        }
        return tuple(table for table in self.header.tables if table in needed)
