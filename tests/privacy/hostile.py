"""Texts that some program would obey: spreadsheets, browsers, terminals, file systems, templates of our own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from itertools import cycle, islice
from typing import Any

from checker.codes import Code
from checker.model import Flag, Member, Report, Rows, Tracked

FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://pwned.example","x")',
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "#REF!",
    "'=1",
)
MARKUP = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=1">',
    "' onmouseover='window.pwned=1",
    "<!--<script>",
    "]]>",
    "&lt;script&gt;&#60;",
    "\u2028window.pwned=1\u2029",
    "{{ 7*7 }}{% raw %}",
    "${window.pwned=1}",
    "javascript:window.pwned=1",
    "<svg/onload=window.pwned=1>",
    "__proto__",
)
CONTROLS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;http://pwned.example\x07click\x1b]8;;\x07",
    "\x1b]0;title\x07",
    "\x9b31m\x84\x85",
    "\x07\x08\x7f\x00",
    "a\rb\x0b\x0c",
    "\u202eevil\u202c\u2066\u2069",
    "\u200b\u200f\ufeff\u2060\u00ad",
    "\ud800",
    "[bold red]x[/bold red][/]",
    "[link=http://pwned.example]x[/link]",
    ":smile: \\[x]",
    "_x000D_ _x0041_ _x005F_",
    "{0} {who} {who.__class__} %s %(x)s",
    "\U0001f600" * 40,
)
PATHS = (
    "../../pwned",
    "..\\..\\pwned",
    "/etc/pwned",
    "C:\\pwned",
    "\\\\host\\pwned",
    "CON",
    "nul.txt",
    "trailing. . ",
    "~$pwned",
    "-rf",
    "%2e%2e%2fpwned",
    "字" * 300,
)
HOSTILE = (*FORMULAS, *MARKUP, *CONTROLS, *PATHS)

#: What colours a terminal's text, and nothing else.
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")


def steering(text: str, allowed: str = "\n") -> set[str]:
    """The characters of a text that move, hide or turn others."""
    return {each for each in text if unicodedata.category(each) in _STEERING and each not in allowed}


#: They hold ids that the definitions' own patterns keep plain, or words of ours.
_PLAIN = frozenset(
    {
        *("code", "column", "field", "fingerprint", "indicator", "op", "pack", "paced_place", "period", "personal"),
        *("head", "id", "pack_sha256", "run", "sha256", "shape", "table", "tool", "unit"),
    }
)
#: The same, of some types only.
_PLAIN_OF: dict[type, frozenset[str]] = {
    Member: frozenset({"place"}),
    Tracked: frozenset({"state", "finding", "first", "holds", "words"}),
}


def poisoned(report: Report, first: int = 0) -> Report:
    """The report with a hostile text before every text in it, the same one wherever a text stands again.

    Args:
        report: any.
        first: with which of the hostile texts to begin.
    """
    return _Poison(first).on(report)


class _Poison:
    def __init__(self, first: int) -> None:
        self._words = islice(cycle(HOSTILE), first, None)
        self._given: dict[str, str] = {}

    def on(self, value: Any) -> Any:
        kind = type(value)
        if kind is str and value:
            if value not in self._given:
                self._given[value] = next(self._words) + value
            return self._given[value]
        if kind is tuple:
            return tuple(map(self.on, value))
        if not is_dataclass(kind) or issubclass(kind, (Code, Rows)):
            return value
        plain = _PLAIN | (_PLAIN_OF.get(kind) or frozenset())
        names = [field.name for field in fields(kind) if field.name not in plain]
        changed = {name: self.on(getattr(value, name)) for name in names}
        if kind is Flag:  # the names of a message's places are ours
            changed["values"] = tuple((name, self.on(shown)) for name, shown in value.values)
        return replace(value, **changed)
