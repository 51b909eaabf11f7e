"""The results of a run for publication: no rows, no keys, no flags, and no count that points at a few people."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from checker.ledger.heads import Head
from checker.ledger.recording import FLAG, RESULT
from checker.ledger.records import Entry
from checker.text.exact_json import Json

FORMAT = "checker-public/1"
#: Counts from 1 to one less than this are suppressed.
SMALLEST = 5
_COUNTS = ("numerator", "denominator", "excluded", "unknown")
_FIGURES = (*_COUNTS, "value", "lower", "upper", "attainment")
_PUBLISHED = ("indicator", "clause", "status", "final", "target", "unit", *_FIGURES)


def publish(run: Entry, items: Sequence[Mapping[str, Any]], head: Head) -> Json:
    """Returns what may be published of a run; `items` are its items.

    The figures of a result are suppressed if one of its counts, or what is left of its denominator, is small. If that
    leaves a single department without figures where the district's are published, the difference would show them: so
    those of the department with the next smaller denominator are suppressed too.
    """
    results = [each for each in items if each["item"] == RESULT]
    flags = [each for each in items if each["item"] == FLAG]
    hidden = _choose_hidden(results)

    def of(code: str) -> Json:
        own = [each for each in results if each["department"] == code]
        return [_result(each, (code, each["indicator"]) in hidden) for each in own]

    def severities(code: str) -> Json:
        counts = dict.fromkeys(("error", "red", "amber", "info"), 0)
        for flag in flags:
            counts[flag["severity"]] += flag["department"] == code
        return {word: None if 0 < number < SMALLEST else number for word, number in counts.items()}

    return {
        "format": FORMAT,
        "tool": run.payload["tool"],
        "pack": run.payload["pack"],
        "period": run.payload["period"],
        "as_of": run.payload["as_of"],
        "run": run.id,
        "head": head.text,
        "suppressed_below": SMALLEST,
        "departments": [
            {
                "code": each["code"],
                "department": each["name"],
                "state": each["state"],
                "grade": each["grade"],
                "score": None if any(code == each["code"] for code, _ in hidden) else each["score"],
                "flags": severities(each["code"]),
                "results": of(each["code"]),
            }
            for each in run.payload["departments"]
        ],
        "district": {"results": of("")},
    }


def _choose_hidden(results: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    hidden = {(each["department"], each["indicator"]) for each in results if _is_small(each)}
    for indicator in {each["indicator"] for each in results}:
        own = [each for each in results if each["indicator"] == indicator and each["department"]]
        alone = [each for each in own if (each["department"], indicator) in hidden]
        rest = [each for each in own if each not in alone and each["denominator"] is not None]
        if len(alone) == 1 and rest and ("", indicator) not in hidden:
            nearest = min(rest, key=lambda each: (each["denominator"], each["department"]))
            hidden.add((nearest["department"], indicator))
    return hidden


def _is_small(result: Mapping[str, Any]) -> bool:
    counts = [result[name] for name in _COUNTS if result[name] is not None]
    if result["numerator"] is not None and result["denominator"] is not None:
        counts.append(Fraction(result["denominator"]) - Fraction(result["numerator"]))
    return any(0 < abs(count) < SMALLEST for count in counts)


def _result(result: Mapping[str, Any], hidden: bool) -> Json:
    shown = {name: None if hidden and name in _FIGURES else result[name] for name in _PUBLISHED}
    return {**shown, "suppressed": hidden}
