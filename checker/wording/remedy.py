"""How to put a finding right, in a few words: the beginning of the last section of its code's page.

For whoever tells findings to people. Knows codes and their pages only.
"""

from __future__ import annotations

import re
from functools import cache

from checker.codes import Code, page
from checker.model import Language

#: Characters after which no further sentence is taken.
_LONGEST: dict[Language, int] = {"zh": 90, "en": 180}
_SENTENCE = re.compile(r"[^。！？.!?]+(?:[.!?](?=\S)[^。！？.!?]*)*[。！？.!?”）)]*\s*")


@cache
def remedy(code: Code, language: Language) -> str:
    """Whole sentences of the code's page, at least one, without marks of emphasis."""
    section = page(code, language).rpartition("\n## ")[2].partition("\n")[2]
    text = re.sub(r"\s+", " ", re.sub(r"[`*]|^- ", "", section, flags=re.MULTILINE)).strip()
    told = ""
    for sentence in _SENTENCE.findall(text):
        if told and len(told) + len(sentence) > _LONGEST[language]:
            break
        told += sentence
    return told.strip()
