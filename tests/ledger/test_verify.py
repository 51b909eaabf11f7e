"""Whatever is done to a ledger behind its back is found, and the record is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import Stop
from checker.ledger.address import Address
from checker.ledger.heads import Head, read_head_file
from checker.ledger.store import Ledger
from checker.ledger.tables import ENTRIES, HEAD, ITEMS
from checker.ledger.verify import verify_ledger
from tests.ledger.flipping import flip_bits
from tests.ledger.tampering import AT as _AT
from tests.ledger.tampering import fill, read_rows, try_changes, write_rows


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    fill(ledger)
    return ledger


def test_an_intact_ledger_is_intact(filled: Ledger) -> None:
    done = verify_ledger(filled, [filled.head()])
    assert (done.damage, done.entries, done.items) == (None, 9, 24)
    assert done.head == filled.head()


def test_random_changes_are_found_and_named(filled: Ledger) -> None:
    found, wrong = try_changes(filled, 120, seed=1)
    assert wrong == []
    assert sum(found.values()) == 120
    assert verify_ledger(filled).damage is None


def recut(address: Address, size: int) -> None:
    """Cuts the tail and moves the head, as somebody who can write to the database would."""
    rows = read_rows(address)
    head, entries, items = rows.values()
    kept = [each for each in entries if each["seq"] <= size]
    moved = [{**head[0], "size": size, "hash": kept[-1]["hash"]}]
    write_rows(address, {HEAD: moved, ENTRIES: kept, ITEMS: [each for each in items if each["entry"] <= size]})


def test_a_cut_tail_is_found_against_an_older_head(filled: Ledger) -> None:
    head = filled.head()
    recut(filled.address, 6)
    assert verify_ledger(filled).damage is None, "without a head nobody can know"
    damage = verify_ledger(filled, [head]).damage
    assert damage is not None
    assert (damage.what, damage.entry) == ("cut", 7)
    assert "9 entries" in damage.text.en


def test_a_chain_sealed_anew_is_found_against_any_older_head(filled: Ledger) -> None:
    heads = [Head(filled.origin, each.seq, each.hash) for each in filled.entries()]
    recut(filled.address, 4)
    filled.append("run", {"period": "another"}, at=_AT)
    fill(filled, runs=3)
    assert verify_ledger(filled, heads[:4]).damage is None
    for older in heads[4:]:
        damage = verify_ledger(filled, [older, heads[2]]).damage
        assert damage is not None
        assert (damage.what, damage.entry) == ("resealed", 4)
        assert damage.text.en.startswith(f"one of the entries 4 to {older.size} was altered")


def test_a_head_of_another_ledger_is_said(filled: Ledger) -> None:
    damage = verify_ledger(filled, [Head("example.cn/other", 1, "0" * 64)]).damage
    assert damage is not None
    assert damage.what == "other-ledger"


def test_a_head_is_three_lines_that_can_be_read_back(filled: Ledger, tmp_path: Path) -> None:
    head = filled.head()
    origin, size, hash = head.text.splitlines()
    assert (origin, size, len(hash)) == ("example.cn/test", "9", 44)
    path = tmp_path / "head.txt"
    path.write_text(head.text + "\n— witness AAAA\n", encoding="utf-8-sig", newline="\r\n")
    assert read_head_file(path) == head
    for bad in ("", "one\ntwo\nthree\n", f"{origin}\n0\n{hash}\n", f"{origin}\n3\n{hash[:-8]}\n"):
        path.write_text(bad)
        with pytest.raises(Stop) as caught:
            read_head_file(path)
        assert caught.value.reference == "bad-head"


def test_a_flipped_bit_is_found_or_refused_or_harmless(tmp_path: Path) -> None:
    outcomes, wrong = flip_bits(tmp_path, 150, seed=5)
    assert wrong == []
    assert sum(outcomes.values()) == 150
