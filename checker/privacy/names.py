"""Guesses whether a text is somebody's full name.

A wrong guess costs little: the department's own copy still shows a word that was masked in error, but a name that is
not masked is published. Chinese names are recognised by their surname: `surnames.txt` lists the common ones, and
`everyday.txt` and `dictionary.txt` words that start like a surname. The dictionary has those words of jieba's list (MIT
licence, (c) 2013 Sun Junyi) that no one is called: what follows the surname is rare in the names of that list, or is
part of a longer word. A name without a listed surname (巴特尔) is known only if the workbook
has it in a column of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from checker.frozen import dataclass
from checker.privacy.interpuncts import INTERPUNCTS
from checker.text.normalize import key_form

_HAN = "\u3400-\u9fff\U00020000-\U0003ffff〇"
_BLANKS = re.compile(r"\s+")
#: 买买提·艾合买提, but not 一．总则
_WITH_DOT = re.compile(
    rf"(?![一二三四五六七八九十]+[{INTERPUNCTS}])[{_HAN}]{{1,8}}(?:[{INTERPUNCTS}][{_HAN}]{{1,8}}){{1,3}}"
)
#: J. Smith, John Smith, Zhang Sanfeng
_WESTERN = re.compile(r"(?:[A-Z]\.? ){0,2}[A-Z][A-Za-z'’-]*[a-z](?: [A-Z]\.)?(?: [A-Z][A-Za-z'’-]*[a-z]){0,2}")
#: English words that no name contains, such as those that files are called.
_NO_NAMES = frozenset(
    {"a", "all", "and", "by", "for", "in", "new", "no", "not", "of", "off", "on", "or", "see", "the", "to", "yes"}
    | {"annual", "appendix", "attachment", "backup", "book", "bureau", "case", "cases", "city", "copy", "corrected"}
    | {"county", "court", "data", "department", "district", "document", "draft", "example", "file", "final", "form"}
    | {
        "list",
        "monthly",
        "office",
        "old",
        "original",
        "quarter",
        "quarterly",
        "report",
        "reports",
        "results",
        "revised",
    }
    | {"sample", "scores", "sheet", "statistics", "submission", "summary", "table", "template", "test", "training"}
    | {"untitled", "updated", "values", "version", "workbook", "year"}
)
_HAN_ONLY = re.compile(rf"[{_HAN}]{{2,4}}")
#: Last characters of many words, but of no given name.
_NO_ENDINGS = frozenset("数号费率表单册次期类型局委办处科所队室部镇街县区市省件证款项卡栏式度额量性稿版份页夹")
_SEPARATING = r"、，,;；:：/／|（）()\[\]【】《》<>“”\"'‘’_＿\n\t—–\-"
_SEPARATORS = re.compile(f"[{_SEPARATING}]+")
#: A word with letters and without digits. A text that has none, such as most numbers of records, contains no name.
_WORD = re.compile(rf"(?<![^{_SEPARATING}\s])[^{_SEPARATING}\s\d]*[^\W\d_][^{_SEPARATING}\s\d]*(?![^{_SEPARATING}\s])")
#: Roles that come before a name: 联系人, 局长, 主任, 书记.
_ROLE = re.compile("(?:[人员长任师官者]|书记|姓名|名字)$")
#: Titles that can follow a name.
_TITLES = re.compile("(?:同志|先生|女士|老师|律师|法官|教授)$")


@dataclass(frozen=True)
class Terms:
    """The words of a pack, which are nobody's name.

    Attributes:
        whole: whole terms in comparing form.
        edges: beginnings and ends of terms: 应诉 of 应诉案件.
        latin: single words of English terms.
    """

    whole: frozenset[str] = frozenset()
    edges: frozenset[str] = frozenset()
    latin: frozenset[str] = frozenset()

    @classmethod
    def of(cls, spellings: Iterable[str]) -> Terms:
        """The terms with these spellings."""
        labels = tuple(spellings)
        forms = {key_form(each) for each in labels}
        edges = {part for form in forms for size in (2, 3, 4) for part in (form[:size], form[-size:])}
        words = {word.casefold() for each in labels for word in re.findall("[A-Za-z]+", each)}
        return cls(frozenset(forms), frozenset(edges), frozenset(words))


NO_TERMS = Terms()


def looks_like_a_name(text: str, terms: Terms = NO_TERMS) -> bool:
    """Whether a whole text is probably one person's name and not a term."""
    spaced = text.strip()
    if spaced.isascii():
        return " " in spaced and _is_western(spaced, terms)
    spaced = _TITLES.sub("", spaced)
    together = _BLANKS.sub("", spaced)
    if _HAN_ONLY.fullmatch(together):
        return _is_chinese(together) and not {together} & (terms.whole | terms.edges)
    if _WITH_DOT.fullmatch(together):
        return key_form(text) not in terms.whole
    return " " in spaced and _is_western(spaced, terms)


def _is_western(spaced: str, terms: Terms) -> bool:
    if not _WESTERN.fullmatch(spaced):
        return False
    return (terms.latin | _NO_NAMES).isdisjoint(word.casefold() for word in re.findall("[A-Za-z]+", spaced))


def names_in(text: str, terms: Terms = NO_TERMS) -> Iterator[str]:
    """Yields the probable names in a text: the whole text, else pieces of it.

    A piece of two characters counts only after a word such as 联系人, or if no piece is an ordinary word.
    """
    if not _WORD.search(text):
        return
    if looks_like_a_name(text, terms):
        yield text
        return
    pieces = list(_pieces(text, terms))
    alike = [looks_like_a_name(piece, terms) for piece in pieces]
    bare = all(like or not any(map(str.isalpha, piece)) for piece, like in zip(pieces, alike, strict=True))
    for before, piece, like in zip(["", *pieces], pieces, alike, strict=False):
        if like and (len(piece) > 2 or bare or _ROLE.search(before)):
            yield piece


def _pieces(text: str, terms: Terms) -> Iterator[str]:
    """Splits a text at punctuation, and at blanks unless they are part of a name."""
    for piece in _SEPARATORS.split(text):
        yield from [piece.strip()] if looks_like_a_name(piece, terms) else piece.split()


def _is_chinese(text: str) -> bool:
    if text in _words("everyday.txt") or text in _words("dictionary.txt") or text[-1] in _NO_ENDINGS:
        return False
    single, compound = _surnames()
    if text[:2] in compound and len(text) > 2:
        return True
    return text[0] in single and len(text) < 4


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    """The surnames of one character and those of two."""
    words = _words("surnames.txt")
    return frozenset("".join(word for word in words if len(word) > 2)), frozenset(w for w in words if len(w) == 2)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(Path(__file__).with_name(name).read_text(encoding="utf-8").split())
