"""Reads plain text, and joins lines that were broken to fit a width."""

import codecs
import re
from collections.abc import Iterable

from checker.policy.folding import fold
from checker.policy.model import Line
from checker.policy.reading.refusals import unknown_coding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Lines are taken for broken only where none is longer than this, and most of them are nearly as long.
WIDEST = 120
_ENDS = re.compile(r"[.。!?;:…)\]”\"]\s*$")
_BEGINS = re.compile(
    r"^\s*(?:[•●▪■◆*·–—-]|\(?[0-9a-z一二三四五六七八九十]{1,4}[).、]|\d+(?:\.\d+)+\s|"
    r"第[一二三四五六七八九十百\d]+[章节条]|(?:Part|Chapter|Section|Article|Schedule|Annex|Appendix)\s)"
)
_CHINESE = re.compile(r"[一-鿿]")


def read_text(data: bytes) -> list[Line]:
    """Reads the lines of a text in UTF-8, UTF-16 or GB 18030.

    Raises:
        Unreadable: it is in none of these.
    """
    rows = decode(data).splitlines()
    return [Line(number, text) for number, text in join_broken(enumerate(rows, 1))]


def decode(data: bytes) -> str:
    """Decodes a text: by its mark, else as UTF-8, UTF-16 or GB 18030, whichever fits."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _try(data, name) or _refuse()
    nulls = data[:4000].count(0)
    if nulls:
        even = data[:4000:2].count(0)
        name = "utf-16-be" if even * 2 > nulls else "utf-16-le"
        return _try(data, name) or _refuse()
    for name in ("utf-8", "gb18030", "utf-16-le"):
        text = _try(data, name)
        if text is not None and _is_plausible(text):
            return text
    return _refuse()


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _is_plausible(text: str) -> bool:
    """Whether hardly any character is a control character or for private use."""
    odd = sum(1 for each in text[:20_000] if (each < " " and each not in "\t\r\n\f\v") or "\ue000" <= each <= "\uf8ff")
    return odd * 50 <= max(1, len(text[:20_000]))


def _refuse() -> str:
    raise unknown_coding()


def join_broken(rows: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Joins lines that only a width has broken; the number is that of the first."""
    rows = list(rows)
    widths = sorted(len(text.rstrip()) for _, text in rows if text.strip())
    if not widths or widths[-1] > WIDEST or len(widths) < 4:
        return rows
    full = 0.7 * widths[-1]
    joined: list[tuple[int, str]] = []
    last = ""
    for number, text in rows:
        if joined and last.strip() and text.strip() and _goes_on(last, text, full):
            before = joined[-1][1]
            between = "" if _CHINESE.search(before[-1:]) or _CHINESE.match(text.strip()) else " "
            joined[-1] = joined[-1][0], before.rstrip() + between + text.strip()
        else:
            joined.append((number, text))
        last = text
    return joined


def _goes_on(last: str, text: str, full: float) -> bool:
    return len(last.rstrip()) >= full and not _ENDS.search(fold(last)) and not _BEGINS.match(fold(text))
