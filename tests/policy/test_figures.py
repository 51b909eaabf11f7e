"""How much is found of documents whose requirements were listed before the finder had read them."""

from collections import Counter
from functools import cache

import pytest

from tests.policy.figures import FIELDS, NAMES, count


@cache
def figures_of(name: str) -> Counter[str]:
    return count(name)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_document_asks_for_is_found_with_its_numbers_and_little_else(name):
    figures = figures_of(name)
    assert figures["A found"] >= 0.95 * figures["A asked"]
    assert all(figures[f"{key} right"] >= 0.9 * figures["A asked"] for key in FIELDS)
    assert figures["true"] >= 5 * figures["false"]


def test_what_the_documents_ask_for_in_strict_words_is_found():
    total = sum((figures_of(name) for name in NAMES), Counter())
    assert total["B asked"] > 40 and total["B found"] >= 0.85 * total["B asked"]
