"""The roster of a draft: the units that a document names, and the groups that it speaks of."""

from checker.frozen import dataclass
from checker.policy.drafting.written import comments, join, quote, words
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
    """The units and groups of a draft.

    Attributes:
        departments: the names of each unit as the document writes them, by the name that the roster has.
        groups: the code of each group, by its name.
    """

    departments: dict[str, list[str]]
    groups: dict[str, str]

    def find(self, name: str) -> str | None:
        """The name that the roster has for a unit; None if it has none."""
        return next((own for own, names in self.departments.items() if name in names), None)


def find_units(findings: Findings, rules: Rules) -> Units:
    """Finds the units and groups that the requirements name, in the order of the document."""
    named: dict[str, list[str]] = {}
    groups: dict[str, str] = {}
    for requirement in findings.requirements:
        for name in requirement.who:
            if is_collective(name, rules):
                groups.setdefault(name, f"group-{len(groups) + 1}")
            elif len(name) <= 40:
                bare = rules.find("units_of_work", "prefix").sub("", name)
                names = named.setdefault(bare if len(bare) > 1 else name, [])
                if name not in names:
                    names.append(name)
    return Units({max(names, key=len): names for names in named.values()}, groups)


def write_roster(units: Units, language: str) -> bytes:
    """Writes departments.yaml."""
    lines = comments([SAME, *([MEMBERS] if units.groups else [])], language)
    if units.groups:
        lines.append("groups:")
        lines += [f"  {code}: {words(name, name)}" for name, code in units.groups.items()]
    lines.append("departments:")
    named = units.departments or {PLACEHOLDER.zh: [PLACEHOLDER.zh]}
    lines += comments([] if units.departments else [NOBODY], language, "  ")
    belongs = f"\n    groups: [{', '.join(units.groups.values())}]" if units.groups else ""
    for number, (name, names) in enumerate(named.items(), 1):
        english = PLACEHOLDER.en if name == PLACEHOLDER.zh else name
        others = ", ".join(quote(each) for each in names if each != name)
        aliases = f", aliases: [{others}]" if others else ""
        called = f"{{zh: {quote(name)}, en: {quote(english)}{aliases}}}"
        lines.append(f"  - code: unit-{number}\n    name: {called}{belongs}")
    return join(lines)
