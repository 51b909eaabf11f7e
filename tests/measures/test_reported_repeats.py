"""A sheet may print one figure in very many places."""

import pytest

from checker.measures.reported import mismatches
from checker.measures.reported.figures import Figure
from checker.measures.reported.printed import read_printed


@pytest.mark.parametrize(("prints", "contradicted"), [(("12",), 0), (("12", "13"), 1_000), (("无", "没有"), 1_000)])
def test_places_of_one_figure_are_not_compared_with_each_other_one_by_one(monkeypatch, prints, contradicted):
    compared = []
    real = mismatches._are_same
    monkeypatch.setattr(mismatches, "_are_same", lambda one, other: compared.append(one) or real(one, other))
    texts = prints * (2_000 // len(prints))
    figures = [Figure("cases", row, text, "", read_printed(text, "")) for row, text in enumerate(texts, 2)]
    found, checked = mismatches.check_repeats(figures)
    assert [each.row for each in found] == [each.row for each in figures if each.text != prints[0]]
    assert len(found) == contradicted
    assert checked == {each.row for each in figures}
    assert len(compared) < 2 * len(figures)
