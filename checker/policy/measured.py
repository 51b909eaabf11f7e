"""Makes requirements of the amounts and times in a part of a sentence."""

import re
from dataclasses import dataclass, field, replace

from checker.policy.amounts import Amount, find_amounts
from checker.policy.model import Kind, Requirement, Sentence, write_number
from checker.policy.rules import Rules
from checker.policy.segments import share_head
from checker.policy.tabled import name_row
from checker.policy.times import Deadline, Limit, Named, find_deadlines, find_limits, find_periods, find_whom


@dataclass
class Carried:
    """What the parts of a sentence hand on to those after them."""

    period: str = ""
    deadline: Deadline | None = None
    who: tuple[str, ...] = ()
    whom: str = ""
    deductions: list[tuple[str, Amount]] = field(default_factory=list)


@dataclass
class _Part:
    """A part of a sentence with all that was found in it."""

    sentence: Sentence
    masked: str
    text: str
    rules: Rules
    deadlines: list[Deadline]
    limits: list[Limit]
    periods: list[Named]
    whom: Named | None
    amounts: list[Amount]
    carried: Carried

    @property
    def period(self) -> str:
        return self.periods[0].name if self.periods else ""

    @property
    def last_time(self) -> int:
        """Where the last period or "per whom" ends."""
        return max([each.end for each in self.periods] + ([self.whom.end] if self.whom else [0]))

    def phrase(self, start: int, end: int) -> str:
        if self.sentence.is_row:
            return name_row(self.text, self.rules)
        return self.text[start:end].strip().strip("，。；,.;、：:")


def find_measured(
    sentence: Sentence, masked: str, text: str, carried: Carried, rules: Rules
) -> tuple[list[Requirement], str]:
    """Finds what a part of a sentence measures; also gives the rest of the part, behind the last number."""
    deadlines = find_deadlines(masked, rules)
    limits = find_limits(masked, rules)
    spans = [(each.start, each.end) for each in deadlines] + [(each.start, each.end) for each in limits]
    periods = find_periods(masked, rules, spans)
    whom = find_whom(masked, rules)
    amounts = find_amounts(masked, rules, [*spans, *((each.start, each.end) for each in periods)])
    part = _Part(sentence, masked, text, rules, deadlines, limits, periods, whom, amounts, carried)
    carried.deductions += [(text[each.begins : each.end].strip(), each) for each in amounts if each.is_consequence]
    found = [*_shares(part), *_others(part)]
    last = max((each.end for each in amounts), default=0) if found else 0
    if periods:
        carried.period = periods[0].name
        carried.whom = whom.name if whom else ""
    if deadlines:
        carried.deadline = deadlines[-1]
    attached = any(each.within for each in found)
    later = [each.start for each in deadlines if each.period != "once" or not attached]
    later += [] if attached else [each.start for each in limits]
    if last and any(start >= last for start in later):
        more, rest = find_measured(sentence, masked[last:], text[last:], carried, rules)
        return found + more, rest
    if found:
        return found, masked[last:]
    found = _times(part) or _continued(part)
    times = max((end for _, end in [*spans, *((each.start, each.end) for each in periods)]), default=len(masked))
    return found, masked[times:] if found else masked


def has_claim(masked: str, rules: Rules) -> bool:
    """Whether a stretch of text measures something by itself."""
    times = [(each.start, each.end) for each in find_deadlines(masked, rules)]
    times += [(each.start, each.end) for each in find_limits(masked, rules)]
    if times or find_periods(masked, rules):
        return True
    return any(each.operator or each.unit == "%" for each in find_amounts(masked, rules, ()))


def _within(part: _Part) -> str:
    limits = [f"{each.number} {each.unit}" for each in part.limits]
    times = [f"{write_number(each.value)} {each.unit}" for each in part.amounts if each.is_time]
    dates = [f"by {each.day}" for each in part.deadlines if each.period == "once"]
    return (limits or times or dates or [""])[0]


def _by(part: _Part) -> str:
    """The date by which a count must be reached."""
    return next((f"by {each.day}" for each in part.deadlines if each.period == "once"), "")


def _make(part: _Part, kind: Kind, operator: str, threshold: str, unit: str, phrase: str, words: str) -> Requirement:
    period = part.period or (part.carried.period if kind in ("count", "frequency", "per_person") else "")
    usual = {"deadline": "once", "within": "event", "limit": "event"}.get(kind, "year")
    whom = part.whom.name if part.whom else "" if part.period else part.carried.whom
    who = part.carried.who
    if part.deadlines and kind in ("ratio", "trend", "count", "per_person") and not part.period:
        period = part.deadlines[0].period
    return Requirement(
        part.sentence,
        phrase,
        kind,
        "number",
        operator,
        threshold,
        unit,
        period or usual,
        bool(period),
        whom=whom,
        event=next((each.event for each in part.limits if each.event), ""),
        who=tuple(dict.fromkeys((*who, *part.sentence.responsible))),
        words=words,
    )


