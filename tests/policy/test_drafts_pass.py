"""What is drafted of a document always passes lint, and its examples hold: of whole documents, and of any sentences."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.authoring.examples import run_examples
from checker.authoring.lint import lint
from checker.cli.draft import draft
from checker.definitions.load import load_pack
from checker.errors import Stop
from tests.policy.test_senses import ASKED, UNCERTAIN

HERE = Path(__file__).parent
#: One of each genre; the others are drafted elsewhere, or are like these.
NAMES = [
    *("documents/contract.txt", "documents/hospital.txt", "documents/scoring.txt", "documents/leisure.html"),
    *("unseen/elmbridge-waits.txt", "unseen/linhai-hotline.txt", "unseen/yunling-targets.html"),
]
SENTENCES = [each for each, _ in ASKED] + UNCERTAIN
#: Numbers at which a target can't be missed or can't be met stand beside usual ones.
NUMBERS = st.sampled_from(["0", "1", "7", "99.5", "100", "110", "2,500"])
SHAPES_EN = [
    "The share of late trains shall be {words} {number}%.",
    "The number of {things} shall be {words} {number} in each month.",
    "No team shall have {words} {number} {things}.",
    "{number}% of letters within {number} days and 98% within 40 days.",
]
SHAPES_ZH = ["办结率{words}{number}%。", "每月{words}{number}次检查。", "任何街道不得有{number}次以上投诉。"]
WORDS_EN = ["at least", "no more than", "less than", "more than", "not less than", "exactly", "up to"]
WORDS_ZH = ["不低于", "不超过", "低于", "高于", "至少", "达到"]
ENGLISH = st.builds(
    lambda shape, words, number, things: shape.format(words=words, number=number, things=things),
    st.sampled_from(SHAPES_EN),
    st.sampled_from(WORDS_EN),
    NUMBERS,
    st.sampled_from(["visits", "complaints", "failures"]),
)
CHINESE = st.builds(
    lambda shape, words, number: shape.format(words=words, number=number),
    st.sampled_from(SHAPES_ZH),
    st.sampled_from(WORDS_ZH),
    NUMBERS,
)


def problems_of(path: Path) -> list[str]:
    with TemporaryDirectory() as folder:
        pack = load_pack(draft(path, "a", Path(folder), "en")[2])
        failed = [f"{each.indicator} {each.differences}" for each in run_examples(pack) if not each.passed]
        return [*map(str, lint(pack)), *failed]


@pytest.mark.parametrize("name", NAMES)
def test_the_draft_of_a_document_passes_lint_and_its_examples_hold(name):
    assert problems_of(HERE / name) == []


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.lists(ENGLISH, min_size=1, max_size=6), st.lists(CHINESE, min_size=1, max_size=6)))
def test_the_draft_of_any_sentences_passes_lint(tmp_path_factory, sentences):
    path = tmp_path_factory.mktemp("any") / "plan.txt"
    path.write_text("\n".join(f"{number}. {each}" for number, each in enumerate(sentences, 1)), encoding="utf-8")
    try:
        assert problems_of(path) == []
    except Stop as stop:
        assert stop.reference == "nothing-to-draft"


def test_the_draft_of_every_sentence_here_passes_lint(tmp_path):
    for language, chosen in (("zh", True), ("en", False)):
        path = tmp_path / f"{language}.txt"
        lines = [each for each in SENTENCES if (each[-1] == "。") is chosen]
        path.write_text("\n".join(f"{number}. {each}" for number, each in enumerate(lines, 1)), encoding="utf-8")
        assert problems_of(path) == []
