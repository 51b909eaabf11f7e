"""The ecology sub-bureau: an ods whose sheets and headers go by other names; an absence, an unanswered letter."""

from __future__ import annotations

from datetime import date

from samples.hantai.rows import suit
from samples.hantai.usual import all_in_order, covered, usual
from samples.library.cells import Book
from samples.library.other_formats import by_odfpy
from samples.library.records import Row
from samples.library.tables import heads, lay, sheet_name
from samples.truth import Sample

_CALLED = {
    "litigation": "应诉台账",
    "suggestions": "司法建议检察建议台账",
    "officers": "执法人员花名册",
    "training": "培训台账",
    "lists": "清单公布情况",
    "staff": "政务公开人员变动",
    "legal_advisers": "法律顾问名册",
    "assessments": "执法考评",
}
_SPELLED = {
    "litigation": "case_no:案件编号 hearing_on:开庭时间 head_appeared:负责人出庭 outcome:结案方式",
    "suggestions": "type:建议类型 received_on:签收日期 replied_on:书面回复日期",
    "officers": "officer_id:行政执法证号 role:人员性质 checked_on:清理日期 check_result:清理结果",
    "training": "held_on:培训时间 hours:学时数 content_type:培训类型",
    "staff": "role:岗位 changed_on:变更日期 reported_on:报备时间",
    "assessments": "doc_no:文号 assessed_on:考核日期",
}
_SIGNS = {"是": "√", "否": "×"}


def sample() -> Sample:
    """市生态环境局汉台分局.ods."""
    told = Sample(
        "市生态环境局汉台分局.ods",
        "sthjfj",
        "accepted_with_errors",
        "ods；工作表和表头都用别名，列的顺序相反，是否填√、×。",
        "An ods; sheets and headers go by other names, columns stand in the opposite order, yes and no are signs.",
    )
    rows = usual("环", 400, "enforcing")
    absent = suit(401, date(2024, 6, 18), head_appeared="否", appeared_name=None, appeared_post=None, outcome="败诉")
    rows["litigation"][0] = absent
    unanswered, unread = rows["suggestions"]
    unanswered |= {"replied_on": None, "adopted": None}
    unread["replied_on"] = "已书面回复"
    book = Book()
    covered(book, "市生态环境局汉台分局", "2024Q4")
    laid = {}
    for table, each in rows.items():
        columns = heads(table, _SPELLED.get(table, ""))[::-1]
        sheet = book.add(_CALLED.get(table, sheet_name(table)))
        laid[table] = lay(sheet, table, columns, [_signed(row) for row in each])
    all_in_order(told, "enforcing")
    court, letters = laid["litigation"], laid["suggestions"]
    note = ("负责人没有出庭，没有理由", "no head came, and no reason was given")
    told.against("court-appearance", court, court.rows[0], "head_appeared", *note)
    told.comes_to("court-appearance", 1, 2, "missed")
    note = ("8月11日到期，没有回复", "due on 11 August and never answered")
    told.against("procuratorial-suggestions", letters, letters.rows[0], "replied_on", *note)
    told.comes_to("procuratorial-suggestions", 0, 1, "missed")
    told.at("V314", letters, letters.rows[1], "replied_on", "不是日期", "no date")
    asked = "judicial-suggestions"
    told.at("M502", letters, letters.rows[1], "replied_on", "因此无法判定", "and so undecided", indicator=asked)
    told.comes_to(asked, 0, 0, "undetermined", unknown=1)
    told.content = lambda: by_odfpy(book)
    return told


def _signed(row: Row) -> Row:
    return {key: _SIGNS.get(value, value) if isinstance(value, str) else value for key, value in row.items()}
