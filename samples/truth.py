"""What has to be found in the samples and what every indicator has to come to, stated by whoever planted it.

Row numbers come from where the sample was written; everything else is worked out by hand from the rules' own texts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from samples.library.cells import letters
from samples.library.records import Row
from samples.library.tables import Laid

#: Severities that are not "error", by code; M501 to M504 and T603 depend on where the indicator stands.
_SEVERITIES = {
    **dict.fromkeys(("W206", "W213", "W214", "W217", "W224", "W226", "W276", "W310", "V341"), "info"),
    **dict.fromkeys(("W212", "W219", "W221", "W222", "W262", "C405", "C411"), "amber"),
    **dict.fromkeys(("M502", "M504", "M525", "M526", "T604"), "amber"),
    **dict.fromkeys(("M501", "M503", "M505", "M507", "M512", "M513", "M514", "M531", "T601", "T602"), "red"),
}
#: Judged at the end of a plan that runs on; a target missed before then is out of reach.
_OF_THE_PLAN = ("leader-training",)
#: By roster, the column that names a member.
_MEMBERS = {"officers": "officer_id", "leaders": "person_id"}


@dataclass(frozen=True)
class Flag:
    """One thing that has to be reported, and nothing else may be.

    Attributes:
        code: of the flag.
        zh, en: what is wrong, in a few words.
        sheet, cell, row: where, as far as there is a place; a cell has its row in its address.
        table, field: ids, where the flag names them.
        indicator: that it bears on, or empty.
        severity: error, red, amber or info.
    """

    code: str
    zh: str
    en: str
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    table: str = ""
    field: str = ""
    indicator: str = ""
    severity: str = ""


@dataclass(frozen=True)
class Outcome:
    """What an indicator comes to for one department; None where there is no such number.

    Attributes:
        numerator, denominator: of what is decided; an amount is a numerator without a denominator.
        excluded, unknown: rows or members left out, and not decided.
        change: the value of a change from `denominator`, the earlier figure, to `numerator`; rates are fractions.
    """

    status: str
    numerator: int | str | None = None
    denominator: int | str | None = None
    excluded: int = 0
    unknown: int = 0
    change: str = ""

    @property
    def value(self) -> str | None:
        """The value as an exact fraction."""
        if self.change:
            return self.change
        if self.numerator is None or self.denominator == 0:
            return None
        return str(self.numerator) if self.denominator is None else f"{self.numerator}/{self.denominator}"


@dataclass
class Sample:
    """One file submitted.

    Attributes:
        file: its name.
        department: the code of the department, empty where it cannot be told.
        state: accepted, accepted_with_errors or rejected.
        zh, en: its shape, in a sentence or two.
        content: makes its bytes.
    """

    file: str
    department: str
    state: str
    zh: str
    en: str
    content: Callable[[], bytes] = bytes
    flags: list[Flag] = field(default_factory=list)
    outcomes: dict[str, Outcome] = field(default_factory=dict)

    def at(
        self, code: str, laid: Laid, record: Row, key: str, zh: str, en: str, *, indicator: str = "", severity: str = ""
    ) -> None:
        """A flag at a record's cell."""
        self.add(
            code,
            zh,
            en,
            sheet=laid.sheet.name,
            cell=laid.cell(record, key),
            table=laid.table,
            field=key,
            indicator=indicator,
            severity=severity,
        )

    def on(self, code: str, laid: Laid, record: Row | None, zh: str, en: str) -> None:
        """A flag at a record's row; at the header's row where no record is meant."""
        row = laid.header_row if record is None else laid.row(record)
        self.add(code, zh, en, row=row, sheet=laid.sheet.name, table=laid.table)

    def passes_over(self, laid: Laid) -> None:
        """The rows that hold no records, said once for each kind."""
        for row, zh, en in laid.passed_over:
            self.add("W310", zh, en, sheet=laid.sheet.name, row=row, table=laid.table)

    def head(self, code: str, laid: Laid, key: str, zh: str, en: str, field: str = "") -> None:
        """A flag at the header of a column, about the field of that name unless another is given."""
        cell = f"{letters(laid.columns[key])}{laid.header_row}"
        self.add(code, zh, en, sheet=laid.sheet.name, cell=cell, table=laid.table, field=field or key)

    def cover(self, code: str, cell: str, field: str, zh: str, en: str) -> None:
        """A flag on the cover sheet."""
        self.add(code, zh, en, sheet="填报说明", cell=cell, table="cover", field=field)

    def lacks(self, laid: Laid, field: str, zh: str, en: str, severity: str = "error") -> None:
        """A column that is not there."""
        place = laid.sheet.name
        self.add("W216", zh, en, sheet=place, row=laid.header_row, table=laid.table, field=field, severity=severity)

    def against(
        self, indicator: str, laid: Laid, record: Row, key: str, zh: str, en: str, severity: str = "red"
    ) -> None:
        """A row that counts against an indicator; red only where the target is missed."""
        self.at("M501", laid, record, key, zh, en, indicator=indicator, severity=severity)

    def pending(self, indicator: str, laid: Laid, record: Row, zh: str, en: str, code: str = "M521") -> None:
        """A row that is listed until it can be judged."""
        self.at(code, laid, record, "replied_on", zh, en, indicator=indicator, severity="info")

    def short(self, indicator: str, laid: Laid, record: Row, zh: str, en: str) -> None:
        """A member of a roster who falls short."""
        self.at("M503", laid, record, _MEMBERS[laid.table], zh, en, indicator=indicator)

    def over(self, code: str, indicator: str, laid: Laid, zh: str, en: str) -> None:
        """A flag on somebody, or something, without a row of its own: it points at the sheet."""
        self.add(code, zh, en, sheet=laid.sheet.name, table=laid.table, indicator=indicator)

    def open(self, indicator: str, laid: Laid, record: Row, zh: str, en: str) -> None:
        """A member of a roster who may fall short."""
        self.at("M504", laid, record, _MEMBERS[laid.table], zh, en, indicator=indicator)

    def comes_to(
        self, indicator: str, numerator: int, denominator: int, status: str = "met", excluded: int = 0, unknown: int = 0
    ) -> None:
        """What an indicator comes to; a target that is missed, or open, has a flag of its own."""
        self.outcomes[indicator] = Outcome(status, numerator, denominator, excluded, unknown)
        if status == "missed":
            code = "T602" if indicator in _OF_THE_PLAN else "T601"
            self.add(code, f"{numerator}/{denominator}，未达目标", f"{numerator} of {denominator}", indicator=indicator)
        if status == "undetermined":
            self.add("T604", "未定的行足以影响结论", "the undecided rows can tip it", indicator=indicator)

    def hangs(self, indicator: str) -> None:
        """An indicator whose status would be another if what is left out counted against it."""
        self.add("M526", "剔除的行足以影响结论", "what is left out can tip it", indicator=indicator)

    def cannot_be_judged(self, indicator: str, zh: str, en: str) -> None:
        """An indicator whose sheet is not there."""
        self.outcomes[indicator] = Outcome("undetermined")
        self.add("T604", zh, en, indicator=indicator)

    def add(
        self,
        code: str,
        zh: str,
        en: str,
        *,
        sheet: str = "",
        cell: str = "",
        row: int | None = None,
        table: str = "",
        field: str = "",
        indicator: str = "",
        severity: str = "",
    ) -> None:
        """A flag with whatever place it has."""
        severity = severity or _SEVERITIES.get(code, "error")
        self.flags.append(Flag(code, zh, en, sheet, cell, row, table, field, indicator, severity))


