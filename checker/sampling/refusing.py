"""Refuses a sample that came back with rows changed, missing or added, or not filled in: each at its cell."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from checker.errors import Stop
from checker.frozen import dataclass
from checker.model.workbook import letters
from checker.sampling import form
from checker.sampling.sample import Part, is_lot
from checker.text.bilingual import Text


@dataclass(frozen=True)
class Line:
    """A row of the sample that came back.

    Attributes:
        row: its row in the file.
        number: its number in the sample as typed.
        department: the code of its department; empty if the identity names none.
        identity: what identifies the row.
        lot: its draw value as typed.
        answers: what was filled in, by column.
    """

    row: int
    number: str
    department: str
    identity: str
    lot: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class File:
    """The file, for messages: one sheet of it at a time."""

    path: Path
    sheet: str

    def refuse(self, row: int, column: int, why: Text, accepted: Text) -> Stop:
        """Refuses a cell, or the whole sheet if `row` is 0."""
        cell = f" {letters(column)}{row}" if row else ""
        return Stop("sample-refused", why, context=f"{self.path} [{self.sheet}]{cell}", hint=accepted)


AS_DRAWN = Text(
    zh="请用抽取时生成的文件，只填黄色格子（可把已填的内容抄过去），不改、不删、不加别的内容",
    en="take the file as it was drawn, copy your answers into its yellow cells, and change, delete or add nothing else",
)


def say(reference: str, **values: str | Text) -> Text:
    """Says what is wrong; `values` fill the named places."""
    zh, en = (
        {name: each if isinstance(each, str) else each.of(lang) for name, each in values.items()}
        for lang in ("zh", "en")
    )
    text = form.WORDS[f"refused_{reference}"]
    return Text(text.zh.format(**zh), text.en.format(**en))


def check_rows(file: File, columns: Mapping[str, int], lines: Sequence[Line], seed: str) -> None:
    """Refuses a row whose identity was changed, and one that occurs twice."""
    first: dict[str, int] = {}
    for line in lines:
        at = (line.row, columns["identity"])
        if not line.identity:
            raise file.refuse(*at, say("no_identity"), AS_DRAWN)
        if not line.department or not is_lot(line.lot, seed, line.identity):
            raise file.refuse(*at, say("identity"), AS_DRAWN)
        if line.identity in first:
            raise file.refuse(*at, say("twice", row=str(first[line.identity])), AS_DRAWN)
        first[line.identity] = line.row


def check_counts(file: File, columns: Mapping[str, int], lines: Sequence[Line], parts: Sequence[Part]) -> None:
    """Refuses a file in which rows of a department are missing, or are more than were drawn."""
    counts = Counter(line.department for line in lines)
    present = {line.number for line in lines}
    lacking = [str(number) for number in range(1, sum(each.size for each in parts) + 1) if str(number) not in present]
    for part in parts:
        values: dict[str, str | Text] = {"department": part.name}
        values |= {"drawn": str(part.size), "found": str(counts[part.code])}
        if counts[part.code] < part.size:
            numbers = Text("、".join(lacking) or "?", ", ".join(lacking) or "?")
            raise file.refuse(0, 0, say("missing", numbers=numbers, **values), AS_DRAWN)
        if counts[part.code] > part.size:
            last = [line.row for line in lines if line.department == part.code][-1]
            raise file.refuse(last, columns["identity"], say("extra", **values), AS_DRAWN)


def check_answers(file: File, columns: Mapping[str, int], line: Line) -> None:
    """Refuses a row that is not filled in, or not with yes or no, or with answers that contradict each other."""
    seen, agrees = (form.read_answer(line.answers[name]) for name in ("seen", "agrees"))
    for name, answer in (("seen", seen), ("agrees", agrees)):
        at, text = (line.row, columns[name]), line.answers[name]
        names = {"name": form.WORDS[name], "number": Text(line.number, line.number)}
        accepted = form.WORDS[f"accepted_{name}"]
        if text and answer is None:
            raise file.refuse(*at, say("answer", text=text, **names), accepted)
        if not text and (name == "seen" or seen):
            raise file.refuse(*at, say("unfilled", **names), accepted)
    if seen is False and agrees:
        raise file.refuse(
            line.row, columns["agrees"], say("contradiction", number=line.number), form.WORDS["accepted_agrees"]
        )
