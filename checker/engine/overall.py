"""Computes the score of all departments together: the mean of theirs, weighted if the pack says so."""

from collections.abc import Sequence
from fractions import Fraction

from checker.definitions.overall import OverallRule
from checker.definitions.task import Task
from checker.engine.consequences import EXCUSED, of_parameter
from checker.model import Department
from checker.model.consequences import Overall
from checker.text.bilingual import Text, join_texts
from checker.text.levels import EN, ZH
from checker.wording.labels import score_text

_NAMED = 5


def find_overall(departments: Sequence[Department], task: Task) -> Overall | None:
    """Computes it of the departments on the roster that have a score, and names the others; None without a rule."""
    rule = task.pack.header.overall
    if rule is None:
        return None
    there = {each.code: each for each in departments}
    total, weights, lacking = Fraction(0), Fraction(0), list[Text]()
    counted = 0
    for entry in task.pack.on_roster(task.period):
        weight = _weight(rule, entry.code, task)
        if not entry.submits or weight == 0:
            continue
        department = there.get(entry.code)
        if weight is None or department is None or department.score is None:
            lacking.append(entry.name.text)
            continue
        total += weight * department.score
        weights += weight
        counted += 1
    score = total / weights if weights else None
    grade = None if score is None else _grade(score, task)
    clause = rule.clause or ""
    return Overall(
        rule.name.text, clause, score, grade, counted, tuple(lacking), _tell(rule, score, grade, counted, lacking, task)
    )


def _weight(rule: OverallRule, code: str, task: Task) -> Fraction | None:
    """The weight of a department, 0 if it needs none; None if nobody knows it."""
    if rule.weights is None:
        return Fraction(1)
    entry = next(each for each in task.pack.roster.departments if each.code == code)
    found = of_parameter(rule.weights.parameter, entry, task)
    return Fraction(0) if found == EXCUSED else found.value


def _grade(score: Fraction, task: Task) -> Text:
    grades = task.pack.header.grades
    return next((grade for grade in grades if score >= grade.at_least), grades[-1]).name.text


def _tell(
    rule: OverallRule, score: Fraction | None, grade: Text | None, counted: int, lacking: Sequence[Text], task: Task
) -> Text:
    name, clause = rule.name.text, rule.clause
    title = Text(f"{name.zh}（{clause}）", f"{name.en} ({clause})") if clause else name
    by = _by(rule, task)
    parts = [Text(f"尚无{ZH.单位}得分", f"no {EN.department} has a score yet")]
    if score is not None and grade is not None:
        points = score_text(score)
        parts = [
            Text(
                f"{points} 分，“{grade.zh}”，{counted} 个{ZH.单位}得分{by.zh}平均",
                f"{points}, “{grade.en}”: the mean of {counted} {'score' if counted == 1 else 'scores'}{by.en}",
            )
        ]
    if lacking:
        named, more = join_texts(lacking[:_NAMED], "、", ", "), len(lacking) - _NAMED
        zh = f"暂定，未计入：{named.zh}" + (f"等 {len(lacking)} 个{ZH.单位}" if more > 0 else "")
        en = f"provisional, without {named.en}" + (f" and {more} more" if more > 0 else "")
        parts.append(Text(zh, en))
    told = join_texts(parts, "；", "; ")
    return Text(f"{title.zh}：{told.zh}", f"{title.en}: {told.en}")


def _by(rule: OverallRule, task: Task) -> Text:
    if rule.weights is None:
        return Text("", "")
    table = task.pack.parameters.get(rule.weights.parameter)
    id = rule.weights.parameter
    name = Text(id, id) if table is None or table.name is None else table.name.text
    return Text(f"按“{name.zh}”加权", f", weighted by {name.en}")
