"""A table: one sheet that departments submit, its columns and their rules. All packs share tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM, SHARED_NAME, UNKNOWN_COLUMN
from checker.model import Personal
from checker.tables.balances import AskedBalance
from checker.tables.columns import Column, ColumnType
from checker.tables.compiling import compile_condition, refusal_of
from checker.tables.computed_words import ONLY_TEXT_FORMS, RESERVED_NAME, SECRET_KEY
from checker.tables.conditions import RESERVED, read_condition
from checker.tables.dependence import columns_of
from checker.tables.derived import complete, ends_of
from checker.tables.logic import Condition
from checker.tables.orders import AskedOrder, Order, Stay
from checker.tables.roles import Listed, Sessions
from checker.tables.spellings import find_shared_spellings
from checker.tables.troubles import ConditionError
from checker.tables.words import NAME, Labels, Strict, TrueFalse, Words
from checker.tables.workdays import WorkCalendar
from checker.tables.yaml.problems import Refusal, refusal, refused
from checker.text.bilingual import Text
from checker.text.key_forms import KeyForm
from checker.text.locales import USUAL, Locales

__all__ = ["Column", "ColumnType", "Order", "Stay", "Table", "compile_condition"]


class Table(Strict):
    """One sheet.

    Attributes:
        id: the file's stem.
        extends: the table of an underlying folder whose keys, and columns, it takes over where it has none of its own.
        sheet: the names of the sheet.
        note: a note for the clerk above the header of the template.
        columns: its columns by id, in the order of the sheet.
        layout: "rows" below a header, or "fields" (a label with its value to the right or below, as on a cover sheet).
        nil: the words with which a department declares that it has nothing to report here; a table without them, such
            as a roster, can't be empty.
        dates: whether 5/3/2022 is the fifth of March or the third of May; unclear if not given.
        decimals: what comes before the decimals of a number that is a text.
        key: the columns that identify a record; two rows with the same key are duplicates.
        key_form: by column, the normal form in which its values are compared: `case_number` for numbers of cases and
            documents, whose brackets, 第, 号, Chinese numerals and leading zeros people write in several ways.
        unique_across: the key may not appear in two departments' workbooks either; with the days of a stay, not on the
            same days.
        order: pairs of date columns that must be in order.
        numbers: what must hold between the numbers of a row: `total = first + second`, `part <= whole`.
        references: by column, the `table.column` that must contain its value.
        listed: the template lists the rows that indicators ask for by name. Such a row is no record until more is
            filled in.
        sessions: each row is one person's part in a session; such rows are searched for what can't be true together.
        same_elsewhere: rows like those of other departments, or of other periods, are normal here: all attend the same
            courses. They are not searched for copied blocks.
    """

    id: str = Field(pattern=NAME)
    extends: str | None = None
    sheet: Labels
    layout: Literal["rows", "fields"] = "rows"
    note: Words | None = None
    nil: Labels | None = None
    columns: dict[Annotated[str, Field(pattern=NAME)], Column] = Field(min_length=1)
    dates: Literal["day-first", "month-first"] | None = None
    decimals: Literal["point", "comma"] = "point"
    key: tuple[str, ...] = ()
    key_form: dict[str, KeyForm] = Field(default_factory=dict)
    unique_across: TrueFalse | Stay = False
    order: tuple[AskedOrder, ...] = ()
    numbers: tuple[AskedBalance, ...] = ()
    references: dict[str, str] = Field(default_factory=dict)
    listed: Listed | None = None
    sessions: Sessions | None = None
    same_elsewhere: TrueFalse = False
    _unasked: frozenset[str] = PrivateAttr(default=frozenset())
    _submitted: Table | None = PrivateAttr(default=None)

    @property
    def unasked(self) -> frozenset[str]:
        """The columns that the pack does not ask for. They are read where a sheet has them, and never flagged."""
        return self._unasked

    @property
    def asked(self) -> dict[str, Column]:
        """The columns that a template shows."""
        return {name: column for name, column in self.as_submitted.columns.items() if name not in self._unasked}

    @property
    def derived(self) -> dict[str, Column]:
        """The columns that are computed from others."""
        return {name: column for name, column in self.columns.items() if column.is_derived}

    @property
    def as_submitted(self) -> Table:
        """The table as sheets have it: without computed columns."""
        if self._submitted is None:
            filled_in = {name: column for name, column in self.columns.items() if not column.is_derived}
            same = len(filled_in) == len(self.columns)
            self._submitted = self if same else self.model_copy(update={"columns": filled_in})
        return self._submitted

    def asking_for(self, needed: Collection[str]) -> Table:
        """Returns the table with rules for the needed columns only.

        Also asked for: the key, required columns, and columns with which a condition of `required_when` connects them.
        """
        depend = {name: {*columns_of(condition)} for name, condition in self.required_when().items()}
        asked = {*needed, *self.key, *(name for name, column in self.columns.items() if column.required)}
        asked |= {self.listed.title, self.listed.due} if self.listed else set()
        before: set[str] = set()
        while asked != before:
            before = {*asked}
            asked |= {name for name, others in depend.items() if others <= before}
            asked |= {end for name, column in self.derived.items() if name in before for end in ends_of(column)}
            asked |= {other for name in before & set(depend) for other in depend[name] if other in self.columns}
        free = {"required_when": None, "pattern": None, "minimum": None, "maximum": None}
        table = self.model_copy(
            update={
                "columns": {
                    name: column if name in asked else column.model_copy(update=free)
                    for name, column in self.columns.items()
                },
                "numbers": tuple(each for each in self.numbers if asked.issuperset(each.columns)),
                "order": tuple(pair for pair in self.order if {pair.first, pair.second} <= asked),
                "references": {name: other for name, other in self.references.items() if name in asked},
            }
        )
        table._unasked, table._submitted = frozenset(self.columns) - asked, None
        return table

    _complete = model_validator(mode="before")(complete)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Table:
        wrong = [*self._unknown_columns(), *self._bad_columns()]
        if self.nil is not None and self.layout != "rows":
            reason = Text(zh="只有按行填写的表才能写 nil", en="only a table that is laid out in rows can have `nil`")
            wrong.append(refusal(BAD_COMBINATION, "nil", reason=reason))
        for index, balance in enumerate(self.numbers):
            wrong += balance.faults(self.columns, "numbers", index)
        for name, column in self.columns.items():
            if column.required_when is not None:
                try:
                    read_condition(column.required_when, self.columns, calendar_known=False)
                except ConditionError as error:
                    wrong += [refusal_of(each, "columns", name, "required_when") for each in error.troubles]
        if wrong:
            raise refused(*wrong)
        return self

    @property
    def calendar(self) -> WorkCalendar:
        """Which days are working days."""
        return next(iter(self.columns.values())).calendar

    @property
    def locales(self) -> Locales:
        """The languages in which its sheet is written."""
        return next(iter(self.columns.values())).locales

    @property
    def date_order(self) -> Literal["day-first", "month-first"] | None:
        """The order of day and month: as declared, else as in all its languages; None if nobody says it."""
        return self.dates or self.locales.common("forms.dates")

    @property
    def decimal_sign(self) -> Literal["point", "comma"]:
        """What comes before decimals: as declared, else as in all its languages."""
        return (
            self.decimals if "decimals" in self.model_fields_set else self.locales.common("forms.decimals") or "point"
        )

    def follow(self, calendar: WorkCalendar, locales: Locales = USUAL) -> None:
        """Takes over the calendar and the languages of the pack that has been loaded."""
        for column in self.columns.values():
            column.follow(calendar, locales)

    @property
    def listed_columns(self) -> frozenset[str]:
        """The columns that the template fills in."""
        return frozenset((self.key[0], self.listed.title, self.listed.due)) if self.listed and self.key else frozenset()

    def personal_columns(self) -> Iterator[tuple[str, Personal]]:
        """The columns that hold names, ids or telephone numbers, each with its kind; see `privacy.people`."""
        for name, column in self.columns.items():
            if column.personal is not None and column.personal != "text":
                yield name, column.personal

    def _unknown_columns(self) -> list[Refusal]:
        dates = [name for name, column in self.columns.items() if column.kind == "date"]
        ends = {True: dates, False: [name for name in dates if self.columns[name].is_timed]}
        computed = self.derived.items()
        named: list[tuple[tuple[str | int, ...], str, Iterable[str]]] = [
            *((("key", index), name, self.columns) for index, name in enumerate(self.key)),
            *((("references", name), name, self.columns) for name in self.references),
            *([(("listed", "title"), self.listed.title, self.columns)] if self.listed else []),
            *([(("listed", "due"), self.listed.due, dates)] if self.listed else []),
            *(self.sessions.named(self.columns) if self.sessions else ()),
            *((("key_form", name), name, self.columns) for name in self.key_form),
            *((("unique_across", at), name, dates) for at, name in self._stay()),
            *((("order", index), pair.first, dates) for index, pair in enumerate(self.order)),
            *((("order", index), pair.second, dates) for index, pair in enumerate(self.order)),
            *((("columns", name, "from"), each.start or "", ends[each.counts_days]) for name, each in computed),
            *((("columns", name, "to"), each.end or "", ends[each.counts_days]) for name, each in computed),
        ]
        return [
            refusal(UNKNOWN_COLUMN, *at, found=name, allowed=allowed)
            for at, name, allowed in named
            if name not in allowed
        ]

    def _stay(self) -> tuple[tuple[str, str], ...]:
        stay = self.unique_across
        return (("from", stay.first), ("to", stay.last)) if isinstance(stay, Stay) else ()

    def _bad_columns(self) -> list[Refusal]:
        wrong = [
            refusal(BAD_FORM, "columns", name, found=name, needed=RESERVED_NAME)
            for name in self.columns
            if name in RESERVED
        ]
        for index, name in enumerate(self.key):
            if name in self.columns and self.columns[name].personal in ("id", "phone", "name"):
                wrong.append(refusal(BAD_COMBINATION, "key", index, found=name, reason=SECRET_KEY))
        wrong += [
            refusal(BAD_COMBINATION, "key_form", name, found=name, reason=ONLY_TEXT_FORMS)
            for name in self.key_form
            if name in self.columns and self.columns[name].kind != "text"
        ]
        for spelling, one, other in find_shared_spellings(
            (name, column.header) for name, column in self.columns.items()
        ):
            wrong.append(refusal(SHARED_NAME, "columns", other, "header", found=spelling, one=one, other=other))
        return wrong

    def required_when(self) -> dict[str, Condition]:
        """The condition under which a blank is an error, by column."""
        return {
            name: read_condition(column.required_when, self.columns)
            for name, column in self.columns.items()
            if column.required_when is not None
        }
