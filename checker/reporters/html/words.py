"""The page's own words, in both languages: what the template writes and what the scripts write.

Data has its own words in `checker.wording.labels`, in the pack and in the codes.
"""

from __future__ import annotations

from checker.marked_copy.flags_sheet import BY, DISPOSITION, REASON
from checker.text.bilingual import Text
from checker.wording.flags import heading
from checker.wording.results import HEADINGS

_OWN = {
    # The head of the page
    "skip_to_flags": Text(zh="跳到问题清单", en="Skip to the findings"),
    "as_of": Text(zh="截至", en="As of"),
    "pack": Text(zh="指标包", en="Pack"),
    "pack_hash": Text(zh="指标包校验码", en="Pack SHA-256"),
    "tool": Text(zh="程序", en="Tool"),
    "run": Text(zh="批次", en="Run"),
    "compared_with": Text(zh="对比报送期", en="Compared with"),
    "language": Text(zh="语言", en="Language"),
    "dark": Text(zh="深色", en="Dark"),
    "light": Text(zh="浅色", en="Light"),
    "print": Text(zh="打印", en="Print"),
    "help": Text(zh="快捷键", en="Keys"),
    "contents": Text(zh="目录", en="Contents"),
    "close": Text(zh="关闭", en="Close"),
    "faults_title": Text(zh="程序故障", en="The tool itself failed"),
    "faults_meaning": Text(
        zh="下列工作簿没有检查完，本报告不完整。请把这些内容转给维护人员。",
        en="The workbooks below were not checked to the end, and this report is not complete. Pass this on to whoever "
        "maintains the tool.",
    ),
    "revealed": Text(
        zh="本文件含有未遮盖的个人信息，请勿外传。", en="Personal data stands unmasked in this file. Do not pass it on."
    ),
    "masked": Text(
        zh="姓名、证件号码、电话号码等个人信息已遮盖。",
        en="Names, id numbers, telephone numbers and the like are masked.",
    ),
    # The summary
    "summary": Text(zh="概况", en="Summary"),
    "departments": Text(zh="部门", en="Departments"),
    "departments_unit": Text(zh="个部门", en="on the roster or submitting"),
    "district_indicators": Text(zh="汇总指标", en="Overall indicators"),
    "indicators": Text(zh="指标", en="Indicators"),
    "department_results": Text(zh="各部门结果", en="Results of the departments"),
    "indicators_unit": Text(zh="项", en="judged"),
    "flags": Text(zh="问题", en="Findings"),
    "flags_unit": Text(zh="条", en="in all"),
    "missing": Text(zh="未报送", en="Not submitted"),
    "rejected": Text(zh="退回", en="Rejected"),
    # The departments
    "ranking": Text(zh="各部门得分", en="Departments by score"),
    "ranking_lead": Text(
        zh="点列名排序，点部门名称查看该部门的问题。",
        en="Choose a column's name to sort by it, a department's name to see its findings.",
    ),
    "ranking_empty": Text(zh="还没有部门报送。", en="No department has submitted yet."),
    "rank": Text(zh="名次", en="Rank"),
    "state": Text(zh="报送", en="Submission"),
    "score": Text(zh="得分", en="Score"),
    "change": Text(zh="较上期", en="Change"),
    "grade": Text(zh="等次", en="Grade"),
    # The heat map
    "heat": Text(zh="部门与指标", en="Departments by indicators"),
    "heat_lead": Text(zh="一行一个部门，一列一项指标。", en="One line a department, one column an indicator."),
    "heat_open": Text(
        zh="点任一格查看详情；也可用方向键移动，回车打开。",
        en="Choose a cell for its details, or move with the arrow keys and press Enter.",
    ),
    "not_asked": Text(zh="不考核", en="does not apply to the department"),
    "heat_missing": Text(
        zh="未报送和退回的部门没有结果，不在表中。",
        en="Departments that are missing or rejected have no results and no line.",
    ),
    "heat_empty": Text(zh="没有可以判定的报送。", en="No submission could be judged."),
    # The indicators
    "indicators_empty": Text(zh="没有指标结果。", en="There are no results."),
    "no_district_figure": Text(zh="无汇总数", en="no overall figure"),
    "expected_then": Text(zh="当日应达", en="Due by then"),
    "by": Text(zh="最迟", en="by"),
    "needed_or_reason": Text(zh="差距或说明", en="What it needs, or why"),
    "short": Text(zh="尚未达到的", en="Still short of it"),
    "and_more": Text(zh="另有 {count} 个", en="{count} more"),
    "chart": Text(zh="图", en="Chart"),
    "trend": Text(zh="进度", en="Trend over the period"),
    "day": Text(zh="日期", en="Day"),
    "spread": Text(zh="各部门状态", en="Departments by status"),
    "more": Text(zh="详情", en="Details"),
    "by_department": Text(zh="各部门", en="Departments"),
    "flags_of_indicator": Text(zh="查看该指标的问题", en="See the findings on this indicator"),
    # The findings
    "flags_empty": Text(zh="没有发现问题。", en="Nothing was found."),
    "flags_need_script": Text(
        zh="问题清单需要启用 JavaScript；其余内容不受影响。",
        en="The list of findings needs JavaScript. Everything else is here without it.",
    ),
    "filters": Text(zh="筛选问题", en="Filter the findings"),
    "search": Text(zh="查找", en="Search"),
    "search_hint": Text(zh="文字、案号、工作表、列名", en="words, keys, sheets, headers"),
    "all": Text(zh="全部", en="All"),
    "no_indicator": Text(zh="不涉及指标", en="No indicator"),
    "no_clause": Text(zh="不涉及条款", en="No clause"),
    "no_answer": Text(zh="未答复", en="Not answered"),
    "clear": Text(zh="清除筛选", en="Clear filters"),
    "shown": Text(zh="共 {all} 条，筛出 {shown} 条", en="{shown} of {all} shown"),
    "shown_all": Text(zh="共 {all} 条", en="{all} in all"),
    "none_shown": Text(zh="没有符合筛选条件的问题。", en="No finding matches the filters."),
    "pages": Text(zh="翻页", en="Pages"),
    "page_of": Text(zh="第 {page} / {pages} 页", en="Page {page} of {pages}"),
    "first_page": Text(zh="首页", en="First"),
    "previous_page": Text(zh="上一页", en="Previous"),
    "next_page": Text(zh="下一页", en="Next"),
    "last_page": Text(zh="末页", en="Last"),
    "place": Text(zh="位置", en="Place"),
    "whole_file": Text(zh="整份文件", en="whole file"),
    "row": Text(zh="第 {row} 行", en="row {row}"),
    # One finding
    "blank": Text(zh="（空白）", en="(blank)"),
    "file": Text(zh="文件", en="File"),
    "copy_link": Text(zh="复制链接", en="Copy link"),
    "copied": Text(zh="已复制", en="Copied"),
    "copy_yourself": Text(zh="请手工复制", en="Copy it from here"),
    "explain": Text(zh="{code} 说明", en="About {code}"),
    "no_flag": Text(zh="没有这条问题。", en="There is no such finding."),
    # One result
    "flags_behind": Text(zh="相关问题", en="The findings behind it"),
    "no_flags_behind": Text(zh="没有相关问题。", en="No finding bears on it."),
    "see_all": Text(zh="查看全部 {count} 条", en="See all {count}"),
    # Print
    "printed": Text(
        zh="打印前 {printed} 条，筛出 {shown} 条，共 {all} 条。",
        en="The first {printed} of {shown}, {all} in all.",
    ),
    "printed_all": Text(zh="筛出 {shown} 条，共 {all} 条。", en="{shown} of {all}."),
    # Keys
    "keys": Text(zh="键盘操作", en="Keys"),
    "key_next": Text(zh="下一条、上一条问题", en="next and previous finding"),
    "key_open": Text(zh="展开或收起", en="open or close it"),
    "key_page": Text(zh="下一页、上一页", en="next and previous page"),
    "key_search": Text(zh="查找", en="search"),
    "key_clear": Text(zh="收起、清除查找和筛选", en="close, then clear search and filters"),
    "key_help": Text(zh="显示本说明", en="show this"),
    "key_arrows": Text(zh="在“部门与指标”表中移动，回车打开", en="move over departments by indicators; Enter opens"),
    # The workbooks
    "workbooks": Text(zh="报送文件", en="Workbooks"),
    "workbooks_lead": Text(
        zh="读入的行 = 判定的行 + 拒收的行；合计、重复的表头、说明等行不是数据，跳过不读。",
        en="Rows read = judged + refused; totals, repeated headers and notes are no data and are skipped.",
    ),
    "workbooks_empty": Text(zh="没有收到工作簿。", en="No workbook came in."),
    "by_sheet": Text(zh="按工作表列出", en="Sheet by sheet"),
    "rows_read": Text(zh="读入行", en="Rows read"),
    "rows_judged": Text(zh="判定", en="Judged"),
    "rows_refused": Text(zh="拒收", en="Refused"),
    "rows_skipped": Text(zh="跳过的行", en="Rows skipped"),
}

#: What the page calls a part of a result; what it calls a field of a flag, where that has another name in the scripts.
_OF_RESULTS = (
    *("department", "indicator", "clause", "status", "value", "counted", "bounds", "target", "expected", "before"),
    *("excluded", "unknown", "needed", "reason"),
)
_OF_FLAGS = {
    **{id: id for id in ("severity", "code", "sheet", "cell", "header", "observed", "difference")},
    "accepted": "expected",
    "problem": "message",
    "record_key": "key",
    "answer": DISPOSITION,
    "answer_reason": REASON,
    "answer_by": BY,
}

WORDS = {
    **_OWN,
    **{name: HEADINGS[name] for name in _OF_RESULTS},
    **{name: heading(id) for name, id in _OF_FLAGS.items()},
}
