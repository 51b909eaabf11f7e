"""Shows what differs between two recorded runs."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding

from checker.cli.streams import both, make_table
from checker.history.changes import RowChange
from checker.history.outcomes import COMPARED, KINDS, Comparison, PartyChange, ResultChange
from checker.history.runs import Party, Run, read_text
from checker.history.words import ROLES, cell_words, party_words, result_words
from checker.model import Language
from checker.reporters.flags_csv import escape_formula
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.normalize import decimal_text
from checker.text.visible import visible

#: How many rows of one table are printed; the other formats have all.
MOST_ROWS = 20
HEADERS = (
    *("what", "change", "department_code", "department", "table", "key", "row_before", "row_after", "came_from"),
    *("name", "before", "after"),
)


@dataclass(frozen=True)
class Tables:
    """What the tables of two runs, their columns and choices are called."""

    items: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, *runs: Iterable[Mapping[str, Any]]) -> "Tables":
        """Reads the labels; the first run counts before the next."""
        items: dict[str, Mapping[str, Any]] = {}
        for run in runs:
            for item in run:
                items.setdefault(str(item["table"]), item)
        return cls(items)

    def name(self, table: str) -> Text:
        """What a table is called."""
        return read_text(self.items[table]["name"]) if table in self.items else Text(table, table)

    def header(self, table: str, column: str) -> Text:
        """What a column is called."""
        found = self.items.get(table, {}).get("headers", {}).get(column)
        return Text(column, column) if found is None else read_text(found)

    def choices(self, table: str, column: str) -> dict[str, Text]:
        """What the choices of a column are called."""
        found = self.items.get(table, {}).get("choices", {}).get(column, {})
        return {id: read_text(text) for id, text in found.items()}


def dump_comparison(found: Comparison, tables: Tables) -> Json:
    """Returns the differences for programs."""
    return {
        "pack": found.after.pack,
        "before": _dump_run(found.before),
        "after": _dump_run(found.after),
        "same_pack": found.same_rules,
        "departments": [
            {
                "code": each.department,
                "department": both(_name(found, each.department)),
                "before": _dump_party(each.before),
                "after": _dump_party(each.after),
            }
            for each in found.parties
        ],
        "results": [
            {
                "code": each.department,
                "department": both(_name(found, each.department)),
                "indicator": each.indicator,
                "rows": each.rows,
                "before": _dump_result(each.before),
                "after": _dump_result(each.after),
            }
            for each in found.results
        ],
        "rows": [_dump_row(found, each) for each in found.rows],
    }


def _dump_run(run: Run) -> Json:
    return {
        "run": run.name,
        "entry": run.seq,
        "at": run.at,
        "period": run.period,
        "as_of": run.as_of,
        "pack_version": run.version,
        "pack_sha256": run.sha256,
        "tool": run.tool,
    }


def _dump_party(party: Party | None) -> Json:
    return (
        None
        if party is None
        else {"state": party.state, "score": party.score, "grade": both(party.grade) if party.grade.zh else None}
    )


def _dump_result(item: Mapping[str, Any] | None) -> Json:
    return None if item is None else {name: item[name] for name in COMPARED}


def _dump_row(found: Comparison, change: RowChange) -> Json:
    return {
        "change": change.kind.value,
        "code": change.department,
        "department": both(_name(found, change.department)),
        "came_from": change.came_from or None,
        "table": change.table,
        "key": change.key,
        "row_before": change.row_before,
        "row_after": change.row_after,
        "cells": [{"column": each.column, "before": each.before, "after": each.after} for each in change.cells],
        "personal_data_changed": change.masked,
        "indicators": [
            {"indicator": each.indicator, "before": each.before or None, "after": each.after or None}
            for each in change.roles
        ],
        "flags_gone": change.codes_gone,
        "flags_new": change.codes_new,
    }


def make_csv(found: Comparison, tables: Tables) -> str:
    """Makes a table for Excel, with a byte order mark and CRLF: one line per thing that differs."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for line in _lines(found):
        writer.writerow(escape_formula(visible(cell)) for cell in line)
    return "\ufeff" + stream.getvalue()


def _lines(found: Comparison) -> Iterator[tuple[str, ...]]:
    for party in found.parties:
        for name in ("state", "score", "grade"):
            cells = [_text(getattr(side, name, None)) for side in (party.before, party.after)]
            if cells[0] != cells[1]:
                yield "department", "", *_who(found, party), "", "", "", "", "", name, *cells
    for result in found.results:
        before, after = result.before or {}, result.after or {}
        for name in COMPARED:
            if before.get(name) != after.get(name):
                cells = [_text(before.get(name)), _text(after.get(name))]
                yield "result", "", *_who(found, result), "", "", "", "", "", f"{result.indicator}.{name}", *cells
    for row in found.rows:
        numbers = (_text(row.row_before), _text(row.row_after), row.came_from)
        start = (row.kind.value, *_who(found, row), row.table, row.key, *numbers)
        yield "row", *start, "", "", ""
        for cell in row.cells:
            yield "cell", *start, cell.column, _text(cell.before), _text(cell.after)
        for role in row.roles:
            yield "verdict", *start, role.indicator, role.before, role.after
        for code in row.codes_gone:
            yield "flag", *start, code, "flagged", ""
        for code in row.codes_new:
            yield "flag", *start, code, "", "flagged"