def _shares(part: _Part) -> list[Requirement]:
    """Makes requirements of percentages: one of each figure that a percentage is said of."""
    found: list[Requirement] = []
    begins = 0
    shares = [each for each in part.amounts if each.unit == "%" and not each.is_consequence]
    for amount in shares:
        if not amount.operator and not _is_asked_in_row(part):
            continue
        if amount.operator == "<" and part.rules.find("past", "condition").match(part.masked, amount.end):
            continue
        words = part.text[amount.begins : amount.end]
        if amount.operator in ("up", "down"):
            phrase = part.phrase(begins, amount.end)
            made = _make(part, "trend", amount.operator, write_number(amount.value), "%", phrase, words)
            found.append(replace(made, within=_within(part)))
            begins = amount.end
            continue
        operator = amount.operator or ("==" if amount.value == 100 else ">=")
        if amount.value == 100 and operator == ">=":
            operator = "=="
        if amount.value == 0:
            operator = "=="
        within = _within(part)
        subject = part.masked[begins : amount.begins].rstrip(" 均都应要须")
        heads = share_head(re.split(r"[,:;]", subject)[-1], part.rules, part.rules.find("trends", "figures"))
        for head in heads or [""]:
            end = len(part.text) if amount is shares[-1] else amount.end
            phrase = f"{head.strip()}{words}" if head else part.phrase(begins, end)
            threshold, unit = write_number(amount.value), "%"
            if "/" in threshold:
                threshold, unit = write_number(amount.value / 100), ""
            made = _make(part, "ratio", operator, threshold, unit, phrase, words)
            found.append(replace(made, within=within))
        begins = amount.end
    return found


def _others(part: _Part) -> list[Requirement]:
    """Makes requirements of counts, sums and durations."""
    found: list[Requirement] = []
    shares = any(each.unit == "%" and not each.is_consequence for each in part.amounts)
    begins = 0
    for amount in part.amounts:
        if amount.unit == "%" or amount.is_consequence:
            begins = max(begins, amount.end)
            continue
        if not _is_target(part, amount, shares):
            continue
        words = part.text[amount.begins : amount.end]
        operator = amount.operator or ("<=" if amount.is_time else ">=")
        if operator == "up" and amount.unit != "points":
            operator = ">="
        if amount.value == 0 and operator in (">=", "<="):
            operator = "=="
        kind = _kind(part, amount, operator)
        if kind == "count" and part.deadlines and amount.value == 1 and not part.period and not amount.operator:
            continue
        phrase = part.phrase(begins, len(part.text) if amount is part.amounts[-1] else amount.end)
        made = _make(part, kind, operator, write_number(amount.value), amount.unit, phrase, words)
        found.append(replace(made, within=_by(part)))
        begins = amount.end
    return found


def _kind(part: _Part, amount: Amount, operator: str) -> Kind:
    if operator in ("up", "down"):
        return "trend"
    whom = part.whom.name if part.whom else "" if part.period else part.carried.whom
    if any(map(str.isdigit, whom)):
        return "ratio"
    if part.rules.find("whom", "persons").search(whom):
        return "per_person"
    if amount.is_time and operator in ("<=", "<"):
        return "limit"
    if amount.value == 0:
        return "zero"
    return "count"


def _is_target(part: _Part, amount: Amount, shares: bool) -> bool:
    """Whether an amount is asked for, not only mentioned."""
    written = amount.operator in (">=", "<=", "up", "down") or (amount.operator in (">", "<", "==") and amount.unit)
    if amount.operator in ("<", ">") and part.rules.find("past", "condition").match(part.masked, amount.end):
        return False
    if shares:
        return bool(written) and not amount.is_time and amount.operator in (">=", "<=")
    if written or (amount.value == 0 and amount.unit):
        return True
    if part.sentence.is_row:
        return bool(amount.unit) and _is_asked_in_row(part)
    others = [each for each in part.amounts if each is not amount and not each.is_consequence]
    if amount.is_time or not amount.unit:
        return False
    if any(each.operator for each in others):
        return bool(part.rules.find("targets", "makes").search(part.masked[: amount.start]))
    if amount.in_words:
        least, most = part.rules.data["words_reach"]
        return bool(part.periods or part.whom) and least <= amount.start - part.last_time < most
    asked = part.rules.find("targets", "verbs").search(part.masked[: amount.start])
    return bool(asked) and (bool(part.periods) or part.sentence.status != "general")


def _is_asked_in_row(part: _Part) -> bool:
    """Whether a number without a comparison is asked for: in a row of a table, if a column is one of targets."""
    return not part.sentence.is_row or bool(part.rules.find("targets", "row").search(part.masked))


def _times(part: _Part) -> list[Requirement]:
    """Makes requirements of what has a time only: a limit, a deadline, or how often."""
    rules = part.rules
    phrase = part.phrase(0, len(part.text))
    if part.limits:
        done = rules.find("limits", "done").search(part.masked)
        if done:
            return [
                _make(part, "within", "<=", each.number, each.unit, phrase, part.text[each.start : each.end])
                for each in part.limits
            ]
    if part.deadlines:
        due = part.deadlines[0]
        if not due.needs_number:
            made = _make(part, "deadline", "<=", due.day, "date", phrase, part.text[due.start : due.end])
            return [replace(made, period=due.period, period_written=due.period != "once")]
    if part.periods and not rules.find("periods_idle").search(part.masked):
        each = part.periods[0]
        behind = (part.masked[: each.start] + part.masked[each.end :]).strip(" ,.")
        if len(behind) >= rules.data["shortest_activity"] and part.sentence.status != "general":
            return [_make(part, "frequency", ">=", "1", "times", phrase, part.text[each.start : each.end])]
    return []


def _continued(part: _Part) -> list[Requirement]:
    """Makes a requirement of a part whose deadline the part before it names: "by June do A, and publish it"."""
    due = part.carried.deadline
    if due is None or not part.rules.find("continued").match(part.masked.strip()):
        return []
    phrase = part.phrase(0, len(part.text))
    made = _make(part, "deadline", "<=", due.day, "date", phrase, "")
    return [replace(made, period=due.period, period_written=due.period != "once")]
