"""Beiguan Street: no suit and no document in the year, said with one word; an officer nobody checked."""

from __future__ import annotations

from datetime import date

from samples.hantai.rows import course
from samples.hantai.usual import all_in_order, covered, submit, usual
from samples.library.cells import Book
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Sample


def sample() -> Sample:
    """北关街道办事处.xlsm."""
    told = Sample(
        "北关街道办事处.xlsm",
        "bg",
        "accepted_with_errors",
        "xlsm；应诉案件、规范性文件两张表只填了“无”。",
        "An xlsm; the sheets of suits and normative documents say that there is nothing to report.",
    )
    rows = usual("北", 600, "town")
    rows["litigation"] = [{"case_no": "无"}]
    rows["norm_docs"] = [{"doc_no": "无"}]
    unchecked = rows["officers"][1]
    unchecked["checked_on"] = date(2023, 6, 15)
    stranger = course(699, date(2024, 10, 15), "行政执法技能培训", 16, "执法技能")
    rows["training"].append(stranger)
    book = Book()
    covered(book, "北关街道")
    laid = submit(book, rows)
    all_in_order(told, "town")
    nothing = ("court-appearance", "principal-appearance", "key-cases", "normdoc-review", "normdoc-filing")
    for indicator in (*nothing, "normdoc-filing-in-time", "normdoc-form"):
        told.comes_to(indicator, 0, 0, "not_applicable")
    told.at("C411", laid["officers"], unchecked, "checked_on", "2023年的清理", "a check in 2023")
    told.short("officer-cleanup", laid["officers"], unchecked, "本年度没有清理", "not checked this year")
    told.comes_to("officer-cleanup", 2, 3, "missed")
    told.at("C402", laid["training"], stranger, "officer_id", "名册里没有陕F-0699", "no such officer on the roster")
    told.content = lambda: by_xlsxwriter(book, macros=True)
    return told
