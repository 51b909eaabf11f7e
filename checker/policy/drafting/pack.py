"""Writes the files of the first draft of a pack."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from checker.frozen import dataclass
from checker.policy.dates import find_issued, find_years
from checker.policy.drafting.dated import Dated, find_dated, find_start, write_parameters
from checker.policy.drafting.indicator import Setting, find_clause, find_questions, write_indicator
from checker.policy.drafting.kinds import Table
from checker.policy.drafting.named import Drafted, find_durations, place_all
from checker.policy.drafting.sheets import write_members, write_table
from checker.policy.drafting.two_sides import join_sides
from checker.policy.drafting.units import find_units, write_roster
from checker.policy.drafting.written import comments, join, quote, words
from checker.policy.model import Findings, Line
from checker.policy.rules import load_rules
from checker.text.bilingual import Language, Text

#: The year of a document without one.
SOME_YEAR = 2024
#: A day that a draft may take for the beginning of work, for limits in working hours.
WORKING_DAY = "working_day: {from: 09:00, to: 17:00}"
NO_DATE = Text("文件没有写日期，请改。", "The document has no date. Put in the right one.")
FROM_WHEN = Text(
    "从哪一天起执行？暂从当年第一天算。", "From which day does it bind? The first day of its year for now."
)
NO_END = Text("文件没有写到哪一年为止，请核对。", "The document doesn't say when it ends. Check this.")
NAMES = Text("名称取自原文，请改写并译成另一种语言。", "The name is from the document. Reword it, and translate it.")
ISSUER = Text("发文机关、地区请填写。", "Enter who issued the document, and for which place.")
HOURS = Text("几点到几点是工作时间？请核对。", "When does work begin and end? Check this.")
NOT_FITTING = Text("没有合适的算法，请人工确定", "no measure fits it; decide how to check it")


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
    drafted = place_all(findings.requirements)
    targets = [each.proposal.target[1] if each.proposal else "" for each in drafted]
    ids = [each.id for each in drafted]
    dated, joined = find_dated(findings.requirements, ids, targets, findings.language)
    drafted = [replace(each, part_of=joined.get(each.id, "")) for each in drafted]
    drafted = join_sides(drafted, {*dated, *joined}, findings.language)
    issued = find_issued(list(lines), rules)
    years = find_years(list(lines), rules)
    first, last = _find_years(findings, issued, years, dated)
    starts, ends = date(first, 1, 1), date(last, 12, 31)
    measured = [each for each in drafted if each.proposal is not None and not each.part_of]
    files = {
        "pack.yaml": _write_header(name, findings, (issued, starts, ends), years is not None, measured, language),
        "departments.yaml": write_roster(units, language),
        "register.yaml": _write_register(drafted, language),
    }
    setting = Setting(document, units, len(measured), first, last, language)
    for each in measured:
        files[f"{each.id}.yaml"] = write_indicator(each, dated.get(each.id), setting)
    if dated:
        files["parameters.yaml"] = write_parameters(dated, language)
    durations = find_durations(findings.requirements, [each.table for each in drafted])
    for table in _tables(measured):
        inside = [(each.id, each.name, each.proposal) for each in measured if each.table == table and each.proposal]
        files[f"tables/{table.id}.yaml"] = write_table(table, inside, durations.get(table.id, "minutes"))
    if _has_members(measured):
        files["tables/members.yaml"] = write_members()
    return Draft(drafted, files)


def _find_years(
    findings: Findings, issued: date | None, years: tuple[int, int] | None, dated: Mapping[str, Dated]
) -> tuple[int, int]:
    """The first and the last year of the pack: all days that the document names lie in it."""
    dues = [
        int(each.threshold[:4]) for each in findings.requirements if each.unit == "date" and len(each.threshold) == 10
    ]
    days = [begins[0].year for each in findings.requirements if (begins := find_start(each))]
    first = issued.year if issued else years[0] if years else min([*dues, *days], default=SOME_YEAR)
    return first, max(
        [first + 1, *([years[1]] if years else []), *dues, *days, *(each.year for each in dated.values())]
    )


def _tables(measured: Sequence[Drafted]) -> list[Table]:
    return list(dict.fromkeys(each.table for each in measured))


def _has_members(measured: Sequence[Drafted]) -> bool:
    return any(each.proposal and "members" in each.proposal.tables for each in measured)


def _write_header(
    name: str,
    findings: Findings,
    days: tuple[date | None, date, date],
    has_years: bool,
    measured: Sequence[Drafted],
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
    lines += [f"ends: {ends}", f"holidays: {'cn' if findings.language == 'zh' else 'none'}"]
    if any(each.proposal and "working_" in " ".join(each.proposal.lines) for each in measured):
        lines += [*comments([HOURS], language), WORKING_DAY]
    tables = [*(["members"] if _has_members(measured) else []), *(table.id for table in _tables(measured))]
    lines += ["cover: cover", f"tables: [{', '.join(tables)}]"]
    lines += ["grades:", f"  - {{name: {words('合格', 'Pass')}, at_least: 60}}"]
    lines += [f"  - {{name: {words('不合格', 'Fail')}, at_least: 0}}"]
    return join(lines)


def _write_register(drafted: Sequence[Drafted], language: Language) -> bytes:
    lines = ["register:"]
    for each in drafted:
        requirement = each.requirement
        lines += [f"  - requirement: {each.id}", f"    clause: {quote(find_clause(requirement))}"]
        lines.append(f"    name: {words(each.name, each.name)}")
        if each.proposal is None:
            why = _why(each) if each.requirement.kind == "unclear" else NOT_FITTING
            lines.append("    coverage: not_covered")
        else:
            why = _why(each)
            lines += ["    coverage: partly", f"    indicators: [{each.indicator}]"]
        lines.append(f"    why: {words(why.zh, why.en)}")
    return join(lines)


def _why(each: Drafted) -> Text:
    asked = find_questions(each)
    zh, en = "".join(question.zh for question in asked), " ".join(question.en for question in asked)
    return Text(
        f"草稿，待定：{zh}" if zh else "草稿，待核对。", f"Draft, open: {en}" if en else "Draft, to be checked."
    )
