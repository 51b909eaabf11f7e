"""What a pack calls its levels, in texts: its words, articles, capitals and plurals, and for as long as it speaks."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from threading import Thread

import pytest

from checker.definitions.levels import LevelNames, words_of
from checker.model.packing import Packing
from checker.text.bilingual import Text
from checker.text.levels import (
    EN,
    ZH,
    Levels,
    PackText,
    article_of,
    fill,
    in_own_words,
    make_text,
    read_levels,
    speak,
    speaking,
    spoken,
)

OFFICES = Levels(Text("街道", "office"), "offices", Text("全市", "city"))
TEXT = PackText("各⟨单位⟩和⟨部门⟩，⟨全区⟩", "⟨A department⟩, ⟨departments⟩ of the ⟨district⟩'s")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """No pack speaks before or after a test."""
    assert spoken() is None
    yield
    assert spoken() is None


def test_without_a_pack_texts_have_the_usual_words() -> None:
    assert (TEXT.zh, TEXT.en) == ("各单位和部门，全区", "A department, departments of the district's")
    assert f"{EN.a_department} {EN.Departments} {ZH.单位}{ZH.部门}{ZH.全区}" == "a department Departments 单位部门全区"


def test_a_pack_has_its_words_stand_where_the_usual_ones_would() -> None:
    with speaking(OFFICES):
        assert (TEXT.zh, TEXT.en) == ("各街道和街道，全市", "An office, offices of the city's")
        assert TEXT.of("en") == TEXT.en
        assert f"{EN.a_department} {EN.Departments} {ZH.单位}{ZH.全区}" == "an office Offices 街道全市"
        assert fill("⟨Department⟩ {name}") == "Office {name}"


ARTICLES = {
    **dict.fromkeys(("site", "unit", "university", "user", "European office", "one-stop shop", "trust"), "a"),
    **dict.fromkeys(("utility", "urology ward", "Ukrainian site", "GP practice", "UK office", "U-boat"), "a"),
    **dict.fromkeys(("9-bed ward", "110-bed ward", "180-bed ward", "Museum"), "a"),
    **dict.fromkeys(("NHS trust", "MP", "EU body", "X-ray unit", "A&E unit", "HMO", "urban district", "usher"), "an"),
    **dict.fromkeys(("8-bed ward", "80-bed ward", "11-bed ward", "18-bed ward", "England"), "an"),
    **dict.fromkeys(("office", "area", "hour", "uninhabited place", "unimportant site", "institution", "heir"), "an"),
}


@pytest.mark.parametrize("word", ARTICLES)
def test_the_article_goes_by_the_sound(word: str) -> None:
    assert article_of(word) == ARTICLES[word]


PLURALS = {"site": "sites", "trust": "trusts", "街道": "街道", "NHS trust": "NHS trusts"}


@pytest.mark.parametrize("name", PLURALS)
def test_the_plural_of_most_names_is_an_s_more(name: str) -> None:
    words = words_of(LevelNames.model_validate({"department": {"en": name, "zh": "某"}}))
    assert words is not None and words.departments == PLURALS[name]


def test_what_a_pack_does_not_name_stays_as_it_is() -> None:
    words = words_of(LevelNames.model_validate({"district": {"en": "trust", "zh": "全院"}}))
    with speaking(words):
        assert (TEXT.zh, TEXT.en) == ("各单位和部门，全院", "A department, departments of the trust's")
    words = words_of(LevelNames.model_validate({"department": {"en": "site", "zh": "院区"}}))
    with speaking(words):
        assert (TEXT.zh, TEXT.en) == ("各院区和院区，全区", "A site, sites of the district's")


def test_names_in_a_record_are_read_back() -> None:
    partly = Levels(None, "", Text("全院", "trust"))
    for each in (OFFICES, partly, Levels(OFFICES.department, "offices", None)):
        assert read_levels(each.data) == each
    assert read_levels(None) is None


def test_blocks_lie_within_each_other() -> None:
    with speaking(OFFICES):
        with speaking(None):
            assert TEXT.en.startswith("A department")
            speak(OFFICES)
            assert TEXT.en.startswith("An office")
        speak(None)
        assert TEXT.en.startswith("A department")


def test_a_thread_that_knows_no_pack_has_the_usual_words() -> None:
    said: list[str] = []
    with speaking(OFFICES):
        thread = Thread(target=lambda: said.append(TEXT.en))
        thread.start()
        thread.join()
    assert said == ["A department, departments of the district's"]


@dataclass(frozen=True)
class Spoken:
    """Something of a pack."""

    level_words: Levels | None


def test_a_function_speaks_in_the_words_of_what_it_is_given() -> None:
    tell = in_own_words(lambda *_, **__: TEXT.en[:9])
    assert (tell(1, Spoken(OFFICES)), tell(of=Spoken(OFFICES)), tell(1)) == ("An office", "An office", "A departm")
    with speaking(OFFICES):
        assert (tell(Spoken(None)), tell()) == ("A departm", "An office")


def test_it_is_equal_to_what_it_says() -> None:
    usual = Text("各单位和部门，全区", "A department, departments of the district's")
    assert TEXT.__eq__(usual) and usual == TEXT and hash(TEXT) == hash(usual)
    assert asdict(TEXT) == {"zh": usual.zh, "en": usual.en}
    with speaking(OFFICES):
        assert usual != TEXT


def test_in_another_process_it_speaks_as_that_one_does() -> None:
    with speaking(OFFICES):
        moved = pickle.dumps(TEXT)
    assert pickle.loads(moved) == TEXT
    with speaking(OFFICES):
        assert pickle.loads(moved).en.startswith("An office")


def test_what_is_packed_has_the_words_of_the_pack_that_spoke() -> None:
    packing = Packing(Text)
    with speaking(OFFICES):
        content = packing.dump(TEXT)
    assert packing.load(content).en == "An office, offices of the city's"


def test_only_texts_that_name_a_level_are_looked_at_again() -> None:
    assert type(make_text("甲", "a")) is Text
    assert type(make_text("⟨单位⟩", "unit")) is PackText
