"""The results of the recorded periods beside those of this one, for the district and every department."""

from collections.abc import Iterator

from checker.model import Previous, Result, Standing, Status
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book, Column, Content, Styled, Table
from checker.reporters.summary.style import CENTRED, NOTE, STATUS_FILLS, coloured
from checker.text.bilingual import Text
from checker.wording.labels import score_text, target_text
from checker.wording.results import standing_text

_WIDTH = 12


def write_periods(book: Book, reader: Reader) -> None:
    """Writes the sheet: one row per department and indicator, one column per period; no sheet without a ledger."""
    report = reader.report
    if not report.past:
        return
    note = reader.say(
        "数据取自台账，每期为最近一次检查；空格表示该期没有结果",
        "From the ledger: the latest run of each period. Blank: no result in that period",
    )
    periods = [*(past.period for past in report.past), report.period]
    columns = (
        Column(reader.head("department"), 22),
        Column(reader.head("indicator"), 34),
        Column(reader.head("target"), 13, CENTRED),
        *(Column(period, _WIDTH, CENTRED) for period in periods),
    )
    title = reader.title + reader.say(" 历次检查", ": recorded periods")
    table = Table(
        book,
        reader.say("历次检查", "Periods"),
        title,
        (Styled(note, NOTE),),
        columns,
        legend=(None, None, *map(reader.status, Status)),
    )
    for row in _rows(reader):
        table.row(row)
    table.end()


def _rows(reader: Reader) -> Iterator[list[Content]]:
    report = reader.report
    yield from _results(reader, report.district_name, "", report.district_results)
    for department in report.departments:
        scores = [past.scores.get(department.code) for past in report.past]
        if department.score is not None or any(score is not None for score in scores):
            shown = [None if score is None else score_text(score) for score in (*scores, department.score)]
            yield [reader.of(department.name), reader.head("score"), None, *shown]
        yield from _results(reader, department.name, department.code, department.results)


def _results(reader: Reader, name: Text, code: str, results: tuple[Result, ...]) -> Iterator[list[Content]]:
    for result in results:
        target = target_text(result.target, reader.unit_of(result), reader.language)
        before = [_cell(reader, result, _find(past, code, result)) for past in reader.report.past]
        now = _cell(reader, result, Standing(result.status, result.value))
        yield [reader.of(name), reader.name_of(result.indicator), target, *before, now]


def _find(past: Previous, code: str, result: Result) -> Standing | None:
    return past.standings.get((code, result.indicator))


def _cell(reader: Reader, result: Result, standing: Standing | None) -> Content:
    if standing is None:
        return None
    text = standing_text(standing, result.target, reader.unit_of(result), reader.language, in_words=False)
    return Styled(text, coloured(CENTRED, STATUS_FILLS[standing.status]))
