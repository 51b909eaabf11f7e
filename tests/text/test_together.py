"""Forms of many texts at once: the same as those of each text by itself, whatever stands beside it."""

from __future__ import annotations

import random

import pytest

from checker.text.key_forms import FORMS
from checker.text.together import forms_of

#: Characters that one of the forms drops, joins with a neighbour, or reads by its neighbours.
ODD = (
    "0129０１٣〇零一二十百千第号號-—－()（）[]〔〕 \t\n\u3000\u200b\u00ad"
    "\ufeff\u0301\u0327\u3099かﾊﾞﬁßİΣς가ᄀ\u1161a津𠀀\x00\x1f␀"
)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_neighbours_make_no_difference(form) -> None:  # type: ignore[no-untyped-def]
    dice = random.Random(11)
    plain = ODD.replace("\x00", "")
    for number in range(600):
        letters = plain if number % 4 else ODD
        texts = ["".join(dice.choices(letters, k=dice.randrange(6))) for _ in range(dice.randrange(9))]
        assert forms_of(texts, form) == [form(text) for text in texts]


def test_any_other_form_is_asked_once_per_text() -> None:
    asked: list[str] = []

    def twice(text: str) -> str:
        asked.append(text)
        return text * 2

    assert forms_of(["a", "b", "a"], twice) == ["aa", "bb", "aa"]
    assert asked == ["a", "b"]
