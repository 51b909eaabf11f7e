"""Reads plain text, in any of the usual encodings."""

import codecs

from checker.policy.model import Line
from checker.policy.reading.paragraphs import join_broken
from checker.policy.reading.refusals import unknown_coding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


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
