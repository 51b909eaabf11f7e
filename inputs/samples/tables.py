"""The sheets and headers of every table as the template has them, and how a plain sheet and a cover are laid out."""

from __future__ import annotations

from datetime import date

from samples.cells import Book, Head, Laid, Row, Value, lay
from samples.hantai import sheets as of_hantai
from samples.people import name, phone

SHEETS = {
    "cover": "填报说明",
    "litigation": "行政应诉案件",
    "officers": "执法人员名册",
    "training": "执法人员培训",
    "casefile_reviews": "案卷评查",
    "disclosure": "政府信息公开申请",
    "proposals": "建议提案办理",
    "court_visits": "旁听庭审",
    "leaders": "负责人名册",
    "leader_training": "负责人培训",
    "lectures": "学法讲座",
    "figures": "统计数据",
    **of_hantai.SHEETS,
}
HEADERS: dict[str, dict[str, str]] = {
    "litigation": {
        "case_no": "案号",
        "defendant": "被诉行政机关",
        "court": "审理法院",
        "instance_level": "审级",
        "accepted_on": "立案日期",
        "hearing_on": "开庭日期",
        "category": "案件类别",
        "court_notified": "法院是否通知负责人出庭",
        "head_appeared": "负责人是否出庭",
        "appeared_name": "出庭负责人姓名",
        "appeared_post": "出庭负责人职务",
        "principal_appeared": "主要负责人是否出庭",
        "absence_reason": "负责人未出庭理由",
        "absence_accepted": "法院是否认可未出庭理由",
        "outcome": "裁判结果",
        "closed_on": "结案日期",
        "judgment_effective_on": "裁判生效日期",
    },
    "officers": {
        "officer_id": "执法证号",
        "name": "姓名",
        "id_no": "身份证号",
        "phone": "联系电话",
        "role": "人员类别",
        "cert_status": "证件状态",
        "cert_valid_from": "证件有效期起",
        "cert_valid_to": "证件有效期止",
        "former_cert_no": "原执法证号",
        "cert_inspected_on": "证件年审日期",
        "checked_on": "资格清理日期",
        "check_result": "资格清理结果",
        "on_duty_from": "上岗日期",
        "on_duty_to": "离岗日期",
    },
    "training": {
        "officer_id": "执法证号",
        "officer_name": "姓名",
        "held_on": "培训日期",
        "title": "培训名称",
        "content_type": "培训类别",
        "mode": "培训方式",
        "hours": "学时",
        "proof": "证明材料",
    },
    "casefile_reviews": {
        "report_no": "评查报告编号",
        "reviewed_on": "评查日期",
        "organiser": "组织单位",
        "level": "评查层级",
        "files_in_scope": "案卷总数",
        "files_sampled": "评查案卷数",
    },
    "disclosure": {
        "application_no": "申请编号",
        "applicant": "申请人",
        "matter": "申请内容",
        "received_on": "收到申请日期",
        "supplement_asked_on": "告知补正日期",
        "supplement_received_on": "收到补正日期",
        "third_party_from": "征求第三方意见日期",
        "third_party_to": "收到第三方意见日期",
        "extended": "是否延长答复期限",
        "replied_on": "答复日期",
        "valid_application": "是否符合法定条件",
        "invalid_reason": "不符合条件的理由",
        "withdrawn_on": "撤回日期",
    },
    "proposals": {
        "proposal_no": "编号",
        "source": "类别",
        "title": "标题",
        "proposer": "提出人",
        "role": "办理方式",
        "lead_unit": "主办单位",
        "assigned_on": "交办日期",
        "due_on": "办理期限",
        "replied_on": "答复日期",
        "satisfaction": "满意度",
        "feedback_on": "反馈日期",
    },
    "court_visits": {
        "held_on": "旁听日期",
        "court": "法院",
        "case_no": "案号",
        "organiser": "组织单位",
        "leaders_attending": "班子成员人数",
        "staff_attending": "旁听总人数",
        "online": "是否线上旁听",
    },
    "leaders": {
        "person_id": "人员编号",
        "name": "姓名",
        "post": "职务",
        "is_principal": "是否主要负责人",
        "term_start": "任期起",
        "term_end": "任期止",
    },
    "leader_training": {
        "person_id": "人员编号",
        "name": "姓名",
        "title": "培训班名称",
        "start_on": "培训开始日期",
        "end_on": "培训结束日期",
        "off_job": "是否脱产",
        "law_topic": "是否法治专题",
        "topic": "培训内容",
    },
    "lectures": {
        "held_on": "日期",
        "body": "学法形式",
        "meeting_no": "会议名称",
        "topic": "讲座主题",
        "lecturer": "主讲人",
        "attendees": "参加人数",
        "law_topic": "是否法治专题",
        "minutes_no": "会议纪要文号",
    },
    "figures": {
        "figure": "数据编号",
        "label": "数据名称",
        "section": "所在章节",
        "printed": "公布数值",
        "unit": "单位",
        "numerator": "分子",
        "denominator": "分母",
    },
    **of_hantai.HEADERS,
}


def heads(table: str, spelled: str = "", *, leave_out: tuple[str, ...] = ()) -> list[Head]:
    """The heads of a table in its own order, some spelled otherwise ("key:text key:text") or left out."""
    other = dict(pair.split(":") for pair in spelled.split(" ") if pair)
    return [Head(key, other.get(key, text)) for key, text in HEADERS[table].items() if key not in leave_out]


def in_order(spelled: str) -> list[Head]:
    """Heads in an order of their own, "key:text key:text"; a text without a key is a column the table does not have."""
    pairs = (pair.rpartition(":") for pair in spelled.split())
    return [Head(key or text, text) for key, _, text in pairs]


def plain(book: Book, table: str, rows: list[Row]) -> Laid:
    """A sheet called and headed as the table, with every column."""
    return lay(book.add(SHEETS[table]), table, heads(table), rows)


def cover(book: Book, department: str, period: Value = "2022年第四季度", pack: str = "heping") -> None:
    """The cover sheet, as the template lays it out."""
    sheet = book.add(SHEETS["cover"])
    labels = ("报送单位", "报送期", "指标包", "模板版本", "填报人", "联系电话", "填报日期")
    values = (department, period, pack, "1.0.0", name(len(department)), phone(len(department)), date(2023, 1, 4))
    for row, (label, value) in enumerate(zip(labels, values, strict=True), 1):
        sheet.write(row, (label, value))
