"""What the commands of the review share: the ledger and the run that they work on, and the people and the day."""

import getpass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.ledger import find_address
from checker.text.levels import speak

if TYPE_CHECKING:
    from checker.ledger.store import Ledger
    from checker.review.flags import Review


def open_review(
    url: str | None, key: Path | None, pack: str | None, period: str | None, day: date | None
) -> "tuple[Ledger, Review]":
    """Opens the ledger and loads the run under review; decisions are judged on `day`, which is today if not given.

    Raises:
        Stop: there is no ledger, or no such run in it.
    """
    from checker.ledger.store import Ledger
    from checker.review.flags import load_review

    ledger = Ledger(find_address(url, key))
    review = load_review(ledger, pack, period, day or date.today())  # noqa: DTZ011 - days are local days
    speak(review.level_words)
    return ledger, review


def find_login() -> str:
    """Returns the account of this computer, which is kept beside the typed name; empty if it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
