"""Says why a row has its role: what failed, what leaves it open, what leaves it out, or why it does not count."""

from collections.abc import Iterator

from checker.evidence.looks import Looking
from checker.measures.toolkit.trace import Kind, Unit
from checker.model import Measured
from checker.model.records import Role
from checker.model.workbook import BLANK, INVALID
from checker.tables.due_day import columns_of_when
from checker.tables.logic import Condition, OtherRows
from checker.tables.phrases import column_text
from checker.text.bilingual import Text, join_texts

_OUTSIDE = Text("日期不在评判期内", "dated outside the period")
_NOBODY = Text("没有对应的成员", "it counts for no member")
#: The conditions that a row must satisfy to be looked at.
_ENTRY: tuple[Kind, ...] = ("in", "counts", "member", "belongs")


class Notes:
    """What a measure notes of rows, in words without the indicator's name."""

    def __init__(self, measured: Measured, table: str) -> None:
        self._texts = {
            (note.table or table, note.row): self._text(note.code.message, dict(note.values))
            for part in (measured, *measured.parts)
            for note in part.notes
            if note.row is not None
        }

    def find(self, table: str, row: int) -> Text | None:
        """Returns the note on a row, if there is one."""
        return self._texts.get((table, row))

    @staticmethod
    def _text(message: Text, values: dict[str, object]) -> Text:
        def fill(language: str) -> str:
            texts = {name: _of(value, language) for name, value in values.items()}
            return message.of(language).format(**{"name": "", **texts}).lstrip(" :：")

        return Text(fill("zh"), fill("en"))


def _of(value: object, language: str) -> str:
    text = getattr(value, "text", value)
    return text.of(language) if isinstance(text, Text) else str(text)


def reason_of(unit: Unit, looking: Looking, notes: Notes) -> Text | None:
    """Says why a row has its role; None if the answers of the row say it."""
    assert unit.row is not None, "only rows have reasons of this kind"
    row = unit.row
    if row not in looking.positions:
        return None
    noted = notes.find(unit.table, row)
    match unit.role:
        case Role.EXCLUDED:
            reasons = looking.reasons("out")
            holding = None if reasons is None else reasons.holding(row)
            return None if holding is None else _with_others(looking, looking.phrase(holding), holding, row)
        case Role.FAILURE:
            return noted or _lacking(looking, "good", row)
        case Role.UNKNOWN:
            return noted or _open(looking, row)
        case Role.NOT_COUNTED:
            return _not_counted(looking, row)
        case _:
            return noted or _others(looking, row)


def say_at_odds(columns: tuple[str, ...], looking: Looking) -> Text | None:
    """Says what is wrong with the cells that a measure blames for an undecided row; None if it blames none."""
    if not columns:
        return None
    first, last = (column_text(name, looking.columns) for name in (columns[0], columns[-1]))
    if len(columns) == 1:
        return Text(f"{last.zh}空白", f"{last.en} is blank")
    return Text(f"{last.zh}早于{first.zh}", f"{last.en} is before {first.en}")


def _others(looking: Looking, row: int) -> Text | None:
    """Names the other rows of the sheet on account of which a row counts."""
    for test in looking.look.tests:
        reasons = looking.reasons(test.kind)
        holding = None if reasons is None else reasons.holding(row)
        found = None if holding is None else looking.others.found(holding, row)
        if found is not None:
            return found[0]
    return None


def _with_others(looking: Looking, said: Text, asked: Condition, row: int) -> Text:
    """Adds to a reason the other rows of the sheet that it is about."""
    found = looking.others.found(asked, row)
    return said if found is None else join_texts((said, found[0]), "；", "; ")


def _lacking(looking: Looking, kind: Kind, row: int) -> Text | None:
    reasons = looking.reasons(kind)
    asked = None if reasons is None else reasons.asked(row, holds=True)
    return None if asked is None else _with_others(looking, looking.phrase_lack(asked), asked, row)


def _open(looking: Looking, row: int) -> Text | None:
    """Names the cells that leave a row open, and what is the matter with each."""
    at = looking.positions[row]
    copies = looking.typed.copies.get(row)
    blank, unread, differing = list[Text](), list[Text](), list[Text]()
    for column in dict.fromkeys(_open_columns(looking, row, at)):
        name = column_text(column, looking.columns)
        if copies is not None and column in copies.differing:
            differing.append(name)
        else:
            (blank if looking.typed.state[column][at] == BLANK else unread).append(name)
    said = (
        (unread, Text("无法识别", "can't be read")),
        (differing, Text("在同一记录的各行中不一致", "differs between the rows of this record")),
        (blank, Text("空白", "is blank")),
    )
    parts = [
        Text(f"{join_texts(names, '、', ', ').zh}{what.zh}", f"{join_texts(names, '、', ', ').en} {what.en}")
        for names, what in said
        if names
    ]
    if not parts and any(_asks_others(looking, row)):
        return Text("取决于本表的其他行", "it depends on other rows of the sheet")
    return join_texts(parts, "；", "; ") if parts else None


def _asks_others(looking: Looking, row: int) -> Iterator[bool]:
    """Whether each test that leaves a row open asks for other rows of the sheet."""
    for test in looking.look.tests:
        reasons = looking.reasons(test.kind)
        yield from (isinstance(part, OtherRows) for part in (reasons.open_tests(row) if reasons is not None else ()))


def _open_columns(looking: Looking, row: int, at: int) -> Iterator[str]:
    state = looking.typed.state
    for column in columns_of_when(looking.look.when):
        if state[column][at] == INVALID:
            yield column
    for column, filled in looking.look.needed:
        if state[column][at] in (INVALID, BLANK if filled else INVALID):
            yield column
    for test in looking.look.tests:
        reasons = looking.reasons(test.kind)
        yield from reasons.open_columns(row) if reasons is not None else ()


def _not_counted(looking: Looking, row: int) -> Text:
    if looking.is_outside(row):
        return _OUTSIDE
    return next((said for kind in _ENTRY if (said := _lacking(looking, kind, row)) is not None), _NOBODY)