@dataclass(frozen=True)
class Quarter:
    """What was submitted for one period of one pack, and what the district comes to.

    Attributes:
        samples: the files that were submitted.
        missing: on the roster, due, and without a file: names by code.
        outcomes: of the district, by indicator.
        flags: by indicator, the code that reports a target which the district itself misses or leaves open.
    """

    pack: str
    period: str
    as_of: date
    samples: Sequence[Sample]
    missing: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Where its files lie below `inputs/`."""
        return f"{self.pack}/{self.period}"


def summed(samples: Sequence[Sample], status: Callable[[str, int, int], str]) -> dict[str, Outcome]:
    """What the district comes to by what its departments come to: sums of numerators over sums of denominators.

    Departments that could not be judged add nothing.

    Args:
        samples: of all its departments.
        status: of an indicator, its numerator and its denominator.
    """
    outcomes: dict[str, Outcome] = {}
    for indicator in sorted({indicator for sample in samples for indicator in sample.outcomes}):
        found = [sample.outcomes[indicator] for sample in samples if indicator in sample.outcomes]
        denominators = [each.denominator for each in found if isinstance(each.denominator, int)]
        passed = sum(each.numerator for each in found if isinstance(each.numerator, int))
        judged = sum(denominators)
        outcomes[indicator] = Outcome(
            status(indicator, passed, judged),
            passed,
            judged if denominators else None,
            sum(each.excluded for each in found),
            sum(each.unknown for each in found),
        )
    return outcomes
