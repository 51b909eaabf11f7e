"""Reads a web page: its paragraphs, items and rows of tables, without menus and scripts."""

import re
from collections.abc import Iterator

from lxml import etree, html

from checker.policy.model import Line
from checker.policy.reading.refusals import damaged
from checker.policy.reading.rows import write_rows
from checker.policy.reading.texts import decode

_SKIPPED = {"script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template", "head", "button"}
_BLOCKS = {
    "address", "article", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "h1", "h2",
    "h3", "h4", "h5", "h6", "html", "li", "main", "ol", "p", "pre", "section", "table", "ul", "br", "hr",
}  # fmt: skip
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)


def read_web(data: bytes) -> list[Line]:
    """Reads the lines of a web page; the numbers count its paragraphs and rows."""
    declared = _DECLARED.search(data[:4096])
    text = ""
    if declared:
        name = declared[1].decode("ascii").lower()
        name = "gb18030" if name in ("gb2312", "gbk") else name
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError):
            text = ""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text or decode(data))
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise damaged(".html") from error
    found = [(part, is_row) for part, is_row in _parts(root) if part]
    return [Line(number, part, is_row) for number, (part, is_row) in enumerate(found, 1)]


def _parts(root: html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """Walks the page without recursion, since a page may nest as deep as it likes."""
    pending: list[str] = []
    stack: list[html.HtmlElement | str] = [root]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            if each == "\n":
                yield _clean(pending), False
                pending = []
            else:
                pending.append(each)
            continue
        if not isinstance(each.tag, str) or each.tag in _SKIPPED:
            continue
        if each.tag == "table":
            yield _clean(pending), False
            pending = []
            cells = [[_clean([*cell.itertext()]) for cell in row.iter("td", "th")] for row in each.iter("tr")]
            yield from write_rows(cells)
            continue
        block = each.tag in _BLOCKS
        inside: list[html.HtmlElement | str] = ["\n"] if block else []
        inside += [each.text] if each.text and each.text != "\n" else []
        for child in each:
            inside.append(child)
            inside += [child.tail] if child.tail and child.tail != "\n" else []
        stack += reversed([*inside, "\n"] if block else inside)
    yield _clean(pending), False


def _clean(parts: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(parts)).strip()
