"""Sentences on how far the members of a cohort have come."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from checker.frozen import dataclass
from checker.measures.cohort.settings import CohortSettings
from checker.measures.toolkit.basis import NOTHING, Basis, join_clauses
from checker.model import Member
from checker.text.amounts import amount_words, enough_text
from checker.text.bilingual import Text
from checker.text.plurals import unit_of

#: How many positions a sentence lists, and how many members it names in each.
_POSITIONS, _NAMES = 5, 3


@dataclass(frozen=True)
class Way:
    """How far one member has to go from what is certain."""

    member: Member
    goal: Fraction
    doubtful: bool

    @property
    def left(self) -> Fraction:
        """The amount still missing, in the member's unit."""
        return self.goal - self.member.low


@dataclass(frozen=True)
class Members:
    """What the sentences about one cohort name."""

    spec: CohortSettings
    unit: Text
    noun: Text
    basis: Basis

    @property
    def sheet(self) -> Text:
        """The sheet that lists the members; if no sheet does, the sheet with their rows."""
        return self.basis.name_sheet(self.spec.each.measure.table if self.spec.of_no_table else self.spec.members)


def positions(cohort: Members, ways: Sequence[Way], alone: bool) -> Text:
    """Says how far members have come, and groups those in the same position."""
    groups = [list(same) for _, same in groupby(ways, key=lambda way: (way.member.low, way.goal))]
    told = [_position(cohort, group, alone) for group in groups[:_POSITIONS]]
    noun = Text(f"{cohort.noun.zh} ", f"{cohort.noun.en} ") if cohort.noun.zh else NOTHING
    told[0] = Text(noun.zh + told[0].zh, noun.en + told[0].en)
    rest = sum(map(len, groups[_POSITIONS:]))
    return join_clauses([*told, *([Text(f"另有 {rest} 个", f"{rest} more")] if rest else [])])


def _position(cohort: Members, group: Sequence[Way], alone: bool) -> Text:
    way, unit, rest = group[0], cohort.unit, len(group) - _NAMES
    names = [_name(cohort, each.member, alone) for each in group[:_NAMES]]
    zh, en = "、".join(name.zh for name in names), ", ".join(name.en for name in names)
    has, goal, left = amount_words(way.member.low, way.goal), enough_text(way.goal), enough_text(way.left)
    plural = f" {unit_of(way.goal, unit.en)}" if unit.en else ""
    if len(group) == 1:
        return Text(
            f"{zh}：{has.zh}/{goal} {unit.zh}".rstrip() + f"，还差 {left}",
            f"{en}: {has.en} of {goal}{plural}, {left} to go",
        )
    if rest > 0:
        zh, en = f"{zh}等 {len(group)} 个", f"{en} and {rest} more"
    return Text(
        zh=f"{zh}：各 {has.zh}/{goal} {unit.zh}".rstrip() + f"，各差 {left}",
        en=f"{en}: {has.en} of {goal}{plural} each, {left} to go each",
    )


def _name(cohort: Members, member: Member, alone: bool) -> Text:
    """Names a member by label and row, and by sheet if no sheet was named before."""
    label = member.name
    if member.row is None:
        return Text(f"{cohort.sheet.zh} {label.zh}", f"{cohort.sheet.en} {label.en}") if alone else label
    if alone:
        where = cohort.basis.name_rows(cohort.spec.members, (member.row,))
        return Text(f"{label.zh}（{where.zh}）", f"{label.en} ({where.en})")
    return Text(f"{label.zh}（第 {member.row} 行）", f"{label.en} (row {member.row})")
