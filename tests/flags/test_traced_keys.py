"""That the rows with one key, as displayed, are found without masking the keys of all other rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.flags.traces import TracedRows
from checker.privacy.masking import mask_text
from checker.tables.rows.keys import SEPARATOR
from tests.typed_rows import submitted, table

TABLES = {"calls": table("calls", {"no": {"type": "text"}, "of": {"type": "text"}}, key=["no", "of"])}
#: The second and third look alike once they are masked, and the fourth looks like that to begin with.
NUMBERS = ["7", "13812345678", "13887655678", "138****5678", "Ａ7", "a 7", "…", None, "x" * 600, "x" * 700]


@given(st.lists(st.sampled_from(NUMBERS), max_size=6), st.sampled_from(["", "1", "13812345678"]))
def test_rows_with_one_displayed_key(numbers: list[str | None], of: str) -> None:
    typed = submitted(TABLES, {"calls": [{"no": each, "of": of} for each in numbers]}).tables["calls"]
    traced = TracedRows(typed, TABLES["calls"], mask_text)
    for key in traced.keys:
        assert list(traced._with_key(key)) == [at for at, other in enumerate(traced.keys) if other == key]


def test_only_what_is_needed_is_masked() -> None:
    masked: list[str] = []

    def mask(text: str) -> str:
        masked.append(text)
        return mask_text(text)

    rows = [{"no": str(number), "of": "1"} for number in range(100)]
    typed = submitted(TABLES, {"calls": rows}).tables["calls"]
    TracedRows(typed, TABLES["calls"], mask).known(7, "")
    assert masked == [f"7{SEPARATOR}1"]
