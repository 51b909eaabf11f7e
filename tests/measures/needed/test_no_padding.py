"""When a time is over, no advice asks for more rows: whoever follows it would pad the sheet."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.measures.needed.test_members import TRAINING
from tests.measures.needed.test_words import COUNT, DISTINCT, GOOD, PROPORTION, RATE, TOTAL, WRONG
from tests.measures.needed.world import END, JUNE, indicator, sentences, stand

#: What an invitation to add rows sounds like.
_INVITES = re.compile(r"补报|漏报|再有|还须|left out|more good|more row|submit|must reach|reach(es)? the target by")

CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "a share that further rows would reach": (PROPORTION, {"at_least": "75%"}, {"cases": [WRONG, GOOD]}),
    "a share far below": (PROPORTION, {"at_least": "95%"}, {"cases": [WRONG, *[GOOD] * 2]}),
    "a ceiling that rows outside would reach": (PROPORTION, {"at_most": "50%"}, {"cases": [GOOD, GOOD, WRONG]}),
    "a count": (COUNT, {"at_least": 4}, {"cases": [GOOD]}),
    "a count of different values": (DISTINCT, {"at_least": 2}, {"cases": []}),
    "a sum": (TOTAL, {"at_least": 10}, {"cases": [{**GOOD, "hours": "7.5"}]}),
    "a rate beside that of the year before": (RATE, {"below": 0}, {"cases": [GOOD, WRONG]}),
    "people and their hours": (
        TRAINING, {"at_least": "100%"}, {"officers": [{"id": "1", "serves": True}], "cases": []}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_nobody_is_asked_for_rows_of_a_year_that_is_over(name: str) -> None:
    measure, target, rows = CASES[name]
    result = stand(indicator(measure, target), rows, END)
    for told in sentences(result) if result.needed is not None else ():
        assert not _INVITES.search(told), told


@pytest.mark.parametrize("name", ["a share that further rows would reach", "a count", "people and their hours"])
def test_while_the_year_is_open_it_says_what_reaches_the_target(name: str) -> None:
    measure, target, rows = CASES[name]
    assert "2022-12-31" in sentences(stand(indicator(measure, target), rows, JUNE))[1]
