"""Makes requirements of what has a time only: a limit, a deadline, or how often."""

from dataclasses import replace

from checker.policy.model import Requirement
from checker.policy.parts import Part, make


def find_times(part: Part) -> list[Requirement]:
    """Makes requirements of what has a time only: a limit, a deadline, or how often."""
    rules = part.rules
    phrase = part.phrase(0, len(part.text))
    if part.limits:
        condition = rules.find("limits", "condition").search(part.masked)
        if rules.find("limits", "done").search(part.masked) and not condition:
            return [
                make(part, "within", each.operator, each.number, each.unit, phrase, part.text[each.start : each.end])
                for each in part.limits
            ]
    if part.deadlines:
        due = part.deadlines[0]
        if not due.needs_number:
            made = make(part, "deadline", "<=", due.day, "date", phrase, part.text[due.start : due.end])
            return [replace(made, period=due.period, period_written=due.period != "once")]
    compares = any(says["kind"] == "unclear" and pattern.search(part.masked) for pattern, says in rules.strict)
    if part.periods and not compares and not rules.find("periods_idle").search(part.masked):
        each = part.periods[0]
        behind = (part.masked[: each.start] + part.masked[each.end :]).strip(" ,.")
        if len(behind) >= rules.data["shortest_activity"] and part.sentence.status != "general":
            return [make(part, "frequency", ">=", "1", "times", phrase, part.text[each.start : each.end])]
    return []


def find_continued(part: Part) -> list[Requirement]:
    """Makes a requirement of a part whose deadline the part before it names: "by June do A, and publish it"."""
    due = part.carried.deadline
    if due is None or not part.rules.find("continued").match(part.masked.strip()):
        return []
    phrase = part.phrase(0, len(part.text))
    made = make(part, "deadline", "<=", due.day, "date", phrase, "")
    return [replace(made, period=due.period, period_written=due.period != "once")]
