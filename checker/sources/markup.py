"""How XML parts are parsed: in UTF-8 or UTF-16 whatever they declare, and never with a document type.

Knows expat; knows nothing of what the parts mean.
"""

from __future__ import annotations

from xml.parsers import expat

from checker.sources.found import damaged, with_doctype
from checker.text.bilingual import Text


def new_parser(xml: bytes) -> expat.XMLParserType:
    """A parser for `xml` that names elements and attributes "namespace local", or "local" without a namespace."""
    # The encoding is fixed here, because a declared one could name any codec that Python has.
    encoding = "utf-16" if xml[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    return expat.ParserCreate(encoding, " ")


def parse(xml: bytes, part: str, parser: expat.XMLParserType) -> None:
    """Feeds `xml`, the content of `part`, to a parser whose handlers are set.

    Raises:
        Refused: W203 where the XML is not well-formed, W205 where it declares a document type.
    """

    def refuse_doctype(*_: object) -> None:
        raise with_doctype(part)

    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise damaged(
            Text(zh=f"部件 {part} 不是完整的 XML（{error}）", en=f"the part {part} is not well-formed XML ({error})")
        ) from error


def local(name: str) -> str:
    """The name without its namespace."""
    return name.rsplit(" ", 1)[-1]
