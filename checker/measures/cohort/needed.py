"""What a cohort needs: how many members, which ones, and how far each has to go, the nearest first."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from checker.measures.cohort.positions import Members, Way, positions
from checker.measures.cohort.settings import DEPARTMENT, ROSTER, CohortSettings
from checker.measures.toolkit.basis import Basis, agree, by_day, join_clauses
from checker.measures.toolkit.shares import further_good, shortage, to_raise
from checker.model import Counts, Measured, Member, Needed, Result, Status, Target
from checker.text.amounts import amount_words, enough_text
from checker.text.bilingual import Text
from checker.text.levels import EN, PackText
from checker.text.plurals import unit_of

_SHORT = ("failed", "pass_or_fail", "out_or_fail", "anything")
_DOUBTFUL = ("out_or_fail", "anything")
_KINDS = {
    "months": Text("个月", "month"),
    "quarters": Text("个季度", "quarter"),
    "halves": Text("个半年", "half-year"),
    "years": Text("个年度", "year"),
    ROSTER: PackText("个⟨单位⟩", "⟨department⟩"),
    DEPARTMENT: PackText("个⟨单位⟩", "⟨department⟩"),
}


def members_needed(spec: CohortSettings, result: Result, basis: Basis, by: date | None) -> Needed | None:
    """Says which members have to reach which amount; None if that does not reach the target.

    In an open window, members behind the pace come first because they are why the indicator is behind.
    """
    measured, target = result.measured, result.side
    cohort = Members(spec, spec.member_unit, spec.member_noun(basis.tables), basis)
    count = _to_raise(measured.counts, target)
    if count is None:
        return _too_many(result, cohort, by)
    if not measured.members:
        return Needed(Fraction(count), (), _pooled(cohort, count, by), by) if count else None
    raised = _nearest(measured.members, count, lambda member: (member.place, member.goal))
    if raised and all(way.member.settled for way in raised):
        # Their own time is over, although the window may be open.
        counts = measured.counts
        total = counts.passed + counts.failed + counts.unknown - counts.out_or_pass
        if by is not None and (further := further_good(counts.passed, total, target)):
            return _in_progress(cohort, measured.members, further, by)
        by = None
    late = _late(measured, target, spec) if by is not None and measured.paced is not None else []
    if not raised and not late:
        return None
    text = _of_itself(cohort, raised, late, by) if spec.members == DEPARTMENT else _each(cohort, raised, late, by)
    return Needed(Fraction(count), tuple(way.member.row for way in raised if way.member.row is not None), text, by)


def _to_raise(counts: Counts, target: Target) -> int | None:
    """Counts the members to raise to their goal; None if raising does not help."""
    if target.is_ceiling:
        return None
    if target.is_exact and target.value != 1:
        lacks = shortage(counts, target)
        return None if counts.unknown or lacks.mirrored else lacks.fixes
    return to_raise(counts, Target("above" if target.op == "above" else "at_least", target.value))


def _in_progress(cohort: Members, members: Sequence[Member], further: int, by: date) -> Needed:
    """Says how many members still in progress must reach their goal; the others can no longer change."""
    ways = [Way(each, each.goal, False) for each in members if each.to_come]
    ways = sorted((way for way in ways if way.left > 0), key=lambda way: (way.left, way.member.key))
    kind, day = _kind(cohort, further), by_day(by)
    text = Text(zh=f"{kind.zh}在期限内达到要求{day.zh}", en=f"{kind.en} must reach the goal in time{day.en}")
    if ways:
        told = positions(cohort, ways[:further], alone=False)
        text = Text(f"{text.zh}：{told.zh}", f"{text.en}: {told.en}")
    return Needed(Fraction(further), (), text, by)


def _too_many(result: Result, cohort: Members, by: date | None) -> Needed | None:
    """Says what could lower the share: only undecided cells and rows recorded wrongly, as no member loses a goal."""
    measured, lacks = result.measured, shortage(result.measured.counts, result.side)
    unknown, rows = measured.counts.unknown, measured.unknown_rows.numbers
    if unknown and (result.status is Status.UNDETERMINED or result.side.is_exact):
        have = agree(unknown, "member has", "members have")
        text = Text(zh=f"有 {unknown} 个成员待补全后才能判定", en=f"{unknown} {have} cells to complete first")
        return Needed(None, rows, text, by)
    if not lacks.mirrored or not lacks.fixes:
        return None
    return Needed(
        None,
        (*rows, *measured.numerator_rows.numbers),
        Text(
            zh=f"{cohort.sheet.zh}达到要求的多出 {lacks.fixes} 个，只有更正登记有误的行才能改变",
            en=f"{lacks.fixes} too many of {cohort.sheet.en} reached the goal; "
            "only correcting wrongly recorded rows can change that",
        ),
        by,
    )


def _nearest(members: Sequence[Member], count: int, goal_of: Callable[[Member], tuple[str, Fraction]]) -> list[Way]:
    """Picks the members with least to do, certain members first; `goal_of` gives each its place and goal."""
    ways = []
    for member in members:
        place, goal = goal_of(member)
        if place in _SHORT:
            ways.append(Way(member, goal, place in _DOUBTFUL))
    return sorted(ways, key=lambda way: (way.doubtful, way.left, way.member.key))[:count]


def _late(measured: Measured, target: Target, spec: CohortSettings) -> list[Way]:
    """Picks the members that must catch up with the pace to bring the indicator back on track."""

    def by_now(member: Member) -> tuple[str, Fraction]:
        own = member.settled or spec.due is not None or member.low >= member.paced
        return member.paced_place, member.goal if own else member.paced

    assert measured.paced is not None
    return _nearest(measured.members, _to_raise(measured.paced, target) or 0, by_now)


def _of_itself(cohort: Members, raised: Sequence[Way], late: Sequence[Way], by: date | None) -> Text:
    """Says what a department needs that is its own only member."""
    way, unit, sheet = (*raised, *late)[0], cohort.unit, cohort.sheet
    aside = cohort.basis.condition_in_brackets(cohort.spec.each.measure.where, cohort.spec.each.measure.table)
    has, goal, left, day = (
        amount_words(way.member.low, way.goal),
        enough_text(way.goal),
        enough_text(way.left),
        by_day(by),
    )
    plural = f" {unit_of(way.goal, unit.en)}" if unit.en else ""
    kind = f" {unit.zh}".rstrip()
    parts = [
        Text(
            zh=f"{sheet.zh}已有 {has.zh}{kind}{aside.zh}，应有 {goal}{kind}，还差 {left}{kind}{day.zh}",
            en=f"{sheet.en} has {has.en} of {goal}{plural}{aside.en}, {left} to go{day.en}",
        )
    ]
    if raised and late and late[0].left > 0 and late[0].goal < way.goal:
        now, due = cohort.basis.as_of, enough_text(late[0].left)
        parts.append(Text(zh=f"按进度目前还差 {due}", en=f"{due} of that due by {now}"))
    return join_clauses([*parts, *_remarks(raised)])


def _each(cohort: Members, raised: Sequence[Way], late: Sequence[Way], by: date | None) -> Text:
    """Says what single members need: those behind the pace by name, or else those nearest to their goal."""
    day = by_day(by)
    if len(raised) == 1 and not late:
        told = positions(cohort, raised, alone=True)
        return join_clauses([Text(told.zh + day.zh, told.en + day.en), *_remarks(raised)])
    parts = []
    if late:
        told = positions(cohort, late, alone=len(late) == 1)
        parts.append(Text(zh=f"按进度落后 {len(late)} 个：{told.zh}", en=f"behind the pace: {told.en}"))
    if raised:
        count, lacking = len(raised), sum((way.left for way in raised), Fraction(0))
        kind, unit = _kind(cohort, count), f" {unit_of(lacking, cohort.unit.en)}" if cohort.unit.en else ""
        told = Text("", "") if late else positions(cohort, raised, alone=False)
        total = Text(
            f"合计还差 {enough_text(lacking)} {cohort.unit.zh}".rstrip(), f"{enough_text(lacking)}{unit} to go in total"
        )
        must = "must reach" if by is not None else "had to reach"  # when its time is over, nobody is asked for more
        parts.append(
            Text(
                zh=f"{kind.zh}达到要求，{total.zh}{day.zh}" + (f"：{told.zh}" if told.zh else ""),
                en=f"{kind.en} {must} the goal, {total.en}{day.en}" + (f": {told.en}" if told.en else ""),
            )
        )
    return join_clauses([*parts, *_remarks(raised)])


def _kind(cohort: Members, count: int) -> Text:
    """Names so many more members by their kind."""
    sheet, part = cohort.sheet, _KINDS.get(cohort.spec.members)
    if part is None:
        return Text(f"{sheet.zh}还须有 {count} 个", f"{count} more of {sheet.en}")
    plural = EN.departments if isinstance(part, PackText) else part.en + "s"
    return Text(f"{sheet.zh}还须有 {count} {part.zh}", f"{count} more {agree(count, part.en, plural)}")


def _remarks(ways: Sequence[Way]) -> list[Text]:
    """Adds what is uncertain."""
    open_ = sum(way.member.place != "failed" for way in ways)
    said = []
    if open_ and len(ways) == 1:
        said.append(Text(zh="有单元格待补全", en="some cells are incomplete"))
    elif open_:
        said.append(
            Text(f"其中 {open_} 个有单元格待补全", f"{open_} of them {agree(open_, 'has', 'have')} incomplete cells")
        )
    return said


def _pooled(cohort: Members, count: int, by: date | None) -> Text:
    """Says what the district needs; the departments' own results name the members."""
    kind, spec, day = _kind(cohort, count), cohort.spec, by_day(by)
    must = f"must{agree(count, '', ' each')} reach"
    if by is None:  # its time is over: nobody is asked for more
        must = f"{agree(count, '', 'each ')}had to reach"
    each = Text("达到要求", f"{'must' if by is not None else 'had to'} reach the goal")
    if spec.pro_rata is None:
        goal, unit = enough_text(spec.reach.at_least), cohort.unit
        plural = f" {unit_of(spec.reach.at_least, unit.en)}" if unit.en else ""
        where = f" in {cohort.sheet.en}" if spec.of_no_table else ""
        each = Text(f"{agree(count, '', '各')}达到 {goal} {unit.zh}".rstrip(), f"{must} {goal}{plural}{where}")
    return Text(zh=f"{kind.zh}{each.zh}{day.zh}", en=f"{kind.en} {each.en}{day.en}")
