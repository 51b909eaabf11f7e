"""Parses XML parts: as UTF-8 or UTF-16 whatever they declare, and never with a document type."""

from collections.abc import Callable
from xml.parsers import expat

from checker.sources.refusals import damaged, forbidden_doctype

_HANDLERS = (
    *("StartDoctypeDeclHandler", "StartElementHandler", "EndElementHandler", "CharacterDataHandler"),
    "StartNamespaceDeclHandler",
)


def new_parser(xml: bytes) -> expat.XMLParserType:
    """A parser for `xml` that names elements and attributes "namespace local", or "local" without a namespace."""
    # The encoding is fixed because a declaration could name any of Python's codecs.
    encoding = "utf-16" if xml[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return expat.ParserCreate(encoding, " ")


def parse(xml: bytes, part: str, parser: expat.XMLParserType) -> None:
    """Feeds `xml`, the content of `part`, to a parser with handlers.

    Raises:
        Refused: W203 if the XML is not well-formed, W205 if it declares a document type.
    """

    def refuse_doctype(*_: object) -> None:
        raise forbidden_doctype(part)

    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged(
            zh=f"部件 {part} 不是完整的 XML（{error}）", en=f"the part {part} is not well-formed XML ({error})"
        ) from error
    finally:
        for handler in _HANDLERS:  # what refers to its parser would stay, with the whole part, until garbage is sought
            setattr(parser, handler, None)


def parse_elements(
    xml: bytes,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Parses as `parse` does; `start` gets the name and attributes of each element, `end` its name."""
    parser = new_parser(xml)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parse(xml, part, parser)


def whole(text: str | None, default: int = 0) -> int:
    """The whole number of up to 11 digits that an attribute contains, or the default."""
    return int(text) if text and len(text) < 12 and text.isascii() and text.isdecimal() else default


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rsplit(" ", 1)[-1]
