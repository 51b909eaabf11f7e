"""Finds amounts in a part of a sentence: a number, its unit, and what it is compared with."""

import re
from collections.abc import Sequence
from fractions import Fraction

from checker.frozen import dataclass
from checker.policy.numerals import read_number
from checker.policy.rules import Rules

#: A comparison before a number is this near to it at most.
NEAR = 16
#: What a comparison is behind a "not".
_CELL_END = re.compile(r"\s*(?:;|$)")
_OPPOSITE = {">": "<=", "<": ">=", ">=": "<", "<=": ">"}


@dataclass(frozen=True)
class Amount:
    """A number with its unit, in a part of a sentence.

    Attributes:
        start, end: of the number with its unit.
        begins: where its comparison begins, or `start`.
        value: exact; a percentage is in percent.
        unit: `%`, a name of the rules, or as written.
        is_time: whether the unit is one of time.
        operator: empty if it is compared with nothing.
        is_consequence: whether it is deducted or paid.
        in_words: whether the number is written in words.
        is_doubtful: whether it isn't certain that a word such as "no" denies its comparison.
    """

    start: int
    end: int
    begins: int
    value: Fraction
    unit: str
    is_time: bool
    operator: str
    is_consequence: bool = False
    in_words: bool = False
    is_doubtful: bool = False


def find_amounts(text: str, rules: Rules, taken: Sequence[tuple[int, int]]) -> list[Amount]:
    """Finds the amounts outside of the stretches that other finders have taken."""
    found = _find_ranges(text, rules, taken)
    found += _find_percents(text, rules, [*taken, *((each.start, each.end) for each in found)])
    spans = [*taken, *((each.start, each.end) for each in found)]
    for match in rules.number.finditer(text):
        if _overlaps(match.span(), spans):
            continue
        amount = _read_amount(text, match, rules)
        if amount is not None:
            found.append(amount)
            spans.append((amount.start, amount.end))
    return sorted(found, key=lambda each: each.start)


def _find_ranges(text: str, rules: Rules, taken: Sequence[tuple[int, int]]) -> list[Amount]:
    """Finds ranges such as "5 to 10 per cent": a floor and a ceiling."""
    found: list[Amount] = []
    for match in rules.find("amounts", "range").finditer(text):
        low, high = (read_number(match[key], rules.data["numerals"], rules.data["places"]) for key in ("low", "high"))
        unit, end, is_time = _find_unit(text, match.end(), rules)
        percent = rules.find("amounts", "percent_sign").match(text, match.end())
        if percent:
            unit, end, is_time = "%", percent.end(), False
        if low is None or high is None or low >= high or not unit or _overlaps((match.start(), end), taken):
            continue
        middle = match.start("high")
        if rules.find("amounts", "moves").search(text[: match.start()]):  # from 60% to 75%: where it ends is asked for
            found.append(Amount(match.start(), end, match.start(), high, unit, is_time, "", is_doubtful=True))
            continue
        found.append(Amount(match.start(), middle, match.start(), low, unit, is_time, ">="))
        found.append(Amount(middle, end, middle, high, unit, is_time, "<="))
    return found


def _overlaps(span: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in spans)


def _find_percents(text: str, rules: Rules, taken: Sequence[tuple[int, int]]) -> list[Amount]:
    found: list[Amount] = []
    for pattern in rules.find_all("amounts", "percent"):
        for match in pattern.finditer(text):
            if _overlaps(match.span(), [*taken, *((each.start, each.end) for each in found)]):
                continue
            value = _read_percent(match.groupdict(), rules)
            if value is None:
                continue
            begins, end, operator, doubt = _compare(text, match.start(), match.end(), rules)
            consequence = _is_consequence(text, match.start(), end, rules, operator, "%")
            share = Amount(match.start(), end, begins, value, "%", False, operator, consequence, is_doubtful=doubt)
            found.append(share)
    return found


def _read_percent(groups: dict[str, str | None], rules: Rules) -> Fraction | None:
    def read(text: str) -> Fraction | None:
        return read_number(text, rules.data["numerals"], rules.data["places"])

    if groups.get("half"):
        fraction = rules.data["fractions"].get(str(groups["half"]).lower().replace("-", " "))
        return Fraction(fraction) * 100 if fraction else None
    if groups.get("mille"):
        mille = read(str(groups["mille"]))
        return None if mille is None else mille / 10
    if groups.get("myriad"):
        myriad = read(str(groups["myriad"]))
        return None if myriad is None else myriad / 100
    if groups.get("tenths"):
        tenths = read(str(groups["tenths"]))
        return None if tenths is None else tenths * 10
    number = read(str(groups["n"]))
    if groups.get("d"):
        below = read(str(groups["d"]))
        return number / below * 100 if number is not None and below and number <= below else None
    return number


