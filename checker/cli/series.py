"""Shows figures over the recorded periods."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rich.console import Console, Group
from rich.table import Table

from checker.cli.streams import both, make_table
from checker.history.runs import Run
from checker.history.series import History, sparkline
from checker.history.series import Line as Series
from checker.history.words import (
    counts_words,
    mark_of,
    party_words,
    points_words,
    status_words,
    target_words,
    value_words,
)
from checker.model import Language
from checker.reporters.terminal.line import Line
from checker.spreadsheet.csv_cells import write_csv
from checker.text.bilingual import Text
from checker.text.exact_json import PLACES, Json
from checker.text.levels import EN, ZH
from checker.text.normalize import decimal_text
from checker.text.visible import visible
from checker.wording.headings import csv_headings
from checker.wording.targets import target_cells

_FIELDS = ("status", "value", "numerator", "denominator", "excluded", "unknown", "attainment", "weight")
HEADERS = (
    *("run", "period", "as_of", "recorded_at", "pack_version", "department_code", "department", "indicator"),
    *(*_FIELDS, "target_op", "target"),
)
NO_RESULT = Text(zh="没有结果", en="no results")


def dump_history(found: History) -> Json:
    """Returns the figures for programs."""
    newest = found.runs[-1]
    return {
        "pack": newest.pack,
        "indicator": found.subject.indicator,
        "code": found.subject.department,
        "runs": [_dump_run(run, found.subject.department) for run in found.runs],
        "series": [
            {
                "code": line.department,
                "department": both(_who(found, line.department)),
                "indicator": line.indicator,
                "name": both(newest.label(line.indicator).name),
                "results": [None if each is None else _dump(each) for each in line.results],
            }
            for line in found.lines
        ],
    }


def _dump_run(run: Run, code: str | None) -> Json:
    said: dict[str, Json] = {
        "run": run.name,
        "period": run.period,
        "as_of": run.as_of,
        "at": run.at,
        "pack_version": run.version,
    }
    if code and (party := run.parties.get(code)) is not None:
        said |= {"state": party.state, "score": party.score, "grade": both(party.grade) if party.grade.zh else None}
    return said


def _dump(item: Mapping[str, Any]) -> Json:
    return {name: item[name] for name in (*_FIELDS, "target")}


def make_csv(found: History, language: Language) -> str:
    """Makes a table for Excel: one line per result."""
    return write_csv(csv_headings(HEADERS, language, "csv_history"), _lines(found, language))


def _lines(found: History, language: Language) -> Iterator[list[str]]:
    for line in found.lines:
        for run, item in zip(found.runs, line.results, strict=True):
            if item is not None:
                start = (run.name, run.period, run.as_of, run.at, run.version)
                who = (line.department, run.who(line.department).of(language), line.indicator)
                cells = (*start, *who, *(item[name] for name in _FIELDS), *target_cells(item["target"]))
                yield [visible(_text(cell)) for cell in cells]


def _text(value: Any) -> str:
    return decimal_text(value, PLACES) if isinstance(value, Fraction) else "" if value is None else str(value)


def print_history(screen: Console, found: History, language: Language) -> None:
    """Prints an indicator by period and by department, or a department by period and by indicator."""
    plain = not screen.is_terminal
    for text in _head(found):
        screen.print(Group(Line(visible(text.of(language)), style="bold")))
    if not found.lines:
        screen.print(Group(Line(NO_RESULT.of(language), style="dim")))
        return
    if found.subject.indicator is not None:
        district = next((line for line in found.lines if not line.department), found.lines[0])
        screen.print(Line(""), _periods(found, district, language))
        rest = [line for line in found.lines if line is not district]
    else:
        if found.subject.department:
            screen.print(Line(""), _scores(found, found.subject.department, language))
        rest = list(found.lines)
    if rest:
        screen.print(Line(""), _trends(found, rest, language, plain=plain))


def _head(found: History) -> Iterator[Text]:
    newest, runs = found.runs[-1], found.runs
    if found.subject.indicator is not None:
        name = newest.label(found.subject.indicator).name
    else:
        name = _who(found, found.subject.department or "")
    first, last = runs[0].period, newest.period
    yield Text(
        zh=f"{name.zh} · {newest.pack} · {first} 至 {last}，{len(runs)} 次检查",
        en=f"{name.en} · {newest.pack} · {first} to {last}, {len(runs)} run{'' if len(runs) == 1 else 's'}",
    )
    if len({run.sha256 for run in runs}) > 1:
        yield Text(
            zh="其间指标包有改动，数值和得分未必可比",
            en="the pack has changed in between: figures and scores may not be comparable",
        )


def _who(found: History, code: str) -> Text:
    known = [run for run in found.runs if not code or code in run.parties]
    return (known or found.runs)[-1].who(code)


def _name(found: History, run: Run) -> str:
    """The period, with the number of the entry where a period has several runs."""
    return run.name if sum(each.period == run.period for each in found.runs) > 1 else run.period


def _periods(found: History, line: Series, language: Language) -> Table:
    heads = (("报送期", "Period"), ("状态", "Status"), ("数值", "Value"), ("分子/分母", "n"), ("目标", "Target"))
    table = make_table(*heads, ("得分", "Points"), language=language)
    for run, item in zip(found.runs, line.results, strict=True):
        label = run.label(line.indicator)
        cells: Sequence[str] = ["-"] * 5
        if item is not None:
            cells = (
                status_words(item, language),
                value_words(item, label, language),
                counts_words(item) or "-",
                target_words(item, label, language),
                points_words(item) or "-",
            )
        table.add_row(*(Line(visible(cell)) for cell in (_name(found, run), *cells)))
    return table


def _scores(found: History, code: str, language: Language) -> Table:
    table = make_table(("报送期", "Period"), ("报送和得分", "Submission and score"), language=language)
    for run in found.runs:
        words = party_words(run.parties.get(code), language)
        table.add_row(Line(_name(found, run)), Line(visible(words)))
    return table


def _results(found: History, line: Series) -> list[tuple[Run, Mapping[str, Any] | None]]:
    return list(zip(found.runs, line.results, strict=True))


def _trends(found: History, lines: Sequence[Series], language: Language, *, plain: bool) -> Table:
    by_department = found.subject.indicator is not None
    first = (ZH.单位, EN.Department) if by_department else ("指标", "Indicator")
    heads = (
        ("走势", "Trend"),
        ("各期状态", "Statuses"),
        ("最近数值", "Latest"),
        ("分子/分母", "n"),
        ("目标", "Target"),
    )
    table = make_table(first, *heads, language=language)
    for line in lines:
        run, item = next((run, item) for run, item in reversed(_results(found, line)) if item is not None)
        label = run.label(line.indicator)
        name = _who(found, line.department) if by_department else label.name
        values = [None if each is None else each["value"] for each in line.results]
        cells = (
            name.of(language),
            sparkline(values, plain=plain),
            "".join(map(mark_of, line.results)),
            value_words(item, label, language),
            counts_words(item) or "-",
            target_words(item, label, language),
        )
        table.add_row(*(Line(visible(cell)) for cell in cells))
    return table
