"""Nothing personal and nothing that steers a terminal gets through; what is harmless stays readable."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Severity, Shown, flag
from checker.privacy.masking import flag_message, mask_sentence, mask_text, mask_value
from checker.text.bilingual import Text
from checker.text.visible import cut, visible
from tests.made_up import made_up

ID = "11010519491231002X"
MASKED_ID = "110105********002X"
OTHER_ID = "110101199001011237"
PHONE = "13812345678"
MASKED_PHONE = "138****5678"


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("甲", "name", "甲**"),
        ("欧阳修", "name", "欧**"),
        ("  张三", "name", "张**"),
        ("John Smith", "name", "J**"),
        ("（张三）", "name", "张**"),
        ("", "name", ""),
        ("   ", "name", ""),
        (ID, "id", MASKED_ID),
        ("１１０１０５１９４９１２３１００２Ｘ", "id", MASKED_ID),
        ("110105 19491231 002X", "id", MASKED_ID),
        ("110105491231002", "id", "110105*****1002"),
        ("E12345678", "id", "E1*****78"),
        ("0417", "id", "0**7"),
        ("7", "id", "*"),
        (PHONE, "phone", MASKED_PHONE),
        ("138-1234-5678", "phone", MASKED_PHONE),
        ("+86 13812345678", "phone", "861******5678"),
        ("27123456", "phone", "27****56"),
    ],
)
def test_a_kind_is_masked_by_its_own_rule(text, kind, masked):
    assert mask_value(Shown(text, kind), "zh") == masked
    assert mask_value(Shown(text, kind), "zh", reveal=True) == visible(text)


@pytest.mark.parametrize("kind", [None, "text"])
@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (f"承办人身份证{ID}。", f"承办人身份证{MASKED_ID}。"),
        ("身份证 １１０１０５１９４９１２３１００２ｘ", f"身份证 {MASKED_ID[:-1]}x"),
        ("证 110105-19491231-0021", "证 110105********0021"),
        ("电话：138 1234 5678，请回复", f"电话：{MASKED_PHONE}，请回复"),
        ("电话138—1234—5678", f"电话{MASKED_PHONE}"),
        ("1 3 8 1 2 3 4 5 6 7 8", MASKED_PHONE),
        ("+86 13812345678", f"+86 {MASKED_PHONE}"),
        ("8613812345678", f"86{MASKED_PHONE}"),
        ("138\u200b1234\u200b5678", MASKED_PHONE),
        (f"{PHONE} {ID}", f"{MASKED_PHONE} {MASKED_ID}"),
        (f"{ID} {PHONE}", f"{MASKED_ID} {MASKED_PHONE}"),
        (f"{ID}{ID}", f"{MASKED_ID}{MASKED_ID}"),
        ("6222021234567890123", "622202*********0123"),
        (f"{PHONE}、13900001111", f"{MASKED_PHONE}、139****1111"),
    ],
)
def test_ids_and_phones_inside_a_text_are_masked(text, masked, kind):
    assert mask_value(Shown(text, kind), "zh") == masked
    assert mask_text(text) == masked
    assert mask_sentence(Text(text, text), "en") == masked


@pytest.mark.parametrize(
    "text",
    [
        "2022-01-15 2022-03-05",
        "(2022)津0101行初123号",
        "12012345678",
        "1381234567",
        "138123456789",
        "19491231",
        "94.995%",
        "2022-01-15 2022-03-05 2022-04-01 2022-05-31",
        "13812345678901234",
    ],
)
def test_what_is_neither_an_id_nor_a_mobile_number_stays(text):
    assert mask_text(text) == text


@given(st.lists(st.sampled_from(["张三", " ", "，", "-", ID, PHONE, "13900001111", OTHER_ID, "2022-03-05", "x"])))
def test_no_whole_number_survives_in_any_company(parts):
    left = mask_text("".join(parts))
    digits = unicodedata.normalize("NFKC", left)
    for number in (ID, OTHER_ID):
        assert number not in digits
    assert not re.search(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])", digits)


@given(st.text())
def test_every_text_comes_out_on_one_line_of_harmless_characters(text):
    for shown in (mask_text(text), mask_value(Shown(text, "name"), "en"), mask_value(Shown(text, "id"), "en")):
        assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp") for each in shown)
        shown.encode()
        assert len(shown) <= 500


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("甲\n乙\t丙", "甲␊乙␉丙"),
        ("a\x7f", "a␡"),
        ("a\u202eb", "a‹U+202E›b"),
        ("a\u200bb", "a‹U+200B›b"),
        ("a\x9bb", "a‹U+009B›b"),
        ("a\ud800b", "a\ufffdb"),
        ("plain 文字 ✓", "plain 文字 ✓"),
    ],
)
def test_what_steers_a_terminal_is_shown_as_a_symbol(text, shown):
    assert visible(text) == shown


def test_a_text_is_cut_with_an_ellipsis():
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abcde…"


CODE = made_up(
    "V999", "a-slug", Severity.ERROR, Text("题", "title"), Text(zh="{who}填了“{what}”{rest}", en="{who}: {what}{rest}")
)


def test_a_message_holds_masked_values_in_either_language():
    found = flag(CODE, who=Shown("张三", "name"), what="{who} " + PHONE, rest=Text(zh="是", en="yes"))
    assert flag_message(found, "zh") == "张**填了“{who} 138****5678”是"
    assert flag_message(found, "en") == "张**: {who} 138****5678yes"
    assert flag_message(found, "en", reveal=True) == "张三: {who} 13812345678yes"


def test_a_long_value_is_cut_in_a_message_and_a_phrase_of_ours_later():
    found = flag(CODE, who="a" * 100, what=Text("字" * 150, "b" * 250), rest="")
    assert flag_message(found, "zh") == "a" * 59 + "…填了“" + "字" * 150 + "”"
    assert flag_message(found, "en") == "a" * 59 + "…: " + "b" * 199 + "…"
