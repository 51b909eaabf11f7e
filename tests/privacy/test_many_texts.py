"""That many texts at once are searched as each of them is alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Part, Sensitive
from checker.privacy import patterns
from checker.privacy.masking import mask_text, mask_texts
from checker.privacy.patterns import found_in
from checker.privacy.personal_data import PersonalData

TEXTS = st.text(alphabet="王小明李大 ·（-ａA1２3９é\n", max_size=16)
NAMES = st.sampled_from(["王小明", "王王小", "李大", "明李", "A1234567", "ａé小王"])


@given(st.lists(NAMES, max_size=4), st.lists(TEXTS, max_size=6))
def test_personal_parts_are_found_among_many_texts(learned: list[str], texts: list[str]) -> None:
    personal, alone = PersonalData(), PersonalData()
    for each in learned:
        personal.learn(each, "name" if each.isalpha() else "id")
        alone.learn(each, "name" if each.isalpha() else "id")
    assert personal.found_in(texts) == {text for text in texts if alone.parts_of(text)}


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_many_texts_make_suspect_what_each_of_them_does(learned: list[str], texts: list[str]) -> None:
    together, apart = PersonalData(), PersonalData()
    together.suspect_all(learned)
    for each in learned:
        apart.suspect(each)
    assert [together.parts_of(text) for text in texts] == [apart.parts_of(text) for text in texts]


NUMBERS = st.sampled_from(
    ["护照 E12345678", "QQ：1234567", "13812345678", "a@b.cn", "警字第1234567号", "津A12345", "①②③④⑤⑥⑦"]
)
WRITTEN = st.lists(st.one_of(NUMBERS, st.text("2022-01 ./年月号x（）电话ＱＱ０1", max_size=9)), max_size=4).map("".join)


@given(WRITTEN)
def test_what_the_kinds_of_characters_rule_out_is_not_there(text: str) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(patterns, "_may_hold_any", lambda shape: True)
        slowly = sorted(found_in(text))
    assert sorted(found_in(text)) == slowly


@given(st.lists(st.one_of(WRITTEN, TEXTS, st.text(max_size=5)), max_size=6))
def test_many_texts_are_masked_as_each_of_them_is(texts: list[str]) -> None:
    marked = [Sensitive(text, (Part(0, 1, "name"),)) if text[:1] == "王" else text for text in texts]
    assert mask_texts(marked) == [mask_text(text) for text in marked]
    assert mask_texts(marked, reveal=True) == [mask_text(text, reveal=True) for text in marked]


@given(st.sampled_from(patterns._PATTERNS).flatmap(lambda each: st.from_regex(each[0])))
def test_no_number_is_ruled_out_by_how_many_digits_it_has(text: str) -> None:
    if any(pattern.search(text) for pattern, *_ in patterns._PATTERNS):
        assert patterns._may_hold_phone_or_id(text)
