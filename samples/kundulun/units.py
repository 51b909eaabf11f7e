"""The six units that hand something in: two without a fault, and one each of late, unreadable, overdue and left out."""

from __future__ import annotations

from datetime import date

from samples.kundulun.rows import decision, letter, listed, report, task
from samples.kundulun.usual import DECISIONS, all_in_order, covered, submit, usual
from samples.library.cells import Book
from samples.library.other_formats import by_odfpy, by_xlwt
from samples.library.people import name
from samples.library.records import Row
from samples.library.tables import Head, Laid, heads, in_order, lay_form, sheet_name
from samples.library.xlsx import by_openpyxl, by_xlsxwriter
from samples.truth import Sample

#: The departments that the Government Office has reviewed, as it calls them.
_SERVICES = ("环境影响评价", "施工图审查", "房产测绘")
_REVIEWED = """
区法制办 区发改局 区教育局 昆区公安分局 区民政局 区司法局 区财政局 区人社局 国土分局 区环保局
区住建局 区城管执法局 农牧林水局 文旅广电局 区卫计局 区审计局 区安监局 区市场监管局 区统计局
"""
_TASKS = """
序号 task_id:任务序号 unit:承办单位 deliverable:任务名称 done_on:完成时间 published_on:公开日期 status:进度 备注
"""
_REPORTS = """
序号 report_type:报告类型 title:标题 year:年度 addressee:主送机关 signed_on:成文日期 sent_on:上报日期
published_on:公布日期 has_section:是否含法治内容 备注
"""


def samples() -> list[Sample]:
    """Every one of them."""
    return [_audit(), _legal(), _environment(), _office(), _late_town(), _unreadable_town()]


def _audit() -> Sample:
    told = Sample(
        "区审计局.xlsx",
        "sjj",
        "accepted",
        "各表与模板一致，规范性文件表只填了“无”：没有任何问题。",
        "Every sheet as the template has it, the one of normative documents with nothing to report: nothing is wrong.",
    )
    book = Book()
    covered(book, "昆区审计局")
    submit(book, usual("审", 100, "department") | {"norm_docs": [{"doc_no": "无"}]})
    all_in_order(told, "department")
    for indicator in ("normdoc-cleanup-documents", "normdoc-legality", "normdoc-filing"):
        told.comes_to(indicator, 0, 0, "not_applicable")
    told.content = lambda: by_openpyxl(book)
    return told


def _legal() -> Sample:
    told = Sample(
        "区法制办.ods",
        "fzb",
        "accepted",
        "ods；任务清单和报告报送用自己的表头和列序，前有序号、后有备注，任务清单没有时限列。",
        "An ods; tasks and reports under headers and in an order of its own between serial numbers and remarks, "
        "the tasks without the day they are due.",
    )
    book = Book()
    covered(book, "区政府法制办公室", "2018Q4")
    rows = usual("政法", 200, "department")
    rows["milestones"] += [
        task("昆11-1", "合法性审查备案登记制度", date(2018, 10, 12)),
        task("昆11-2", "合法性审查第三方抽查", None),
        task("昆13-1", "政府法治专家顾问库", date(2017, 12, 29)),
        task("昆21-1", "行政执法监督网络平台", None),
    ]
    for row in rows["milestones"]:
        del row["evidence_no"]
    laid = submit(book, rows, {"milestones": in_order(_TASKS), "reports": in_order(_REPORTS)})
    told.on("W217", laid["milestones"], None, "没有时限等选填列", "optional columns are left out")
    all_in_order(told, "department")
    told.content = lambda: by_odfpy(book)
    return told


def _environment() -> Sample:
    told = Sample(
        "区环保局.xlsx",
        "hbj",
        "accepted",
        "各表有合并的标题行和填报单位行，前有序号，表下有填表人一行。",
        "Merged titles above every table and a signature line below, with serial numbers in front.",
    )
    book = Book()
    covered(book, "区环境保护局")
    rows = usual("环", 300, "enforcing")
    rows["milestones"].append(task("昆9-1", "环保监测监察机构垂直管理改革", date(2018, 12, 20)))
    overdue = next(row for row in rows["milestones"] if row["task_id"] == "昆20-1")
    overdue |= {"done_on": None, "status": "进行中", "evidence_no": None}
    laid = {table: _with_title(book, table, records) for table, records in rows.items()}
    for form in laid.values():
        told.passes_over(form)
    all_in_order(told, "enforcing")
    told.comes_to("environment-vertical-management", 1, 1, "on_track")
    asked = "officer-assessment-rules"
    note = ("2017年底到期，至今没有完成", "due at the end of 2017 and still not done")
    told.at("M506", laid["milestones"], overdue, "done_on", *note, indicator=asked, severity="red")
    told.comes_to(asked, 0, 1, "missed")
    told.content = lambda: by_xlsxwriter(book)
    return told


def _with_title(book: Book, table: str, rows: list[Row]) -> Laid:
    return lay_form(
        *(book, table, [Head("no", "序号"), *heads(table)], rows),
        above=[[f"昆区环保局{sheet_name(table)}"], ["填报单位：区环保局", None, None, "2018年第四季度"]],
        merged=(1,),
        below=(f"填表人：{name(301)}", None, f"审核人：{name(302)}"),
    )


