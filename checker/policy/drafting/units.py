"""The roster of a draft: the units that a document names, and the groups that it speaks of."""

from collections.abc import Sequence

from checker.frozen import dataclass
from checker.policy.drafting.written import comments, join, words
from checker.policy.model import Findings
from checker.policy.responsible import is_collective
from checker.policy.rules import Rules
from checker.text.bilingual import Text

MEMBERS = Text(
    "各组有哪些单位？文件没有列出，先把所有单位都放进每一组。",
    "Which units are in each group? The document doesn't say, so all units are in every group for now.",
)
NOBODY = Text(
    "文件没有写明责任单位，先写一个；请换成应当填报的单位。",
    "The document names nobody, so here is one; replace it with those who must report.",
)
PLACEHOLDER = Text("填报单位", "Reporting unit")
SAME = Text(
    "同一单位的几种叫法，请合并为一条，另一种写进 aliases。", "Merge names of one unit; put the others into `aliases`."
)


@dataclass(frozen=True)
class Units:
    """The units and groups of a draft: their codes, by name as the document writes it."""

    departments: dict[str, str]
    groups: dict[str, str]


def find_units(findings: Findings, rules: Rules) -> Units:
    """Finds the units and groups that the requirements name, in the order of the document."""
    departments: dict[str, str] = {}
    groups: dict[str, str] = {}
    for requirement in findings.requirements:
        for name in requirement.who:
            if is_collective(name, rules):
                groups.setdefault(name, f"group-{len(groups) + 1}")
            elif len(name) <= 40:
                departments.setdefault(name, f"unit-{len(departments) + 1}")
    return Units(departments, groups)


def write_roster(units: Units, language: str) -> bytes:
    """Writes departments.yaml."""
    lines = comments([SAME, *([MEMBERS] if units.groups else [])], language)
    if units.groups:
        lines.append("groups:")
        lines += [f"  {code}: {words(name, name)}" for name, code in units.groups.items()]
    lines.append("departments:")
    named: Sequence[tuple[str, str]] = list(units.departments.items())
    if not named:
        lines += comments([NOBODY], language, "  ")
        named = [(PLACEHOLDER.zh, "unit-1")]
    belongs = f"\n    groups: [{', '.join(units.groups.values())}]" if units.groups else ""
    for name, code in named:
        english = PLACEHOLDER.en if name == PLACEHOLDER.zh else name
        lines.append(f"  - code: {code}\n    name: {words(name, english)}{belongs}")
    return join(lines)
