"""The figures and statements of Shuanghuancun Street's report on 2021; nothing else is known of its work."""

from __future__ import annotations

from datetime import date

from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import lay_cover, plain, sheet_name
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Quarter, Sample

#: Of the template that has a sheet of figures.
VERSION = "1.1.0"
#: What the report gives no rows for, sheets and indicators.
NOT_REPORTED = (
    *("lectures", "legal_advisers", "exams", "reports", "lists", "inspections"),
    *("decisions", "enforcement_cases"),
)
OPEN = (
    *("checks-on-platform", "quarterly-study", "staff-law-exam"),
    *("supervision-points", "yearly-work-plan", "cases-on-platform"),
    *("decisions-published", "major-enforcement-review"),
)
#: What the report announces for the time after it.
ANNOUNCED = ("study-group-topic", "decision-two-meetings")
#: figure, what the report calls it, section, as printed, unit.
FIGURES = """
report-signed|报告签署日|落款|2022年2月27日
report-published|报告公开时间|标题|2022-03-23 15:52
decisions-published|重大民生决策公开|一|全部公开
litigation-firm|代理诉讼的律师事务所|一|一家
theme-park|法治主题公园|一|一处
supervision-points|督察要点逐项核对|一|42|个
legal-reviewer|法制审核员|一|已配备
platform-entries|执法信息录入监督平台|一|全部录入
books-studied|必学书籍|三之一|四本
staff-study|干部学法用法|三之一|机关全体干部
quarterly-study|专题研究法治工作|三之三|每季度
communities-advised|聘有法律顾问的社区|三之三|8|个
adviser-firm|法律顾问律师事务所|三之三|一家
"""


def quarter() -> Quarter:
    """The year 2021, in one file."""
    return Quarter("shuanghuancun", "2021", date(2021, 12, 31), [_sample()], flags={"legal-adviser-coverage": "T604"})


def _sample() -> Sample:
    """双环邨街道办事处.xlsx."""
    told = Sample(
        "双环邨街道办事处.xlsx",
        "jdb",
        "accepted_with_errors",
        "2021年报告中的数字和说法，一处一行共13行，照抄；封面用报告落款的单位全称。其他各表没有报送。",
        "The figures and statements of the report on 2021, 13 rows, copied as they are printed; the cover has the full "
        "name that the report is signed with. No other sheet was submitted.",
    )
    keys = ("figure", "label", "section", "printed", "unit")
    rows: list[Row] = [
        {key: part or None for key, part in zip(keys, line.split("|"), strict=False)}
        for line in FIGURES.strip().splitlines()
    ]
    book = Book()
    department = "天津市北辰区人民政府双环邨街道办事处"
    lay_cover(book, department, "2021年", "shuanghuancun", filled_on=date(2022, 3, 25), person=1, version=VERSION)
    plain(book, "figures", rows)
    # Two numbers, and nothing printed to compare either with.
    told.comes_to("every-figure", 0, 0, "not_applicable", excluded=13)
    for table in NOT_REPORTED:
        told.add("W210", f"没有“{sheet_name(table)}”表", f"the sheet of {table} was not submitted", table=table)
    for indicator in OPEN:
        told.cannot_be_judged(indicator, "没有报送数据的表", "the sheet with its data was not submitted")
    for indicator in ANNOUNCED:
        told.outcomes[indicator] = Outcome("not_applicable")
    told.content = lambda: by_xlsxwriter(book)
    return told
