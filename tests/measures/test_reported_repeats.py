"""A sheet may print one figure in very many places."""

import pytest

from checker.measures.reported import mismatches
from checker.measures.reported.figures import Figure
from checker.measures.reported.printed import read_printed


@pytest.mark.parametrize("prints", [("12",), ("12", "13"), ("无", "没有")])
def test_places_of_one_figure_are_not_compared_with_each_other_one_by_one(monkeypatch, prints):
    compared = []
    real = mismatches._are_same
    monkeypatch.setattr(mismatches, "_are_same", lambda one, other: compared.append(one) or real(one, other))
    texts = prints * (2_000 // len(prints))
    figures = [Figure("cases", row, text, "", read_printed(text, "")) for row, text in enumerate(texts, 2)]
    found, checked = mismatches.check_repeats(figures)
    # Only the first place has none before it that it contradicts.
    assert [each.row for each in found] == [each.row for each in figures[1:] if len(prints) > 1]
    assert checked == {each.row for each in figures}
    assert len(compared) < 2 * len(figures)
