"""Shows flags under review on a terminal, and lists decisions."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Column, Table

from checker.codes import Severity
from checker.model import Language
from checker.model.decisions import Kind
from checker.reporters.terminal.line import Line
from checker.review.decisions import Decision
from checker.review.flags import Review, ReviewedFlag, count_by
from checker.review.following import FOUND, GONE
from checker.review.holding import Decisions, Verdict
from checker.review.listing import read_ahead
from checker.review.words import DOUBTS, HOLDS, KINDS, REASONS, STATES, WHY
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH
from checker.wording.labels import SEVERITIES

#: Lines that a reader can still take in; the rest is in the csv and xlsx formats.
MOST_LINES = 60
#: So many characters of a finding tell flags apart when they are typed.
SHORT = 8
_STYLES = {Severity.ERROR: "bold red", Severity.RED: "red", Severity.AMBER: "yellow", Severity.INFO: "dim"}


def show_flags(review: Review, flags: Sequence[ReviewedFlag], language: Language) -> Iterator[RenderableType]:
    """Shows a head with counts, then the flags, the gravest first."""
    yield Line(f"{review.pack} {review.period}  {_run(review, language)}", style="bold")
    yield Line(_counts(review, language), style="dim")
    shown = flags[:MOST_LINES]
    read_ahead(each.data for each in shown)
    for grade in sorted(Severity, reverse=True):
        part = [each for each in shown if each.grade is grade]
        if part:
            yield Line("\n" + SEVERITIES[grade].of(language), style=_STYLES[grade])
            yield _table(part, language)
    more = len(flags) - len(shown)
    if not flags:
        yield Line(Text("\n没有符合条件的问题", "\nNo flag meets these conditions").of(language))
    elif more:
        text = Text(
            f"\n另有 {more} 条未列出：--format csv 或 --format xlsx 列出全部",
            f"\n{more} more are not shown: --format csv or --format xlsx lists all",
        )
        yield Line(text.of(language), style="dim")
    if flags:
        hint = Text(
            "处理：checker decide 编号 --dismiss|--confirm|--waive|--plan，或 checker review 逐条处理",
            "To decide: checker decide REF --dismiss|--confirm|--waive|--plan, or checker review to go through them",
        )
        yield Line("\n" + hint.of(language), style="dim")


def _run(review: Review, language: Language) -> str:
    return Text(f"台账记录 {review.run}", f"entry {review.run} of the ledger").of(language)


def _counts(review: Review, language: Language) -> str:
    by_state = count_by(review.flags, "state")
    found = [f"{STATES[each].of(language)} {by_state.get(each.value, 0)}" for each in FOUND]
    gone = [f"{STATES[each].of(language)} {by_state.get(each.value, 0)}" for each in GONE]
    holds: dict[str, int] = {}
    for each in review.flags:
        if "gone" not in each.data:
            word = HOLDS[each.verdict.holds].of(language)
            holds[word] = holds.get(word, 0) + 1
    line = Text(
        "本次有：{0}；上次有、本次没有：{1}\n处理情况：{2}", "Found: {0}; found before and not now: {1}\nDecisions: {2}"
    )
    parts = (
        " · ".join(found),
        " · ".join(gone),
        " · ".join(f"{word} {number}" for word, number in holds.items()) or "-",
    )
    return line.of(language).format(*parts)


def _table(flags: Sequence[ReviewedFlag], language: Language) -> Table:
    table = Table(
        Column(no_wrap=True),
        Column(no_wrap=True),
        Column(overflow="fold", max_width=14),
        Column(overflow="fold", ratio=1),
        Column(overflow="fold", max_width=22),
        box=None,
        show_header=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        expand=True,
    )
    for each in flags:
        where = " ".join(filter(None, (each["sheet"], each["cell"])))
        head = f"{each.name.of(language)} {where}".strip()
        text = Line(f"{head}: " if language == "en" else f"{head}：", style="bold").append(
            each.message.of(language), "not bold"
        )
        table.add_row(
            each["finding"][:SHORT],
            each["code"],
            STATES[each.state].of(language),
            Group(text),
            say_verdict(each, language),
        )
    return table


def say_verdict(flag: ReviewedFlag, language: Language) -> str:
    """Says in a few words what holds of a flag, and why it is gone or doubtful."""
    if why := flag["why"]:
        return WHY[why].of(language)
    words = [verdict_words(flag.verdict, language)]
    if flag.asked == "waiver":
        words.append(Text(f"{ZH.单位}申请豁免", f"waiver asked for by the {EN.department}").of(language))
    if doubt := flag["doubt"]:
        words.append(DOUBTS[doubt].of(language))
    return Text("；", "; ").of(language).join(words)


def verdict_words(verdict: Verdict, language: Language) -> str:
    """Says what holds, and until when."""
    word, decision = HOLDS[verdict.holds].of(language), verdict.decision
    day = None if decision is None else decision.ends or decision.due
    return word if day is None else f"{word} {Text(f'至 {day}', f'until {day}').of(language)}"


def show_decisions(
    decisions: Sequence[Decision], everything: Decisions, language: Language
) -> Iterator[RenderableType]:
    """Lists decisions, one per line."""
    if not decisions:
        yield Line(Text("没有这样的决定", "There is no such decision").of(language))
        return
    heads = Text("序号 日期 决定 条数 内容 决定人", "No. Day Decision Flags What By").of(language).split()
    table = Table(*heads, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for each in decisions:
        count = str(len(each.members)) if each.members else (f"→ {each.of}" if each.of else "")
        table.add_row(
            str(each.seq),
            each.on.isoformat(),
            _kind(each, everything, language),
            count,
            Group(Line(_what(each, language))),
            each.by,
        )
    yield table


def _kind(decision: Decision, everything: Decisions, language: Language) -> str:
    word = KINDS[decision.kind].of(language)
    if decision.seq in everything.undone:
        return word + Text("（已撤销）", " (taken back)").of(language)
    if decision.kind is Kind.WAIVE and decision.seq not in everything.seconds:
        return word + Text("（待批）", " (requested)").of(language)
    return word


def _what(decision: Decision, language: Language) -> str:
    parts = [] if decision.reason is None else [REASONS[decision.reason].of(language)]
    parts += [decision.text, decision.evidence, decision.person]
    if decision.begins and decision.ends:
        parts.append(f"{decision.begins} – {decision.ends}")
    if decision.due:
        parts.append(Text(f"{decision.due} 前完成", f"due {decision.due}").of(language))
    return Text("；", "; ").of(language).join(filter(None, parts))
