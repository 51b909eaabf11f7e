"""Proposes the definition of a table: names, types, required columns and the key, and writes it with the reasons."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from checker.authoring.skeleton.found import Found, FoundTable
from checker.authoring.skeleton.types import Proposal, find_orders, propose_type
from checker.convert.cells import Cell, PercentCell
from checker.frozen import dataclass
from checker.model.workbook import letters
from checker.policy.drafting.written import comments, join, quote
from checker.sources.dropdowns import Dropdown
from checker.tables.conditions import RESERVED
from checker.text.bilingual import Language, Text
from checker.text.normalize import key_form
from checker.text.plurals import counted

#: Fewer rows prove nothing of a column that is filled in each of them.
FEW_ROWS = 3
_CHINESE = re.compile("[\u4e00-\u9fff]")
_MARKED = re.compile(r"[*＊★]|[(（\[【]\s*(必填|required)", re.I)
_NUMBER = re.compile(r"编号|单号|文号|案号|号$|号码|\bno\b|\bno\.|\bnumber\b|\bid\b|\bref\b|reference", re.I)
_PERSON = re.compile(r"姓名|联系人|经办人|\b(first|last|full) ?name\b|^name$|patient|employee", re.I)
_PHONE = re.compile(r"电话|手机|\bphone\b|telephone|mobile", re.I)
#: Words that YAML takes for something else.
_NO_WORDS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
OPEN, WHY = Text("待定：", "Open: "), Text("理由：", "Why: ")
RENAME = Text(
    "列的代号只出现在 YAML 里。按字母列取名的请改成好懂的英文。",
    "The ids of columns appear in YAML only. Rename those that are called by their letter.",
)
NIL = Text(
    "单位会不会无事可报？会的话去掉下一行开头的 #。",
    "Can a department have nothing to report? Then remove the # from the next line.",
)


@dataclass(frozen=True)
class ProposedColumn:
    """A column with its id and what is proposed for it."""

    id: str
    found: Found
    proposal: Proposal
    required: Text | None  # why it is required
    personal: str

    @property
    def choices(self) -> dict[str, str]:
        """The words of a choice column by id."""
        ids: dict[str, str] = {}
        for number, word in enumerate(self.proposal.choices, 1):
            slug = _slug(word, "-")
            fits = slug and slug not in _NO_WORDS and slug not in ids and not slug[0].isdecimal()
            ids[slug if fits else f"value-{number}"] = word
        return ids


@dataclass(frozen=True)
class ProposedTable:
    """A table with its columns and its key."""

    id: str
    found: FoundTable
    columns: tuple[ProposedColumn, ...]
    key: tuple[str, ...]
    why_key: Text
    asked: tuple[Text, ...]

    def find(self, *kinds: str) -> ProposedColumn | None:
        """The first column of some types."""
        return next((column for column in self.columns if column.proposal.type in kinds), None)


def propose_table(found: FoundTable, number: int, taken: set[str], dropdowns: Sequence[Dropdown]) -> ProposedTable:
    """Proposes the definition of a sheet; `taken` are the ids of other tables."""
    id = _name(found.sheet.name, f"table_{number}", taken)
    ids: set[str] = set(RESERVED)
    columns = tuple(_column(each, ids, found, dropdowns) for each in found.columns)
    return ProposedTable(id, found, columns, *_propose_key(columns, len(found.rows)))


def _column(found: Found, taken: set[str], table: FoundTable, dropdowns: Sequence[Dropdown]) -> ProposedColumn:
    first = found.rows[0] if found.rows else table.header_row + 1
    lists = (each for each in dropdowns if each.sheet == table.sheet.name and each.covers(first, found.at))
    listed = next(lists, None)
    proposal = propose_type(found, () if listed is None else listed.words)
    name = _name(found.header, f"column_{letters(found.at).lower()}", taken)
    personal = "phone" if _PHONE.search(found.header) else "name" if _PERSON.search(found.header) else ""
    personal = "id" if proposal.type == "id" and re.search("身份证|证件|id card", found.header, re.I) else personal
    if personal and proposal.type not in ("text", "id"):
        proposal, _ = Proposal("id" if personal == "phone" else "text", proposal.why), None
    return ProposedColumn(name, found, proposal, _why_required(found, proposal), personal)


def _why_required(found: Found, proposal: Proposal) -> Text | None:
    if _MARKED.search(found.cell.text):
        return Text("表头标了必填", "the header is marked as required")
    count = len(found.rows)
    if count >= FEW_ROWS and len(found.filled) == count and not any(map(_doubtful, proposal.questions)):
        return Text(f"{count} 行都填了", f"filled in all of the {count} rows")
    return None


def _doubtful(question: Text) -> bool:
    return "can't be read as this" in question.en


def _propose_key(columns: Sequence[ProposedColumn], count: int) -> tuple[tuple[str, ...], Text, tuple[Text, ...]]:
    """Proposes what identifies a record: one column whose cells all differ, else two, else a question."""
    able = [each for each in columns if not each.personal and each.proposal.type in ("text", "id", "integer")]
    able.sort(key=lambda each: not _NUMBER.search(each.found.header))
    if count >= FEW_ROWS:
        for key in (*((each,) for each in able if _all_differ((each,), count)), *_pairs(columns, able, count)):
            names = Text("、".join(each.found.header for each in key), ", ".join(each.found.header for each in key))
            why = Text(
                f"{count} 行的{names.zh}都填了，各不相同",
                f"{names.en} is filled in all {count} rows, and always differs",
            )
            sure = len(key) == 1 and bool(_NUMBER.search(key[0].found.header))
            ask = Text("是不是碰巧各不相同？", "Does it differ by chance only?")
            return tuple(each.id for each in key), why, () if sure else (ask,)
    named = [each for each in able if _NUMBER.search(each.found.header)]
    ask = Text("靠哪几列认出一条记录？", "Which columns identify a record?")
    if named and count < FEW_ROWS:
        return (named[0].id,), Text("表头像编号", "the header looks like a number of a record"), (ask,)
    return (), Text("没有一列的内容各不相同", "no column differs in every row"), (ask,)


def _pairs(
    columns: Sequence[ProposedColumn], able: Sequence[ProposedColumn], count: int
) -> Iterable[tuple[ProposedColumn, ...]]:
    """Pairs of columns that differ in every row only together."""
    usable = [*able, *(each for each in columns if each.proposal.type in ("date", "choice") and not each.personal)]
    return (pair for pair in combinations(usable, 2) if _all_differ(pair, count))


def _all_differ(columns: tuple[ProposedColumn, ...], count: int) -> bool:
    if any(len(each.found.filled) < count for each in columns):
        return False
    rows = zip(*(map(_spelled, each.found.cells) for each in columns), strict=True)
    return len(set(rows)) == count


def _spelled(cell: Cell) -> str:
    return key_form(str(cell.number if isinstance(cell, PercentCell) else cell))


def _name(text: str, otherwise: str, taken: set[str]) -> str:
    """An id from the English part of a text; `otherwise` if it has none."""
    slug = _slug(text, "_")[:40].strip("_")
    name = slug if slug and slug[0].isalpha() and not _CHINESE.search(text.split("\n")[0]) else otherwise
    name, number = (f"{name}_1", 1) if name in _NO_WORDS or name == "cover" else (name, 1)
    base = name
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    taken.add(name)
    return name


def _slug(text: str, dash: str) -> str:
    return re.sub(r"[^a-z0-9]+", dash, text.casefold()).strip(dash)


def write_label(text: str) -> str:
    """A text as it is found, in one language, or in both where its lines or its sides of a slash are one of each."""
    parts = [part.strip() for part in re.split(r"[\n/]", text) if part.strip()]
    if len(parts) == 2 and [bool(_CHINESE.search(part)) for part in parts] in ([True, False], [False, True]):
        zh, en = sorted(parts, key=lambda part: not _CHINESE.search(part))
        return f"{{zh: {quote(zh)}, en: {quote(en)}, aliases: [{quote(' '.join(text.split()))}]}}"
    return quote(" ".join(text.split()))


def write_table(table: ProposedTable, file: str, language: Language) -> bytes:
    """Writes the definition of a table."""
    found = table.found
    rows = counted(len(found.rows), "row")
    place = Text(
        f"草稿，来自 {file} 的“{found.sheet.name}”表：第 {found.header_row} 行是表头，下面有 {len(found.rows)} 行。",
        f"Draft, from sheet “{found.sheet.name}” of {file}: header in row {found.header_row}, {rows}.",
    )
    notes = [place, RENAME]
    notes += [
        Text(f"没有采用：{each}（只是行号）", f"Left out: {each} (it only numbers the rows)")
        for each in found.numbering
    ]
    notes += [
        Text(
            f"{OPEN.zh}有两列叫“{each}”，只采用第一列。",
            f"{OPEN.en}two columns are called “{each}”; only the first is used.",
        )
        for each in found.repeated
    ]
    lines = [*comments(notes, language), f"id: {table.id}", f"sheet: {write_label(found.sheet.name)}"]
    lines += _write_order(table, language)
    lines += [*_asked([NIL], language), "# nil: {zh: 本期无, en: Nothing to report}"]
    lines += [*comments([_join(WHY, table.why_key)], language), *_asked(table.asked, language)]
    lines += [f"key: [{', '.join(table.key)}]"] if table.key else []
    lines.append("columns:")
    for column in table.columns:
        lines += _write_column(column, column.id in table.key, language)
    return join(lines)


def _write_order(table: ProposedTable, language: Language) -> list[str]:
    """Which of day and month is first, if that matters: written if only one order fits, else asked."""
    cells = [cell for each in table.columns if each.proposal.type in ("date", "datetime") for cell in each.found.filled]
    orders = find_orders(cells)
    if len(orders) == 1:
        why = Text("有些日期只有这样才读得通", "some of the dates are possible in this order only")
        return [*comments([_join(WHY, why)], language), f"dates: {orders[0]}"]
    ask = Text(
        "5/3/2022 是 3 月 5 日还是 5 月 3 日？去掉对的那一行开头的 #。",
        "Is 5/3/2022 March or May? Remove the # from one line.",
    )
    return [*_asked([ask], language), *(f"# dates: {order}" for order in orders)] if orders else []


def _write_column(column: ProposedColumn, is_key: bool, language: Language) -> list[str]:
    found, proposal = column.found, column.proposal
    place = Text(f"{letters(found.at)} 列。", f"Column {letters(found.at)}. ")
    lines = [f"  {column.id}:", *comments([_join(place, _join(WHY, proposal.why))], language, "    ")]
    lines += [*_asked(proposal.questions, language, "    "), f"    header: {write_label(found.header)}"]
    lines.append(f"    type: {proposal.type}")
    if proposal.unit:
        lines.append(f"    unit: {proposal.unit}")
    required = column.required or (Text("它认出一条记录", "it identifies the record") if is_key else None)
    if required:
        lines += [*comments([_join(WHY, required)], language, "    "), "    required: true"]
    if column.personal:
        ask = Text("个人信息，出本单位时遮盖，对吗？", "Personal data, masked outside the department. Is that right?")
        lines += [*_asked([ask], language, "    "), f"    personal: {column.personal}"]
    if column.choices:
        lines += ["    choices:", *(f"      {id}: {write_label(word)}" for id, word in column.choices.items())]
    return lines


def _asked(questions: Iterable[Text], language: Language, indent: str = "") -> list[str]:
    return comments([_join(OPEN, each) for each in questions], language, indent)


def _join(one: Text, other: Text) -> Text:
    return Text(one.zh + other.zh, one.en + other.en)
