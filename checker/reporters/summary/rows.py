"""The sheet of the rows behind the numbers: one line per row, member or deliverable."""

from collections.abc import Mapping

from checker.model.evidence import Behind, Line
from checker.privacy.masking import mask_key, mask_value
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, NUMBER, TEXT, WARNING, Look
from checker.text.bilingual import Text
from checker.wording.evidence import HEADS, PARTS, Records, amount_text, cell_words, role_text, sort_lines
from checker.wording.flags import heading

#: A longer list is for programs: it is in rows.csv.
MOST_LINES = 20_000

#: The columns: their width and look.
_COLUMNS: Mapping[str, tuple[int, Look]] = {
    "department": (16, TEXT),
    "indicator": (28, TEXT),
    "role": (10, CENTRED),
    "label": (18, TEXT),
    "amount": (16, TEXT),
    "sheet": (16, TEXT),
    "row": (6, NUMBER),
    "key": (24, TEXT),
    "reason": (44, TEXT),
    "evidence": (20, TEXT),
}


def write(book: Book, reader: Reader, most: int = MOST_LINES) -> None:
    """Writes the sheet, with at most `most` lines; none if the report has no rows."""
    given = [(each.name, each.evidence) for each in reader.report.departments if each.evidence is not None]
    if not any(evidence.results for _, evidence in given):
        return
    number = sum(evidence.length for _, evidence in given)
    title = reader.title + reader.say(" 数字背后的行", ": the rows behind the numbers")
    notes = [Styled(reader.say(f"共 {number} 条；要求和填报逐项见 report.html", _note(number)), NOTE)]
    if number > most:
        said = f"以下只列前 {most} 条，全部见 rows.csv", f"Only the first {most} are listed; rows.csv has all of them"
        notes.append(Styled(reader.say(*said), WARNING))
    columns = tuple(Column(_head(reader, id), *_COLUMNS[id]) for id in _COLUMNS)
    table = Table(book, reader.say("行", "Rows"), title, tuple(notes), columns)
    left = most
    for name, evidence in given:
        if not left:
            break
        records = Records(evidence)
        for behind in evidence.results:
            for line in sort_lines(behind)[:left]:
                table.row([reader.of(name), *_cells(reader, behind, records, line)])
            left = max(0, left - len(behind.lines))
    table.end()


def _note(number: int) -> str:
    return f"Total {number}; report.html shows what was asked of each row and what was found"


def _head(reader: Reader, id: str) -> str:
    if id in ("department", "indicator", "reason"):
        return reader.head(id)
    return reader.of(heading(id) if id in ("sheet", "key") else HEADS[id])


def _cells(reader: Reader, behind: Behind, records: Records, line: Line) -> list[Content]:
    found = records.find(line)
    role = [reader.of(PARTS[line.part])] if line.part else []
    role.append(reader.of(role_text(line.role, behind)))
    label, key = "", ""
    if line.label is not None and found is None:
        label = reader.of(line.label)
    elif found is None and line.units:
        label = f"{line.units} {reader.of(behind.noun)}"
    if found is not None:
        key = mask_key(found[1], reader.language, reader.reveal)
    amount = (
        Text("", "") if behind.indicator not in reader.labels else amount_text(line, reader.labels[behind.indicator])
    )
    cells = records.cells(line) if line.evidence else ()
    proof = next((cell for cell in cells if cell.field == line.evidence), None)
    return [
        reader.name_of(behind.indicator),
        reader.say("，", ", ").join(role),
        label,
        reader.of(amount),
        "" if found is None else reader.quote(found[0].sheet),
        line.row,
        key,
        "" if line.reason is None else reader.of(line.reason),
        "" if proof is None else mask_value(cell_words(proof.cell)[0], reader.language, reader.reveal),
    ]
