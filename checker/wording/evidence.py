"""The words for the rows behind a number: the arithmetic in a sentence, and what a row is, for every output."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from checker.frozen import dataclass
from checker.model import IndicatorLabel, Language, Result, Shown
from checker.model.evidence import Behind, Cell, Evidence, EvidenceSheet, Line, SheetRow
from checker.model.records import Role
from checker.text.amounts import amount_words, enough_text
from checker.text.bilingual import Text, join_texts
from checker.text.plurals import one_of, unit_of
from checker.wording.composed import parts_text
from checker.wording.headings import WORDS
from checker.wording.labels import STATUSES, target_text, value_text
from checker.wording.results import figure_text

ROLES = {role: WORDS["roles"][role.value] for role in Role}
PARTS = {"": Text("", ""), **WORDS["parts"]}
HEADS = WORDS["evidence"]
#: The order in which readers want the rows: first what counts against the department.
ORDER = (
    *(Role.FAILURE, Role.UNKNOWN, Role.EXCLUDED, Role.NUMERATOR, Role.COUNTED),
    *(Role.PENDING, Role.COPY, Role.NOT_COUNTED),
)
_PART_PLACES = {part: place for place, part in enumerate(PARTS)}
_ROLE_PLACES = {role: place for place, role in enumerate(ORDER)}
#: Under a ceiling, the numerator counts against it.
_SWAPPED = {Role.FAILURE: Role.NUMERATOR, Role.NUMERATOR: Role.FAILURE}
_UNWANTED_PLACES = {role: _ROLE_PLACES[_SWAPPED.get(role, role)] for role in ORDER}
#: A member is near its goal within this share of it.
_NEAR = Fraction(1, 10)


def role_text(role: Role, behind: Behind) -> Text:
    """Says what a row is: one in the numerator counts against a ceiling; a row behind an amount simply counts."""
    measured = behind.result.measured
    if role is Role.NUMERATOR and measured.shape == "amount" and (measured.spread or not measured.counts.passed):
        return ROLES[Role.COUNTED]
    return WORDS[f"roles_{_sense(behind.result)}"].get(role.value, ROLES[role])


def _sense(result: Result) -> str:
    """What the numerator of a share is for its target: "wanted", "unwanted", or "neither" if it asks for so much."""
    limits = result.target.limits
    if result.measured.shape != "share" or all(each.is_floor for each in limits):
        return "wanted"
    if all(each.is_ceiling or (each.is_exact and each.value == 0) for each in limits):
        return "unwanted"
    return "wanted" if all(each.is_exact and each.value == 1 for each in limits) else "neither"


def sort_lines(behind: Behind) -> tuple[Line, ...]:
    """Sorts the lines of a result by side and role, those that count against the department first."""
    places = _UNWANTED_PLACES if _sense(behind.result) == "unwanted" else _ROLE_PLACES
    return tuple(sorted(behind.lines, key=lambda line: (_PART_PLACES[line.part], places[line.role])))


def count_units(lines: Iterable[Line]) -> Counter[Role]:
    """Counts units by role."""
    counts: Counter[Role] = Counter()
    for line in lines:
        counts[line.role] += line.units
    return counts


def flatten(lines: Iterable[Line], parent: Line | None = None) -> Iterator[tuple[Line, Line | None]]:
    """Lists lines with those under them, each with the line that it is under."""
    for line in lines:
        yield line, parent
        yield from flatten(line.under, line)


def arithmetic_of(behind: Behind, label: IndicatorLabel) -> Text:
    """Puts the computation of a department's result into a sentence."""
    rows = sum(line.role is Role.NUMERATOR for line in behind.lines)
    return arithmetic(behind.result, label, behind.noun, rows)


def arithmetic(result: Result, label: IndicatorLabel, noun: Text, rows: int | None = None) -> Text:
    """Puts the computation into a sentence: "19 of 20 counted rows meet it = 95%; target ≥ 100%: missed"."""
    parts = [_computed(result, label, noun, rows)]
    if result.excluded:
        parts.append(Text(f"剔除 {result.excluded}", f"{result.excluded} excluded"))
    if result.unknown:
        parts.append(Text(f"未定 {result.unknown}", f"{result.unknown} unknown"))
    if result.lower != result.upper:
        lower, upper = (_figure(bound, label.unit, result) for bound in (result.lower, result.upper))
        parts.append(Text(f"可能在 {lower.zh} 与 {upper.zh} 之间", f"it may be from {lower.en} to {upper.en}"))
    status = STATUSES[result.status]
    target = [target_text(result.target, label.unit, language) for language in _LANGUAGES]
    parts.append(Text(f"目标 {target[0]}：{status.zh}", f"target {target[1]}: {status.en}"))
    parts += result.given
    if result.reason is not None:
        parts.append(result.reason)
    return join_texts(parts, "；", "; ")