def _office() -> Sample:
    told = Sample(
        "区政府办公室.xlsx",
        "zfb",
        "accepted",
        "代区政府填报，并组织了19个部门的民主评议；任务清单漏了2017年规范性文件清理。",
        "It reports for the district government and had 19 departments reviewed; its tasks lack the clean-up of 2017.",
    )
    book = Book()
    covered(book, "昆都仑区政府办公室")
    rows = usual("政", 400, "office")
    rows["milestones"] = [
        *(row for row in rows["milestones"] if row["task_id"] == "昆18-2"),
        task("昆13-2", "论证专家信息和意见全面公开", date(2018, 12, 25)),
        task("昆13-3", "社会稳定风险责任倒查追究机制", None),
    ]
    rows["lists"] = [
        listed("权责清单", date(2017, 3, 30), items=3127),
        listed("行政审批中介服务清单", date(2017, 6, 30), items=3),
        *(listed("行政审批中介服务清单", date(2017, 6, 30), item=item) for item in _SERVICES),
        listed("公共服务事项目录", date(2016, 12, 30), items=388),
        *rows["lists"],
        _changed("机构改革", date(2018, 11, 5), date(2018, 12, 20)),
        _changed("行政许可法修改", date(2018, 12, 14), None),
        listed("中介机构名单", None, item="甲评估公司", linked="否"),
        listed("中介机构名单", None, item="乙检测中心", linked="是", cut_on=date(2018, 3, 30)),
    ]
    late = decision(
        "昆政决〔2018〕2号", "学区划分调整", legality_review_on=date(2018, 5, 9), decided_on=date(2018, 5, 10)
    )
    rows["decisions"] = [decision("昆政决〔2018〕1号", "老旧小区改造方案"), late]
    rows["lectures"] = [
        {"held_on": date(2018, 5, 10), "body": "领导班子法治讲座", "topic": "监察法", "law_topic": "是"},
        {"held_on": date(2018, 9, 6), "body": "理论学习中心组", "topic": "宪法", "law_topic": "是"},
    ]
    rows["assessments"] = [_reviewed(unit, rank) for rank, unit in enumerate(_REVIEWED.split(), 1)]
    laid = submit(book, rows)
    all_in_order(told, "office")
    for indicator in ("normdoc-cleanup-2017", "normdoc-cleanup-published"):
        note = ("2017年底到期，清单里没有这一项", "due at the end of 2017, and not on the list")
        told.over("M507", indicator, laid["milestones"], *note)
        told.comes_to(indicator, 0, 1, "missed")
    for indicator in DECISIONS:
        told.comes_to(indicator, 2, 2)
    asked = "decision-legality-before-meeting"
    note = ("会后一天才合法性审查", "reviewed for legality a day after the meeting")
    told.against(asked, laid["decisions"], late, "legality_review_on", *note)
    told.comes_to(asked, 1, 2, "missed")
    told.content = lambda: by_xlsxwriter(book)
    return told


def _changed(reason: str, on: date, followed: date | None) -> Row:
    row = listed("权责清单", None, version=reason)
    return row | {"trigger_event": reason, "trigger_on": on, "last_changed_on": followed}


def _reviewed(unit: str, rank: int) -> Row:
    return {
        "poor": "是" if rank == 19 else None,
        "action": "约谈" if rank == 19 else None,
        "action_on": date(2018, 11, 29) if rank == 19 else None,
        "doc_no": "昆政办发〔2018〕71号",
        "kind": "民主评议",
        "unit_assessed": unit,
        "assessed_on": date(2018, 11, 9),
        "rank": rank,
        "published_on": date(2018, 11, 21),
    }


def _late_town() -> Sample:
    told = Sample(
        "昆河镇.xlsx",
        "khz",
        "accepted",
        "镇政府只需报任务清单和报告报送两张表；有一份报告迟了。",
        "A town has two sheets only; one report was late.",
    )
    book = Book()
    covered(book, "昆河镇人民政府")
    late = report("本级人大常委会", date(2018, 4, 3))
    rows = usual("", 500, "town")
    rows["reports"][1] = late
    laid = submit(book, rows)
    all_in_order(told, "town")
    asked = "government-annual-report"
    note = ("4月3日才报人大常委会，迟3天", "to the congress on 3 April, three days late")
    told.at("M505", laid["reports"], late, "sent_on", *note, indicator=asked, severity="red")
    told.comes_to(asked, 2, 3, "missed")
    told.content = lambda: by_openpyxl(book)
    return told


def _unreadable_town() -> Sample:
    told = Sample(
        "卜尔汉图镇.xls",
        "bertz",
        "accepted_with_errors",
        "xls；一个报送日期只写到月。",
        "An xls; one date stops at the month.",
    )
    book = Book()
    covered(book, "卜尔汉图镇", "2018年四季度")
    unclear = report("本级人大常委会", "2018年3月")
    laid = submit(
        book,
        {
            "milestones": [letter()],
            "reports": [
                report("同级党委", "2018.2.12"),
                unclear,
                report("上一级政府", "2018年2月12日", date(2018, 3, 30)),
            ],
        },
    )
    all_in_order(told, "town")
    asked = "government-annual-report"
    told.at("V316", laid["reports"], unclear, "sent_on", "日期缺日", "a date without its day")
    told.at("M502", laid["reports"], unclear, "sent_on", "因此无法判定", "and so undecided", indicator=asked)
    told.comes_to(asked, 2, 2, "undetermined", unknown=1)
    told.content = lambda: by_xlwt(book)
    return told
