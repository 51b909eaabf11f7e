"""Finds what is wrong in a worksheet's XML that the reader takes in silence, or for which it refuses the whole sheet.

The cells concerned are left out of what the reader gets, so that the others are read and these are named.
"""

import re

from checker.sources.refusals import Refused, damaged

#: Characters that XML forbids, raw and as references.
_CONTROLS = bytes(each for each in range(32) if each not in b"\t\n\r")
_CONTROL = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_REFERENCE = re.compile(rb"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2[0-9]|3[01]));")
_ADDRESS = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"')
_STRING = re.compile(rb"<(?:\w+:)?si[ />]")
#: How many shared strings their part says there are. The reader makes room for so many.
_STRINGS = re.compile(rb"""<(?:\w+:)?sst[^>]*?(\suniqueCount=["']([^"']*)["'])""")
#: A shared string whose number isn't one, as programs usually write cells and as they may.
_USUAL = b't="s"><v>'
_NO_NUMBER = re.compile(_USUAL + rb"(?![0-9]{1,9}<)")
_NO_NUMBER_AT_ALL = re.compile(
    rb"""\bt=["']s["'][^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<(?:\w+:)?v[^>/]*>(?![0-9]{1,9}<)"""
)
_CELL = re.compile(rb"<((?:\w+:)?c)( [^>]*)?(?<!/)>(.*?)</\1>", re.DOTALL)
_TYPE = re.compile(rb"""\st=["']([^"']*)["']""")
_PLACE = re.compile(rb"""\sr=["']([A-Z]{1,3}[0-9]{1,7})["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?: [^>]*)?>([^<]*)</")
_DIGITS = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?(?:inf|infinity|nan)", re.IGNORECASE)
#: The types of cells whose value is a text, whatever it is.
_TEXTS = {"str", "inlineStr", "d", "e"}


def find_control(xml: bytes) -> str:
    """Finds the first control character that XML forbids: its cell, or the number of its shared string; else "".

    Other programs refuse such a part, or lose rows of it.
    """
    if b"\0" in xml[:4]:  # UTF-16, in which a byte says nothing; the walk refuses it
        return ""
    found = _CONTROL.search(xml) if len(xml.translate(None, _CONTROLS)) < len(xml) else None
    # Here and below, one byte is looked for first: that takes a fortieth of the time in a part that doesn't have it.
    found = found or (_REFERENCE.search(xml) if b"&" in xml and b"&#" in xml else None)
    if found is None:
        return ""
    before = _ADDRESS.findall(xml, 0, found.start())
    return before[-1].decode() if before else str(len(_STRING.findall(xml, 0, found.start())))


def find_use(xml: bytes, string: int) -> str:
    """Finds the first cell that uses a shared string, counted from 0; "" if there is none."""
    for value in re.finditer(rb"<(?:\w+:)?v(?: [^>]*)?>%d</" % string, xml):
        before = max(xml.rfind(b"<c ", 0, value.start()), xml.rfind(b":c ", 0, value.start()))
        kind, address = _TYPE.search(xml, before, value.start()), _PLACE.search(xml, before, value.start())
        if before >= 0 and kind and address and kind[1] == b"s":
            return address[1].decode()
    return ""


def without_lying_count(xml: bytes) -> bytes:
    """The part of the shared strings without its number of them, if that is no number or more than there are."""
    said = _STRINGS.search(xml, 0, 4096)
    if said is None or (said[2].isdigit() and int(said[2][:20]) <= len(_STRING.findall(xml))):
        return xml
    return xml[: said.start(1)] + xml[said.end(1) :]


def forbidden_control(zh: str, en: str) -> Refused:
    """A refusal because a text contains a control character."""
    return damaged(
        zh=f"{zh}含有 XML 不允许的控制字符，其他程序打不开或会丢行",
        en=f"{en} contains a control character that XML forbids; other programs can't open it, or lose rows",
    )


def has_odd_strings(xml: bytes) -> bool:
    """Whether a cell names a shared string by something that isn't a number; the reader then takes the first one."""
    if not (b"'" in xml and b"t='s'" in xml):
        strings = xml.count(b't="s"')
        if not strings:
            return False
        if strings == xml.count(_USUAL):
            return _NO_NUMBER.search(xml) is not None
    return _NO_NUMBER_AT_ALL.search(xml) is not None


def is_odd(kind: str, value: str, strings: int) -> bool:
    """Whether a cell of a type can't have a value, when there are so many shared strings; "" is no type."""
    if not value or not kind or kind in _TEXTS:
        return False
    if kind == "s":
        return _DIGITS.fullmatch(value) is None or int(value) >= strings
    if kind == "b":
        return value not in ("0", "1", "true", "false")
    return kind != "n" or _NUMBER.fullmatch(value) is None


def without_odd_cells(xml: bytes, strings: int) -> bytes:
    """The XML of a sheet in which cells that no reader can read are blank."""

    def mended(cell: re.Match[bytes]) -> bytes:
        attributes = cell[2] or b""
        kind, value = _TYPE.search(attributes), _VALUE.search(cell[3])
        if value is None or not is_odd(
            kind[1].decode("utf-8", "replace") if kind else "", value[1].decode("utf-8", "replace"), strings
        ):
            return cell[0]
        return b"<" + cell[1] + _TYPE.sub(b"", attributes) + b"/>"

    return _CELL.sub(mended, xml)
