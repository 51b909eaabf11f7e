"""Flags and decisions under review for programs: as JSON and CSV. Everything was masked when it was recorded."""

from collections.abc import Mapping, Sequence

from checker.model import Language
from checker.review.decisions import Decision
from checker.review.flags import Review, ReviewedFlag, count_by
from checker.review.holding import Decisions
from checker.spreadsheet.csv_cells import write_csv
from checker.text.exact_json import Json
from checker.wording.headings import csv_headings

FLAGS_FORMAT, DECISIONS_FORMAT = "checker-flags/1", "checker-decisions/1"
#: The fields of a flag that the ledger holds, in the order of the columns.
_FIELDS = (
    *("ref", "finding", "code", "severity", "department"),
    *("sheet", "cell", "table", "field", "key", "indicator", "observed", "first", "last"),
)
COLUMNS = (
    *_FIELDS,
    "name",
    "clause",
    "state",
    "why",
    "doubt",
    "decision",
    "owner",
    "until",
    "asked",
    "message_zh",
    "message_en",
)


def dump_flags(review: Review, flags: Sequence[ReviewedFlag]) -> Json:
    """Returns the flags with their states and decisions."""
    return {
        "format": FLAGS_FORMAT,
        "pack": review.pack,
        "period": review.period,
        "run": review.run,
        "as_of": review.as_of.isoformat(),
        "states": count_by(review.flags, "state"),
        "flags": [_dump_flag(each) for each in flags],
    }


def _dump_flag(flag: ReviewedFlag) -> dict[str, Json]:
    decision = flag.verdict.decision
    return {
        **{name: value for name, value in flag.data.items() if name not in ("item", "n", "keyed")},
        "name": {"zh": flag.name.zh, "en": flag.name.en},
        "clause": flag.clause,
        "decision": {"holds": flag.verdict.holds.value, "seq": None if decision is None else decision.seq},
        "comments": [each.seq for each in flag.comments],
    }


def flags_csv(flags: Sequence[ReviewedFlag], language: Language) -> str:
    """Writes one line per flag, with headings in the reader's language."""
    rows = map(csv_row, flags)
    return write_csv(csv_headings(COLUMNS, language, "csv_review"), ([row[name] for name in COLUMNS] for row in rows))


def csv_row(flag: ReviewedFlag) -> Mapping[str, str]:
    """Returns the texts of a flag by column."""
    decision = flag.verdict.decision
    until = None if decision is None else decision.ends or decision.due
    return {
        **{name: flag[name] for name in _FIELDS},
        "name": flag.name.zh,
        "clause": flag.clause,
        "state": flag.state.value,
        "why": flag["why"],
        "doubt": flag["doubt"],
        "decision": flag.verdict.holds.value,
        "owner": flag.owner,
        "until": "" if until is None else until.isoformat(),
        "asked": flag.asked,
        "message_zh": flag.message.zh,
        "message_en": flag.message.en,
    }


def dump_decisions(decisions: Sequence[Decision], everything: Decisions, pack: str) -> Json:
    """Returns decisions with their members."""
    return {
        "format": DECISIONS_FORMAT,
        "pack": pack,
        "decisions": [
            {
                "seq": each.seq,
                **each.payload(pack),
                "undone": each.seq in everything.undone,
                "approved_or_closed_by": everything.seconds[each.seq].seq if each.seq in everything.seconds else None,
                "members": [member.as_json() for member in each.members],
            }
            for each in decisions
        ],
    }
