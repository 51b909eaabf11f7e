"""The Justice Bureau: nothing wrong of its own, and the evidence on which the district itself is judged."""

from __future__ import annotations

from datetime import date

from samples.hantai.rows import assessed, listed, review
from samples.hantai.usual import Tables, all_in_order, covered, submit, usual
from samples.library.cells import Book
from samples.library.records import Row
from samples.library.tables import Laid
from samples.library.xlsx import by_openpyxl
from samples.truth import Sample

#: Whom the bureau assessed, as it writes their names. Longjiang and Xuwang were not.
ASSESSED = """
区发展改革局 区教体局 区经贸局 汉台公安分局 区民政局 区财政局 区人社局 市自然资源局汉台分局 市生态环境局汉台分局
区住建局 区城管局 区交通运输局 区水利局 区农业农村局 区林业局 区文旅局 区卫健局 区应急局 区审计局
汉台区市场监督管理局 区统计局 区医保局 铺镇 武乡镇 河东店镇 宗营镇 老君镇人民政府 汉王镇 北关街道 东大街街道
汉中路街道 中山街街道 东关街道 鑫源街道 七里街道办事处
"""


def sample() -> Sample:
    """区司法局.xlsx."""
    told = Sample(
        "区司法局.xlsx",
        "sfj",
        "accepted",
        "与模板一致，本单位各项都达标。区一级的事项由它举证，两处未达标："
        "半年通报没有判决履行情况，执法质量考评漏了徐望镇和龙江街道。",
        "As the template lays it out, with every target of its own met. Of what it proves for the district two "
        "things fall short: a half-yearly circular without judgments, and an assessment that left out Xuwang Town and "
        "Longjiang Street.",
    )
    rows = usual("司", 100, "enforcing")
    _assessments(rows)
    _lists(rows)
    rows["casefile_reviews"] += [
        review("汉区法治办〔2024〕9号", date(2024, 6, 14), "区级", 40),
        review("汉区法治办〔2024〕27号", date(2024, 11, 22), "区级", 36),
    ]
    exam: Row = {
        "exam": "科级领导干部任前法律知识考试",
        "kind": "任前考试",
        "held_on": date(2024, 7, 4),
        "has_law": "是",
    }
    rows["exams"].append(exam)
    rows["circulars"] = _circulars()
    rows["reports"] = _reports()
    book = Book()
    covered(book, "区司法局")
    laid = submit(book, rows)
    all_in_order(told, "enforcing")
    _behind_the_district(told, laid)
    told.content = lambda: by_openpyxl(book)
    return told


def _behind_the_district(told: Sample, laid: dict[str, Laid]) -> None:
    """What the district misses is its own to miss; the rows that show it are here."""
    for unit, name in (("徐望镇", "Xuwang Town"), ("龙江街道", "Longjiang Street")):
        note = (f"没有考评{unit}", f"{name} was not assessed")
        told.over("M503", "assessment-coverage", laid["assessments"], *note)
    note = ("通报没有判决履行情况", "the circular has nothing on judgments")
    told.over("M503", "halfyear-circular-judgments", laid["circulars"], *note)


def _assessments(rows: Tables) -> None:
    rows["assessments"].append(assessed("汉区司发〔2024〕22号", "专项监督", date(2024, 6, 27)))
    rows["assessments"].append(assessed("汉区法治办〔2024〕25号", "重大决策合法性审查督察", date(2024, 10, 16)))
    for place, unit in enumerate(ASSESSED.split()):
        rows["assessments"].append(
            assessed("汉区司发〔2024〕58号", "执法质量考评", date(2024, 11, 8), unit, 80 + place / 4)
        )
    # the last in the ranking was interviewed and has put things right since
    rows["assessments"][-1] |= {
        "poor": "是",
        "action": "约谈",
        "action_on": date(2024, 11, 15),
        "corrected_on": date(2024, 12, 13),
    }
    used: Row = {"uses_quality": "是", "uses_casefile": "是", "uses_supervision": "是"}
    for unit in ("区水利局", "铺镇", "北关街道"):
        rows["assessments"].append(
            assessed("汉区法治办〔2024〕31号", "法治建设考核", date(2024, 12, 20), unit, 90) | used
        )


def _lists(rows: Tables) -> None:
    done = date(2024, 11, 12)
    handed = (
        ("铺镇", done, "保留", None),
        ("武乡镇", done, "监管跟不上", date(2024, 12, 16)),
        ("北关街道", done, "保留", None),
        ("七里街道", None, None, None),
    )
    for unit, evaluated, result, adjusted in handed:
        row: Row = {"unit": unit, "item": "对擅自占用城市道路的处罚", "delegated_on": date(2022, 7, 1)}
        row |= {"evaluated_on": evaluated, "result": result, "adjusted_on": adjusted}
        rows["lists"].append(listed("赋权事项清单", None) | row)


def _circulars() -> list[Row]:
    whole: Row = dict.fromkeys(
        ("covers_appearance", "covers_lost_suits", "covers_corrected_reviews", "covers_typical_cases"), "是"
    )
    return [
        _circular(6, "行政应诉和行政复议", date(2024, 7, 15), date(2024, 4, 1), date(2024, 6, 30)) | whole,
        # on suggestions alone: nothing on whether judgments were performed
        _circular(7, "建议办理和判决履行", date(2024, 7, 26), date(2024, 1, 1), date(2024, 6, 30))
        | {"covers_suggestions": "是", "covers_judgments": "否"},
        _circular(11, "行政应诉和行政复议", date(2024, 10, 18), date(2024, 7, 1), date(2024, 9, 30)) | whole,
        {"doc_no": "汉区复案〔2024〕2号", "topic": "行政复议典型案例", "published_on": date(2024, 11, 29)},
        _circular(14, "旁听庭审", date(2024, 12, 6), date(2024, 7, 1), date(2024, 11, 30)),
    ]


def _circular(number: int, topic: str, issued: date, first: date, last: date) -> Row:
    return {
        "doc_no": f"汉区司通〔2024〕{number}号",
        "title": f"关于{topic}情况的通报",
        "topic": topic,
        "issued_on": issued,
        "covers_from": first,
        "covers_to": last,
    }


def _reports() -> list[Row]:
    # The city got its copy in April: the first quarter was over before the notice, so it is not judged.
    sent = {"区政府": date(2024, 3, 20), "市司法局": date(2024, 4, 2)}
    return [
        {
            "report_type": "合法性审查工作报告",
            "title": "2023年度合法性审查工作报告",
            "doc_no": "汉区司字〔2024〕8号",
            "year": 2023,
            "addressee": addressee,
            "signed_on": date(2024, 3, 18),
            "sent_on": on,
        }
        for addressee, on in sent.items()
    ]
