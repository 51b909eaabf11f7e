"""The rows behind the numbers as one JSON document, which the page reads only when somebody opens a number.

Everything is a number that refers to the document's own table of texts, so that fifty thousand rows stay small. Empty
texts are 0. The page builds the elements of a row when that row is opened.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.model import Department, IndicatorLabel, Report, Shown
from checker.model.evidence import Behind, Cell, Evidence, EvidenceSheet, Line, Outcome
from checker.privacy.masking import mask_all
from checker.reporters.html.flag_table import TextTable
from checker.reporters.html.script_json import dump_for_script
from checker.reporters.html.view import View
from checker.text.bilingual import Text
from checker.text.once import Once
from checker.wording.evidence import PARTS, amount_text, arithmetic_of, role_text, sort_lines, totals

#: How outcomes are written: unknown, no, yes.
_OUTCOMES = {None: -1, False: 0, True: 1}
_UNREADABLE = Text("无法识别", "unreadable")


def has_rows(report: Report) -> bool:
    """Whether the report has rows behind its numbers."""
    return any(each.evidence is not None for each in report.departments)


def rows_document(view: View) -> Iterator[bytes]:
    """Writes the document in UTF-8, department by department: all at once, the rows would take far more memory."""
    texts, results, count = TextTable(), list[bytes](), 0
    yield b'{"sheets":['
    for number, department in enumerate(view.report.departments):
        if department.evidence is not None:
            rows = _Rows(view, texts, department, count)
            if rows.count:
                yield (b"," if count else b"") + _inside(rows.sheets())
            count += rows.count
            results.append(_inside(rows.results(number)))
    yield b'],"results":[' + b",".join(filter(None, results))
    rules = [[texts.add(view.text(sentence)) for sentence in label.rule] for label in view.indicators]
    yield f'],"rules":{dump_for_script(rules)},"texts":{dump_for_script(texts.texts())}}}'.encode()


def _inside(values: list[object]) -> bytes:
    """Writes a list without its brackets, as a part of a longer one."""
    return dump_for_script(values)[1:-1].encode()


class _Rows:
    """The rows of one department; its sheets are numbered from `first`."""

    def __init__(self, view: View, texts: TextTable, department: Department, first: int) -> None:
        self._view, self._add = view, texts.add
        self._text = Once[Text, int](lambda text: texts.add(view.text(text)))
        self._evidence = department.evidence or Evidence()
        self.count = len(self._evidence.sheets)
        self._numbers = {sheet.table: first + index for index, sheet in enumerate(self._evidence.sheets)}
        self._places = {
            sheet.table: {column.field: place for place, column in enumerate(sheet.columns) if column.field}
            for sheet in self._evidence.sheets
        }

    def sheets(self) -> list[object]:
        """Returns the sheets: name, headers, letters of the columns, and the rows by number."""
        return [
            [
                self._add(self._view.quote(sheet.sheet)),
                [self._text(column.header) for column in sheet.columns],
                [self._add(column.column) for column in sheet.columns],
                self._records(sheet),
            ]
            for sheet in self._evidence.sheets
        ]

    def results(self, department: int) -> list[object]:
        """Returns what is behind each result, with the numbers of its department and indicator."""
        return [
            [department, self._view.numbers[behind.indicator], *self._behind(behind)]
            for behind in self._evidence.results
        ]

    def _behind(self, behind: Behind) -> list[object]:
        label = self._view.indicators[self._view.numbers[behind.indicator]]
        strip = totals(behind)
        asked = [
            [self._text(each.kind), self._text(each.wanted), self._columns(each.table, each.fields)]
            for each in behind.asked
        ]
        outcomes = Once[tuple[tuple[int, Outcome], ...], list[int]](_flat)
        lines = [self._line(line, behind, label, outcomes) for line in sort_lines(behind)]
        said = self._text(arithmetic_of(behind, label))
        return [said, 0 if strip is None else self._text(strip), self._text(behind.noun), asked, lines, behind.others]

    def _columns(self, table: str, fields: tuple[str, ...]) -> list[int]:
        places: Mapping[str, int] = self._places.get(table, {})
        return [places[field] for field in fields if field in places]

    def _line(
        self,
        line: Line,
        behind: Behind,
        label: IndicatorLabel,
        outcomes: Callable[[tuple[tuple[int, Outcome], ...]], list[int]],
    ) -> list[object]:
        proof = self._columns(line.table, (line.evidence,)) if line.evidence else ()
        return [
            self._text(role_text(line.role, behind)),
            self._text(PARTS[line.part]),
            line.units,
            self._numbers.get(line.table, -1),
            line.row or 0,
            0 if line.label is None else self._text(line.label),
            0 if line.amount is None else self._text(amount_text(line, label)),
            0 if line.reason is None else self._text(line.reason),
            outcomes(line.outcomes),
            proof[0] if proof else -1,
            [self._line(each, behind, label, outcomes) for each in line.under],
        ]

    def _records(self, sheet: EvidenceSheet) -> dict[int, object]:
        """Returns the rows by number, each with its key and its cells; texts get their numbers row by row."""
        new: defaultdict[int, list[int]] = defaultdict(list)
        for number, column in enumerate(sheet.columns):
            first = dict(zip(reversed(column.places), reversed(range(len(sheet.rows))), strict=True))
            for at in first.values():
                new[at].append(number)
        keys, cells = list[int](), [list[object]() for _ in sheet.columns]
        shown = [self._masked([cell.shown for cell in column.cells]) for column in sheet.columns]
        called = [key if each is None else each for key, each in zip(sheet.keys, sheet.called, strict=True)]
        for at, key in enumerate(self._masked(list(map(Shown, called)))):
            keys.append(self._add(key))
            for number in new.get(at, ()):
                place = len(cells[number])
                cells[number].append(self._cell(sheet.columns[number].cells[place], self._add(shown[number][place])))
        return dict(zip(sheet.rows, map(list, zip(keys, sheet.by_row(cells), strict=True)), strict=True))

    def _masked(self, values: Sequence[Shown]) -> list[str | Text]:
        """Masks many values; a text that is the same in both languages is one string."""
        zh = mask_all(values, "zh", self._view.reveal)
        if all(isinstance(each.text, str) for each in values):
            return [*zh]
        en = mask_all(values, "en", self._view.reveal)
        return [one if one == other else Text(one, other) for one, other in zip(zh, en, strict=True)]

    def _cell(self, cell: Cell, shown: int) -> object:
        """Returns the text that a cell shows; with what was read, if that differs."""
        if cell.state == "invalid":
            return [shown, self._add(_UNREADABLE)]
        return shown if cell.read is None else [shown, *map(self._add, self._masked([cell.read]))]


def _flat(outcomes: tuple[tuple[int, Outcome], ...]) -> list[int]:
    return [number for asked, outcome in outcomes for number in (asked, _OUTCOMES[outcome])]
