"""Asks what a requirement leaves open. A draft never guesses in silence."""

from dataclasses import replace

from checker.policy.folding import fold
from checker.policy.model import Requirement
from checker.policy.rules import Rules
from checker.text.bilingual import Text

ROWS = Text("统计哪些记录，剔除哪些？", "Which records count, and which are left out?")
PERIOD = Text("没有写周期，按一年算，对吗？", "No period is written. Is it a year?")
WHO = Text("没有写谁来做。由谁填报？", "It isn't written who must do it. Who reports it?")
SHARE = Text("没有写比例，按100%算，对吗？", "No share is written. Is it 100%?")
ZERO = Text("没有写怎样认定违反，由谁发现？", "How is a breach found, and by whom?")
START = Text("从哪一天起算？首日算不算？", "From which day does the time run? Does the first day count?")
OPERATOR = Text("没有写至少还是正好，按至少算，对吗？", "It isn't written whether it is a minimum. Is it?")
BASE = Text("与哪个时期比？上期为零怎么算？", "Compared with which period? What if that was zero?")
COUNT = Text("怎样算一次（件、项），凭什么材料？", "What counts as one, and which document proves it?")
YEAR = Text("没有写哪一年。", "The year isn't written.")
UNIT = Text("没有写单位。", "The unit isn't written.")
PERSON = Text(
    "名单以哪一天为准，年内变动的怎么算？", "As of which day is the list, and what of those who come or leave?"
)
YEAR_START = Text(
    "“年初”是哪一天？按三月底算。", "Which day is the beginning of the year? The end of March is assumed."
)
DEDUCTION = Text("扣减从哪个指标来？", "Which indicator does the deduction belong to?")
SENSE = Text(
    "这句话要求多少，不能确定，没有起草目标。请按原文写出目标。",
    "What number this sentence asks for isn't certain, so no target is drafted. Write it as the document means it.",
)
VARIANT = Text(
    "括号里还有一个时限：哪些情形按它算？暂只按括号外的算。",
    "The brackets give another limit. Which cases does it hold for? Only the one before them is used for now.",
)
_BY_KIND = {
    "unclear": (SENSE,),
    "ratio": (ROWS,),
    "coverage": (ROWS, SHARE),
    "zero": (ZERO,),
    "ordering": (ROWS, SHARE),
    "within": (START,),
    "limit": (START,),
    "count": (COUNT,),
    "frequency": (COUNT,),
    "per_person": (PERSON,),
    "trend": (BASE,),
    "deadline": (),
    "deduction": (DEDUCTION,),
}


def ask(requirement: Requirement, rules: Rules) -> Requirement:
    """Adds the questions that the requirement leaves open."""
    found = list(_BY_KIND[requirement.kind])
    numbers = requirement.strength == "number"
    if numbers and not requirement.period_written and requirement.kind in ("ratio", "count", "per_person"):
        found.append(PERIOD)
    if numbers and requirement.kind in ("count", "frequency") and not _compares(requirement, rules):
        found.append(OPERATOR)
    if numbers and requirement.kind == "count" and not requirement.unit:
        found.append(UNIT)
    if requirement.kind in ("within", "limit") and rules.find("limits", "variant").search(fold(requirement.phrase)):
        found.append(VARIANT)
    if requirement.kind == "deadline" and len(requirement.threshold) < 10 and requirement.period == "once":
        found.append(YEAR)
    if not requirement.who:
        found.append(WHO)
    return replace(requirement, questions=tuple(found))


def _compares(requirement: Requirement, rules: Rules) -> bool:
    return any(pattern.search(requirement.words) for _, pattern, _ in rules.comparisons)
