"""Describes one blank workbook: its department, period, pack and language, and the rows that it must hold."""

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta

from checker.definitions.indicators import Indicator
from checker.definitions.levels import words_of
from checker.definitions.named_rows import NamedRow, named_rows
from checker.definitions.packs import Pack, RosterEntry
from checker.frozen import dataclass
from checker.model import Language
from checker.periods import Period
from checker.tables.dependence import first_day_back, other_rows_in
from checker.tables.due_day import DueDay
from checker.tables.phrases import column_text
from checker.tables.table import Table
from checker.template.carried import Carried
from checker.text.bilingual import Text
from checker.text.days import dated_between, day_text
from checker.text.levels import Levels

#: The label of rows of an earlier time in the instructions.
EARLIER = Text(zh="还要填", en="Also needed")


@dataclass(frozen=True)
class Blank:
    """One blank workbook."""

    pack: Pack
    period: Period
    entry: RosterEntry
    language: Language
    file: str  # the name of its file
    carried: Mapping[str, Carried] = field(default_factory=dict)  # rows of an earlier period, by table

    @property
    def level_words(self) -> Levels | None:
        """What the pack calls its levels; None if it uses the usual words."""
        return words_of(self.pack.header.levels)

    def of(self, text: Text) -> str:
        """Returns a text in the workbook's language."""
        return text.of(self.language)

    def say(self, zh: str, en: str) -> str:
        """Returns the text in the workbook's language."""
        return zh if self.language == "zh" else en

    @property
    def department(self) -> str:
        """The department's name."""
        return self.of(self.entry.name.text)

    @property
    def period_text(self) -> str:
        """The period as people write it, e.g. 2022年第四季度 or 2022Q4."""
        return self.of(self.period.words)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that the department submits, in the pack's order, then those that it may add."""
        code = self.entry.code
        return tuple(self.pack.tables[name] for name in (*self.pack.tables_of(code), *self.pack.asked_tables(code)))

    def named_rows(self, table: Table) -> tuple[NamedRow, ...]:
        """The rows that the department's indicators ask for by name, if the table lets the template list them."""
        if table.listed is None:
            return ()
        indicators = self.pack.indicators_of(self.entry.code)
        return named_rows(table, ((each, each.window(self.period, self.pack.plan)) for each in indicators))

    def check_command(self, file: str) -> str:
        """Returns the command that checks a file; it names the pack only if the cover sheet has no place for it."""
        named = "" if self.names_pack else f" --pack {self.pack.header.id}"
        return (f'checker check "{file}"' if " " in file else f"checker check {file}") + named

    @property
    def names_pack(self) -> bool:
        """Whether the cover sheet says for which pack the workbook is."""
        return "pack" in self.pack.cover.columns

    def rows_before(self, indicator: Indicator) -> Text | None:
        """Returns a phrase for the earlier rows that an indicator compares with; None if it needs none."""
        window = indicator.window(self.period, self.pack.plan)
        before = indicator.asked.earlier_rows(replace(window, end=min(window.end, self.period.window.end)))
        if before is None:
            return None
        (table, when), *_ = indicator.asked.dated_by()
        if isinstance(when, DueDay):
            when = when.came
        dated = column_text(when, self.pack.tables[table].columns)
        between = dated_between(dated, before.start, before.end)
        return Text(f"{between.zh}的行，用来比较", f"rows whose {between.en}, for comparison")

    def looked_back(self, indicator: Indicator, table: str | None = None) -> tuple[Text, ...]:
        """Returns a phrase for the rows from before its window that an indicator's conditions look for, per column."""
        window = indicator.window_of_rows(self.period, self.pack.plan)
        if window.start <= self.pack.plan.start:
            return ()
        found: dict[tuple[str, str], list[date | None]] = {}
        for part in indicator.asked.conditions():
            for asked in other_rows_in(part.condition) if table in (None, part.table) else ():
                if asked.side == "earlier":
                    found.setdefault((part.table, asked.of), []).append(first_day_back(asked.limit, window.start))
        return tuple(
            Text(f"{between.zh}的行，用来查以前有没有", f"rows whose {between.en}, to see what came earlier")
            for (name, column), firsts in found.items()
            for between in (self._before(name, column, firsts, window.start - timedelta(days=1)),)
        )

    def _before(self, table: str, column: str, firsts: Sequence[date | None], last: date) -> Text:
        first = None if None in firsts else min(day for day in firsts if day is not None)
        return dated_between(column_text(column, self.pack.tables[table].columns), first, last)

    @property
    def looks_back(self) -> bool:
        """Whether an indicator looks for what came before its window, where there may have been nothing."""
        return any(
            self.looked_back(each) or (each.measure.kind == "sliding" and self.rows_before(each) is not None)
            for each in self.pack.indicators_of(self.entry.code)
        )

    def open_rows(self, indicator: Indicator, table: Table) -> tuple[Text, ...]:
        """Returns a phrase for the rows from before that an indicator judges now, as they are due in its window."""
        new_year = self.period.whole_year.start
        start = max(new_year, indicator.window(self.period, self.pack.plan).start)
        last = day_text(start - timedelta(days=1))
        zh, of, whose = ("上年", " of last year", "last year's") if start == new_year else ("上期", "", "the previous")
        return tuple(
            Text(
                f"{zh}转入的行：{came.zh}在{last.zh}以前，到当天既没有办结也没有到期（{zh}报告中列为“尚未到期”）",
                f"rows{of} that were still open: {came.en} by {last.en}, and on that day neither done nor due "
                f"({whose} report lists them as not due yet)",
            )
            for name, when in indicator.asked.dated_by()
            if name == table.id and isinstance(when, DueDay)
            for came in (column_text(when.came, table.columns),)
        )

    def earlier_rows(self, table: Table) -> tuple[str, ...]:
        """Returns a sentence for each kind of earlier rows that the department's sheet must hold."""
        indicators = self.pack.indicators_of(self.entry.code)
        asking = [each for each in indicators if table.id in each.asked.tables()]
        needed = [*map(self.rows_before, asking)]
        needed += [row for each in asking for row in (*self.looked_back(each, table.id), *self.open_rows(each, table))]
        kinds = dict.fromkeys(filter(None, needed))
        return tuple(self.say(f"{EARLIER.zh}{rows.zh}。", f"{EARLIER.en}: {rows.en}.") for rows in kinds)
