"""Where a row that isn't due yet will be counted, as the clerk is told: by a later report, or in another workbook."""

from __future__ import annotations

from datetime import date

import pytest

from checker.periods import Window
from checker.text.bilingual import Text
from tests.measures.needed.world import YEAR, indicator, scope_over

DUE = {
    "proportion": {
        "table": "officers",
        "when": {"within": {"days": 30, "of": "since"}, "done": "until"},
        "numerator": {"serves": True},
    }
}
MARCH = Window(date(2022, 3, 1), date(2022, 3, 31))


@pytest.mark.parametrize(
    ("window", "since", "as_of", "said"),
    [
        (MARCH, date(2022, 2, 20), date(2022, 3, 10), "a later report of this year counts it"),  # due on 22 March
        (MARCH, date(2022, 3, 1), date(2022, 3, 10), "a later report of this year counts it"),  # due on its last day
        (MARCH, date(2022, 3, 2), date(2022, 3, 31), "enter it in that workbook too"),  # due on 1 April
        (YEAR, date(2022, 3, 2), date(2022, 3, 31), "a later report of this year counts it"),
        (YEAR, date(2022, 12, 2), date(2022, 12, 31), "carry it into the workbook for 2023"),
    ],
)
def test_it_is_said_where_the_row_will_count(window: Window, since: date, as_of: date, said: str) -> None:
    asked = indicator(DUE, {"at_least": "1/2"})
    rows = {"officers": [{"id": "1", "since": since, "until": None, "serves": True}]}
    (note,) = asked.asked.measure(scope_over(asked, rows, as_of, window=window)).notes
    text = dict(note.values)["next"].text
    assert note.code.id == "M520" and isinstance(text, Text) and text.en.endswith(said), text
