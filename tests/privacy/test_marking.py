"""That the quick ways of finding personal data find what the slow ones would."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from checker.codes import Code
from checker.model import Part, Place, Sensitive, Shown, flag
from checker.privacy.masking import mask_text
from checker.privacy.patterns import _ENOUGH_DIGITS, _PATTERNS
from checker.privacy.people import mark_people
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text

CELLS = st.text(alphabet="王小明李大 ·（-ａａA1２３4567８9é", max_size=24)


@given(st.sampled_from(_PATTERNS).flatmap(lambda each: st.from_regex(each[0])))
def test_whatever_looks_like_a_number_has_enough_digits(text: str) -> None:
    sketch = re.sub("[^0-9X .()+-]", "*", text)
    if any(pattern.search(sketch) for pattern, *_ in _PATTERNS):
        assert _ENOUGH_DIGITS.search(sketch)


@given(st.lists(st.sampled_from(["王小明", "李大", "A1234567", "12345678", "ａé小王"]), max_size=3), CELLS)
def test_a_known_name_is_found_wherever_a_plain_search_finds_it(learned: list[str], text: str) -> None:
    personal = PersonalData()
    for each in learned:
        personal.learn(each, "name" if each.isalpha() else "id")
    plain = "".join(filter(str.isalnum, "".join(unicodedata.normalize("NFKC", each) for each in text).casefold()))
    known = [each.casefold().replace("ａ", "a") for each in learned]
    inside = [each for each in known if each in plain]
    # A gap that no name has, such as a digit, does not survive in the plain text; only blanks and signs do.
    if any(part.kind for part in personal.parts_of(text)):
        assert inside
    if inside and text.isalpha() and not text.isascii() and all(not each[0].isascii() for each in inside):
        assert personal.parts_of(text)


def test_parts_that_several_flags_share_are_marked_in_each_of_them() -> None:
    named = Shown("王小明", "name")
    words = Text("由王小明负责", "by 王小明")
    code = Code("T604")
    flags = tuple(flag(code, Place(row=row, key="王小明"), name=named, reason=words) for row in range(3))
    for each in mark_people(flags, PersonalData()):
        assert isinstance(each.place.key, Sensitive)
        assert all(isinstance(shown.text, Sensitive) for name, shown in each.values if name == "name")
        (reason,) = (shown.text for name, shown in each.values if name == "reason")
        assert isinstance(reason, Text)
        assert [type(reason.zh), type(reason.en)] == [Sensitive, Sensitive]


def test_a_number_is_masked_even_if_the_word_that_says_what_it_is_is_taken_for_a_name() -> None:
    text = "联系人台胞证号12345678，电话022-23456789"
    assert mask_text(Sensitive(text, (Part(3, 7, "name"),))) == "联系人台**12****78，电话022****6789"
