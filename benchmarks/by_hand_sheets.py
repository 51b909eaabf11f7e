"""What the hand-written script knows of the sheets: names, headers, kinds of cells, choices. No definition is read.

Imports nothing of the checker.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Kinds of columns.
TEXT, DAY, YES_NO, NUMBER = "text", "day", "yes_no", "number"


@dataclass(frozen=True)
class Sheet:
    """One sheet.

    Attributes:
        name: the sheet's.
        columns: by field its header and its kind, or the choices that it allows.
        key: the fields that name a row.
        required: fields that may not be blank.
        order: pairs of dates, the earlier first.
        limits: the least and the greatest number, or None.
    """

    name: str
    columns: dict[str, tuple[str, str | tuple[str, ...]]]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    order: tuple[tuple[str, str], ...] = ()
    limits: dict[str, tuple[int, int | None]] = field(default_factory=dict)


CATEGORIES = ("一般案件", "重大公共利益", "社会高度关注", "可能引发群体性事件", "检察机关提起的行政公益诉讼")
OUTCOMES = (
    *("未结", "开庭前撤诉", "开庭后撤诉", "调解结案", "驳回起诉", "驳回诉讼请求"),
    *("部分败诉", "败诉", "确认违法或者无效"),
)
CASE_NO = r"[(（\[［〔【]\s*\d{4}\s*[)）\]］〕】].+号(之[一二三四五六七八九十\d]+)?"

SHEETS = {
    "litigation": Sheet(
        "行政应诉案件",
        {
            "case_no": ("案号", TEXT),
            "defendant": ("被诉行政机关", TEXT),
            "court": ("审理法院", TEXT),
            "instance_level": ("审级", ("一审", "二审", "再审")),
            "accepted_on": ("立案日期", DAY),
            "hearing_on": ("开庭日期", DAY),
            "category": ("案件类别", CATEGORIES),
            "court_notified": ("法院是否通知负责人出庭", YES_NO),
            "head_appeared": ("负责人是否出庭", YES_NO),
            "appeared_name": ("出庭负责人姓名", TEXT),
            "appeared_post": ("出庭负责人职务", TEXT),
            "principal_appeared": ("主要负责人是否出庭", YES_NO),
            "absence_reason": ("负责人未出庭理由", TEXT),
            "absence_accepted": ("法院是否认可未出庭理由", YES_NO),
            "outcome": ("裁判结果", OUTCOMES),
            "closed_on": ("结案日期", DAY),
            "judgment_effective_on": ("裁判生效日期", DAY),
        },
        ("case_no",),
        ("case_no",),
        (
            ("accepted_on", "hearing_on"),
            ("hearing_on", "closed_on"),
            ("accepted_on", "closed_on"),
            ("closed_on", "judgment_effective_on"),
        ),
    ),
    "officers": Sheet(
        "执法人员名册",
        {
            "officer_id": ("执法证号", TEXT),
            "name": ("姓名", TEXT),
            "id_no": ("身份证号", TEXT),
            "phone": ("联系电话", TEXT),
            "role": ("人员类别", ("执法人员", "辅助人员")),
            "cert_status": ("证件状态", ("有效", "过期", "暂扣", "注销", "无证")),
            "cert_valid_from": ("证件有效期起", DAY),
            "cert_valid_to": ("证件有效期止", DAY),
            "former_cert_no": ("原执法证号", TEXT),
            "cert_inspected_on": ("证件年审日期", DAY),
            "checked_on": ("资格清理日期", DAY),
            "check_result": ("资格清理结果", ("保留", "清退")),
            "on_duty_from": ("上岗日期", DAY),
            "on_duty_to": ("离岗日期", DAY),
        },
        ("officer_id",),
        ("officer_id", "name"),
        (("cert_valid_from", "cert_valid_to"), ("on_duty_from", "on_duty_to")),
    ),
    "training": Sheet(
        "执法人员培训",
        {
            "officer_id": ("执法证号", TEXT),
            "officer_name": ("姓名", TEXT),
            "held_on": ("培训日期", DAY),
            "title": ("培训名称", TEXT),
            "content_type": ("培训类别", ("业务知识", "法律法规", "公共法律知识", "执法技能", "其他")),
            "mode": ("培训方式", ("线下", "线上")),
            "hours": ("学时", NUMBER),
            "proof": ("证明材料", TEXT),
        },
        ("officer_id", "held_on", "title", "content_type"),
        ("officer_id", "held_on", "title", "content_type", "hours"),
        limits={"hours": (0, 200)},
    ),
    "casefile_reviews": Sheet(
        "案卷评查",
        {
            "report_no": ("评查报告编号", TEXT),
            "reviewed_on": ("评查日期", DAY),
            "organiser": ("组织单位", TEXT),
            "level": ("评查层级", ("本单位", "区级", "上级")),
            "files_in_scope": ("案卷总数", NUMBER),
            "files_sampled": ("评查案卷数", NUMBER),
        },
        ("report_no",),
        ("report_no", "reviewed_on", "level"),
        limits={"files_in_scope": (0, None), "files_sampled": (0, None)},
    ),
    "disclosure": Sheet(
        "政府信息公开申请",
        {
            "application_no": ("申请编号", TEXT),
            "applicant": ("申请人", TEXT),
            "matter": ("申请内容", TEXT),
            "received_on": ("收到申请日期", DAY),
            "supplement_asked_on": ("告知补正日期", DAY),
            "supplement_received_on": ("收到补正日期", DAY),
            "third_party_from": ("征求第三方意见日期", DAY),
            "third_party_to": ("收到第三方意见日期", DAY),
            "extended": ("是否延长答复期限", YES_NO),
            "replied_on": ("答复日期", DAY),
            "valid_application": ("是否符合法定条件", YES_NO),
            "invalid_reason": ("不符合条件的理由", TEXT),
            "withdrawn_on": ("撤回日期", DAY),
        },
        ("application_no",),
        ("application_no", "received_on"),
        (
            ("received_on", "supplement_asked_on"),
            ("supplement_asked_on", "supplement_received_on"),
            ("received_on", "third_party_from"),
            ("third_party_from", "third_party_to"),
            ("received_on", "replied_on"),
            ("received_on", "withdrawn_on"),
        ),
    ),
    "proposals": Sheet(
        "建议提案办理",
        {
            "proposal_no": ("编号", TEXT),
            "source": ("类别", ("人大代表建议", "政协委员提案")),
            "title": ("标题", TEXT),
            "proposer": ("提出人", TEXT),
            "role": ("办理方式", ("主办", "分办", "会办")),
            "lead_unit": ("主办单位", TEXT),
            "assigned_on": ("交办日期", DAY),
            "due_on": ("办理期限", DAY),
            "replied_on": ("答复日期", DAY),
            "satisfaction": ("满意度", ("满意", "基本满意", "不满意")),
            "feedback_on": ("反馈日期", DAY),
        },
        ("source", "proposal_no"),
        ("proposal_no", "source", "assigned_on"),
        (("assigned_on", "due_on"), ("assigned_on", "replied_on"), ("replied_on", "feedback_on")),
    ),
    "court_visits": Sheet(
        "旁听庭审",
        {
            "held_on": ("旁听日期", DAY),
            "court": ("法院", TEXT),
            "case_no": ("案号", TEXT),
            "organiser": ("组织单位", TEXT),
            "leaders_attending": ("班子成员人数", NUMBER),
            "staff_attending": ("旁听总人数", NUMBER),
            "online": ("是否线上旁听", YES_NO),
        },
        ("held_on", "case_no"),
        ("held_on", "leaders_attending"),
        limits={"leaders_attending": (0, None), "staff_attending": (0, None)},
    ),
    "leaders": Sheet(
        "负责人名册",
        {
            "person_id": ("人员编号", TEXT),
            "name": ("姓名", TEXT),
            "post": ("职务", TEXT),
            "is_principal": ("是否主要负责人", YES_NO),
            "term_start": ("任期起", DAY),
            "term_end": ("任期止", DAY),
        },
        ("person_id", "term_start"),
        ("person_id", "name", "term_start"),
        (("term_start", "term_end"),),
    ),
    "leader_training": Sheet(
        "负责人培训",
        {
            "person_id": ("人员编号", TEXT),
            "name": ("姓名", TEXT),
            "title": ("培训班名称", TEXT),
            "start_on": ("培训开始日期", DAY),
            "end_on": ("培训结束日期", DAY),
            "off_job": ("是否脱产", YES_NO),
            "law_topic": ("是否法治专题", YES_NO),
            "topic": ("培训内容", TEXT),
        },
        ("person_id", "start_on"),
        ("person_id", "start_on", "off_job"),
        (("start_on", "end_on"),),
    ),
}
#: Columns whose values must stand in a column of another sheet.
REFERENCES = (("training", "officer_id", "officers"), ("leader_training", "person_id", "leaders"))
