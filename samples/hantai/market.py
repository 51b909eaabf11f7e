"""The Market Regulation Bureau: an old xls, with an officer short of hours, one not dealt with, and two late dates."""

from __future__ import annotations

from samples.hantai.rows import courses, officer
from samples.hantai.usual import all_in_order, covered, submit, usual
from samples.library.cells import Book
from samples.library.other_formats import by_xlwt
from samples.truth import Sample


def sample() -> Sample:
    """区市场监管局.xls."""
    told = Sample(
        "区市场监管局.xls",
        "scjgj",
        "accepted",
        "xls；日期有日期单元格、2024.6.12、2024年11月15日、20240816等写法。",
        "An xls; dates as date cells and in three written forms.",
    )
    rows = usual("市监", 300, "enforcing")
    removed = officer(304, check_result="清退")
    rows["officers"].append(removed)
    rows["training"] += courses(304, 18)
    rows["training"][8]["hours"] = 8
    problems = next(row for row in rows["lists"] if row["list_name"] == "执法突出问题清单")
    problems["issued_on"] = "2024年7月3日"
    changed = rows["staff"][1]
    changed["reported_on"] = "20240816"
    rows["assessments"][0]["assessed_on"] = "2024年11月15日"
    rows["court_visits"][0]["held_on"] = "2024.6.20"
    book = Book()
    covered(book, "汉台区市场监督管理局", "2024Q4")
    laid = submit(book, rows)
    all_in_order(told, "enforcing")
    short = rows["officers"][2]
    told.short("officer-training", laid["officers"], short, "52学时", "52 hours")
    told.comes_to("officer-training", 3, 4, "missed")
    told.comes_to("officer-cleanup", 4, 4)
    note = ("清退了，证件仍有效", "removed, with a certificate still valid")
    told.against("unqualified-officers", laid["officers"], removed, "cert_status", *note)
    told.comes_to("unqualified-officers", 0, 1, "missed")
    note = ("7月3日印发，晚于6月30日", "issued on 3 July, after 30 June")
    told.at("M505", laid["lists"], problems, "issued_on", *note, indicator="problem-lists")
    told.comes_to("problem-lists", 0, 1, "missed")
    note = ("变动后第11天才报备", "reported on the 11th day after the change")
    told.against("disclosure-staff-changes", laid["staff"], changed, "reported_on", *note)
    told.comes_to("disclosure-staff-changes", 0, 1, "missed")
    told.content = lambda: by_xlwt(book)
    return told
