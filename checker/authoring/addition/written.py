"""Writes the YAML of a new indicator, with the reasons as comments and its examples."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from checker.authoring.addition.answers import FIGURES, OF_COLUMN, Answers
from checker.authoring.addition.asked import Ask
from checker.authoring.addition.examples import Sample, make_samples
from checker.authoring.addition.samples import Rows, write_row
from checker.definitions.packs import Pack
from checker.measures.toolkit.over_table import DAYS
from checker.periods import parse_period
from checker.policy.drafting.written import comments, join, quote, words
from checker.policy.model import write_number
from checker.text.bilingual import Language, Text

CLAUSE = Text("待定：文件的哪一条？", "Open: which clause of the document?")
BASIS = Text("待定：文件怎么要求，用自己的话写。", "Open: what does the document ask, in your words?")
OWNER = Text("待定：谁对数据负责？", "Open: who is responsible for the data?")
DUE = Text(
    "每行按办结日评判；到期未办结的，按到期日评判，算未达到。",
    "Each row is judged on the day it was done, or on its due day: not done by then is late.",
)
DATED = Text(
    "没有这个日期的行不计算在内。每行都应有的，请在报送表中写 required: true，再删去这一条。",
    "Rows without this date don't count. If every row has it, write `required: true` in the table and delete this.",
)
ANSWERED = Text(
    "没有填这一列的行不算达到；不应计算的，请在 {} 中剔除。",
    "A row in which this is blank doesn't pass; if it shouldn't count, leave it out in {}.",
)
NEAREST = Text(
    "取从小到大第一个不低于这一比例的数。", "The first number, in ascending order, that so many rows don't exceed."
)
BLANK = Text("没有这个数字的行不计算在内。", "Rows without this number don't count.")
WHEN = Text(
    "待定：按这个日期归入报送期吗？另有 {}。",
    "Open: is this the date that puts a row into a period? There are also {}.",
)
EXAMPLES = Text("待定：请补足三个例子。", "Open: add examples until there are three.")


def write_indicator(answers: Answers, pack: Pack, language: Language, fitting: Sequence[Sample]) -> bytes:
    """Writes the file with these examples."""
    target, table = answers.target, answers.table
    clause = [f"clause: {quote(answers.clause)}"] if answers.clause else [*comments([CLAUSE], language), 'clause: "?"']
    lines = [f"id: {answers.id}", f"name: {quote(answers.title)}", *clause]
    lines += [*comments([BASIS], language), f"basis: {quote(answers.title)}"]
    lines += _write_whom(answers, pack, language)
    lines += ["measure:", *_indent(_write_measure(answers, language))]
    lines += [f"target: {{{target[0]}: {target[2]}}}", f"period: {answers.period}"]
    lines.append(f"weight: {write_number(answers.weight)}")
    if len(fitting) < 3:
        lines += comments([EXAMPLES], language)
    if fitting:
        lines.append("examples:")
    for sample in fitting:
        lines += [f"  - name: {words(sample.name.zh, sample.name.en)}", f"    period: {_period(answers, pack)[0]}"]
        if sample.rows is None:
            lines += ["    rows:", f"      {table.id}: silent"]
        else:
            lines += ["    rows:", f"      {table.id}:", *(f"        - {write_row(row)}" for row in sample.rows)]
        lines.append(f"    expect: {{{sample.expect}}}")
    return join(lines)


def propose_samples(answers: Answers, pack: Pack) -> list[Sample]:
    """Proposes the examples."""
    rows = Rows(answers.table, _period(answers, pack)[1], answers.when, _limited(answers), _counted(answers))
    return make_samples(answers, rows)


def _write_whom(answers: Answers, pack: Pack, language: Language) -> list[str]:
    groups = [name for name in answers.whom if name in pack.roster.groups]
    named = [name for name in answers.whom if name not in ("all", "district", *groups)]
    inside = [each for each in pack.roster.departments if not groups or set(groups).intersection(each.groups)]
    units = [each.name.zh for each in inside]
    owner = named or (units if len(units) <= 3 else units[:1])
    lines = [] if owner == units or named else comments([OWNER], language)
    lines.append(f"owner: [{', '.join(map(quote, owner))}]")
    if answers.whom == ("district",):
        lines.append("level: district")
    chosen = [f"groups: [{', '.join(groups)}]"] if groups else []
    chosen += [f"departments: [{', '.join(map(quote, named))}]"] if named else []
    return lines + ([f"applies_to: {{{', '.join(chosen)}}}"] if chosen else [])


def _limited(answers: Answers) -> Ask | None:
    """The time limit by whose due day rows are judged: so that what is never done is late."""
    limits = [ask for ask in answers.passes if ask.op == "within"]
    if answers.figure != "share" or len(limits) != 1 or answers.table.columns[limits[0].column].required:
        return None
    return limits[0] if answers.when in ("", limits[0].of, limits[0].column) else None


def _counted(answers: Answers) -> tuple[Ask, ...]:
    """What every row that counts must be like: also that it has what it is counted by."""
    needed = [answers.when] if answers.when and _limited(answers) is None else []
    needed += [answers.column] if answers.figure in (*OF_COLUMN[1:],) else []
    columns = answers.table.columns
    needed += _days_asked(answers)
    asked = {
        ask.column for ask in answers.rows if columns[ask.column].kind != "date" or ask.op in ("present", "absent")
    }
    return (
        *answers.rows,
        *(
            Ask(name, "present", (), "present")
            for name in dict.fromkeys(needed)
            if not columns[name].required and columns[name].blank_means is None and name not in asked
        ),
    )


def _days_asked(answers: Answers) -> list[str]:
    """The days that decide which rows count, and those from which time limits run: without one, that isn't known."""
    begins = [ask.of for ask in (*answers.passes, *answers.rows) if ask.of]
    return begins + [ask.column for ask in answers.rows if answers.table.columns[ask.column].kind == "date"]


