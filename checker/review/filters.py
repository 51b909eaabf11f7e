"""Chooses flags by conditions that people write, e.g. "code=C405,C406 department=区司法局 state=new"."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from checker.frozen import dataclass
from checker.model.stops import make_stop
from checker.periods import is_period, parse_period
from checker.text.normalize import key_form, likely_name

if TYPE_CHECKING:
    from checker.review.flags import ReviewedFlag

Test = Callable[["ReviewedFlag", str], bool]


def _equals(get: Callable[["ReviewedFlag"], Sequence[str]]) -> Test:
    return lambda flag, wanted: any(key_form(each) == key_form(wanted) for each in get(flag) if each)


def _begins(get: Callable[["ReviewedFlag"], Sequence[str]]) -> Test:
    return lambda flag, wanted: any(key_form(each).startswith(key_form(wanted)) for each in get(flag) if each)


def _since(flag: "ReviewedFlag", wanted: str) -> bool:
    if not is_period(wanted):
        raise make_stop("bad-since", "--where", text=wanted)
    return parse_period(flag["first"]).window.start >= parse_period(wanted).window.start


#: What each condition compares.
TESTS: Mapping[str, Test] = {
    "ref": _begins(lambda flag: (flag["ref"], flag["finding"])),
    "code": _begins(lambda flag: (flag["code"],)),
    "severity": _equals(lambda flag: (flag["severity"],)),
    "department": _equals(lambda flag: (flag["department"], flag.name.zh, flag.name.en)),
    "indicator": _equals(lambda flag: (flag["indicator"], flag.indicator_name.zh, flag.indicator_name.en)),
    "clause": _begins(lambda flag: (flag.clause,)),
    "table": _equals(lambda flag: (flag["table"], flag["sheet"])),
    "key": _equals(lambda flag: (flag["key"],)),
    "state": _equals(lambda flag: (flag.state.value,)),
    "decision": _equals(lambda flag: (flag.verdict.holds.value,)),
    "owner": _equals(lambda flag: (flag.owner,)),
    "since": _since,
}
_WORD = re.compile(r"(?P<name>[A-Za-z_]+)\s*[=＝:：]\s*(?P<value>\"[^\"]*\"|“[^”]*”|\S+)")


@dataclass(frozen=True)
class Filter:
    """Conditions that a flag must all meet; of the values of one condition, any."""

    conditions: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __call__(self, flag: "ReviewedFlag") -> bool:
        """Whether a flag meets the conditions."""
        return all(any(TESTS[name](flag, value) for value in values) for name, values in self.conditions)


def read_filter(text: str, **more: Sequence[str]) -> Filter:
    """Reads conditions; `more` are conditions that options give, by name.

    Raises:
        Stop: something isn't a condition, or its name is unknown.
    """
    conditions: list[tuple[str, tuple[str, ...]]] = []
    rest = _WORD.sub("", text).strip()
    if rest:
        raise make_stop("bad-where", "--where", text=rest, names=sorted(TESTS))
    for found in _WORD.finditer(text):
        name, value = found["name"].casefold(), found["value"].strip('"“”')
        if name not in TESTS:
            near = likely_name(name, TESTS)
            raise make_stop("unknown-where", "--where", text=name, names=sorted(TESTS), near=near or "-")
        conditions.append((name, tuple(filter(None, re.split("[,，、]", value)))))
    conditions += [(name, tuple(values)) for name, values in more.items() if values]
    return Filter(tuple(conditions))
