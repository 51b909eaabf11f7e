"""No answer and no decision may ever pass to another row: rows are drawn, edited, moved, retyped, and recognised."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from checker.flags.traces import trace_rows, traced_tables
from checker.model import Flag, Known, Severity, flag
from checker.model.fingerprints import Fingerprint, add_fingerprints
from checker.model.matching import How, Match, Trace, match, match_exactly
from checker.model.workbook import Submission
from checker.privacy.masking import mask_for_digest, mask_text
from checker.tables.rows.places import place_of, show_cell
from checker.text.bilingual import Text
from tests.made_up import made_up
from tests.typed_rows import table, typed

TOO_MUCH = made_up("V399", "too-much", Severity.ERROR, Text("多", "much"), Text("{n}", "{n}"))
TRAINING = table(
    "training",
    {
        "no": {"type": "id"},
        "who": {"type": "text", "personal": "name"},
        "topic": {"type": "text"},
        "hours": {"type": "decimal"},
        "remark": {"type": "text"},
    },
    key=["no"],
)


@dataclass(frozen=True)
class Row:
    id: int  # which record it truly is; the program never sees it
    no: str | None
    who: str | None
    topic: str | None
    hours: int

    def cells(self) -> dict[str, object]:
        return {"no": self.no, "who": self.who, "topic": self.topic, "hours": self.hours}

    @property
    def rest(self) -> tuple[object, ...]:
        return self.no, self.who, self.topic


def flags_on(rows: list[Row]) -> list[tuple[Row, Flag]]:
    """Flags every row with more than 10 hours, and returns each flag with the row that it is on."""
    sheet = typed(TRAINING, [row.cells() for row in rows])
    submission, tables = Submission({"training": sheet}), {"training": TRAINING}
    found = tuple(
        flag(
            TOO_MUCH,
            place_of(sheet, TRAINING, number, "hours"),
            observed=show_cell(sheet, TRAINING, number, "hours"),
            n=1,
        )
        for number, row in enumerate(rows, 2)
        if row.hours > 10
    )
    stamped = add_fingerprints(
        "p", "d", trace_rows(found, traced_tables(submission, tables, mask_text)), mask_for_digest
    )
    by_number = dict(enumerate(rows, 2))
    return [(by_number[each.place.row or 0], each) for each in stamped]


def trace(each: Flag, key: str) -> Trace:
    print = Fingerprint.parse(each.fingerprint)
    assert print is not None
    return Trace(print, hashlib.sha256((key + each.secret).encode()).hexdigest() if key and each.secret else "")


def compare(before: list[Row], after: list[Row], key: str = "") -> list[tuple[Row, Row | None, Match]]:
    return recognise(flags_on(before), flags_on(after), key)


def recognise(
    old: list[tuple[Row, Flag]], new: list[tuple[Row, Flag]], key: str
) -> list[tuple[Row, Row | None, Match]]:
    matches = match([trace(each, key) for _, each in old], [trace(each, key) for _, each in new])
    return [
        (row, None if found.old is None else old[found.old][0], found)
        for (row, _), found in zip(new, matches, strict=True)
    ]


A, B = Row(1, "7", "张三", "复议", 24), Row(2, "8", "李四", "诉讼", 30)


def hows(before: list[Row], after: list[Row], key: str = "") -> list[tuple[How, bool]]:
    return [(found.how, found.certain) for _, _, found in compare(before, after, key)]


@pytest.mark.parametrize("key", ["", "k"])
def test_unchanged_and_sorted_rows_persist(key):
    assert hows([A, B], [B, A], key) == [(How.PERSISTING, True)] * 2
    assert [(row.id, old.id) for row, old, _ in compare([A, B], [B, A], key) if old] == [(2, 2), (1, 1)]


def test_another_value_and_another_neighbour():
    assert hows([A], [replace(A, hours=65)]) == [(How.CHANGED, True)]
    assert hows([A], [replace(A, topic="其他")]) == [(How.PERSISTING, True)]


def test_a_corrected_row_leaves_nothing_to_its_twin():
    twin = replace(A, id=3)
    assert hows([A, twin], [replace(A, hours=8), twin]) == [(How.AMBIGUOUS, False)]
    other = replace(twin, topic="诉讼", who=None)
    assert hows([replace(A, who=None), other], [replace(A, who=None, hours=8), other]) == [(How.PERSISTING, True)]


def test_blank_keys_are_told_apart_by_their_other_cells_only():
    one, two = Row(1, None, None, "复议", 24), Row(2, None, None, "诉讼", 24)
    assert hows([one, two], [two, one]) == [(How.PERSISTING, True)] * 2
    assert hows([one], [two]) == [(How.AMBIGUOUS, False)]
    assert hows([one], [replace(one, hours=30)]) == [(How.CHANGED, False)]


def test_rows_that_differ_in_a_name_only_need_the_keyed_hash():
    one, two = Row(1, None, "张三", "复议", 24), Row(2, None, "李四", "复议", 24)
    assert hows([one, two], [one]) == [(How.AMBIGUOUS, False)]
    assert hows([one, two], [one], "k") == [(How.PERSISTING, True)]
    assert hows([one], [two], "k") == [(How.AMBIGUOUS, False)]
    assert hows([one], [two])[0][1] is False


def test_a_retyped_key_is_another_record():
    assert hows([A], [replace(A, no="９９")]) == [(How.NEW, False)]
    assert hows([A], [replace(A, no="７")]) == [(How.PERSISTING, True)]


def test_flags_that_come_back_are_recognised_only_if_nothing_changed():
    (old,), (same,), (other,) = (flags_on([row]) for row in (A, A, replace(A, hours=65)))
    assert match_exactly([trace(old[1], "")], [trace(same[1], "")])[0].certain
    assert match_exactly([trace(old[1], "")], [trace(other[1], "")])[0].old is None


EDITS: dict[str, Callable[[random.Random, list[Row]], list[Row]]] = {
    "drop": lambda draw, rows: [row for row in rows if draw.random() > 0.3],
    "sort": lambda draw, rows: draw.sample(rows, len(rows)),
    "correct": lambda draw, rows: [replace(row, hours=5) if draw.random() < 0.3 else row for row in rows],
    "spoil": lambda draw, rows: [
        replace(row, hours=draw.choice((24, 30))) if draw.random() < 0.3 else row for row in rows
    ],
    "retype": lambda draw, rows: [
        replace(row, no=draw.choice(("7", "8", None))) if draw.random() < 0.3 else row for row in rows
    ],
    "rewrite": lambda draw, rows: [
        replace(row, topic=draw.choice(("复议", "诉讼"))) if draw.random() < 0.3 else row for row in rows
    ],
    "add": lambda draw, rows: [*rows, *draw_rows(draw, 100, 2)],
}


def draw_rows(draw: random.Random, first: int, most: int) -> list[Row]:
    return [
        Row(
            first + n,
            draw.choice(("7", "8", None)),
            draw.choice((None, "张三", "李四")),
            draw.choice(("复议", "诉讼", None)),
            draw.choice((5, 24, 30)),
        )
        for n in range(draw.randint(0, most))
    ]


def is_unique(row: Row, rows: list[Row]) -> bool:
    return row.no is not None and sum(each.no == row.no for each in rows) == 1


def test_what_is_certain_is_the_same_record():
    """A record is the same if its key is, on both sides the only one of its kind; else only if all its cells are.

    With a key for the hashes, and without: the flags are the same.
    """
    certain = dict.fromkeys(("", "k"), 0)
    for seed in range(4000):
        draw = random.Random(seed)
        before = draw_rows(draw, 0, 6)
        after = before
        for name in draw.sample(sorted(EDITS), 2):
            after = EDITS[name](draw, after)
        flags = flags_on(before), flags_on(after)
        for key in certain:
            for new, old, found in recognise(*flags, key):
                if old is None or not (found.certain or found.alike):
                    continue
                certain[key] += 1
                assert_same_record(new, old, found, before, after)
    assert min(certain.values()) > 1000


def assert_same_record(new: Row, old: Row, found: Match, before: list[Row], after: list[Row]) -> None:
    by_key = new.no == old.no and is_unique(old, before) and is_unique(new, after)
    same = (old.rest, old.hours) == (new.rest, new.hours)
    assert new.id == old.id or by_key or same, (before, after, found)
    if found.certain and not by_key and new.id != old.id:  # full copies: none of them may be left over
        copies = [sum((row.rest, row.hours) == (old.rest, old.hours) for row in rows) for rows in (before, after)]
        assert copies[0] <= 1 or copies[0] == copies[1], (before, after)


def test_each_earlier_flag_is_used_once_and_every_flag_gets_one_match():
    for seed in range(500):
        draw = random.Random(seed)
        before, after = draw_rows(draw, 0, 8), draw_rows(draw, 0, 8)
        matches = compare(before, after)
        assert len(matches) == sum(row.hours > 10 for row in after)
        used = [found.old for _, _, found in matches if found.old is not None]
        assert len(used) == len(set(used))


def test_nothing_personal_is_hashed_without_a_key():
    """Two names, two numbers that are masked alike: the same fingerprint, so that no list of candidates helps."""
    number = "12010119800101123{}"
    for one, other in (
        (Row(1, None, "张三", "x", 24), Row(1, None, "张飞", "x", 24)),
        (Row(1, number.format(4), None, "x", 24), Row(1, number.format(4)[:6] + "19991231" + "1234", None, "x", 24)),
        (Row(1, None, None, number.format(4), 24), Row(1, None, None, number.format(4)[:6] + "19991231" + "1234", 24)),
    ):
        (_, first), (_, second) = *flags_on([one]), *flags_on([other])
        assert first.fingerprint == second.fingerprint
        assert first.secret != second.secret or one.topic != "x"


def test_a_fingerprint_reads_back():
    for known in Known:
        for number in (1, 2, 31):
            print = Fingerprint("0123456789abcdef", "01234567", "89abcdef", known, number)
            assert Fingerprint.parse(str(print)) == print
    for text in ("", "0123456789abcdef", "0123456789abcdef-01234567-89abcdef-", "x" * 34):
        assert Fingerprint.parse(text) is None
