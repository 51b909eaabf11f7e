"""Writes the file of an indicator."""

import re
from datetime import date
from fractions import Fraction

from checker.frozen import dataclass
from checker.policy.drafting.dated import Dated, find_start
from checker.policy.drafting.examples import write_examples
from checker.policy.drafting.named import Drafted
from checker.policy.drafting.proposals import USUAL, Proposal
from checker.policy.drafting.units import PLACEHOLDER, Units
from checker.policy.drafting.written import comments, join, quote, words
from checker.policy.model import Requirement
from checker.policy.questions import PERIOD
from checker.text.bilingual import Language, Text

NAMES = Text("名称取自原文，请改写并译成另一种语言。", "The name is from the document. Reword it, and translate it.")
WEIGHTS = Text("权重暂时平均分配，请改。", "The weights are equal for now. Decide them.")
WHOM = Text("考核哪些单位？暂为名册中的全部单位。", "Which departments does it judge? All on the roster for now.")


@dataclass(frozen=True)
class Setting:
    """What all indicators of a draft share: the document, the units, how many there are, the years, the language."""

    document: str
    units: Units
    count: int
    first: int
    last: int
    language: Language


def find_questions(each: Drafted) -> list[Text]:
    """What a requirement and its measure leave open, each question once."""
    proposed = each.proposal.questions if each.proposal else ()
    asked = [text for text in each.requirement.questions if not (text == PERIOD and USUAL in proposed)]
    return list(dict.fromkeys((*asked, *proposed)))


def find_clause(requirement: Requirement) -> str:
    """The clause, or the line of a document without clauses."""
    return requirement.sentence.clause or f"{requirement.sentence.line}"


def write_indicator(each: Drafted, dated: Dated | None, setting: Setting) -> bytes:
    """Writes the file of an indicator."""
    requirement, proposal, language = each.requirement, each.proposal, setting.language
    assert proposal is not None  # only requirements with a proposal are written
    sentence = requirement.sentence
    place = f"{setting.document}:{sentence.line}"
    clause = sentence.clause or "-"
    lines = comments([Text(f"草稿。出处：{place}，{clause}", f"Draft. From {place}, {clause}")], language)
    lines += comments([re.sub(r"\s+", " ", sentence.text)], language)
    lines += comments([Text(f"依据的字句：{requirement.words}", f"Based on: {requirement.words}")], language)
    more = [
        (Text("每", "Per"), requirement.whom),
        (Text("起算", "Counted from"), requirement.event),
        (Text("同时有时限", "Also"), requirement.within),
        (Text("扣减", "Deduction"), requirement.consequence),
        (Text("文中的责任单位", "Responsible in the document"), ", ".join(requirement.who)),
    ]
    lines += comments([Text(f"{key.zh}：{value}", f"{key.en}: {value}") for key, value in more if value], language)
    lines += [f"id: {each.id}", *comments([NAMES], language), f"name: {words(each.name, each.name)}"]
    lines += [f"clause: {quote(find_clause(requirement))}", f"basis: {words(requirement.phrase, requirement.phrase)}"]
    lines += _whose(requirement, setting.units)
    lines += ["measure:", *(f"  {line}" for line in proposal.lines)]
    operator, value = proposal.target
    value = f"{{parameter: {dated.parameter}}}" if dated else value
    ceiling = f", {': '.join(proposal.ceiling)}" if proposal.ceiling else ""
    lines.append(f"target: {{{operator}: {value}{ceiling}}}")
    lines.append(f"period: {proposal.period}")
    if proposal.unit:
        lines.append(f"unit: {words(proposal.unit, proposal.unit)}")
    begins = find_start(requirement) if not dated and requirement.kind in ("limit", "within") else None
    lines += [f"binds_from: {begins[0]}"] if begins else []
    lines += [*comments([WEIGHTS], language), f"weight: {Fraction(100, setting.count)}", *proposal.more]
    questions = [*find_questions(each), *([] if requirement.subject else [WHOM])]
    if questions:
        lines.append("assumptions:")
        lines += [f"  - {words('待定：' + each.zh, 'Open: ' + each.en)}" for each in questions]
    department = _example_department(requirement, setting.units) if dated else ""
    year = _example_year(proposal, dated, begins[0] if begins else None, setting)
    return join([*lines, *write_examples(proposal, each.id, year, department)])


def _example_year(proposal: Proposal, dated: Dated | None, begins: date | None, setting: Setting) -> int:
    """A year in which the target applies; whose calendar is published, if working days count."""
    if dated or begins:
        return dated.year if dated else min(setting.last, begins.year + 1) if begins else setting.last
    if proposal.period in ("term", "once"):  # judged at the end of the plan
        return setting.last
    return setting.first if "work" in proposal.limit else setting.first + 1


def _example_department(requirement: Requirement, units: Units) -> str:
    """The code of a department that the indicator judges."""
    judged = [name for name in map(units.find, requirement.subject) if name]
    names = list(units.departments)
    return f"unit-{names.index(judged[0]) + 1 if judged else 1}"


def _whose(requirement: Requirement, units: Units) -> list[str]:
    """Who owns the data, and whom the sentence itself names as judged."""
    found = [units.find(name) for name in requirement.who]
    owners = [name for name in dict.fromkeys(found) if name] or list(units.departments)[:1] or [PLACEHOLDER.zh]
    lines = [f"owner: [{', '.join(map(quote, owners))}]"]
    judged = [name for name in dict.fromkeys(units.find(name) for name in requirement.subject) if name]
    groups = [units.groups[name] for name in requirement.subject if name in units.groups]
    keys = [f"groups: [{', '.join(groups)}]"] if groups else []
    keys += [f"departments: [{', '.join(map(quote, judged))}]"] if judged else []
    return [*lines, f"applies_to: {{{', '.join(keys)}}}"] if keys else lines
