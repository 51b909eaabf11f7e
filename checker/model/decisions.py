"""What auditors decide about flags: the kinds, their reasons, what each needs, and what holds because of them."""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of decisions."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    WAIVE = "waive"
    APPROVE = "approve"
    PLAN = "plan"
    CLOSE = "close"
    COMMENT = "comment"
    UNDO = "undo"


class Reason(StrEnum):
    """The reasons for a decision; the text says more."""

    FALSE_ALARM = "false_alarm"
    EVIDENCE_SEEN = "evidence_seen"
    EXEMPT_BY_LAW = "exempt_by_law"
    ACCEPTED_UNTIL = "accepted_until"
    DUPLICATE = "duplicate"
    OTHER = "other"


class Holds(StrEnum):
    """What holds of a finding because of the decisions about it."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    REQUESTED = "requested"  # a waiver that nobody has approved
    WAIVED = "waived"
    PLANNED = "planned"
    OVERDUE = "overdue"  # a plan whose due day has passed
    CLOSED = "closed"  # a plan whose evidence was verified
    OUTDATED = "outdated"  # confirmed or dismissed, but what was found has changed since
    EXPIRED = "expired"  # a waiver whose last day has passed


#: What nobody has to look at for now.
SETTLED = (Holds.CONFIRMED, Holds.DISMISSED, Holds.WAIVED, Holds.PLANNED, Holds.CLOSED)


#: The reasons that each kind of decision takes; the others take none.
REASONS_OF: Mapping[Kind, tuple[Reason, ...]] = {
    Kind.CONFIRM: (Reason.EVIDENCE_SEEN, Reason.OTHER),
    Kind.DISMISS: (*(Reason.FALSE_ALARM, Reason.EVIDENCE_SEEN, Reason.EXEMPT_BY_LAW, Reason.DUPLICATE, Reason.OTHER),),
    Kind.WAIVE: (Reason.ACCEPTED_UNTIL, Reason.EXEMPT_BY_LAW, Reason.OTHER),
}
#: What each kind of decision needs besides somebody's name.
NEEDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CONFIRM: (),
    Kind.DISMISS: ("reason",),
    Kind.WAIVE: ("reason", "until"),
    Kind.APPROVE: (),
    Kind.PLAN: ("text", "person", "due"),
    Kind.CLOSE: ("evidence",),
    Kind.COMMENT: ("text",),
    Kind.UNDO: (),
}