_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def _computed(result: Result, label: IndicatorLabel, noun: Text, rows: int | None) -> Text:
    value = Text(*(figure_text(result, label.unit, language) for language in _LANGUAGES))
    above, below = (None if each is None else amount_words(each) for each in (result.numerator, result.denominator))
    if result.measured.composed:
        parts = parts_text(result.measured.composed)
        return Text(f"{parts.zh}：结果 {value.zh}", f"{parts.en}: value {value.en}")
    if result.value is None and not (above and below):
        return Text("没有数值", "there is no value")
    if result.measured.shape == "change":
        now, before = _known(above), _known(below)
        return Text(f"本期 {now.zh}，上期 {before.zh}：{value.zh}", f"{now.en} now, {before.en} before: {value.en}")
    if result.measured.spread is not None and above is None and below is not None:
        counted = _rows_counted(below, noun, result.denominator)
        return Text(f"{counted.zh}，结果 {value.zh}", f"{counted.en}, value {value.en}")
    if above is None or below is None:
        if rows is None:
            return Text(f"合计 {value.zh}", f"total {value.en}")
        counted = _rows_counted(amount_words(rows), noun, rows)
        return Text(f"{counted.zh}，合计 {value.zh}", f"{counted.en}, total {value.en}")
    if result.measured.shape == "amount":
        return Text(f"分子 {above.zh}，分母 {below.zh}：{value.zh}", f"{above.en} over {below.en}: {value.en}")
    if result.denominator == 0:
        return Text(f"没有计入分母的{noun.zh}（0/0）", f"no {noun.en} in the denominator (0/0)")
    standing = Text("", "") if result.measured.standing is None else Text("按现有的行，", "as the rows stand, ")
    verb = WORDS["numerator_verbs"][_sense(result)]
    return Text(
        f"{standing.zh}计入分母 {below.zh} {noun.zh}，其中 {above.zh} {noun.zh}{verb.zh} = {value.zh}",
        f"{standing.en}{above.en} of {below.en} counted {noun.en} {verb.en} = {value.en}",
    )


def _rows_counted(count: Text, noun: Text, number: Fraction | int | None) -> Text:
    rows = noun.en if number != 1 else one_of(noun.en)
    return Text(f"{count.zh} {noun.zh}计入", f"{count.en} {rows} counted")


def _known(text: Text | None) -> Text:
    return Text("未知", "unknown") if text is None else text


def _figure(value: Fraction | None, unit: Text, result: Result) -> Text:
    if value is None:
        return Text("…", "…")
    return Text(*(value_text(value, unit, language, result.target.at(value).value) for language in _LANGUAGES))


def amount_text(line: Line, label: IndicatorLabel) -> Text:
    """Says what a line adds, or how far a member is: "59.5 of 60 hours, 0.5 to go"; empty if neither is known."""
    if line.amount is None:
        return Text("", "")
    amount = amount_words(line.amount, line.goal)
    if line.goal is None:
        return amount
    unit, goal = label.member_unit, enough_text(line.goal)
    zh, en = f"{amount.zh}/{goal} {unit.zh}".rstrip(), f"{amount.en} of {goal} {unit_of(line.goal, unit.en)}".rstrip()
    short = line.goal - line.amount
    if short <= 0:
        return Text(zh, en)
    return Text(f"{zh}，还差 {enough_text(short)}", f"{en}, {enough_text(short)} to go")


def totals(behind: Behind) -> Text | None:
    """Says where the members' totals lie around their goals; None if there are no members with goals."""
    shares = [
        line.amount / line.goal
        for line in behind.lines
        if line.amount is not None and line.goal and line.role is not Role.EXCLUDED
    ]
    if len(shares) < _FEWEST:
        return None
    bands = (
        (Text("不到目标的 90%", "below 90% of the goal"), sum(share < 1 - _NEAR for share in shares)),
        (Text("90% 至不到目标", "from 90% to below it"), sum(1 - _NEAR <= share < 1 for share in shares)),
        (Text("正好是目标", "exactly the goal"), sum(share == 1 for share in shares)),
        (Text("超过目标至 110%", "above it, to 110%"), sum(1 < share <= 1 + _NEAR for share in shares)),
        (Text("超过 110%", "above 110%"), sum(share > 1 + _NEAR for share in shares)),
    )
    told = [Text(f"{name.zh}：{count} 个", f"{name.en}: {count}") for name, count in bands]
    return join_texts(told, "；", "; ")


#: Totals of fewer members show nothing.
_FEWEST = 3


@dataclass(frozen=True)
class ShownCell:
    """A cell of a row with its header and its address."""

    header: Text
    field: str
    address: str
    cell: Cell


def cells_of(sheet: EvidenceSheet, record: SheetRow) -> tuple[ShownCell, ...]:
    """Lists the cells of a row, in the order of the sheet."""
    return tuple(
        ShownCell(column.header, column.field, f"{column.column}{record.row}" if column.column else "", cell)
        for column, cell in zip(sheet.columns, record.cells, strict=True)
    )


def cell_words(cell: Cell) -> tuple[Shown, Shown | None]:
    """Gives what a cell shows, with a word for a blank, and what was read if that differs."""
    text = cell.shown.text
    shown = cell.shown if (text if isinstance(text, str) else text.zh) else Shown(Text("（空白）", "(blank)"))
    read = Shown(Text("无法识别", "unreadable")) if cell.state == "invalid" else cell.read
    return shown, read


class Records:
    """The rows of one department's evidence, found by table and number."""

    def __init__(self, evidence: Evidence | None) -> None:
        evidence = evidence or Evidence()
        self.sheets = {sheet.table: sheet for sheet in evidence.sheets}

    def find(self, line: Line) -> tuple[EvidenceSheet, SheetRow] | None:
        """Returns the row of a line with its sheet; None for a line without a row."""
        sheet = self.sheets.get(line.table)
        record = None if line.row is None or sheet is None else sheet.find(line.row)
        return None if record is None or sheet is None else (sheet, record)

    def cells(self, line: Line) -> tuple[ShownCell, ...]:
        """Returns the cells of a line's row; none for a line without a row."""
        found = self.find(line)
        return () if found is None else cells_of(*found)


def roles_in(lines: Sequence[Line]) -> tuple[Role, ...]:
    """Lists the roles that occur among sorted lines, in their order."""
    return tuple(dict.fromkeys(line.role for line in lines))
