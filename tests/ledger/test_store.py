"""What is added to a ledger is there whole, in its order, on both databases."""

from __future__ import annotations

import hashlib
import stat
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from checker.errors import Stop
from checker.ledger.address import Address
from checker.ledger.founding import create_ledger
from checker.ledger.store import Ledger, open_ledger
from tests.ledger.conftest import AT

RUN = {"pack": {"id": "heping"}, "period": "2022Q4", "score": Fraction(1, 3), "name": "区司法局"}
ITEMS = (
    {"item": "flag", "code": "C405", "department": "0101"},
    {"item": "result", "indicator": "attendance", "value": Fraction(19, 20)},
    {"item": "flag", "code": "C401", "department": "0102", "text": "100%_\\'\"\u0000"},
)


def reopen(ledger: Ledger) -> Ledger:
    address = ledger.address
    url = address.shown if address.server is None else address.server.render_as_string(hide_password=False)
    return open_ledger(url, address.key)


def test_a_new_ledger_has_one_entry(ledger: Ledger) -> None:
    (first,) = ledger.entries()
    assert (first.seq, first.kind, first.prev, first.at) == (1, "init", "", "2026-11-29T16:40:03Z")
    assert first.payload["origin"] == "example.cn/test"
    assert ledger.head() == (head := reopen(ledger).head())
    assert (head.origin, head.size, head.hash) == ("example.cn/test", 1, first.hash)


def test_what_is_added_is_read_back(ledger: Ledger) -> None:
    added = ledger.append("run", RUN, ITEMS, at=AT)
    again = reopen(ledger)
    assert list(again.entries("run")) == [added]
    assert again.entry(2) == added
    assert added.payload["score"] == Fraction(3333333333, 10**10)
    assert (added.groups, added.count) == ((("flag", 2), ("result", 1)), 3)
    assert [(each["item"], each["n"]) for each in again.items(2)] == [("flag", 1), ("flag", 2), ("result", 3)]
    assert [each["value"] for each in again.items(2, "result")] == [Fraction(19, 20)]
    assert [each["text"] for each in again.items(2, "flag", code="C401", department="0102")] == ["100%_\\'\"\u0000"]
    assert list(again.items(2, "flag", code="C4")) == []
    assert list(again.items(2, "rows")) == []


def test_hashes_are_those_of_the_texts(ledger: Ledger) -> None:
    before = ledger.head().hash
    added = ledger.append("run", RUN, ITEMS[:2], at=AT)
    assert added.hash == hashlib.sha256(added.text.encode()).hexdigest()
    assert added.prev == before
    first = '{"code":"C405","department":"0101","item":"flag","n":1}'
    second = '{"indicator":"attendance","item":"result","n":2,"value":0.95}'
    middle = hashlib.sha256(f"\n{first}".encode()).hexdigest()
    assert added.root == hashlib.sha256(f"{middle}\n{second}".encode()).hexdigest()


def test_entries_come_newest_first_if_asked(ledger: Ledger) -> None:
    for _ in range(3):
        ledger.append("decision", {}, at=AT)
    assert [each.seq for each in ledger.entries(newest_first=True)] == [4, 3, 2, 1]


def test_nothing_is_added_if_the_block_fails(ledger: Ledger) -> None:
    before = ledger.head()
    with pytest.raises(ZeroDivisionError), ledger.appending("run", RUN, lambda: ITEMS, at=AT):
        raise ZeroDivisionError
    assert ledger.head() == before
    assert [each.seq for each in ledger.entries()] == [1]
    assert ledger.append("run", RUN, ITEMS, at=AT).seq == 2


def test_the_same_again_is_not_added(ledger: Ledger) -> None:
    def add(items: tuple[dict[str, object], ...], period: str = "2022Q4") -> int:
        said = {**RUN, "period": period}
        later = AT + timedelta(days=1)
        with ledger.appending("run", said, lambda: items, at=later, repeats=lambda each: each["period"]) as entry:
            return entry.seq

    assert [add(ITEMS), add(ITEMS), add(ITEMS, "2023Q1"), add(ITEMS)] == [2, 2, 3, 2]
    assert add(ITEMS[:1]) == 2, "the items follow from what the payload says"
    assert ledger.head().size == 3


def test_personal_values_can_be_matched_but_not_read(ledger: Ledger) -> None:
    hashed = ledger.keyed("150203196902011230")
    assert hashed == reopen(ledger).keyed("150203196902011230") != ledger.keyed("150203196902011231")
    assert hashed.startswith(f"{ledger.key_id}:")
    assert ledger.address.key is not None
    secret = ledger.address.key.read_text().strip()
    assert stat.S_IMODE(ledger.address.key.stat().st_mode) == 0o600
    assert secret not in "".join(each.text for each in ledger.entries())


def test_a_lost_key_is_said_and_nothing_is_written(ledger: Ledger) -> None:
    assert ledger.address.key is not None
    ledger.append("run", RUN, ITEMS, at=AT)
    ledger.address.key.unlink()
    again = reopen(ledger)
    assert again.key is None
    assert len(list(again.items(2))) == 3, "what needs no key goes on"
    for use in (lambda: again.keyed("x"), lambda: again.append("run", RUN, at=AT)):
        with pytest.raises(Stop) as caught:
            use()
        assert caught.value.reference == "ledger-key-lost"
    assert again.head().size == 2
    again.address.key.write_text("00" * 32)  # that of another ledger
    assert reopen(ledger).key is None


def test_a_second_ledger_in_the_same_place_is_refused(ledger: Ledger) -> None:
    head = ledger.head()
    with pytest.raises(Stop) as caught:
        create_ledger(ledger.address, at=AT)
    assert caught.value.reference == "ledger-exists"
    assert ledger.head() == head


def test_a_ledger_can_hash_with_sm3(address: Address) -> None:
    ledger = create_ledger(address, at=AT, algorithm="sm3")
    assert ledger.append("run", RUN, ITEMS, at=AT).hash == hashlib.new("sm3", ledger.entry(2).text.encode()).hexdigest()


def test_an_unknown_algorithm_leaves_nothing_behind(address: Address, tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        create_ledger(address, at=AT, algorithm="md99")
    assert caught.value.reference == "no-algorithm"
    assert list(tmp_path.iterdir()) == []
