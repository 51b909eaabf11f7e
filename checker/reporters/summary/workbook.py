"""Puts the sheets of the summary together."""

from checker.model import Language, Report
from checker.reporters.summary import board, flags, matrix, results, rows
from checker.reporters.summary.periods import write_periods
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.requirements import write_requirements
from checker.reporters.summary.sheet import Book
from checker.text.levels import in_own_words


@in_own_words
def render_workbook(report: Report, language: Language, reveal: bool) -> bytes:
    """Renders the summary as an xlsx file. Equal reports give equal bytes."""
    reader = Reader(report, language, reveal)
    page = reader.say("第 &P 页，共 &N 页", "Page &P of &N")
    book = Book(language, reader.title, (reader.as_of, page))
    board.write(book, reader)
    results.write_district(book, reader)
    results.write_subtotals(book, reader)
    matrix.write(book, reader)
    results.write(book, reader)
    write_periods(book, reader)
    flags.write(book, reader)
    flags.write_gone(book, reader)
    rows.write(book, reader)
    write_requirements(book, reader)
    board.write_missing(book, reader)
    flags.write_codes(book, reader)
    return book.bytes(report.as_of)