def _write_measure(answers: Answers, language: Language) -> list[str]:
    counted, passes = _counted(answers), answers.passes
    added = [ask for ask in counted if ask not in answers.rows]
    days = (answers.when, *_days_asked(answers))
    notes = [*comments([DATED if ask.column in days else BLANK for ask in added], language)]
    limited = _limited(answers)
    day = [*_guessed(answers, language), f"when: {answers.when}"] if answers.when else []
    if limited is not None:
        day = [*comments([DUE], language), f"when: {limited.written[:-1]}, done: {limited.column}}}"]
    rows = [f"table: {answers.table.id}", *day]

    def where(key: str, asked: Sequence[Ask], notes: Sequence[str] = ()) -> list[str]:
        return [*notes, f"{key}: {_condition(asked)}"] if asked else []

    if answers.figure == "share":
        blank = comments([_answered(answers)], language) if _blanks(answers) else []
        return [
            "proportion:",
            *_indent(
                [
                    *rows,
                    *where("denominator", counted, notes),
                    *blank,
                    *where("numerator", [*_blanks(answers), *passes]),
                ]
            ),
        ]
    if answers.figure == "ratio":
        above = [*rows, *where("where", counted, notes)]
        over = [*rows, *where("where", [*counted, *_blanks(answers), *passes], notes)]
        parts = []
        for key, column, inside in (("numerator", answers.column, over), ("denominator", answers.per, above)):
            inner = [inside[0], f"column: {column}", *inside[1:]] if column else inside
            parts += [f"{key}:", *_indent([f"{'total' if column else 'count'}:", *_indent(inner)])]
        factor = [f"factor: {write_number(answers.factor)}"] if answers.factor != 1 else []
        return ["ratio:", *_indent([*parts, *factor])]
    numbers = [f"column: {answers.column}"] if answers.figure in OF_COLUMN else []
    at = [*comments([NEAREST], language), f"at: {answers.at}"] if answers.figure == "percentile" else []
    return [f"{answers.figure}:", *_indent([*rows, *numbers, *at, *where("where", counted, notes)])]


def _guessed(answers: Answers, language: Language) -> list[str]:
    """Asks about the date column that nobody chose, if there are others."""
    columns = answers.table.columns
    dates = [name for name, column in columns.items() if column.type in DAYS and name != answers.when]
    follows = any(ask.of == answers.when for ask in (*answers.passes, *answers.rows))
    if answers.dated or follows or not dates:
        return []
    return comments([Text(WHEN.zh.format(", ".join(dates)), WHEN.en.format(", ".join(dates)))], language)


def _answered(answers: Answers) -> Text:
    key = "denominator" if answers.figure == "share" else "where"
    return Text(ANSWERED.zh.format(key), ANSWERED.en.format(key))


def _blanks(answers: Answers) -> list[Ask]:
    """Says of dates that are compared what a blank means, as `within` and its like leave a blank undecided."""
    columns = answers.table.columns
    stated = {ask.column for ask in (*answers.passes, *_counted(answers)) if ask.op in ("present", "absent")}
    named = [ask.column for ask in answers.passes if columns[ask.column].kind == "date"]
    return [
        Ask(name, "present", (), "present")
        for name in dict.fromkeys(named)
        if name not in stated and not columns[name].required and columns[name].blank_means is None
    ]


def _condition(asked: Sequence[Ask]) -> str:
    """A condition on one line; two demands of one column need a list."""
    single = [f"{ask.column}: {ask.written}" for ask in asked]
    if len({ask.column for ask in asked}) == len(asked):
        return f"{{{', '.join(single)}}}"
    return f"{{all: [{', '.join(f'{{{each}}}' for each in single)}]}}"


def _period(answers: Answers, pack: Pack) -> tuple[str, date]:
    """The period of the examples, and a day in it."""
    plan = pack.plan
    year = plan.year_of(plan.end) if answers.period in ("term", "once") else min(plan.year + 1, plan.year_of(plan.end))
    text = f"{year}Q4"
    day = parse_period(text, plan.year_month).window.end - timedelta(46)
    if answers.period == "month":
        text = f"{day:%Y-%m}"
    elif answers.period == "week":
        calendar = day.isocalendar()
        text = f"{calendar.year}W{calendar.week:02d}"
    return text, day


def _indent(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


assert set(OF_COLUMN) < set(FIGURES)
