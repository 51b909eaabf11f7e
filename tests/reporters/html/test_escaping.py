"""Whatever stands in a workbook is text on the page, and nothing else; what is personal is masked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model import Member, Needed, Result, Rows
from checker.privacy.masking import mask_text
from checker.reporters.html import render
from checker.reporters.html.data import dump_for_script
from checker.text.bilingual import Text
from tests.reporters.drawn_reports import JUSTICE, QUARTER
from tests.reporters.html.drawn_pages import HOSTILE, everything, hostile
from tests.reporters.html.reading import Reading, data_of

PERSONAL = ("欧阳修", "11010519491231002X", "13812345678")


def test_hostile_texts_add_no_element():
    calm, attacked = (Reading(render(report, "zh")) for report in (everything(), hostile()))
    assert {element.name for element in attacked.elements} <= {element.name for element in calm.elements}
    assert len(attacked.named("script")) == len(calm.named("script")) == 3
    for element in attacked.elements:
        assert not [name for name in element.attributes if name.startswith("on")]


def test_hostile_texts_are_on_the_page_as_they_may_be_shown():
    content = render(hostile(), "zh")
    data = data_of(content)
    for text in HOSTILE:
        assert mask_text(text) in data["texts"]
    titles = [element.text for element in Reading(content).named("h1")]
    assert "</script><img src=x onerror='window.broken = 1'>" in titles[0]


@pytest.mark.parametrize("character", ["<", ">", "&", "\u2028", "\u2029"])
def test_no_character_of_the_data_means_anything_to_a_browser(character):
    assert character not in dump_for_script({character: [character]})
    assert f"\\u{ord(character):04x}" in dump_for_script([character])


def test_control_and_direction_characters_become_visible():
    content = render(hostile(), "zh").decode()
    for character in ("\x00", "\x1b", "\x07", "\u202e", "\u200b", "\u2028"):
        assert character not in content
    assert "␀␛[31mred␇" in content


def test_a_broken_surrogate_does_not_stop_it():
    department = replace(JUSTICE, file="\ud800.xlsx", name=Text("\udfff", "\udfff"))
    assert "\ufffd.xlsx".encode() in render(replace(QUARTER, departments=(department,)), "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_personal_is_in_the_file_unless_revealed(language):
    masked, revealed = (render(everything(), language, reveal).decode() for reveal in (False, True))
    for private in PERSONAL:
        assert private not in masked
        assert private in revealed
    assert "欧**" in masked
    assert not Reading(masked.encode()).of_class("revealed")
    assert "未遮盖" in Reading(revealed.encode()).of_class("revealed")[0].text


def test_members_and_what_is_needed_are_masked_too():
    (first, *rest) = JUSTICE.results
    member = Member(
        key="1",
        label=Text("11010519491231002X", "11010519491231002X"),
        row=3,
        amount=first.value,
        low=first.value,
        high=None,
        goal=first.value + 4,
        paced=first.value,
        place="failed",
        paced_place="failed",
        rows=Rows("training"),
        settled=False,
    )
    needed = Needed(None, (), Text("请联系 13812345678", "call 13812345678"))
    result: Result = replace(rest[1], needed=needed, measured=replace(rest[1].measured, members=(member,)))
    report = replace(QUARTER, departments=(replace(JUSTICE, results=(result,), flags=()),), district_results=())
    masked, revealed = (render(report, "zh", reveal).decode() for reveal in (False, True))
    assert "110105********002X：1/5" in masked
    assert "138****5678" in masked
    for private in PERSONAL[1:]:
        assert private not in masked
        assert private in revealed
