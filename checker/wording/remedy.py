"""A short remedy for a flag: the first sentences of the last section of its code's page."""

import re
from functools import cache

from checker.codes import Code, page
from checker.model import Language

#: No sentence is added beyond this many characters.
_LONGEST: dict[Language, int] = {"zh": 90, "en": 180}
_SENTENCE = re.compile(r"[^。！？.!?]+(?:[.!?](?=\S)[^。！？.!?]*)*[。！？.!?”）)]*\s*")


def remedy(code: Code, language: Language) -> str:
    """Returns the first whole sentences of the remedy on a code's page, at least one, without emphasis marks."""
    return _shorten(page(code, language), language)


@cache
def _shorten(prose: str, language: Language) -> str:
    section = prose.rpartition("\n## ")[2].partition("\n")[2]
    text = re.sub(r"\s+", " ", re.sub(r"[`*]|^- ", "", section, flags=re.MULTILINE)).strip()
    first, *others = _SENTENCE.findall(text)
    for sentence in others:
        if len(first) + len(sentence) > _LONGEST[language]:
            break
        first += sentence
    return str(first).strip()
