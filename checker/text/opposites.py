"""Texts that look alike but say the opposite: 非常不满意 and 非常满意, 未注销 and 注销, unsatisfied and satisfied.

Spelling alone can't tell a slip from a denial, so a text is never taken for, or suggested as, its opposite.
"""

import unicodedata
from collections.abc import Iterable
from itertools import product

from checker.text.late import late
from checker.text.traditional import in_simplified

#: Words in which a denying character denies nothing.
_NEUTRAL = late(
    r"是否|有无|有没有|能否|可否|会否|与否|非常|非遗|不动产|不锈钢|不仅|不断|不得不|无线|无人机|无障碍|无锡|未来|未成年"
    r"|免疫|失业|差额|差旅|停车|废水|废气|废物|废旧|缺陷|误工|超市|超声|违法行为|违法案件|违建|拒马|失信"
)
#: Each of these turns a meaning round: 不合格, 逾期办结, 缺考, 败诉, 驳回.
_DENIALS = frozenset("不未无非否没勿莫免缺弃拒违逾超迟误失败驳废停漏假错禁")
#: Of each pair, one text has a word of the first group where the other has one of the second.
_PAIRS = tuple(
    (tuple(one.split()), tuple(other.split()))
    for one, other in (
        ("前", "后 中"),
        ("上 线上", "下 线下"),
        ("内", "外"),
        ("大", "小"),
        ("多 增 加", "少 减"),
        ("高", "低"),
        ("好 优", "差 劣"),
        ("早", "晚"),
        ("男", "女"),
        ("新", "旧"),
        ("开", "关 闭 结"),
        ("起 始", "止 终 讫"),
        ("收 受", "发 送"),
        ("原", "被"),
        ("主", "次 副"),
        ("正", "负 反 副"),
        ("真", "伪"),
        ("全", "部分"),
        ("已", "待 拟"),
        ("应", "实"),
        ("甲", "乙"),
        ("进", "出"),
        ("借", "还 贷"),
        ("最高", "最低"),
    )
)
_LATIN = late(r"[a-z']+")
_ENGLISH_DENIALS = frozenset(["no", "not", "none", "never", "non", "without", "late", "cannot", "nor", "neither"])
_ENGLISH_STEMS = (
    *("overdue", "absen", "fail", "reject", "refus", "deni", "deny", "miss", "lack", "wrong", "fals", "lost"),
    *("illegal", "invalid", "unlawful", "dissatisf", "unsatisf", "incomplet"),
)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "not", "mis", "ab")
_ENGLISH_PAIRS = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("before", "after"),
        ("start started begin first", "end ended last"),
        ("inside internal inner", "outside external outer"),
        ("online", "offline classroom"),
        ("increase increased more", "decrease decreased less fewer"),
        ("open opened", "closed close"),
        ("sent", "received"),
        ("male", "female"),
        ("high higher", "low lower"),
        ("full whole", "partial partly"),
        ("plaintiff", "defendant"),
        ("due", "done"),
    )
)
#: Two words are the same but for a slip.
_SAME = 0.8
_NUMBERS = late(r"\d+|[一二三四五六七八九十]+")


def opposed(one: str, other: str) -> bool:
    """Whether two texts differ in a word that denies, or in one of a pair of opposites such as 事前 and 事后."""
    mine, its = _plain(one), _plain(other)
    return mine != its and (
        _denials(mine) != _denials(its)
        or _are_paired(mine, its)
        or _are_paired(its, mine)
        or _has_prefix(mine, its)
        or _has_prefix(its, mine)
    )


def differ_in_number(one: str, other: str) -> bool:
    """Whether both texts have a number, and not the same: 第一季度 and 第二季度."""
    mine, its = (_NUMBERS.findall(unicodedata.normalize("NFKC", text)) for text in (one, other))
    return bool(mine and its) and mine != its


def not_opposed(found: str, words: Iterable[str]) -> list[str]:
    """The words that a text may be a slip of: without its opposites and those with another number."""
    return [word for word in words if not opposed(found, word) and not differ_in_number(found, word)]


def _plain(text: str) -> str:
    """The text in plain characters, with its blanks, which divide English words."""
    return _NEUTRAL.sub("", in_simplified(unicodedata.normalize("NFKC", text)).casefold())


def _words(text: str) -> list[str]:
    return _LATIN.findall(text)


def _denials(text: str) -> int:
    """How many words of a text turn its meaning round."""
    english = (
        word in _ENGLISH_DENIALS or word.startswith(_ENGLISH_STEMS) or word.endswith("n't") for word in _words(text)
    )
    return sum(map(text.count, _DENIALS)) + sum(english)


def _are_paired(one: str, other: str) -> bool:
    """Whether `one` has one of a pair of opposites, alone, and `other` has its partner, alone."""
    for mine, its in _PAIRS:
        for a, b in product(mine, its):
            if a in one and a not in other and b in other and b not in one:
                return True
    mine_words, its_words = frozenset(_words(one)), frozenset(_words(other))
    only_mine, only_its = mine_words - its_words, its_words - mine_words
    return any(only_mine & a and only_its & b for a, b in _ENGLISH_PAIRS)


def _has_prefix(one: str, other: str) -> bool:
    """Whether a word of `one` is a word of `other` with a denying prefix: unattended and attended."""
    from difflib import SequenceMatcher  # imported late: few words are misspelt

    words = _words(other)
    for word in _words(one):
        for prefix in _PREFIXES:
            rest = word.removeprefix(prefix)
            if rest == word or len(rest) < 3 or word in words:
                continue
            for its in words:
                alike = SequenceMatcher(None, rest, its).ratio()
                if alike >= _SAME and alike > SequenceMatcher(None, word, its).ratio():
                    return True
    return False
