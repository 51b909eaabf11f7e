"""The Water Bureau: a sheet that is missing, a head whose term ended without a course, dates out of order."""

from __future__ import annotations

from datetime import date

from samples.hantai.rows import leader, suit
from samples.hantai.usual import all_in_order, covered, submit, usual
from samples.library.cells import Book
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Sample


def sample() -> Sample:
    """区水利局.xlsx."""
    told = Sample(
        "区水利局.xlsx",
        "slj",
        "accepted_with_errors",
        "缺一张表；上一年的案件比别的单位多一件。",
        "A sheet is missing; it has one suit more of the year before than the others.",
    )
    rows = usual("水", 700, "enforcing")
    del rows["legal_advisers"]
    early = rows["litigation"][0]
    early["closed_on"] = date(2024, 6, 12)
    rows["litigation"].append(suit(705, date(2023, 11, 16)))
    left = leader("水", 3, date(2019, 10, 1), date(2024, 9, 30))
    rows["leaders"].append(left)
    book = Book()
    covered(book, "区水利局")
    laid = submit(book, rows)
    all_in_order(told, "enforcing")
    told.at("C401", laid["litigation"], early, "closed_on", "结案日期早于开庭日期", "closed before the hearing")
    told.short("leader-training", laid["leaders"], left, "任期已满，没有脱产培训", "the term is over without a course")
    told.comes_to("leader-training", 2, 3, "missed")
    told.add("W210", "缺少法律顾问公职律师表", "the sheet is missing", table="legal_advisers")
    told.cannot_be_judged("adviser-coverage", "没有法律顾问公职律师表", "its sheet is missing")
    told.content = lambda: by_xlsxwriter(book)
    return told
