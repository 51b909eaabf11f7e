"""Reads a Word document: its paragraphs, with the numbers that Word puts before them, and the rows of its tables."""

import io
import re
from collections.abc import Iterator
from typing import Any

from checker.policy.model import Line
from checker.policy.reading.refusals import damaged, locked, too_large
from checker.policy.reading.rows import write_rows
from checker.sources.archive import Archive
from checker.sources.limits import Limits
from checker.sources.refusals import Refused

_CHINESE = "〇一二三四五六七八九"
_ENCRYPTED, _LIMIT = "W202", "W205"


def read_word(data: bytes) -> list[Line]:
    """Reads the lines of a Word document; the numbers count its paragraphs and rows.

    Raises:
        Unreadable: it is locked, damaged, or inflates beyond all limits.
    """
    try:
        archive = Archive(data, Limits())
        if "word/document.xml" not in archive:
            raise damaged(".docx")
        for name in archive.names():
            archive.part(name)
    except Refused as error:
        if error.flag.code.id == _ENCRYPTED:
            raise locked() from error
        if error.flag.code.id == _LIMIT:
            raise too_large("解开后 512 MB", "512 MB when unpacked") from error
        raise damaged(".docx") from error
    import docx  # imports late: reading a text loads none of it

    try:
        document = docx.Document(io.BytesIO(data))
        found = [(text, is_row) for text, is_row in _parts(document) if text.strip()]
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise damaged(".docx") from error
    return [Line(number, text, is_row) for number, (text, is_row) in enumerate(found, 1)]


def _parts(document: Any) -> Iterator[tuple[str, bool]]:
    numbers = _Numbers(document)
    for each in document.iter_inner_content():
        if hasattr(each, "rows"):
            yield from write_rows([[cell.text.replace("\n", " ") for cell in row.cells] for row in each.rows])
        else:
            yield numbers.before(each) + each.text, False


class _Numbers:
    """The numbers that Word writes before paragraphs; they are not in the text of these."""

    def __init__(self, document: Any) -> None:
        self.counts: dict[tuple[str, int], int] = {}
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}
        try:
            element = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {each.get(_w("abstractNumId")): each for each in element.findall(_w("abstractNum"))}
        for number in element.findall(_w("num")):
            base = abstract.get(_value(number, "abstractNumId"))
            for level in base.findall(_w("lvl")) if base is not None else ():
                start = _value(level, "start") or "1"
                key = number.get(_w("numId")), int(level.get(_w("ilvl")) or 0)
                form, shape = _value(level, "numFmt"), _value(level, "lvlText")
                self.levels[key] = (form or "", shape or "", int(start) if start.isdecimal() else 1)

    def before(self, paragraph: Any) -> str:
        """The number that is shown before a paragraph; empty if there is none."""
        properties = paragraph._p.pPr
        numbering = None if properties is None else properties.numPr
        if numbering is None:
            style = paragraph.style.element.pPr if paragraph.style is not None else None
            numbering = None if style is None else style.numPr
        if numbering is None or numbering.numId is None:
            return ""
        number = str(numbering.numId.val)
        level = 0 if numbering.ilvl is None else numbering.ilvl.val
        if (number, level) not in self.levels:
            return ""
        self.counts[number, level] = self.counts.get((number, level), self.levels[number, level][2] - 1) + 1
        for deeper in [key for key in self.counts if key[0] == number and key[1] > level]:
            del self.counts[deeper]
        shape = self.levels[number, level][1]
        shown = re.sub(r"%(\d)", lambda found: self._count(number, int(found[1]) - 1), shape)
        return f"{shown} " if any(character.isalnum() for character in shown) else ""

    def _count(self, number: str, level: int) -> str:
        form, _, start = self.levels.get((number, level), ("decimal", "", 1))
        count = self.counts.get((number, level), start)
        if "hinese" in form or "japanese" in form or "ideograph" in form:
            return _in_chinese(count)
        if form in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (count - 1) % 26)
            return letter if form == "lowerLetter" else letter.upper()
        if form in ("lowerRoman", "upperRoman"):
            return _in_roman(count) if form == "lowerRoman" else _in_roman(count).upper()
        return str(count)


def _w(name: str) -> str:
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def _value(element: Any, name: str) -> str | None:
    found = element.find(_w(name))
    value = None if found is None else found.get(_w("val"))
    return None if value is None else str(value)


def _in_chinese(count: int) -> str:
    tens, ones = divmod(count, 10)
    if count >= 100:
        return str(count)
    lead = "" if tens == 0 else "十" if tens == 1 else _CHINESE[tens] + "十"
    return lead + (_CHINESE[ones] if ones or not tens else "")


def _in_roman(count: int) -> str:
    signs = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    found = ""
    for value, sign in signs:
        times, count = divmod(count, value)
        found += sign * times
    return found
