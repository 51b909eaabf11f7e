"""The sheets and headers of the tables that only Hantai asks for, as the template has them."""

from __future__ import annotations

SHEETS = {
    "suggestions": "司法检察建议",
    "norm_docs": "行政规范性文件",
    "lists": "清单目录公布",
    "exams": "学法考试",
    "staff": "岗位人员",
    "legal_advisers": "法律顾问公职律师",
    "milestones": "任务清单",
    "assessments": "考评督查",
    "circulars": "通报和发布",
    "reports": "报告报送",
}
#: By table, "key:header" for each column in the template's order.
_SPELLED = {
    "suggestions": """
        suggestion_no:建议书文号 type:建议类别 issuer:发出机关 received_on:收到日期 reply_due:回复期限
        replied_on:回复日期 adopted:采纳情况 reason:未采纳理由
    """,
    "norm_docs": """
        doc_no:文号 title:文件名称 is_normative:是否行政规范性文件 reviewed_by:合法性审核机构
        reviewed_on:合法性审核日期 review_result:合法性审核结果 meeting_on:集体讨论日期 issued_on:印发日期
        published_on:公布日期 filed_to:报备机关 filed_on:报备日期 filing_ok:报备是否规范 returned_on:退回补正日期
        status:效力状态 last_cleaned_on:最近清理日期
    """,
    "lists": """
        list_name:清单名称 version:版本 unit:编制单位 item:事项名称 item_code:事项编码 items:事项数量 kind:事项类别
        rhythm:公开类型 basis:依据 scope:范围 remedy:救济途径 superior_issued_on:上级公布日期 trigger_event:调整事由
        trigger_on:事由发生日期 issued_on:印发日期 due_on:应公布日期 published_on:公布日期 url:公布网址
        filed_on:备案日期 reviewed_on:审核日期 last_changed_on:最近调整日期 change_type:调整方式
        procedure_ok:调整程序是否合规 no_change_confirmed_on:确认无变化日期 delegated_on:赋权日期
        evaluated_on:评估日期 result:评估清理结果 adjusted_on:处理日期 linked:是否存在利益关联 cut_on:脱钩日期
        in_catalogue:是否在上级目录内 has_topic:是否列入必备内容 found_on:发现问题日期 reported_on:报告日期
        closed_on:整改完成日期 remarks:备注
    """,
    "exams": """
        exam:考试名称 kind:考试类别 mode:考试方式 held_on:考试日期 organiser:组织单位 unit:参考单位
        officer_id:执法证号 person_id:人员编号 should_sit:应考人数 sat:实考人数 passed:合格人数 result:个人成绩
        has_law:是否含法律知识
    """,
    "staff": """
        person_id:人员编号 name:姓名 role:岗位类别 full_time:是否专职 law_background:是否法律专业背景
        entered_on:任岗日期 change_type:变动类型 changed_on:变动日期 reported_on:报备日期 report_no:报备文号
    """,
    "legal_advisers": """
        person_id:执业证号 name:姓名 unit:服务单位 type:人员类别 firm:所在律所 contract_from:聘期起
        contract_to:聘期止 cert_from:公职律师证书日期 cert_to:证书终止日期
    """,
    "milestones": """
        task_id:任务编号 group:任务类别 deliverable:任务内容 unit:责任单位 due_on:完成时限 done_on:完成日期
        published_on:公布日期 status:进展 evidence_no:佐证材料编号
    """,
    "assessments": """
        doc_no:考评文号 kind:考评类别 organiser:组织单位 unit_assessed:被考评单位 assessed_on:考评日期
        score:考评得分 grade:考评等次 rank:排名 poor:是否靠后或者工作不力 action:处理措施 action_on:处理日期
        corrected_on:整改完成日期 uses_quality:是否运用执法质量考评结果 uses_casefile:是否运用案卷评查结果
        uses_supervision:是否运用执法监督结果 published_on:结果公布日期
    """,
    "circulars": """
        doc_no:通报文号 title:通报名称 issuer:印发单位 topic:通报主题 covers_from:所涉时段起 covers_to:所涉时段止
        issued_on:印发日期 published_on:公开发布日期 covers_appearance:是否通报负责人出庭应诉
        covers_lost_suits:是否通报败诉案件 covers_corrected_reviews:是否通报复议纠错案件
        covers_typical_cases:是否通报典型案例 covers_suggestions:是否通报司法检察建议办理
        covers_judgments:是否通报履行生效裁判 units_named:点名单位
    """,
    "reports": """
        report_type:报告类别 title:报告名称 doc_no:报告文号 year:报告年度 addressee:报送对象 signed_on:签发日期
        sent_on:报送日期 published_on:公开日期 url:公开网址 has_section:是否含法治政府建设内容 person_id:述法人编号
    """,
}
HEADERS = {table: dict(pair.split(":") for pair in spelled.split()) for table, spelled in _SPELLED.items()}