def _read_amount(text: str, match: re.Match[str], rules: Rules) -> Amount | None:
    value = read_number(match[0], rules.data["numerals"], rules.data["places"])
    if value is None or (match.start() and text[match.start() - 1].isascii() and text[match.start() - 1].isalpha()):
        return None
    if rules.find("amounts", "ordinal").search(text[max(0, match.start() - 8) : match.start()]):
        return None
    if rules.find("amounts", "year").match(text, match.start()):
        return None
    in_words = not match[0][0].isdigit()
    unit, end, is_time = _find_unit(text, match.end(), rules)
    money = rules.find("amounts", "money").search(text[: match.start()])
    start = money.start() if money and money.end() == match.start() else match.start()
    if start != match.start():
        unit, end = (unit, end) if unit else ("money", match.end())
    if not unit and match[0].lower() in rules.data["amounts"].get("adverbs", ()):
        unit = "times"
    begins, end, operator, doubt = _compare(text, start, end, rules)
    if not is_time and rules.find("amounts", "time_only").search(text, begins, start):
        begins, operator = start, ""
    if not unit and (operator or value == 0):
        unit, end = _any_unit(text, match.end(), end, rules)
    alone = text[:start].endswith(": ") and _CELL_END.match(text, match.end())
    near = alone or rules.find("amounts", "bare").search(
        text, max(0, start - rules.data["amounts"]["bare_near"]), start
    )
    if not unit and not near and not rules.find("amounts", "bare_after").match(text, match.end()):
        return None
    consequence = _is_consequence(text, start, end, rules, operator, unit)
    return Amount(start, end, begins, value, unit, is_time, operator, consequence, in_words, doubt)


def _find_unit(text: str, end: int, rules: Rules) -> tuple[str, int, bool]:
    gap = re.compile(r"[\s-]*").match(text, end)
    behind = gap.end() if gap else end
    best: tuple[str, int, bool] = ("", end, False)
    for pattern, name, is_time in rules.units:
        match = pattern.match(text, behind)
        if match and match.end() > best[1]:
            best = (name or match[0], match.end(), is_time)
    return best


def _any_unit(text: str, behind: int, end: int, rules: Rules) -> tuple[str, int]:
    """Takes the word behind a number for its unit, where the language says which words may be one."""
    gap = len(text[behind:]) - len(text[behind:].lstrip())
    word = rules.find("amounts", "any_unit").match(text, behind + gap)
    return (word[0], max(end, word.end())) if word and gap else ("", end)


def _compare(text: str, start: int, end: int, rules: Rules) -> tuple[int, int, str, bool]:
    """Finds what compares a number: where that begins and ends, its operator, and whether that is doubtful."""
    begins, operator, doubt = _compare_before(text, start, rules)
    if operator not in ("up", "down"):
        for place, pattern, after in rules.comparisons:
            match = pattern.match(text, end) if place == "after" else None
            if match and after in _OPPOSITE and begins == start:  # no ward shall have three or more
                return begins, match.end(), *_deny(text[:start], after, rules, "sure")
            if match:
                return begins, match.end(), after, doubt
    return begins, end, operator, doubt


def _compare_before(text: str, start: int, rules: Rules) -> tuple[int, str, bool]:
    """Finds the comparison that ends nearest before a number; of several that end there, the longest."""
    best, operator = (-1, 0), ""
    for place, pattern, each in rules.comparisons:
        reach = 2 * NEAR if each in ("up", "down") else NEAR  # reduced by at least
        for match in pattern.finditer(text, max(0, start - reach), start) if place == "before" else ():
            if not _stops(text[match.end() : start], each, rules) and (match.end(), -match.start()) > best:
                best, operator = (match.end(), -match.start()), each
    if operator in ("<", ">"):
        return -best[1], *_deny(text[: -best[1]], operator, rules)
    return (-best[1] if operator else start), operator, False


def _deny(before: str, operator: str, rules: Rules, needs: str = "") -> tuple[str, bool]:
    """The opposite of an operator if a word before it denies it; and whether that isn't certain."""
    denied = rules.find("negation", "words").search(before)
    if not denied:
        return operator, False
    if rules.find("negation", "doubt").search(denied[0]) or (
        needs and not rules.find("negation", needs).search(denied[0])
    ):
        return operator, True
    return _OPPOSITE[operator], False


def _stops(between: str, operator: str, rules: Rules) -> bool:
    """Whether what is between a comparison and a number parts them."""
    if operator in ("up", "down", "=="):
        return len(between.strip()) > 2
    return bool(re.search(r"[,;:、]", between)) or (bool(rules.number.search(between)) and len(between) > 6)


def _is_consequence(text: str, start: int, end: int, rules: Rules, operator: str, unit: str) -> bool:
    if operator == "<=" and unit != "score points":
        return False  # the most that may be deducted
    near = rules.find("amounts", "deduct").search(
        text, max(0, start - rules.data["amounts"].get("deduct_near", 8)), start
    )
    return near is not None or rules.find("amounts", "deducted").match(text, end) is not None
