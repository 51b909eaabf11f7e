"""checker explain: a code's page, and the nearest codes for one that does not exist."""

import json

import pytest
from rich.cells import cell_len

from checker.codes import catalogue, page
from checker.wording.labels import STATUSES


@pytest.mark.parametrize("said", ["C401", "c401", " C401 ", "date-order", "DATE-ORDER"])
def test_a_code_is_found_by_its_id_and_its_name(called, said):
    done = called("explain", said)
    assert done.code == 0
    assert done.out.splitlines()[:2] == ["C401 Two dates are in the wrong order", "error - must be fixed"]


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["What it finds", "Why it matters", "Example", "How to put it right"]),
        ("zh", ["查什么", "为什么要紧", "例子", "怎样改"]),
    ],
)
def test_the_page_is_shown_in_the_readers_language(called, language, headings):
    lines = [line.strip() for line in called("explain", "C401", language=language).out.splitlines()]
    assert [line for line in lines if line in headings] == headings


@pytest.mark.parametrize("code", ["M503", "C401", "W310", "V331"])
def test_no_line_of_a_page_begins_with_a_comma(called, code):
    lines = called("explain", code, language="zh").out.splitlines()
    assert max(map(cell_len, lines)) <= 100
    assert not [line for line in lines if line.strip().startswith(tuple("，。；：、）”"))]
    assert "".join(page(catalogue()[code], "zh").split()).replace("#", "").replace("`", "") in "".join(
        "".join(lines).split()
    )


def test_json_carries_both_languages(called):
    code = catalogue()["C401"]
    assert json.loads(called("explain", "C401", "--format", "json").out) == {
        "code": "C401",
        "slug": "date-order",
        "severity": "error",
        "title": {"zh": code.heading.zh, "en": code.heading.en},
        "message": {"zh": code.message.zh, "en": code.message.en},
        "page": {"zh": page(code, "zh"), "en": page(code, "en")},
    }


@pytest.mark.parametrize(("said", "near"), [("C411X", "C411"), ("date-ordr", "C401 date-order"), ("C4", "C401")])
def test_a_code_that_does_not_exist_names_the_nearest(called, said, near):
    done = called("explain", said, language="zh")
    assert done.code == 2
    assert f"没有编码“{said}”" in done.err
    assert near in done.err


def test_where_no_code_is_near_the_form_of_codes_is_shown(called):
    done = called("explain", "!?")
    assert done.err.splitlines() == [
        "Cannot go on: there is no code “!?”",
        "  What to do: write a code as the report shows it, e.g. C401; "
        "for a number, name a department and an indicator",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_status_is_explained_by_its_word_in_either_language(called, language):
    for status, label in STATUSES.items():
        words = {label.zh, label.en, status.value, label.en.upper()}
        for word in words - {"behind", "BEHIND", "undetermined", "UNDETERMINED"}:  # names of codes
            done = called("explain", word, language=language)
            assert (done.code, done.err) == (0, "")
            assert done.out.splitlines()[0] == label.of(language)
            assert len(done.out.splitlines()) > 1


@pytest.mark.parametrize(("word", "pack", "least"), [("优秀", "heping", 90), ("pass", "heping", 60)])
def test_a_grade_names_the_packs_that_give_it(called, word, pack, least):
    assert f"A grade of the pack {pack}: a score of {least} or more" in " ".join(called("explain", word).out.split())


def test_a_word_is_explained_to_programs_in_both_languages(called):
    told = json.loads(called("explain", "未达标", "--format", "json").out)
    assert told["word"] == {"zh": "未达标", "en": "missed"}
    assert [sorted(each) for each in told["meanings"]] == [["en", "zh"]]
