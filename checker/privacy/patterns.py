"""Searches free text for identity numbers, telephone numbers, e-mail addresses, and the numbers of other papers.

The patterns must not match dates, case numbers, amounts or certificate numbers, some of which look similar.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from checker.privacy import telephones
from checker.privacy.credit_code import is_credit_code
from checker.privacy.papers import FEW_DIGITS, may_hold_paper, papers_in
from checker.privacy.telephones import GAP
from checker.text.characters import Characters

Kind = Literal["id", "phone", "email"]


class Found(NamedTuple):
    """One match: the characters from `start` to the one before `end`."""

    start: int
    end: int
    kind: Kind


_ID_DIGITS = ("[1-9]", *("[0-9]",) * 5, f"(?:1{GAP}[89]|2{GAP}0)", *("[0-9]",) * 2, "[01]", "[0-9]", "[0-3]")
#: No region's number starts with 19 or 20; a list of dates does.
_BROKEN_ID = rf"(?!1{GAP}9|2{GAP}0)" + GAP.join((*_ID_DIGITS, *("[0-9]",) * 4, "(?:[0-9](?![0-9])|X)"))

_DIGITS = frozenset("0123456789")
#: Unbroken numbers come first, so that two numbers side by side do not match as one. A broken number must look like an
#: id, so that a list of dates does not match.
_PATTERNS: tuple[tuple[re.Pattern[str], Kind, telephones.Judge], ...] = (
    (re.compile(r"(?<![0-9])(?P<kept>[0-9]{17,}(?:[0-9](?![0-9])|X))"), "id", telephones.always),
    (telephones.UNBROKEN_MOBILE, "phone", telephones.always),
    (re.compile(rf"(?<![0-9])(?P<kept>{_BROKEN_ID})(?!-[0-9])"), "id", telephones.always),
    *((pattern, "phone", judge) for pattern, judge in telephones.PATTERNS),
)
#: Dots that only group digits: two or more of them, or one behind a letter or an area code, and three digits behind
#: each. In 1.2.3, 12.50 and 2022.3.5 they part something.
_GROUPED = re.compile(
    r"(?<![A-Za-z0-9.])(?:[0-9]{1,6}(?:\.[0-9]{3,8}){2,5}|[0-9]{4}(?:\.[0-9]{4}){2,3}\.[0-9]{2,3}"
    r"|[A-Z]{1,2}[0-9]{2,6}(?:\.[0-9]{3,8}){1,2}(?:\.[0-9]{1,2})?|0[0-9]{2,3}\.[0-9]{3,8})X?(?![0-9]|\.[0-9])"
)
#: What Unicode takes for a digit and a regular expression does not: ², ①, ⑴, ⒈ and the like.
_ODD_DIGITS = (
    "\u00b2-\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490"
    "\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\U00010a40-\U00010a43\U00010e60-\U00010e68"
    "\U00011052-\U0001105a\U0001f100-\U0001f10a"
)
#: What a text has in which any pattern finds something: an @, a word, or digits with no letter between them.
_WORTH_A_LOOK = re.compile(rf"[@﹫＠]|{FEW_DIGITS}|[\d{_ODD_DIGITS}](?:[\W_]{{0,3}}[\d{_ODD_DIGITS}]){{6}}")
#: The least that each of these patterns needs: seven digits with little between them. Most texts have less.
_ENOUGH_DIGITS = re.compile("[0-9](?:[ .-]{0,3}[0-9]){6}")
#: Without a word before it, a number has at least ten; few texts with a date in them have so many.
_TEN_DIGITS = re.compile("[0-9](?:[ .()-]{0,5}[0-9]){9}|[0-9] ?[/~] ?[0-9]{7}")
_CUED = re.compile(telephones.CUE)
#: For text in half-width forms; people write blanks around the @.
_EMAIL = re.compile(r"[^\W_](?:[\w.%+-]*\w)? {0,2}@ {0,2}[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def found_in(text: str) -> Iterator[Found]:
    """Yields everything in a text that looks like personal data, in no order and without overlap."""
    if not _may_hold_any(text.translate(_SHAPE)):
        return
    sketch = text.translate(_SIMPLE)
    if "@" in sketch:
        narrow = text.translate(_NARROW)
        for address in _EMAIL.finditer(narrow):
            yield Found(*address.span(), "email")
            sketch = _cross_out(sketch, *address.span())
    sketch = _join_groups(sketch)
    for start, end in papers_in(sketch):
        yield Found(start, end, "id")
        sketch = _cross_out(sketch, start, end)
    if not _may_hold_phone_or_id(sketch):
        return
    for pattern, kind, is_personal in _PATTERNS:
        while match := pattern.search(sketch):
            start, end = match.span("kept")
            if is_personal(sketch[max(0, start - 8) : start], match["kept"]) and not is_credit_code(match["kept"]):
                yield Found(start, end, kind)
            sketch = _cross_out(sketch, start, end)


def where_to_look(texts: Sequence[str]) -> list[bool]:
    """Says of each of many texts whether anything may be found in it; of one with a line break, always that."""
    shapes = "\n".join([text if "\n" not in text else "@" for text in texts]).translate(_SHAPE).split("\n")
    may_hold = {shape: _may_hold_any(shape) for shape in set(shapes)}
    return [may_hold[shape] for shape in shapes] if texts else []


@lru_cache(maxsize=16_384)
def _may_hold_any(shape: str) -> bool:
    """Whether anything may be found in a text of this shape; the keys of a hundred thousand rows have a few shapes."""
    if not _WORTH_A_LOOK.search(shape):
        return False
    sketches = {shape, _join_groups(shape)}
    return "@" in shape or any(may_hold_paper(each) or _may_hold_phone_or_id(each) for each in sketches)


def _join_groups(sketch: str) -> str:
    """Joins the digits of a number that dots group."""
    return _GROUPED.sub(lambda found: found[0].replace(".", "-"), sketch) if "." in sketch else sketch


def _may_hold_phone_or_id(sketch: str) -> bool:
    return bool(_ENOUGH_DIGITS.search(sketch) and (_TEN_DIGITS.search(sketch) or _CUED.search(sketch)))


def _cross_out(sketch: str, start: int, end: int) -> str:
    """Crosses out a piece, so that it is not found again."""
    return sketch[:start] + "*" * (end - start) + sketch[end:]


def _simplify(character: str) -> str:
    """One plain character for each: any digit as 0-9, x as X, a blank as " ", a dash as "-", others as `_narrow`."""
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if character in "xXｘＸ":
        return "X"
    kind = unicodedata.category(character)
    if character in "−_" or kind == "Pd":
        return "-"
    if kind in ("Zs", "Cf", "Cc") and character not in "\r\n":  # a number does not continue on the next line
        return " "
    return _narrow(character)


def _narrow(character: str) -> str:
    """The plain form of a full-width or styled character, if it is one character."""
    if character in "\r\n":
        return character
    if character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
        return " "
    plain = unicodedata.normalize("NFKC", character)
    return {"〔": "(", "〕": ")", "【": "(", "】": ")"}.get(character, plain if len(plain) == 1 else character)


_SIMPLE, _NARROW = Characters(_simplify), Characters(_narrow)
#: The same as `_SIMPLE`, with 0 for every digit: what texts have in common that differ in their numbers only.
_SHAPE = Characters(lambda character: "0" if (simple := _simplify(character)) in _DIGITS else simple)
