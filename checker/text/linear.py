r"""Translates a regular expression of Python into one of RE2, which never takes longer than a text is long.

The classes `\d`, `\w` and `\s` keep the characters that they have in Python, and no others. What RE2 can't do, looking
ahead or back and repeating a group's text, is refused. Only under `(?i)` do they differ, in one letter of Turkish: for
Python, `i` is also `İ` and `ı`.
"""

import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

# The tree is Python's own reading of a pattern. `re` doesn't publish it, and a second reader would differ.
from re import _constants as words, _parser as parser  # type: ignore[attr-defined]  # isort: skip

from checker.text.bilingual import Text

#: How often RE2 repeats something, all nested counts multiplied.
MOST_TIMES = 1000
#: Behind it no character is a letter, a digit or a blank; see the test.
_LAST_OF_CLASSES = 0x3FFFF
_FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}
_LETTER_OF = {words.CATEGORY_DIGIT: "d", words.CATEGORY_SPACE: "s", words.CATEGORY_WORD: "w"} | {
    words.CATEGORY_NOT_DIGIT: "D",
    words.CATEGORY_NOT_SPACE: "S",
    words.CATEGORY_NOT_WORD: "W",
}
_LOOKING = Text(zh="不支持前后断言 (?=…)、(?!…)、(?<…)", en="it looks ahead or back with (?=...), (?!...) or (?<...)")
_REFUSED = {
    words.ASSERT: _LOOKING,
    words.ASSERT_NOT: _LOOKING,
    words.GROUPREF: Text(zh="不支持引用前面的分组 (\\1)", en="it repeats the text of a group (\\1)"),
    words.GROUPREF_EXISTS: Text(zh="不支持条件分组 (?(1)…)", en="it has a conditional group (?(1)...)"),
    words.ATOMIC_GROUP: Text(zh="不支持固化分组 (?>…)", en="it has an atomic group (?>...)"),
    words.POSSESSIVE_REPEAT: Text(zh="不支持占有式重复 *+、++、?+", en="it has a possessive repeat such as *+ or ++"),
}
_BOUNDARY = Text(zh="不支持单词边界 \\b、\\B", en="it has a word boundary (\\b or \\B)")
_INNER_END = Text(zh="$ 只能写在末尾", en="it has a $ before its end")
_TOO_OFTEN = Text(zh=f"重复次数超过 {MOST_TIMES}", en=f"it repeats something more than {MOST_TIMES} times")

Node = tuple[Any, Any]


class NotLinearError(ValueError):
    """The pattern needs something that RE2 doesn't have; `reason` says what."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def translate(pattern: str, flags: int) -> str:
    """The pattern in RE2's notation; it matches the same whole texts.

    Raises:
        NotLinearError: RE2 has nothing like it.
        re.error, OverflowError, RecursionError: it isn't a regular expression.
    """
    tree = parser.parse(pattern, flags)
    state = tree.state.flags
    return _grouped(_sequence(tree, state, last=True), state)


def _sequence(nodes: Iterable[Node], flags: int, last: bool) -> str:
    """The nodes one after the other; `last` if nothing follows them in the pattern."""
    listed: Sequence[Node] = list(nodes)
    return "".join(_node(kind, of, flags, last and at == len(listed)) for at, (kind, of) in enumerate(listed, 1))


def _node(kind: Any, of: Any, flags: int, last: bool) -> str:
    if kind in _REFUSED:
        raise NotLinearError(_REFUSED[kind])
    if kind is words.LITERAL:
        return _character(of)
    if kind is words.NOT_LITERAL:
        return f"[^{_character(of)}]"
    if kind is words.ANY:
        return "."
    if kind is words.IN:
        return _set(of, flags)
    if kind is words.BRANCH:
        return "(?:" + "|".join(_sequence(each, flags, last) for each in of[1]) + ")"
    if kind is words.SUBPATTERN:
        _, added, dropped, inner = of
        within = (flags | added) & ~dropped
        return _grouped(_sequence(inner, within, last), within)
    if kind is words.AT:
        return _place(of, flags, last)
    if kind in (words.MAX_REPEAT, words.MIN_REPEAT):  # for a whole match, greed makes no difference
        return _repeated(of, flags)
    raise NotLinearError(Text(zh="有不支持的写法", en="it has something that isn't supported"))


def _repeated(of: Any, flags: int) -> str:
    least, most, inner = of
    if least > MOST_TIMES or (most is not words.MAXREPEAT and most > MOST_TIMES):
        raise NotLinearError(_TOO_OFTEN)
    return f"(?:{_sequence(inner, flags, False)}){{{least},{'' if most is words.MAXREPEAT else most}}}"


def _grouped(inner: str, flags: int) -> str:
    on = "".join(letter for flag, letter in _FLAGS.items() if flags & flag)
    off = "".join(letter for flag, letter in _FLAGS.items() if not flags & flag)
    return f"(?{on}{'-' + off if off else ''}:{inner})"


def _place(of: Any, flags: int, last: bool) -> str:
    if of in (words.AT_BOUNDARY, words.AT_NON_BOUNDARY):
        raise NotLinearError(_BOUNDARY)
    if of is words.AT_BEGINNING_STRING or (of is words.AT_BEGINNING and not flags & re.MULTILINE):
        return r"\A"
    if of is words.AT_END and not flags & re.MULTILINE and not last:
        raise NotLinearError(
            _INNER_END
        )  # it also matches before a line break at the end, which something else then takes
    return "^" if of is words.AT_BEGINNING else "$" if of is words.AT_END and flags & re.MULTILINE else r"\z"


def _set(members: Any, flags: int) -> str:
    negated = members[0][0] is words.NEGATE
    parts = []
    for kind, of in members[negated:]:
        if kind is words.LITERAL:
            parts.append(_character(of))
        elif kind is words.RANGE:
            parts.append(f"{_character(of[0])}-{_character(of[1])}")
        else:
            parts.append(_class(_LETTER_OF[of], bool(flags & re.ASCII)))
    return f"[{'^' if negated else ''}{''.join(parts)}]"


def _character(point: int) -> str:
    return rf"\x{{{point:x}}}"


@cache
def _class(letter: str, ascii_only: bool) -> str:
    r"""The ranges of characters of `\d`, `\w`, `\s` or of their complements, as Python has them."""
    alike = re.compile(f"\\{letter}+", re.ASCII if ascii_only else 0)
    ranges = [(found.start(), found.end() - 1) for found in alike.finditer(_characters())]
    if letter.isupper():
        ranges[-1] = (ranges[-1][0], sys.maxunicode)
    return "".join(f"{_character(first)}-{_character(last)}" for first, last in ranges)


@cache
def _characters() -> str:
    """Every character up to the last that a class may have, each at its own place."""
    order = "le" if sys.byteorder == "little" else "be"
    return array("I", range(_LAST_OF_CLASSES + 1)).tobytes().decode(f"utf-32-{order}", "surrogatepass")
