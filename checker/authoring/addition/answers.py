"""The questions that a new indicator answers, in their order, and what becomes of the answers."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol, TypeVar, get_args

from checker.authoring.addition.asked import Ask, Unclear, find_column, read_asked, read_choice
from checker.authoring.addition.names import likely_date, make_id, read_id, read_whom
from checker.authoring.addition.targets import read_target
from checker.definitions.packs import Pack
from checker.frozen import dataclass
from checker.measures.toolkit.over_table import DAYS, NUMBERS
from checker.periods import Cycle
from checker.tables.table import Table
from checker.tables.words import Labels, Words, exact
from checker.text.bilingual import Text

#: What the figure can be, with other words for it.
FIGURES: dict[str, tuple[str, ...]] = {
    "share": ("占比", "比例", "rate"),
    "count": ("个数", "行数", "number"),
    "total": ("合计", "sum"),
    "ratio": ("比值", "一列除以另一列", "per"),
    "mean": ("平均", "average"),
    "median": ("中位数",),
    "percentile": ("百分位数",),
}
#: Those that are made of the numbers in a column.
OF_COLUMN = ("total", "mean", "median", "percentile")
CYCLES: dict[str, tuple[str, ...]] = {
    "year": ("年", "每年"),
    "half": ("半年",),
    "quarter": ("季度", "每季度"),
    "month": ("月", "每月"),
    "week": ("周", "每周"),
    "rolling-year": ("近十二个月",),
    "year-to-date": ("本年累计",),
    "two-years": ("两年",),
    "term": ("整个期限",),
    "once": ("一次",),
}
NO_DATE = ("none", "无", "没有")


@dataclass(frozen=True)
class Answers:
    """What a new indicator is made of.

    Attributes:
        figure: a key of FIGURES.
        column: whose numbers it is made of; of a ratio, what is divided, or the rows themselves if empty.
        per: of a ratio, the column that it is divided by; its rows if empty.
        factor: of a ratio.
        at: of a percentile, as written.
        rows: which rows count.
        passes: which of them reach the goal; of a ratio of rows, which are divided.
        target: the operator, the value, and the value as written.
        when: the date column; empty if every row counts.
        whom: `all`, `district`, or ids of groups and names of departments.
        dated: whether somebody chose `when`.
    """

    id: str
    title: str
    table: Table
    figure: str
    column: str
    per: str
    factor: Fraction
    at: str
    rows: tuple[Ask, ...]
    passes: tuple[Ask, ...]
    target: tuple[str, Fraction, str]
    when: str
    period: Cycle
    whom: tuple[str, ...]
    weight: Fraction
    clause: str
    dated: bool = True


Answer = TypeVar("Answer")


class Questioner(Protocol):
    """Gets answers: from the options given, or by asking until an answer can be used."""

    def get(
        self,
        option: str,
        ask: Text,
        read: Callable[[str], Answer],
        default: str | None = None,
        choices: Sequence[Text] = (),
    ) -> Answer:
        """Returns what `read` makes of the answer; a blank answer is the default.

        Args:
            option: that gives the answer without asking.
            ask: the question.
            read: raises `Unclear` for an answer that can't be used.
            default: None if there must be an answer.
            choices: what can be answered, one a line.
        """


def collect(pack: Pack, get: Questioner) -> Answers:
    """Asks the five questions, those that follow from the answers among them."""
    title = get.get("--title", Text("1. 衡量什么？", "1. What is measured?"), _some_text)
    names = {name: table.sheet for name, table in pack.tables.items() if name != pack.header.cover}
    table = pack.tables[
        get.get(
            "--table",
            Text("2. 数据在哪张表？", "2. Which table has the data?"),
            lambda text: _table(text, names),
            next(iter(names)) if len(names) == 1 else None,
            _listed(names),
        )
    ]
    figure, column, per, factor, at = _figure(table, get)
    rows = get.get(
        "--rows",
        Text(
            "   哪些行计算在内？（列 是 值；不写：所有行）", "   Which rows count? (column is value; nothing: all rows)"
        ),
        lambda text: read_asked(text, table),
        "",
        _columns(table),
    )
    passes: tuple[Ask, ...] = ()
    if figure == "share" or (figure == "ratio" and not column):
        ask = Text("   其中哪些行算达到？", "   Which of them pass?")
        passes = get.get("--passes", ask, lambda text: _some(read_asked(text, table), text))
    ask = Text("4. 目标？如“不低于 95%”“不超过 4”", "4. What is the target? For example, at least 95%, at most 4")
    target = get.get("--target", ask, read_target)
    when, period, whom = _scope(pack, table, (*passes, *rows), get)
    return Answers(
        get.get("--id", Text("", ""), lambda text: read_id(text, pack), make_id(title, pack)),
        title,
        table,
        figure,
        column,
        per,
        factor,
        at,
        rows,
        passes,
        target,
        when,
        period,
        whom,
        get.get("--weight", Text("", ""), _number, "10"),
        get.get("--clause", Text("", ""), str, ""),
    )


def _figure(table: Table, get: Questioner) -> tuple[str, str, str, Fraction, str]:
    kinds = Text("指标的算法", "figure")
    ask = Text("3. 算出什么？", "3. What is the figure?")
    means = (
        Text("share：达到的行占多少", "share: how large a part of the rows passes"),
        Text("count：有多少行", "count: how many rows there are"),
        Text("total：一列的合计", "total: what a column adds up to"),
        Text(
            "ratio：一列（或行数）除以另一列（或行数）", "ratio: a column, or rows, divided by another column, or rows"
        ),
        Text("mean：一列的平均数", "mean: the mean of a column"),
        Text("median：一列的中位数", "median: the median of a column"),
        Text("percentile：一列的百分位数", "percentile: a percentile of a column"),
    )
    figure = get.get("--figure", ask, lambda text: read_choice(text, FIGURES, kinds), "share", means)
    column = per = at = ""
    factor = Fraction(1)
    numbers = _columns(table, NUMBERS)
    if figure in OF_COLUMN:
        ask = Text("   哪一列的数字？", "   Which column has the numbers?")
        column = get.get("--column", ask, lambda text: find_column(text, table, NUMBERS), None, numbers)
    if figure == "percentile":
        ask = Text("   第几百分位？", "   Which percentile?")
        at = get.get("--at", ask, _part, "90%")
    if figure == "ratio":

        def maybe(text: str) -> str:
            return find_column(text, table, NUMBERS) if text else ""

        ask = Text("   被除的是哪一列？（不写：行数）", "   Which column is divided? (nothing: the number of rows)")
        column = get.get("--column", ask, maybe, "", numbers)
        ask = Text("   除以哪一列？（不写：行数）", "   Divided by which column? (nothing: the number of rows)")
        per = get.get("--per", ask, maybe, "", numbers)
        ask = Text("   再乘以多少？", "   Times what?")
        factor = get.get("--factor", ask, _number, "1")
    return figure, column, per, factor, at


def _scope(pack: Pack, table: Table, asked: Sequence[Ask], get: Questioner) -> tuple[str, Cycle, tuple[str, ...]]:
    """When, and whom it binds."""
    when = get.get(
        "--when",
        Text("5. 按哪个日期归入报送期？（none：不分日期）", "5. Which date puts a row into a period? (none: no date)"),
        lambda text: "" if text in NO_DATE else find_column(text, table, DAYS),
        likely_date(table, asked),
        _columns(table, DAYS),
    )
    ask = Text("   按多长时间评判？", "   Judged over which time?")
    cycle = get.get("--period", ask, lambda text: read_choice(text, CYCLES, Text("评判周期", "period")), "year")
    period: Cycle = next(each for each in get_args(Cycle) if each == cycle)
    ask = Text(
        "   适用于谁？（all：所有单位；district：全区；或组、单位的名称，用逗号隔开）",
        "   Whom does it bind? (all; district: judged once; or groups and departments, separated by commas)",
    )
    return when, period, get.get("--whom", ask, lambda text: read_whom(text, pack), "all", _listed(pack.roster.groups))


def _table(text: str, names: Mapping[str, Labels]) -> str:
    return read_choice(text, {name: each.all for name, each in names.items()}, Text("报送表", "table"))


def _some_text(text: str) -> str:
    if not text.strip():
        raise Unclear("请写出名称", "write a name")
    return text.strip()


def _some(asked: tuple[Ask, ...], text: str) -> tuple[Ask, ...]:
    if not asked:
        raise Unclear("请写出条件，如“列 是 值”", "write a condition, such as “column is value”")
    return asked


def _number(text: str) -> Fraction:
    number = exact(text)
    if number is None or number < 0:
        raise Unclear(f"“{text}”不是数字", f"“{text}” is no number")
    return number


def _part(text: str) -> str:
    number = exact(text)
    if number is None or not 0 < number <= 1:
        raise Unclear(f"“{text}”不是百分位，如 90%", f"“{text}” is no percentile, such as 90%")
    return text


def _listed(names: Mapping[str, Words]) -> tuple[Text, ...]:
    return tuple(Text(f"{name}：{each.zh}", f"{name}: {each.en}") for name, each in names.items())


def _columns(table: Table, kinds: Sequence[str] = ()) -> tuple[Text, ...]:
    return _listed({name: each.header for name, each in table.columns.items() if not kinds or each.type in kinds})
