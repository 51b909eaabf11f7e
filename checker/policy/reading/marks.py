"""The marks with which a numbered clause, an item or an annotation of its own begins."""

import re

_BEGINS = re.compile(
    r"^\s*(?:[•●▪■◆*·–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,4})[).、](?!\d)|\d+(?:\.\d+)+\.?\s|[\[(](?=[A-Z])|"
    r"[①②③④⑤⑥⑦⑧⑨⑩]|第[一二三四五六七八九十百\d]+[编章节条]|[A-Z]{1,4}\d+[.:)]?\s|"
    r"(?:Part|Chapter|Section|Article|Schedule|Annex|Appendix)\s+(?:[A-Z]\b|\d))"
)


def begins_item(folded: str) -> bool:
    """Whether a line, in narrow characters, begins with a number, a letter or a bullet of its own."""
    return _BEGINS.match(folded) is not None
