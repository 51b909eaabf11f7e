"""Writes the files of the first draft of a pack."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path

from checker.frozen import dataclass
from checker.policy.dates import find_issued, find_years
from checker.policy.drafting.examples import write_examples
from checker.policy.drafting.measures import Proposal, propose
from checker.policy.drafting.units import PLACEHOLDER, Units, find_units, write_roster
from checker.policy.drafting.written import comments, join, quote, words
from checker.policy.model import Findings, Line, Requirement
from checker.policy.rules import load_rules
from checker.text.bilingual import Language, Text
from checker.text.clauses import clause_order

TABLES = Path(__file__).with_name("tables")
#: Names of indicators are no longer than this.
LONGEST_NAME = 48
NO_DATE = Text("文件没有写日期，请改。", "The document has no date. Put in the right one.")
FROM_WHEN = Text(
    "从哪一天起执行？暂从当年第一天算。", "From which day does it bind? The first day of its year for now."
)
NO_END = Text("文件没有写到哪一年为止，请核对。", "The document doesn't say when it ends. Check this.")
WEIGHTS = Text("权重暂时平均分配，请改。", "The weights are equal for now. Decide them.")
NAMES = Text("名称取自原文，请改写并译成另一种语言。", "The name is from the document. Reword it, and translate it.")
ISSUER = Text("发文机关、地区请填写。", "Enter who issued the document, and for which place.")
WHOM = Text("考核哪些单位？暂为名册中的全部单位。", "Whom does it judge? The whole roster for now.")
NOT_FITTING = Text("没有合适的算法，请人工确定", "no measure fits it; decide how to check it")


@dataclass(frozen=True)
class Drafted:
    """One requirement with its place in the draft: its id, its name, and the proposed measure if there is one."""

    id: str
    name: str
    requirement: Requirement
    proposal: Proposal | None


@dataclass(frozen=True)
class Draft:
    """The draft of a pack: its requirements, and its files by name."""

    requirements: Sequence[Drafted]
    files: dict[str, bytes]


def draft_pack(name: str, document: str, lines: Sequence[Line], findings: Findings, language: Language) -> Draft:
    """Drafts a pack.

    Args:
        name: of the pack.
        document: the name of the document's file.
        lines: the lines of the document.
        findings: what was found in it.
        language: of the comments.
    """
    rules = load_rules(findings.language)
    units = find_units(findings, rules)
    drafted = _name_all(findings.requirements)
    issued = find_issued(list(lines), rules)
    years = find_years(list(lines), rules)
    dues = [
        int(each.threshold[:4]) for each in findings.requirements if each.unit == "date" and len(each.threshold) == 10
    ]
    first = issued.year if issued else years[0] if years else min(dues, default=2000)
    last = max([first + 1, *([years[1]] if years else []), *dues])
    starts, ends = date(first, 1, 1), date(last, 12, 31)
    files = {
        "pack.yaml": _write_header(name, findings, (issued, starts, ends), years is not None, drafted, language),
        "departments.yaml": write_roster(units, language),
        "register.yaml": _write_register(drafted, language),
    }
    measured = [each for each in drafted if each.proposal is not None]
    for each in measured:
        files[f"{each.id}.yaml"] = _write_indicator(each, document, units, len(measured), (first + 1, last), language)
    for table in _tables(drafted):
        text = (TABLES / f"{table}.yaml").read_text(encoding="utf-8")
        text = text.replace("CHOICES", "\n".join(_choices(measured))).replace("DATED", _dated(measured))
        files[f"tables/{table}.yaml"] = text.encode()
    return Draft(drafted, files)


def _dated(measured: Sequence[Drafted]) -> str:
    """Which rows must have the day on which they begin: those whose requirement is counted by it."""
    ids = [each.id for each in measured if each.proposal and any("happened_on" in line for line in each.proposal.lines)]
    return f"    required_when: {{requirement: [{', '.join(ids)}]}}\n" if ids else ""


def _shortened(name: str) -> str:
    """The name, cut behind a whole word if it is too long."""
    if len(name) <= LONGEST_NAME:
        return name
    cut = name[:LONGEST_NAME]
    words = cut.rpartition(" ")[0] if " " in cut and not name[LONGEST_NAME].isspace() else cut
    return f"{words.rstrip(' ,;:，；：、')}…"


def _name_all(requirements: Sequence[Requirement]) -> list[Drafted]:
    found: list[Drafted] = []
    used: dict[str, int] = {}
    names: dict[str, int] = {}
    for each in requirements:
        numbers = "-".join(map(str, clause_order(each.sentence.clause))) or "0"
        letter = re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKC", each.sentence.clause[-3:]).lower())
        clause = f"c{numbers}" + (f"-{letter}" if letter and not letter.isdigit() else "")
        used[clause] = used.get(clause, 0) + 1
        id = f"{clause}-no{used[clause]}"
        name = _shortened(re.sub(r"\s+", " ", each.phrase).strip()) or id
        key = name.casefold()
        names[key] = names.get(key, 0) + 1
        if names[key] > 1:
            name = f"{name} ({id})"
        found.append(Drafted(id, name, each, propose(each, id)))
    return found


def _tables(drafted: Sequence[Drafted]) -> list[str]:
    used = {table for each in drafted if each.proposal for table in each.proposal.tables}
    return [table for table in ("members", "records") if table in used]


def _choices(measured: Sequence[Drafted]) -> list[str]:
    return [f"      {each.id}: {words(each.name, f'{each.id} {each.name}')}" for each in measured]


def _write_header(
    name: str,
    findings: Findings,
    days: tuple[date | None, date, date],
    has_years: bool,
    drafted: Sequence[Drafted],
    language: Language,
) -> bytes:
    issued, starts, ends = days
    title = findings.title[:80] or name
    lines = [f"id: {name}", "version: 0.1.0"]
    lines += comments([NAMES], language)
    lines += [f"title: {words(title, title)}"]
    lines += comments([ISSUER], language)
    lines += [f"jurisdiction: {words('待填', 'to be entered')}", "document:"]
    lines += [f"  title: {words(title, title)}", f"  issuer: {words('待填', 'to be entered')}"]
    lines += comments([] if issued else [NO_DATE], language, "  ")
    lines += [f"  dated: {issued or starts}", *comments([FROM_WHEN], language), f"starts: {starts}"]
    lines += comments([] if has_years else [NO_END], language)
    lines += [
        f"ends: {ends}",
        f"holidays: {'cn' if findings.language == 'zh' else 'none'}",
        "cover: cover",
        f"tables: [{', '.join(_tables(drafted))}]",
    ]
    lines += ["grades:", f"  - {{name: {words('合格', 'Pass')}, at_least: 60}}"]
    lines += [f"  - {{name: {words('不合格', 'Fail')}, at_least: 0}}"]
    return join(lines)


def _write_register(drafted: Sequence[Drafted], language: Language) -> bytes:
    lines = ["register:"]
    for each in drafted:
        requirement = each.requirement
        lines += [f"  - requirement: {each.id}", f"    clause: {quote(_clause(requirement))}"]
        lines.append(f"    name: {words(each.name, each.name)}")
        if each.proposal is None:
            why = NOT_FITTING
            lines.append("    coverage: not_covered")
        else:
            why = _why(each)
            lines += ["    coverage: partly", f"    indicators: [{each.id}]"]
        lines.append(f"    why: {words(why.zh, why.en)}")
    return join(lines)


def _why(each: Drafted) -> Text:
    asked = [*each.requirement.questions, *(each.proposal.questions if each.proposal else ())]
    zh, en = "".join(question.zh for question in asked), " ".join(question.en for question in asked)
    return Text(
        f"草稿，待定：{zh}" if zh else "草稿，待核对。", f"Draft, open: {en}" if en else "Draft, to be checked."
    )


def _clause(requirement: Requirement) -> str:
    return requirement.sentence.clause or f"{requirement.sentence.line}"


def _write_indicator(
    each: Drafted, document: str, units: Units, count: int, years: tuple[int, int], language: Language
) -> bytes:
    requirement, proposal = each.requirement, each.proposal
    assert proposal is not None  # only requirements with a proposal are written
    sentence = requirement.sentence
    place = f"{document}:{sentence.line}"
    clause = sentence.clause or "-"
    lines = comments([Text(f"草稿。出处：{place}，{clause}", f"Draft. From {place}, {clause}")], language)
    lines += comments([re.sub(r"\s+", " ", sentence.text)], language)
    lines += comments([Text(f"依据的字句：{requirement.words}", f"Because of: {requirement.words}")], language)
    more = [
        (Text("每", "Per"), requirement.whom),
        (Text("起算", "Counted from"), requirement.event),
        (Text("同时有时限", "Also"), requirement.within),
        (Text("扣减", "Deduction"), requirement.consequence),
        (Text("文中的责任单位", "Responsible in the document"), ", ".join(requirement.who)),
    ]
    lines += comments([Text(f"{key.zh}：{value}", f"{key.en}: {value}") for key, value in more if value], language)
    lines += [f"id: {each.id}", *comments([NAMES], language), f"name: {words(each.name, each.name)}"]
    lines += [f"clause: {quote(_clause(requirement))}", f"basis: {words(requirement.phrase, requirement.phrase)}"]
    lines += _whose(requirement, units)
    lines += ["measure:", *(f"  {line}" for line in proposal.lines)]
    operator, value = proposal.target
    lines.append(f"target: {{{operator}: {value}}}")
    lines.append(f"period: {proposal.period}")
    if proposal.unit:
        lines.append(f"unit: {words(proposal.unit, proposal.unit)}")
    lines += [*comments([WEIGHTS], language), f"weight: {Fraction(100, count)}"]
    whole = proposal.period in ("term", "once")  # judged at the end of the plan
    questions = [*requirement.questions, *proposal.questions, *([] if requirement.subject else [WHOM])]
    if questions:
        lines.append("assumptions:")
        lines += [f"  - {words('待定：' + each.zh, 'Open: ' + each.en)}" for each in questions]
    return join([*lines, *write_examples(proposal, each.id, years[1] if whole else years[0])])


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
