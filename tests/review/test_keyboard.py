"""The review screen, driven by its keys in 80 columns and 24 lines."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checker.model.decisions import Holds, Kind, Reason
from checker.review.deciding import decide
from checker.review.decisions import Decision
from checker.review.filters import Filter
from checker.review.flags import Review, ReviewedFlag, open_flags
from checker.review.holding import Decisions, Verdict
from checker.review.keyboard import PAGE, ReviewApp
from checker.review.notes import read_form, write_form
from checker.review.taking import Wish
from checker.text.bilingual import Text

DAY = date(2026, 3, 2)


def flag(number: int) -> ReviewedFlag:
    data: dict[str, Any] = {
        **{"finding": f"f{number:05}", "facts": "f1:1", "ref": f"{number:016x}-1", "department": "a", "state": "new"},
        **{
            "severity": "red",
            "code": "M503",
            "sheet": "训练",
            "cell": f"D{number}",
            "key": str(number),
            "first": "2025Q4",
        },
        **{"message": {"zh": f"第 {number} 人差 2 学时", "en": f"officer {number} is 2 hours short"}, "observed": "58"},
    }
    return ReviewedFlag(data, Text("甲局", "Bureau A"), Text("学时", "Hours"), "§1", Verdict(Holds.OPEN))


def review(count: int) -> Review:
    return Review("p", "2026Q1", "2-x", DAY, tuple(flag(number) for number in range(count)), Decisions(()), 12)


class Ledger:
    """Numbers decisions as the ledger does, after the same rule has let them through."""

    def __init__(self) -> None:
        self.recorded: list[Decision] = []

    def append(self, kind: str, payload: object, items: object, *, at: datetime) -> SimpleNamespace:
        return SimpleNamespace(seq=len(self.recorded) + 3)

    def __call__(self, now: Review, wish: Wish, flags: Sequence[ReviewedFlag]) -> list[Decision]:
        done = decide(self, now, wish, flags, datetime(2026, 3, 2, tzinfo=UTC))
        self.recorded += done
        return done


Press = Callable[..., Awaitable[None]]


def drive(
    count: int, use: Callable[[ReviewApp, Press], Awaitable[None]], language: Any = "en"
) -> tuple[ReviewApp, Ledger]:
    ledger = Ledger()
    app = ReviewApp(review(count), Filter(), "Li", "li", language, ledger)

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:

            async def press(*keys: str) -> None:
                await pilot.press(*keys)
                await pilot.pause()

            await pilot.pause()
            await use(app, press)

    asyncio.run(run())
    return app, ledger


def text_of(app: ReviewApp, id: str) -> str:
    return str(app.query_one(f"#{id}").render())


def test_fifty_flags_are_cleared_with_the_keyboard_alone() -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        for _ in range(50):
            await press("d", "1")

    app, ledger = drive(50, use)
    assert open_flags(app.review.flags) == []
    assert [each.members[0].finding for each in ledger.recorded] == [f"f{number:05}" for number in range(50)]
    assert {each.reason for each in ledger.recorded} == {Reason.FALSE_ALARM}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_screen_says_what_is_under_the_cursor(language: Any) -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        await press("j")
        assert ("officer 1 is" in text_of(app, "text")) == (language == "en")
        assert ("第 1 人" in text_of(app, "text")) == (language == "zh")
        await press("k", "c")
        assert app.review.flags[0].verdict.holds is Holds.CONFIRMED
        assert "officer 1 is" in text_of(app, "text") or language == "zh"

    drive(3, use, language)


def test_a_waiver_is_asked_for_by_digits_and_another_key_leaves_it() -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        await press("w", "9")
        assert app.review.decisions.all == ()
        await press("escape", "1", "w", "1", "3")

    _, ledger = drive(2, use)
    (made,) = ledger.recorded
    assert (made.kind, made.reason, made.ends) == (Kind.WAIVE, Reason.ACCEPTED_UNTIL, date(2026, 6, 2))


def test_zero_waives_for_as_long_as_the_pack_allows() -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        await press("w", "1", "0")

    _, ledger = drive(1, use)
    assert ledger.recorded[0].ends == date(2027, 3, 2)


def test_marked_flags_are_decided_together_and_taken_back_together() -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        await press("space", "j", "space", "c")
        assert [each.verdict.holds.value for each in app.review.flags] == ["confirmed", "open", "confirmed", "open"]
        await press("k", "k", "k", "u")
        assert {each.verdict.holds for each in app.review.flags} == {Holds.OPEN}
        await press("j", "u")
        assert "no decision" in text_of(app, "status")

    _, ledger = drive(4, use)
    assert [len(each.members) for each in ledger.recorded] == [2, 0]


def test_what_may_not_be_recorded_is_said_and_nothing_changes() -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        await press("w", "1", "1", "k", "a")
        assert "another person" in text_of(app, "status")
        assert app.review.flags[0].verdict.holds is Holds.REQUESTED

    drive(1, use)


def test_a_form_is_filled_in_with_the_editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nsed -i "s/^Measure:.*/Measure: two more courses/" "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setattr(ReviewApp, "suspend", lambda self: __import__("contextlib").nullcontext())

    async def use(app: ReviewApp, press: Press) -> None:
        await press("p", "m")

    _, ledger = drive(2, use)
    (plan,) = ledger.recorded  # the comment's form was left blank
    assert (plan.text, plan.person, plan.due) == ("two more courses", "Bureau A", date(2026, 4, 2))


def test_conditions_and_pages() -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        await press("n")
        assert "flag 201 of 450" in text_of(app, "title")
        await press("n", "n", "b")
        assert f"flag {PAGE + 1} of 450" in text_of(app, "title")
        await press("slash", *"key=7", "enter")
        assert "flag 1 of 1" in text_of(app, "title")
        await press("slash", *"cod", "enter")
        assert "cod" in text_of(app, "status")

    drive(450, use)


def test_a_form_reads_back_with_either_colon_and_over_several_lines() -> None:
    labels = {"text": "措施", "due": "期限"}
    assert read_form(write_form("# 说明", {"措施": "补课", "期限": ""}), labels) == {"text": "补课", "due": ""}
    assert read_form("措施：补课\n两次\n期限 : 明天", labels) == {"text": "补课 两次", "due": "明天"}


def test_a_request_about_several_flags_is_not_approved_by_one_of_them() -> None:
    async def use(app: ReviewApp, press: Press) -> None:
        await press("space", "space", "w", "1", "1")
        app._by = "Wang"
        await press("k", "k", "a")
        assert "1 are not chosen" in text_of(app, "status")
        await press("space", "space", "a")
        assert {each.verdict.holds for each in app.review.flags} == {Holds.WAIVED}

    _, ledger = drive(2, use)
    assert [each.kind for each in ledger.recorded] == [Kind.WAIVE, Kind.APPROVE]
