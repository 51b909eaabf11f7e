"""Small workbooks, and files that nobody can judge: unreadable, for no department on the roster, submitted twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from samples.heping.records import application, case, proposal, visit
from samples.heping.sheets import covered
from samples.heping.usual import CASES, alike
from samples.library.cells import Book, Sheet
from samples.library.damage import a_pdf, cut_short, with_password
from samples.library.other_formats import as_csv
from samples.library.records import Row
from samples.library.tables import heads, lay, plain
from samples.library.xlsx import by_openpyxl, by_xlsxwriter
from samples.truth import Outcome, Sample

#: What a street is asked for besides its suits, and the indicators that cannot be judged without it.
_NOT_IN_THE_CSV = (
    ("officers", "执法人员名册", ("officer-training",)),
    ("training", "执法人员培训", ()),
    ("leaders", "负责人名册", ("annual-debriefing",)),
    ("norm_docs", "行政规范性文件", ("normdoc-legality-review",)),
    ("suggestions", "司法检察建议", ("judicial-suggestions", "procuratorial-suggestions")),
    ("reports", "报告报送", ("plan-inclusion",)),
    ("decisions", "重大决策", ("decision-legal-opinion",)),
    ("enforcement_cases", "执法案件", CASES),
)


def samples() -> list[Sample]:
    """Every one of them."""
    return [_street(), _audit(), _nothing(), _silence(), *_unreadable(), _nobody(), *_twice()]


def _street() -> Sample:
    told = Sample(
        "劝业场街道办事处.csv",
        "qyc",
        "accepted_with_errors",
        "GB18030编码的csv，只有应诉案件一张表，没有填报说明页，其他表都没有报。没有四类案件，指标不适用。",
        "A csv in GB18030 with one table only, without a cover sheet; every other table is missing. No case of the "
        "four kinds, so not applicable.",
    )
    sheet = Sheet("劝业场街道办事处")
    days = [date(2022, month, 12) for month in (1, 4, 5, 7, 8, 9, 10)]
    lay(sheet, "litigation", heads("litigation"), [case(900 + place, day) for place, day in enumerate(days)])
    told.comes_to("court-appearance", 0, 0, "not_applicable")
    for table, name, indicators in _NOT_IN_THE_CSV:
        told.add("W210", f"缺少{name}表", "the sheet is missing", table=table)
        for indicator in indicators:
            told.cannot_be_judged(indicator, f"没有{name}表", "its sheet is missing")
    told.content = lambda: as_csv(sheet)
    return told


def _small(department: str, period: str = "2022Q4", proposals: Sequence[int] = (13, 20, 39)) -> Book:
    book = Book()
    covered(book, department, period)
    lay(book.add("行政应诉案件"), "litigation", heads("litigation"), [{"case_no": "无"}])
    rows = [application(1, date(2022, 3, 1), date(2022, 3, 16)), application(2, "2022-10-10", "2022-11-07")]
    plain(book, "disclosure", rows)
    plain(book, "proposals", [proposal(number, "人大代表建议") for number in proposals])
    plain(book, "court_visits", [visit(date(2022, 9, 15), 2, 10, 57)])
    return book


def _audit() -> Sample:
    told = Sample(
        "区审计局.xls",
        "sjj",
        "accepted_with_errors",
        "扩展名是xls，内容是xlsx；应诉案件表只填了“无”。",
        "Named xls, but the content is an xlsx; the litigation sheet says that there is nothing to report.",
    )
    told.add("W206", "扩展名与内容不符", "the extension is not that of the content")
    told.cover("W241", "B2", "period", "报送期写成2022年第三季度", "the cover says the third quarter")
    told.comes_to("court-appearance", 0, 0, "not_applicable")
    told.comes_to("disclosure-replies", 2, 2)
    told.comes_to("proposal-satisfaction", 3, 3)
    told.comes_to("court-observation", 1, 1)
    book = _small("区审计局", "2022年第三季度")
    alike(book, told, "审计", "department")
    told.content = lambda: by_openpyxl(book)
    return told


def _short(department: str) -> Book:
    """With requests and a visit; of suits and proposals there is none."""
    book = Book()
    covered(book, department)
    for table in ("litigation", "proposals"):
        plain(book, table, [])
    plain(book, "disclosure", [application(1, date(2022, 4, 6), date(2022, 4, 20))])
    plain(book, "court_visits", [visit(date(2022, 11, 17), 3, 12, 58)])
    return book


def _nothing() -> Sample:
    told = Sample(
        "区投促办.xlsx",
        "tcb",
        "accepted",
        "没有应诉案件，也没有建议提案：填报说明的清单中都打了√。",
        "No suit and no proposal: both are ticked in the list on the cover sheet.",
    )
    for indicator in ("court-appearance", "proposal-satisfaction"):
        told.comes_to(indicator, 0, 0, "not_applicable")
    told.comes_to("disclosure-replies", 1, 1)
    told.comes_to("court-observation", 1, 1)

    book = _short("区投促办")
    cover = book.sheets[0]
    listed = [("本期没有内容的表", "没有内容的打√"), ("行政应诉案件", "√"), ("建议提案办理", "√")]
    for row, line in enumerate(listed, cover.height + 3):
        cover.write(row, line)
    alike(book, told, "投促", "department")
    contract: Row = {"contract_no": "和投合〔2022〕3号", "kind": "招商引资", "signed_on": date(2022, 5, 12)}
    plain(book, "contracts", [contract])
    told.outcomes["contract-breaches"] = Outcome("met", 0)
    told.content = lambda: by_openpyxl(book)
    return told


def _silence() -> Sample:
    told = Sample(
        "区信访办.xlsx",
        "xfb",
        "accepted",
        "应诉案件和建议提案两张表只有表头，没有说明是没有发生还是没有填。",
        "The sheets of suits and proposals have their headers only, and nobody says whether there was nothing.",
    )
    for table, sheet, indicator in (
        ("litigation", "行政应诉案件", "court-appearance"),
        ("proposals", "建议提案办理", "proposal-satisfaction"),
    ):
        told.add("W262", "没有填写", "not filled in", sheet=sheet, table=table)
        told.cannot_be_judged(indicator, "表没有填写", "its sheet is not filled in")
    told.comes_to("disclosure-replies", 1, 1)
    told.comes_to("court-observation", 1, 1)
    book = _short("区信访办")
    alike(book, told, "信访", "department")
    told.content = lambda: by_xlsxwriter(book)
    return told


def _unreadable() -> list[Sample]:
    cut = Sample("区财政局.xlsx", "czj", "rejected", "只有前五分之三，没有传完。", "Only its first three fifths.")
    cut.add("W203", "文件被截断", "the file was cut short")
    cut.content = lambda: cut_short(by_openpyxl(_small("区财政局")))
    locked = Sample("区商务局.xlsx", "swj", "rejected", "设有打开密码。", "Protected with a password.")
    locked.add("W202", "需要密码", "it asks for a password")
    locked.content = with_password
    other = Sample("区人社局.xlsx", "rsj", "rejected", "其实是PDF。", "It is a PDF.")
    other.add("W201", "PDF改了扩展名", "a PDF that was renamed")
    other.content = a_pdf
    empty = Sample("区民政局.csv", "mzj", "rejected", "0字节。", "It has no bytes.")
    empty.add("W208", "文件是空的", "the file is empty")
    garbled = Sample("新兴街道办事处.csv", "xx", "rejected", "第3行有坏字节。", "Line 3 has bytes of no encoding.")
    garbled.add("W209", "第3行有不属于任何编码的字节", "bytes that fit no encoding", cell="A3")
    garbled.content = _garbled
    return [cut, locked, other, empty, garbled]


def _garbled() -> bytes:
    sheet = Sheet("新兴街道办事处")
    lay(sheet, "litigation", heads("litigation"), [case(951, date(2022, 4, 12)), case(952, date(2022, 6, 12))])
    lines = as_csv(sheet).split(b"\r\n")
    lines[2] = b"\xff\xff" + lines[2]
    return b"\r\n".join(lines)


def _nobody() -> Sample:
    told = Sample("区园林局.xlsx", "", "rejected", "单位不在名册中。", "Its department is not on the roster.")
    told.cover("W242", "B1", "department", "名册中没有区园林局", "no such department")
    told.content = lambda: by_xlsxwriter(_small("区园林局"))
    return told


def _twice() -> list[Sample]:
    shape = ("同一单位报了两个文件，均不统计。", "Two files of one department; neither counts.")
    first = Sample("区统计局.xlsx", "tjj", "rejected", *shape)
    first.add("W244", "另有一个文件", "there is another file")
    first.add(
        "W280", "两份的第三件建议不同", "the third proposal differs", sheet="建议提案办理", cell="A4", severity="amber"
    )
    first.content = lambda: by_xlsxwriter(_small("区统计局"))
    again = Sample("区统计局（修改稿）.xlsx", "tjj", "rejected", *shape)
    again.content = lambda: by_openpyxl(_small("区统计局", proposals=(13, 20, 40)))
    return [first, again]
