"""Shows what differs between two recorded runs."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding

from checker.cli.streams import make_table
from checker.frozen import dataclass
from checker.history.changes import RowChange
from checker.history.outcomes import KINDS, Comparison
from checker.history.runs import read_text
from checker.history.words import ROLES, cell_words, party_words, result_words
from checker.model import Language
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH
from checker.text.visible import visible

#: How many rows of one table are printed; the other formats have all.
MOST_ROWS = 20


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


def print_comparison(screen: Console, found: Comparison, tables: Tables, language: Language) -> None:
    """Prints what differs: the counts, the departments and results, then the rows of each table."""
    for text in _head(found):
        screen.print(Group(Line(visible(text.of(language)))))
    _print_parties(screen, found, language)
    _print_results(screen, found, language)
    for (code, table), group in groupby(found.rows, lambda change: (change.department, change.table)):
        rows = list(group)
        title = f"{found.who(code).of(language)} · {tables.name(table).of(language)}"
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
    table = make_table((ZH.单位, EN.Department), ("原来", "Before"), ("现在", "Now"), language=language)
    for each in found.parties:
        cells = (party_words(each.before, language), party_words(each.after, language))
        table.add_row(*(Line(visible(text)) for text in (found.who(each.department).of(language), *cells)))
    screen.print(Line(""), table)


def _print_results(screen: Console, found: Comparison, language: Language) -> None:
    if not found.results:
        return
    heads = ((ZH.单位, EN.Department), ("指标", "Indicator"), ("原来", "Before"), ("现在", "Now"), ("涉及行数", "Rows"))
    table = make_table(*heads, language=language)
    for each in found.results:
        label = (found.after if each.after is not None else found.before).label(each.indicator)
        before, after = (result_words(item, label, language) for item in (each.before, each.after))
        cells = (found.who(each.department).of(language), label.name.of(language), before, after)
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
        name = found.who(change.came_from)
        zh, en = f"{zh}（原由 {name.zh} 报送）", f"{en} ({name.en})"
    return Text(zh, en)
