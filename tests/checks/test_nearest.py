"""Which existing value a mistyped one is taken for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.nearest import LONGEST, MOST_SLIPS, find_nearest


@pytest.mark.parametrize(
    ("typed", "existing", "meant"),
    [
        ("0471", ["0417", "5521"], "0417"),
        ("041", ["0417", "5521"], "0417"),
        ("04177", ["0417", "5521"], "0417"),
        ("0418", ["0417", "5521"], "0417"),
        ("1000110", ["00001000110", "1000999"], "00001000110"),
        ("o417", ["O418"], "O418"),
        ("0418", ["0417", "0419"], None),
        ("0471", ["0417", "0472"], "0417"),
        ("0417", ["9999"], None),
        ("未注销", ["注销"], None),
        ("不满意", ["满意", "不满艺"], "不满艺"),
        ("违法案卷", ["合法案卷"], None),
        ("非党员", ["党员"], None),
        ("unlicensed", ["licensed"], None),
        ("0417", [], None),
        ("x" * (LONGEST + 1), ["x" * LONGEST], None),
    ],
)
def test_one_stands_out_or_none(typed: str, existing: list[str], meant: str | None) -> None:
    assert find_nearest({typed}, existing).get(typed) == meant


def test_a_wrong_list_is_not_a_list_of_slips() -> None:
    few = {f"x{number:04d}" for number in range(MOST_SLIPS)}
    assert find_nearest(few, ["0000"])
    assert find_nearest({*few, "y0000"}, ["0000"]) == {}


@given(st.text("012ab", min_size=1, max_size=6), st.integers(0, 5), st.sampled_from("012ab"))
def test_every_single_slip_is_seen(meant: str, at: int, wrong: str) -> None:
    at %= len(meant)
    slips = {
        meant[:at] + meant[at + 1 :],
        meant[:at] + wrong + meant[at:],
        meant[:at] + wrong + meant[at + 1 :],
        meant[:at] + meant[at : at + 2][::-1] + meant[at + 2 :],
        "000" + meant,
    }
    for slip in slips:
        assert find_nearest({slip}, [meant]) == {slip: meant}
