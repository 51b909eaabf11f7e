"""The roster of a pack: its departments and their groups, whom to ask in each, and how they are ranked."""

from typing import Annotated

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION, BAD_FORM
from checker.tables.whom import Whom
from checker.tables.words import WORD, Day, Exact, Labels, OneOrSeveral, Strict, TrueFalse, Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Ranking(Strict):
    """How departments are ranked.

    Attributes:
        least_judged: the share of its indicators that must be judged before a department has a rank.
        apart: the groups that are ranked among themselves; all others are ranked together.
        ties: the indicators that decide, one after the other, which of two equal scores ranks first: the better value.
    """

    least_judged: Exact = Field(default="0", validate_default=True)
    apart: tuple[str, ...] = ()
    ties: OneOrSeveral = ()

    @model_validator(mode="after")
    def _is_a_share(self) -> "Ranking":
        if not 0 <= self.least_judged <= 1:
            needed = Text(zh="0 至 100% 的比例", en="a share from 0 to 100%")
            raise refused(refusal(BAD_FORM, "least_judged", needed=needed))
        return self


class RosterContact(Strict):
    """Whom the office asks in a department; personal, and masked like everything personal.

    Attributes:
        name, phone: at least one of them is given.
    """

    name: str | None = Field(default=None, min_length=1)
    phone: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _says_something(self) -> "RosterContact":
        if self.name is None and self.phone is None:
            reason = Text(zh="contact 须写 name 或 phone", en="`contact` needs `name` or `phone`")
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        return self


class FormerName(Strict):
    """A name that a department, or one that was merged into it or split, used to have.

    Attributes:
        name: in both languages, with other spellings.
        until: the last day on which it was in use, if it is known.
    """

    name: Labels
    until: Day | None = None


class RosterEntry(Strict):
    """One department.

    Attributes:
        code: a short, stable name, used in file names and fingerprints.
        name: its name, as workbooks and reports show it.
        groups: the groups that it belongs to.
        since, until: its first and last day on the roster, if not the whole plan.
        parent: the department or unit that it belongs to, with its own parent perhaps.
        submits: whether it submits a workbook each period.
        formerly: former names. Two departments with the same one were split; one with several were merged.
        contact: whom to ask, until a cover sheet says it.
    """

    code: str = Field(pattern=WORD)
    name: Labels
    groups: tuple[str, ...] = ()
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    parent: str | None = None
    submits: TrueFalse = True
    formerly: tuple[FormerName, ...] = ()
    contact: RosterContact | None = None


class Unit(Strict):
    """A body above departments, such as a trust or a region, which submits nothing itself.

    Attributes:
        name: in both languages.
        parent: the unit or department that it belongs to in turn.
    """

    name: Words
    parent: str | None = None


class Roster(Strict):
    """`departments.yaml`.

    Attributes:
        groups: groups of departments, by id.
        units: what departments belong to without being departments, by the id that `parent` names.
        departments: those who submit, or are judged.
    """

    units: dict[Annotated[str, Field(pattern=WORD)], Unit] = Field(default_factory=dict)
    groups: dict[Annotated[str, Field(pattern=WORD)], Words] = Field(default_factory=dict)
    departments: tuple[RosterEntry, ...] = Field(min_length=1)

    def choose(self, who: Whom) -> frozenset[str]:
        """The codes of the chosen departments."""
        chosen = set()
        for entry in self.departments:
            spellings = {entry.code, *entry.name.all}
            named = not spellings.isdisjoint(who.departments) or not set(entry.groups).isdisjoint(who.groups)
            if (named or not (who.groups or who.departments)) and spellings.isdisjoint(who.excluding):
                chosen.add(entry.code)
        return frozenset(chosen)

    def parents(self) -> dict[str, str | None]:
        """The parent of every unit and department; None at the top."""
        above = {id: unit.parent for id, unit in self.units.items()}
        return above | {entry.code: entry.parent for entry in self.departments}
