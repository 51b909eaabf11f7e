"""That single cells of a typed table are those of its frame."""

from __future__ import annotations

from datetime import date

from checker.model.workbook import BLANK, INVALID, VALID
from tests.typed_rows import BAD, submitted, table

TABLES = {
    "courses": table("courses", {"title": {"type": "text"}, "held_on": {"type": "date"}, "hours": {"type": "decimal"}})
}


def test_a_cell_is_that_of_the_frame() -> None:
    rows = [{"title": "a", "held_on": date(2022, 3, 1), "hours": 2}, {"title": BAD}, {}]
    typed = submitted(TABLES, {"courses": rows}).tables["courses"]
    for row in typed.frame.index.tolist():
        for name in typed.frame.columns:
            kept, plain = typed.at(row, name), typed.frame.at[row, name]
            assert type(kept) is type(plain)
            assert kept is plain or kept == plain
    assert [typed.state_at(row, "title") for row in typed.frame.index.tolist()] == [VALID, INVALID, BLANK]
