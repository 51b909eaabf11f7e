"""summary.xlsx: a run for people who filter it and print it, in one language.

A sheet a file: board, indicators, results, flags, missing, codes. Knows reports, words and the pages of codes.
"""

from __future__ import annotations

from checker.model import Language, Report
from checker.reporters.summary import board, codes, district, flags, matrix, missing, results
from checker.reporters.summary.reader import Reader
from checker.reporters.summary.sheet import Book

__all__ = ["render"]


def render(report: Report, language: Language, reveal: bool = False) -> bytes:
    """The summary as an xlsx file: equal reports give equal bytes.

    Args:
        report: of a run.
        language: of all its words.
        reveal: whether personal values are shown as they are.
    """
    reader = Reader(report, language, reveal)
    page = reader.say("第 &P 页，共 &N 页", "Page &P of &N")
    book = Book(language, reader.title, (reader.say("截至 ", "As of ") + report.as_of.isoformat(), page))
    for sheet in (board, district, matrix, results, flags, missing, codes):
        sheet.write(book, reader)
    return book.bytes(report.as_of)