def _who(found: Comparison, change: PartyChange | ResultChange | RowChange) -> tuple[str, str]:
    return change.department, _name(found, change.department).zh


def _text(value: Any) -> str:
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, Mapping):
        return f"{value['op']} {_text(value['value'])}"
    if isinstance(value, bool):
        return str(value).lower()
    return decimal_text(value, 10) if isinstance(value, Fraction) else "" if value is None else str(value)


def _name(found: Comparison, code: str) -> Text:
    return (found.after if not code or code in found.after.parties else found.before).who(code)


def print_comparison(screen: Console, found: Comparison, tables: Tables, language: Language) -> None:
    """Prints what differs: the counts, the departments and results, then the rows of each table."""
    for text in _head(found):
        screen.print(Group(Line(visible(text.of(language)))))
    _print_parties(screen, found, language)
    _print_results(screen, found, language)
    for (code, table), group in groupby(found.rows, lambda change: (change.department, change.table)):
        rows = list(group)
        title = f"{_name(found, code).of(language)} · {tables.name(table).of(language)}"
        screen.print(Group(Line(f"\n{visible(title)}", style="bold")))
        for change in rows[:MOST_ROWS]:
            screen.print(Padding.indent(Group(*_row_lines(found, change, tables, language)), 2))
        if (more := len(rows) - MOST_ROWS) > 0:
            left = Text(
                zh=f"另有 {more} 行，--format csv 全部列出", en=f"{more} more rows: --format csv lists them all"
            )
            screen.print(Padding.indent(Group(Line(left.of(language), style="dim")), 2))


def _head(found: Comparison) -> Iterator[Text]:
    before, after = found.before, found.after
    yield Text(
        zh=f"{after.pack}：{before.name}（{before.at} 记入）→ {after.name}（{after.at} 记入）",
        en=f"{after.pack}: {before.name} (recorded {before.at}) → {after.name} (recorded {after.at})",
    )
    if not found.same_rules:
        yield Text(
            zh=f"两次用的指标包不同（{before.version} 版和 {after.version} 版），数值和得分未必可比",
            en=f"the pack differs (versions {before.version} and {after.version}): "
            "figures and scores may not be comparable",
        )
    if not found.keyed:
        yield Text(
            zh="两次之间换过台账密钥：含个人信息的行只能按遮盖后的内容对应",
            en="the ledger's key was changed in between: rows with personal data are matched by what is not masked",
        )
    if found.is_empty:
        yield Text(zh="没有差别", en="nothing differs")
        return
    yield found.counts


def _print_parties(screen: Console, found: Comparison, language: Language) -> None:
    if not found.parties:
        return
    table = make_table(("单位", "Department"), ("原来", "Before"), ("现在", "Now"), language=language)
    for each in found.parties:
        cells = (party_words(each.before, language), party_words(each.after, language))
        table.add_row(*(Line(visible(text)) for text in (_name(found, each.department).of(language), *cells)))
    screen.print(Line(""), table)


def _print_results(screen: Console, found: Comparison, language: Language) -> None:
    if not found.results:
        return
    heads = (("单位", "Department"), ("指标", "Indicator"), ("原来", "Before"), ("现在", "Now"), ("涉及行数", "Rows"))
    table = make_table(*heads, language=language)
    for each in found.results:
        label = (found.after if each.after is not None else found.before).label(each.indicator)
        before, after = (result_words(item, label, language) for item in (each.before, each.after))
        cells = (_name(found, each.department).of(language), label.name.of(language), before, after)
        table.add_row(*(Line(visible(text)) for text in cells), Line(str(each.rows or "-")))
    screen.print(Line(""), table)


def _row_lines(found: Comparison, change: RowChange, tables: Tables, language: Language) -> Iterator[Line]:
    yield Line(visible(_row_title(found, change).of(language)), style="cyan")
    for cell in change.cells:
        choices = tables.choices(change.table, cell.column)
        before, after = (cell_words(value, choices, language) for value in (cell.before, cell.after))
        header = tables.header(change.table, cell.column).of(language)
        yield Line(
            visible(f"  {header}：{before} → {after}" if language == "zh" else f"  {header}: {before} → {after}")
        )
    if change.masked:
        text = Text(zh="  个人信息有改动（已遮盖）", en="  personal data has changed (masked)")
        yield Line(text.of(language))
    for role in change.roles:
        name = found.after.label(role.indicator).name.of(language)
        parts = (ROLES[role.before].of(language), ROLES[role.after].of(language))
        yield Line(
            visible(f"  {name}：{parts[0]} → {parts[1]}" if language == "zh" else f"  {name}: {' → '.join(parts)}")
        )
    codes = [*(f"-{code}" for code in change.codes_gone), *(f"+{code}" for code in change.codes_new)]
    if codes:
        yield Line(Text(zh="  问题：", en="  flags: ").of(language) + " ".join(codes))


def _row_title(found: Comparison, change: RowChange) -> Text:
    rows = [number for number in (change.row_before, change.row_after) if number is not None]
    where = " → ".join(map(str, dict.fromkeys(rows)))
    zh, en = (
        f"{KINDS[change.kind].zh}：第 {where} 行 {change.key}",
        f"row {where} {change.key}: {KINDS[change.kind].en}",
    )
    if change.came_from:
        name = _name(found, change.came_from)
        zh, en = f"{zh}（原由 {name.zh} 报送）", f"{en} ({name.en})"
    return Text(zh, en)
