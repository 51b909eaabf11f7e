"""Puzhen Town: forms with a title above and signatures below; a quarter without a review, an adviser who has gone."""

from __future__ import annotations

from datetime import date

from samples.hantai.usual import all_in_order, covered, usual
from samples.library.cells import Book
from samples.library.people import name
from samples.library.records import Row
from samples.library.tables import Laid, heads, lay_form, sheet_name
from samples.library.xlsx import by_openpyxl
from samples.truth import Sample


def sample() -> Sample:
    """铺镇.xlsx."""
    told = Sample(
        "铺镇.xlsx",
        "pz",
        "accepted_with_errors",
        "每张表上有标题和填报单位两行，下有填表人一行；第四季度没有评查，法律顾问合同九月到期。",
        "Two lines of title above every table and signatures below; no review in the fourth quarter, and the adviser's "
        "contract ended in September.",
    )
    rows = usual("铺", 500, "town")
    once = rows["litigation"][0]
    again = dict(once)
    rows["litigation"].append(again)
    rows["casefile_reviews"].pop()
    rows["lists"][0]["has_topic"] = "否"
    rows["legal_advisers"][0]["contract_to"] = date(2024, 9, 30)
    book = Book()
    covered(book, "铺镇人民政府")
    laid = {table: _form(book, table, each) for table, each in rows.items()}
    for form in laid.values():
        told.passes_over(form)
    all_in_order(told, "town")
    for row in (once, again):
        told.at("C403", laid["litigation"], row, "case_no", "同一案号填了两行", "the same case in two rows")
    told.comes_to("court-appearance", 2, 2)
    note = ("第四季度没有评查", "no review in the fourth quarter")
    told.over("M503", "unit-casefile-review", laid["casefile_reviews"], *note)
    told.comes_to("unit-casefile-review", 0, 1, "missed")
    note = ("普法责任清单没有列入", "the list does not have the topic")
    told.over("M503", "publicity-duty-list", laid["lists"], *note)
    told.comes_to("publicity-duty-list", 0, 1, "missed")
    note = ("合同9月30日到期", "the contract ended on 30 September")
    told.over("M503", "adviser-coverage", laid["legal_advisers"], *note)
    told.comes_to("adviser-coverage", 0, 1, "missed")
    told.content = lambda: by_openpyxl(book)
    return told


def _form(book: Book, table: str, rows: list[Row]) -> Laid:
    return lay_form(
        *(book, table, heads(table), rows),
        above=[[f"铺镇{sheet_name(table)}"], ["填报单位：铺镇人民政府      填报期：2024年第四季度"]],
        merged=(1,),
        below=(f"填表人：{name(51)}", None, "填表日期：2025年1月6日"),
    )
