"""What the review screen asks before it records a decision: a reason and the months by digit, text in the editor."""

from dataclasses import replace

from checker.model.decisions import REASONS_OF, Kind, Reason
from checker.periods import months_later
from checker.review.flags import Review, ReviewedFlag
from checker.review.importing import read_day
from checker.review.keyboard_lines import Lines
from checker.review.notes import edit, read_form, write_form
from checker.review.taking import Wish
from checker.review.words import REASONS

#: The fields of the form of each kind, by the name of their label.
_FORMS: dict[Kind, dict[str, str]] = {
    Kind.PLAN: {"text": "measure", "person": "person", "due": "due"},
    Kind.CLOSE: {"evidence": "evidence"},
    Kind.COMMENT: {"text": "remark"},
}
_REMARK = {"text": "remark"}


def ask(wish: Wish, lines: Lines, review: Review) -> str:
    """Returns the question whose answer is a digit; empty if there is none left."""
    if wish.kind in (Kind.DISMISS, Kind.WAIVE) and wish.reason is None:
        reasons = enumerate(REASONS_OF[wish.kind], start=1)
        choices = " ".join(f"{digit} {REASONS[each].of(lines.language)}" for digit, each in reasons)
        return lines.say("choose_reason", choices=choices)
    if wish.kind is Kind.WAIVE and wish.until is None:
        return lines.say("choose_months", limit=review.waiver_months)
    return ""


def answer(wish: Wish, digit: int, review: Review) -> Wish | None:
    """Returns the wish with the answer to the present question; None if the digit is no answer."""
    if wish.reason is None:
        reasons = REASONS_OF[wish.kind]
        return replace(wish, reason=reasons[digit - 1]) if 1 <= digit <= len(reasons) else None
    months = min(digit or review.waiver_months, review.waiver_months)
    return replace(wish, until=months_later(review.as_of, months))


def needs_text(wish: Wish) -> bool:
    """Whether something has to be typed."""
    return wish.kind in _FORMS or wish.reason is Reason.OTHER


def fill_in(wish: Wish, lines: Lines, flag: ReviewedFlag | None, review: Review) -> Wish | None:
    """Asks for text in the reader's editor; None if nothing was filled in.

    The department is responsible for a rectification, and it is due in a month, unless the reader writes otherwise.

    Raises:
        Stop: the editor can't be started, or a day can't be read.
    """
    fields = _FORMS.get(wish.kind, _REMARK)
    labels = {field: lines.say(label) for field, label in fields.items()}
    before = {
        "person": "" if flag is None else flag.name.of(lines.language),
        "due": months_later(review.as_of, 1).isoformat(),
    }
    form = write_form(lines.say("fill_in"), {labels[field]: before.get(field, "") for field in fields})
    said = read_form(edit(form), labels)
    if not any(said[field] for field in fields if field not in before):
        return None
    return replace(
        wish,
        text=said.get("text", ""),
        person=said.get("person", ""),
        evidence=said.get("evidence", ""),
        due=read_day(said.get("due", ""), lines.say("due")),
    )
