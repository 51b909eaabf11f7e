"""What is found in small documents, held against lists that were written from their text by hand."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.policy.finding import find_requirements
from checker.policy.model import Line, Requirement
from checker.policy.reading.files import read_lines

HERE = Path(__file__).parent
FILES = {path.stem: path for path in sorted((HERE / "documents").iterdir())}
NAMES = sorted(FILES)
KEYS = {"op": "operator", "number": "threshold"}


@cache
def found_in(name: str):
    lines = read_lines(FILES[name])
    return lines, find_requirements(lines)


def expected_of(name: str) -> list[dict[str, object]]:
    return yaml.safe_load((HERE / "expected" / f"{name}.yaml").read_text(encoding="utf-8"))


def fits(entry: dict[str, object], each: Requirement) -> bool:
    strength = "strict" if entry.get("strict") else "number"
    if not each.sentence.clause.endswith(str(entry["clause"])) or each.strength != strength:
        return False
    if str(entry["has"]) not in each.phrase or str(entry.get("consequence", "")) not in each.consequence:
        return False
    plain = {key: value for key, value in entry.items() if key not in ("clause", "has", "strict", "consequence", "who")}
    if not set(entry.get("who", ())) <= set(each.who):
        return False
    return all(getattr(each, KEYS.get(key, key)) == value for key, value in plain.items())


@pytest.mark.parametrize("name", NAMES)
def test_every_requirement_of_a_document_is_found_once_and_nothing_else(name):
    _, findings = found_in(name)
    left = list(findings.requirements)
    missed = []
    for entry in expected_of(name):
        one = next((each for each in left if fits(entry, each)), None)
        missed.append(entry) if one is None else left.remove(one)
    assert (missed, [(each.sentence.clause, each.phrase) for each in left]) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_where_it_says_in_the_order_of_the_document(name):
    lines, findings = found_in(name)
    texts = {line.number: line.text for line in lines}
    for sentence in findings.sentences:
        assert texts[sentence.line][sentence.start : sentence.end] == sentence.text
    places = [(each.line, each.start) for each in findings.sentences]
    assert places == sorted(set(places))
    order = [(each.sentence.line, each.sentence.start) for each in findings.requirements]
    assert order == sorted(order)
    for each in findings.requirements:
        above = "".join(texts[number] for number in texts if number <= each.sentence.line)
        assert all(part in above for part in each.words.split("; "))  # an item has them from the line above its list


@pytest.mark.parametrize("name", NAMES)
def test_every_sentence_is_found_or_left_with_a_reason_and_every_requirement_asks(name):
    _, findings = found_in(name)
    asking = {(each.sentence.line, each.sentence.start) for each in findings.requirements}
    for index, sentence in enumerate(findings.sentences):
        if index in findings.left:
            assert (sentence.line, sentence.start) not in asking
            assert findings.left[index].zh and findings.left[index].en
    for each in findings.requirements:
        assert each.questions or each.kind == "deadline"


PIECES = st.sampled_from((HERE / "pieces.txt").read_text(encoding="utf-8").splitlines())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=12).map(" ".join), min_size=1, max_size=4))
def test_any_text_is_read_twice_the_same_and_never_raises(texts):
    lines = [Line(number, text) for number, text in enumerate(texts, 1)]
    first, second = find_requirements(lines), find_requirements(lines)
    assert (first.requirements, first.left) == (second.requirements, second.left)
    for each in first.requirements:
        sentence = each.sentence
        assert texts[sentence.line - 1][sentence.start : sentence.end] == sentence.text
