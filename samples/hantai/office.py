"""The Government Office, which answers for the district government: a principal who never came, a late filing."""

from __future__ import annotations

from datetime import date

from samples.hantai.rows import document, suit
from samples.hantai.usual import all_in_order, covered, submit, usual
from samples.library.cells import Book
from samples.library.people import name
from samples.library.records import Row
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Sample


def sample() -> Sample:
    """区政府办公室.xlsx."""
    told = Sample(
        "区政府办公室.xlsx",
        "zfb",
        "accepted",
        "版式正常。区政府作被告的两件都由副职出庭，其中一件是重大公共利益案件；一件规范性文件公布后第16天才报备。",
        "Laid out well. Deputies came in both suits against the government, one of them of major public interest; one "
        "normative document was filed on the 16th day after publication.",
    )
    rows = usual("政办", 200, "office")
    key = suit(202, date(2024, 9, 12), category="重大公共利益", court_notified="是")
    rows["litigation"][1] = key
    late = document("政办", 203, filed_on=date(2024, 8, 2))
    rows["norm_docs"].append(late)
    rows["lectures"] = [
        _lecture(date(2024, 3, 14), "领导班子", "行政复议法"),
        _lecture(date(2024, 7, 11), "政府常务会议", "审计法"),
        _lecture(date(2024, 10, 24), "领导班子", "行政诉讼法与出庭应诉"),
    ]
    rows["decisions"] = [_decision(1, "城区停车设施规划"), _decision(2, "中小学布局调整")]
    book = Book()
    covered(book, "区政府办")
    laid = submit(book, rows)
    all_in_order(told, "office")
    note = ("主要负责人全年没有出庭", "the principal never came")
    told.over("M503", "principal-appearance", laid["litigation"], *note)
    told.comes_to("principal-appearance", 0, 1, "missed")
    note = ("重大公共利益案件由副职出庭", "a deputy came in a case of major public interest")
    told.against("key-cases", laid["litigation"], key, "principal_appeared", *note)
    told.comes_to("key-cases", 0, 1, "missed")
    note = ("7月17日公布，8月2日报备", "published on 17 July and filed on 2 August")
    told.against("normdoc-filing-in-time", laid["norm_docs"], late, "filed_on", *note)
    told.comes_to("normdoc-filing-in-time", 1, 2, "missed")
    for indicator in ("normdoc-review", "normdoc-filing", "normdoc-form"):
        told.comes_to(indicator, 2, 2)
    told.content = lambda: by_xlsxwriter(book)
    return told


def _decision(number: int, title: str) -> Row:
    return {
        "decision_no": f"汉区决〔2024〕{number}号",
        "title": title,
        "legality_review_on": date(2024, 8, 12),
        "legality_result": "修改后合法",
        "meeting_on": date(2024, 8, 10 + 5 * number),
        "decided_on": date(2024, 8, 10 + 5 * number),
    }


def _lecture(on: date, body: str, topic: str) -> Row:
    return {
        "held_on": on,
        "body": body,
        "meeting_no": f"{on.month}月{body}",
        "topic": topic,
        "lecturer": name(on.month + 60),
        "attendees": 18,
        "law_topic": "是",
        "minutes_no": f"纪要〔2024〕{on.month}号",
    }
