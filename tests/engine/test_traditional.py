"""Words in traditional characters are the same words: a workbook typed so is judged as the one in simplified ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checker.convert.words import boolean_reader, choice_reader
from checker.definitions.load import load_pack
from checker.locate.marks import Mark, mark_of
from checker.locate.telling import find_telling
from checker.model.workbook import Raw, Sheet, Workbook
from checker.periods import parse_period
from checker.sources.reader import Reader
from checker.tables.table import Column
from checker.text.locales import USUAL
from checker.text.normalize import word_form
from checker.text.opposites import opposed
from checker.text.traditional import in_simplified
from tests.engine.books import checked

INPUTS = Path(__file__).parents[2] / "inputs" / "heping" / "2022Q4"

#: The characters in the words of the pack, and the usual traditional ones, from OpenCC's table for that direction.
SIMPLIFIED = (
    "与专业两严临为举习书于产从价众会传体偿党关兴内册决况准减划删别劝办务动劳区协单卫参双发变台号后听启员咨围图场处备复头学实审"
    "对导层届属岗师干并广应废开异弃强归当录征径态总户托执报拟挂换据数无旧时暂术机权条来构标档检楼残毁汇没济游满点牵状独环现电监盖"
    "码确离种称稳签类纠约级纪纳纷纸线组织终经结给络统继续维综编网罚群职联胜脱范营衔补见规视触计订认讨训议记讲许论讼设访证评识诉试"
    "话询说请课调谈负财责败账质费资赋车转较辅辖达过进违适邮采钩链销镇长门问间队阶际险随难页项顾预领频题风馆馈驳验"
)
TRADITIONAL = (
    "與專業兩嚴臨爲舉習書於產從價衆會傳體償黨關興內冊決況準減劃刪別勸辦務動勞區協單衛參雙發變臺號後聽啓員諮圍圖場處備復頭學實審"
    "對導層屆屬崗師幹並廣應廢開異棄強歸當錄徵徑態總戶託執報擬掛換據數無舊時暫術機權條來構標檔檢樓殘毀匯沒濟遊滿點牽狀獨環現電監蓋"
    "碼確離種稱穩籤類糾約級紀納紛紙線組織終經結給絡統繼續維綜編網罰羣職聯勝脫範營銜補見規視觸計訂認討訓議記講許論訟設訪證評識訴試"
    "話詢說請課調談負財責敗賬質費資賦車轉較輔轄達過進違適郵採鉤鏈銷鎮長門問間隊階際險隨難頁項顧預領頻題風館饋駁驗"
)
_TYPED = str.maketrans(SIMPLIFIED, TRADITIONAL)


def typed_so(raw: Raw) -> Raw:
    return raw.translate(_TYPED) if isinstance(raw, str) else raw


def half_typed_so(raw: Raw) -> Raw:
    half = str.maketrans(SIMPLIFIED[::2], TRADITIONAL[::2])
    return raw.translate(half) if isinstance(raw, str) else raw


def retyped(workbook: Workbook, how: Callable[[Raw], Raw]) -> Workbook:
    def sheet(each: Sheet) -> Sheet:
        return replace(each, name=str(how(each.name)), rows=[[how(raw) for raw in row] for row in each.rows])

    return replace(workbook, sheets=tuple(map(sheet, workbook.sheets)))


@pytest.mark.parametrize("how", [typed_so, half_typed_so])
@pytest.mark.parametrize("name", ["区司法局.xlsx", "区卫生健康委.xlsx", "区信访办.xlsx"])
def test_a_workbook_in_traditional_characters_is_judged_alike(name: str, how: Callable[[Raw], Raw]) -> None:
    with Reader() as reader:
        workbook, _ = reader.read(INPUTS / name)
    assert workbook is not None
    pack = load_pack("heping")

    def outcome(book: Workbook) -> Any:
        department = checked(pack, "2022Q4", book).department
        results = [(each.indicator, each.status, each.measured.counts) for each in department.results]
        flags = [(each.code.id, in_simplified(each.place.sheet), each.place.cell) for each in department.flags]
        return department.code, results, flags

    assert outcome(retyped(workbook, how)) == outcome(workbook)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("機關名稱", "机关名称"),
        ("被訴單位", "被诉单位"),
        ("負責人是否出庭應訴", "负责人是否出庭应诉"),
        ("備註", "备注"),
        ("學時（小時）", "学时(小时)"),
        ("開庭时間", "开庭时间"),
        ("答覆日期", "答复日期"),
        ("執法證號", "执法证号"),
        ("裏程", "里程"),
    ],
)
def test_a_word_has_one_form(typed: str, meant: str) -> None:
    assert word_form(typed) == word_form(meant)


def test_words_of_the_program_are_known_in_both() -> None:
    assert [mark_of(text, USUAL) for text in ("合計", "總計：12件", "小計", "備註：", "審核人：", "無")] == [
        *(Mark.TOTAL, Mark.TOTAL, Mark.SUBTOTAL, Mark.NOTE, Mark.NOTE, Mark.NOTHING)
    ]
    assert find_telling("總學時：\n平均數\n範例\n張三", USUAL) == {"總學時：", "平均數", "範例"}
    answers = boolean_reader(Column.model_validate({"header": {"zh": "有无", "en": "any"}, "type": "boolean"}), "")
    assert [answers(text) for text in ("無", "有", "對", "錯")] == [False, True, True, False]
    assert parse_period("2022年第四季度報表").label == "2022Q4"


def test_an_opposite_stays_one() -> None:
    outcome = {"yes": {"zh": "有证", "en": "Yes"}, "no": {"zh": "无证", "en": "No"}}
    read = choice_reader(
        Column.model_validate({"header": {"zh": "证", "en": "c"}, "type": "choice", "choices": outcome}), ""
    )
    assert [read("有證"), read("無證")] == ["yes", "no"]
    assert opposed("無證", "有证") and opposed("註銷", "未注销") and not opposed("註銷", "注销")


@pytest.mark.parametrize("name", ["於謙", "李昇", "鍾某"])
def test_keys_of_records_keep_their_characters(name: str) -> None:
    from checker.text.normalize import key_form

    assert key_form(name) == name
