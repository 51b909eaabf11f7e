"""Says which departments differ from the district's rate by more than chance explains: a description, no judgement."""

from fractions import Fraction

from checker.model import Department, Funnel, FunnelPoint, Report
from checker.text.bilingual import Text, join_texts
from checker.text.levels import EN, ZH, PackText
from checker.wording.labels import SHARE, value_text

#: Beside every ranking.
_NOTE = PackText(
    zh="名次后为偶然因素范围内可能的名次（各项比率取精确的 95% 置信区间）；计入的行和对象不足 10 个的⟨单位⟩不排名次。",
    en="Beside a rank are the ranks that are possible if chance is allowed for (each rate anywhere in its 95% "
    "Clopper-Pearson interval). ⟨A department⟩ with fewer than 10 rows or members behind its rates has no rank.",
)

#: The same below the board on a screen.
_IN_SHORT = Text(
    zh="名次后的括号：偶然因素范围内可能的名次；不足 10 行或 10 个对象的不排",
    en="Rank: in brackets, the ranks that chance allows; none below 10 rows or members",
)


def ranks_note(report: Report) -> Text:
    """Says what ranks mean, who has none, and what decides between equal scores."""
    said: Text = _NOTE
    if report.least_judged:
        share = _share(report.least_judged)
        said = Text(
            zh=f"{said.zh}已判指标不到 {share} 的也不排。",
            en=f"{said.en} Nor has one with less than {share} of its indicators judged.",
        )
    if report.ties:
        names = _names(report)
        said = Text(f"{said.zh}得分相同的，依次按{names.zh}排列。", f"{said.en} Equal scores rank by {names.en}.")
    return said


def ranks_in_short(report: Report) -> Text:
    """Says the same in one line."""
    said = _IN_SHORT
    if report.least_judged:
        share = _share(report.least_judged)
        said = Text(f"{said.zh}，已判指标不到 {share} 的也不排", f"{said.en}, or {share} of the indicators")
    if report.ties:
        names = _names(report)
        said = Text(f"{said.zh}；得分相同的按{names.zh}", f"{said.en}; equal scores by {names.en}")
    return said


def _names(report: Report) -> Text:
    """Names the indicators that break ties, in their order."""
    return join_texts([Text(f"“{each.zh}”", f"“{each.en}”") for each in report.ties], "、", ", then ")


def _share(share: Fraction) -> str:
    return value_text(share, _UNIT, "en")


def basis_text(department: Department) -> Text | None:
    """Says what a score rests on: how many of the department's indicators are judged; None if it has none."""
    judged, asked = department.judged, department.asked
    if not asked:
        return None
    return Text(f"依据 {asked} 项指标中的 {judged} 项", f"rests on {judged} of {asked} indicators")


_UNIT = Text(SHARE, SHARE)
BESIDE = PackText("与⟨全区⟩比率相比", "Beside the ⟨district⟩'s rate")
NOTE = PackText(
    zh="只作说明，不作评判：各⟨单位⟩情况不同，如实报送的⟨单位⟩也可能超出偶然范围",
    en="This describes and doesn't judge: ⟨departments⟩ differ in their work, so honest ones can differ by more than "
    "chance explains too",
)
_NOBODY = PackText(
    zh="没有⟨单位⟩与⟨全区⟩比率的差别超出偶然范围（精确 99.8% 界限）",
    en="No ⟨department⟩ differs from the ⟨district⟩'s rate by more than chance explains (exact 99.8% limits)",
)
#: By whether a high rate is good, and the side.
_SIDES = {True: Text("优于", "Better than"), False: Text("不如", "Worse than")}
_ABOVE, _BELOW = Text("高于", "Higher than"), Text("低于", "Lower than")


def describe_funnel(funnel: Funnel) -> tuple[Text, ...]:
    """Says the district's rate, which departments differ from it, and how the comparison is meant."""
    rate = _rate(funnel.passed, funnel.judged)
    lines = [
        Text(
            zh=f"{ZH.全区} {rate.zh}（{funnel.judged} 中 {funnel.passed}）",
            en=f"{EN.District}: {rate.en} ({funnel.passed} of {funnel.judged})",
        )
    ]
    for side in (1, -1):
        named = [_describe(point) for point in funnel.points if point.side == side]
        if named:
            better, listed = _say_side(funnel, side), join_texts(named, "；", "; ")
            lines.append(
                Text(
                    zh=f"{better.zh}{ZH.全区}比率，超出偶然范围：{listed.zh}",
                    en=f"{better.en} the {EN.district}'s rate than chance explains: {listed.en}",
                )
            )
    if len(lines) == 1:
        lines.append(_NOBODY)
    return (*lines, NOTE)


def _say_side(funnel: Funnel, side: int) -> Text:
    if funnel.higher_is_better is None:
        return _ABOVE if side > 0 else _BELOW
    return _SIDES[funnel.higher_is_better == (side > 0)]


def _describe(point: FunnelPoint) -> Text:
    own = _rate(point.passed, point.judged)
    least, most = _rate(point.least, point.judged), _rate(point.most, point.judged)
    return Text(
        zh=f"{point.name.zh} {own.zh}（{point.judged} 中 {point.passed}；偶然范围 {least.zh}–{most.zh}）",
        en=f"{point.name.en} {own.en} ({point.passed} of {point.judged}; chance explains {least.en} to {most.en})",
    )


def _rate(passed: int, judged: int) -> Text:
    return Text(*(value_text(Fraction(passed, judged), _UNIT, language) for language in ("zh", "en")))
