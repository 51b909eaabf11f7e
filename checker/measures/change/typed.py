"""An earlier figure that a department types once, with its source, because its rows are not in the workbook."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Tag, ValidationInfo, field_validator

from checker.codes import Code
from checker.frozen import dataclass
from checker.measures.change.given import GivenBefore
from checker.measures.reported.figures import Figure, Tally, read_tally
from checker.measures.reported.printed import read_printed
from checker.measures.toolkit.over_table import check_column, check_table
from checker.measures.toolkit.parts import Read
from checker.measures.toolkit.scope import Scope
from checker.measures.toolkit.trace import Look, Trace, rows_under
from checker.model import Counts, Measured, Note, Shown
from checker.model.workbook import INVALID
from checker.tables.sheets import Tables, sheet
from checker.tables.words import Strict
from checker.text.bilingual import Text
from checker.text.levels import ZH
from checker.text.normalize import word_form

NO_SOURCE = Code("M532")


@dataclass(frozen=True)
class Typed:
    """What was typed: the earlier measure or the reason why there is none, and what to note about its row."""

    measured: Measured | None
    reason: Text | None = None
    notes: tuple[Note, ...] = ()


class TypedBefore(Strict):
    """Where the earlier figure is typed.

    Attributes:
        table: the sheet of figures.
        figure: the id of the earlier figure.
        named_by: the column with the ids.
        printed: the column with the figure itself.
        source: the column that says where it comes from.
        numerator, denominator: the columns with the counts of an earlier rate.
    """

    table: str
    figure: str
    named_by: str
    printed: str
    source: str
    numerator: str | None = None
    denominator: str | None = None

    @field_validator("table")
    @classmethod
    def _table_exists(cls, value: str, info: ValidationInfo) -> str:
        check_table(value, info)
        return value

    @field_validator("named_by", "printed", "source", "numerator", "denominator")
    @classmethod
    def _columns_exist(cls, value: str | None, info: ValidationInfo) -> str | None:
        return None if value is None else check_column(value, info, ("text",))

    def reads(self) -> Read:
        """The columns of the figure."""
        return self.table, (self.named_by, self.printed, self.source, self.numerator, self.denominator)

    def describe(self, tables: Tables, before: Text) -> Text:
        """Says where the earlier figure is typed."""
        of = sheet(self.table, tables)
        return Text(
            zh=f"{before.zh}数由{ZH.单位}填在{of.zh}编号为“{self.figure}”的一行，并注明出处。",
            en=f"The earlier figure is typed into {of.en} as “{self.figure}”, with its source.",
        )

    def read(self, scope: Scope, *, rate: bool) -> Typed:
        """Reads the figure; an earlier rate is computed from its counts if they are typed."""
        found = self._rows(scope)
        of = sheet(self.table, scope.tables)
        if not found:
            return _nothing(Text(f"{of.zh}没有填“{self.figure}”", f"{of.en} has no “{self.figure}”"))
        values = (("figure", Shown(self.figure)),)
        notes = tuple(
            Note(NO_SOURCE, figure.row, self.source, values, self.table) for figure, source in found if not source
        )
        measured = _measured(found[0][0], rate=rate)
        if measured is None or len({figure.value for figure, _ in found}) > 1:
            why = Text(f"“{self.figure}”无法使用或前后不一", f"“{self.figure}” can't be used, or differs between rows")
            return _nothing(why, notes)
        return Typed(measured, None, notes)

    def trace(self, scope: Scope) -> Trace:
        """Lists the rows of the figure."""
        units = rows_under(self.table, (figure.row for figure, _ in self._rows(scope)))
        return Trace(units, (Look(self.table, None, scope.window),))

    def _rows(self, scope: Scope) -> list[tuple[Figure, str]]:
        """Gives the rows of the figure, each with its source."""
        typed = scope.submission.tables[self.table]
        columns = (self.named_by, self.printed, self.source, self.numerator, self.denominator)
        texts = [typed.frame[column].tolist() if column else [None] * len(typed.frame) for column in columns]
        found = []
        for index, (row, name, *cells) in enumerate(zip(typed.frame.index.tolist(), *texts, strict=True)):
            if name is None or word_form(name) != word_form(self.figure):
                continue
            printed, source, above, below = (cell or "" for cell in cells)
            read = None if typed.state[self.printed][index] == INVALID else read_printed(printed)
            tallies = Tally(), Tally()
            if above or below:
                tallies = read_tally(above), read_tally(below, divides=True)
            found.append((Figure(self.figure, row, printed, "", read, *tallies), source))
        return found


def _nothing(why: Text, notes: tuple[Note, ...] = ()) -> Typed:
    reason = Text(f"没有可比的上一期数据：{why.zh}", f"there is no earlier figure to compare with: {why.en}")
    return Typed(None, reason, notes)


def _measured(figure: Figure, *, rate: bool) -> Measured | None:
    """Gives the earlier measure; None if the figure is not of the kind that is compared."""
    if rate:
        passed, total = figure.above.exact, figure.below.exact
        if passed is not None and total is not None and passed <= total:
            return Measured("share", Counts(passed, total - passed))
    if figure.printed is None or figure.above.bad or figure.below.bad or figure.printed.points:
        return None
    if figure.printed.rate != rate:
        return None
    low, high = figure.value
    exact = low is not None and low == high
    amount = low if exact else figure.printed.stated
    return Measured("amount", amount=amount, low=low, high=high, pools="counts" if rate else "sum")


def _kind(value: object) -> str:
    if isinstance(value, GivenBefore) or (isinstance(value, dict) and "given" in value):
        return "given"
    return "figure" if isinstance(value, (dict, TypedBefore)) else "word"


#: Where an earlier figure comes from: rows of the same sheets, a recorded run, what a department typed, or the pack.
Before = Annotated[
    Annotated[Literal["rows", "history"], Tag("word")]
    | Annotated[TypedBefore, Tag("figure")]
    | Annotated[GivenBefore, Tag("given")],
    Discriminator(_kind),
]
