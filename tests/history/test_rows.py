"""Which row is which between two runs, and what is said of each that differs."""

from __future__ import annotations

import random
from typing import Any

import pytest

from checker.history.changes import CellChange, Kind, RoleChange, RowChange, find_row_changes
from checker.history.tables import Pair, StoredTable, pair_rows
from tests.history.items import Row, rows_item

A: Row = ("A-1", "张三", "road", "numerator")
B: Row = ("B-2", "李四", "water", "failure")
C: Row = ("C-3", "王五", "", "")


def pairs(before: list[Row], after: list[Row]) -> list[Pair]:
    found = pair_rows(StoredTable(rows_item(*before)), StoredTable(rows_item(*after)))
    return sorted(found, key=str)


def changes(before: list[dict[str, Any]], after: list[dict[str, Any]], *, keyed: bool = True) -> list[RowChange]:
    return find_row_changes(before, after, keyed=keyed)


def test_rows_keep_their_key_wherever_they_are_sorted_to() -> None:
    assert pairs([A, B, C], [C, A, B]) == [(0, 1), (1, 2), (2, 0)]


def test_a_corrected_key_is_seen_by_the_rest_of_the_row() -> None:
    assert pairs([A, B], [("A-9", *A[1:]), B]) == [(0, 0), (1, 1)]


@pytest.mark.parametrize("key", ["", "A-1"])
def test_of_rows_with_one_key_the_equal_ones_are_paired_first(key: str) -> None:
    first, second, new = (key, "张三", "road", ""), (key, "李四", "water", ""), (key, "李四", "gas", "")
    assert pairs([first, second], [second, first]) == [(0, 1), (1, 0)]
    one_left = pairs([first, second], [new, first])
    assert one_left == ([(0, 1), (1, 0)] if key else [(0, 1), (1, None), (None, 0)])


def test_rows_that_cannot_be_told_apart_are_not_paired() -> None:
    before = [("A-1", "", "road", ""), ("A-1", "", "water", "")]
    after = [("A-1", "", "gas", ""), ("A-1", "", "light", "")]
    assert pairs(before, after) == [(0, None), (1, None), (None, 0), (None, 1)]


def test_a_changed_cell_is_shown_with_the_verdict_that_flipped() -> None:
    (change,) = changes([rows_item(A, B)], [rows_item(("A-1", "张三", "rail", "failure"), B, code="C401")])[:1]
    assert change == RowChange(
        Kind.CHANGED,
        "d1",
        "t",
        "A-1",
        2,
        2,
        cells=(CellChange("matter", "road", "rail"),),
        roles=(RoleChange("i", "numerator", "failure"),),
        codes_new=("C401",),
    )


def test_another_person_with_the_same_mask_is_a_change() -> None:
    (change,) = changes([rows_item(A)], [rows_item(("A-1", "张四", "road", "numerator"))])
    assert (change.kind, change.cells, change.masked) == (Kind.CHANGED, (), True)
    assert not changes([rows_item(A)], [rows_item(("A-1", "张四", "road", "numerator"))], keyed=False)


def test_equal_rows_that_count_otherwise_are_recounted() -> None:
    (change,) = changes([rows_item(A)], [rows_item((*A[:3], "excluded"))])
    assert (change.kind, change.roles) == (Kind.RECOUNTED, (RoleChange("i", "numerator", "excluded"),))


def test_a_row_that_another_department_has_now_has_moved() -> None:
    before = [rows_item(A, B), rows_item(C, department="d2")]
    after = [rows_item(B), rows_item(C, A, department="d2")]
    (change,) = changes(before, after)
    assert (change.kind, change.department, change.came_from) == (Kind.MOVED, "d2", "d1")
    assert (change.row_before, change.row_after) == (2, 3)


def test_a_sheet_that_comes_or_goes_adds_or_removes_its_rows() -> None:
    assert [each.kind for each in changes([], [rows_item(A, B)])] == [Kind.ADDED] * 2
    assert [each.kind for each in changes([rows_item(A, B)], [])] == [Kind.REMOVED] * 2


def test_every_random_edit_is_found_and_no_other_row_is_named() -> None:
    """What was done to a sheet is exactly what is said of it, whatever the order of its rows."""
    random_ = random.Random(10)
    for _ in range(2_000):
        before = [(f"K-{n}", random_.choice(["张三", "李四", ""]), f"matter {n}", "numerator") for n in range(12)]
        after, expected = list(before), set()
        victim = random_.randrange(len(after))
        key, person, matter, role = after[victim]
        match edit := random_.choice(["changed", "removed", "added", "none"]):
            case "changed":
                after[victim] = (key, person, f"{matter}!", role)
                expected = {(edit, key)}
            case "removed":
                del after[victim]
                expected = {(edit, key)}
            case "added":
                after.insert(victim, ("NEW", person, "matter new", role))
                expected = {(edit, "NEW")}
        random_.shuffle(after)
        assert {(each.kind.value, each.key) for each in changes([rows_item(*before)], [rows_item(*after)])} == expected
