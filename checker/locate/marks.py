"""Recognises the words at the start of a row that isn't data: totals, notes, signatures, nothing to report."""

import re
from collections.abc import Collection, Container
from enum import Enum, auto
from functools import lru_cache

from checker.text.normalize import word_form

_AMOUNT = r"(?:数|人数|件数)?(?:\([^)]*\))?[::]?(?:[\d.,]+\D{0,3})?"
_TOTAL = re.compile(
    rf"(?:(?:全[区局年市县街]|全单位|全部门|本表|本年|年度|以上|总)?(?:合计|总计|共计)|(?:本年|全年)?累计){_AMOUNT}"
    r"|(?:grand|overall)?totals?(?:\([^)]*\))?:?(?:[\d.,]+\w{0,6})?"
)
_SUBTOTAL = re.compile(rf".{{0,20}}(?:小计|合计|总计|分计|total){_AMOUNT}")
_SUM = re.compile(r"[小合总共分累]计|total")
#: 5人, 共12.5学时, 98%: in a row with 合计, these are numbers.
_COUNT = re.compile(r"(?:共计?|计)?[+-]?(?:[0-9]+(?:,[0-9]{3})*\.?[0-9]*|\.[0-9]+)(\D{0,12})")
_COUNTER = re.compile(
    r"人次?|[名位次个项条款份宗起例期家户处本篇册天日年月分门批班]|[件场]次?|学时|课时|小时|万?元|%"
    r"|people|persons|cases|hours|times|items|yuan"
)
_WHO = "填表|填报|制表|统计|审核|复核|核对|审批|批准|经办|承办|联系|负责|单位负责|部门负责|科室负责|主要负责|分管负责"
_DONE_BY = (
    "prepared|completed|compiled|reviewed|checked|approved|(?:counter)?signed|submitted|authori[sz]ed|verified|certified"
    "|filledin|filled"
)
_NOTE = re.compile(
    r"[*※#]*(?:"
    r"(?:注|注释|附注|备注|说明|填[表报]说明|编制说明|数据来源|资料来源)\d*(?:[:.、)]|$)"
    rf"|(?:(?:{_WHO})(?:人|人员|单位|部门|日期|时间)?|分管领导|主管领导|联系电话|报送单位|报送日期)"
    r"(?:签字|签名|签章|盖章)?(?:\([^)]*\))?(?::|$)"
    r"|(?:电话|手机|日期|时间):"
    r"|(?:盖章|公章|签章|签字|签名)(?::|$)"
    rf"|(?:notes?|remarks?|source|(?:{_DONE_BY})(?:by)?|contact|contactperson|phone|telephone|tel|signatures?|seal|stamp"
    r"|dated?)\d*(?:\([^)]*\))?[:.]?(?<=[:.])"
    rf"|(?:notes?|(?:{_DONE_BY})by|signatures?)$"
    r")"
)
_SEALED = re.compile(r".{0,30}\((?:单位)?(?:盖章|公章|签章|签字|签名|章)\):?.{0,30}")
_NOTHING = re.compile(
    r"[/\\\-—–]+|(?:暂|零|均|此项)?(?:无|没有|未发生|零报告)(?:此项|此类|相关|该类)?(?:情况|事项|数据|案件|内容|记录)?[。.]?"
    r"|(?:本[季年月期]度?|本单位|本部门|本表)(?:暂无|均无|无|没有|未发生|未开展|零报告).{0,12}"
    r"|none\.?|nil(?:return)?\.?|n/?a|nothing(?:toreport)?(?:th(?:is|e)(?:quarter|half-?year|year|month|period))?\.?"
)
#: What begins a statement that there is nothing of a kind, e.g. 本期无行政应诉案件.
_NONE_OF = re.compile(
    r"(?:本[季年月期]度?|本单位|本部门)?(?:暂|均)?(?:无|没有|未发生|未收到|未开展)(?P<what>\w{2,})[。.]?"
)
#: Texts about the rows around them, which are never names or values.
_POINTING = re.compile(
    r"(?:以[上下]|上述|下列|接[上下][页表]|续[上下]?[页表]).*|.{0,30}如下[::]?|.{0,30}\((?:续|续[页表]|接上[页表]|cont\.?|continued)\)"
    r"|the(?:following|above).*"
)
_PERIOD = re.compile(
    r"(?:\d{4}年度?|本年度?|今年)?(?:第?[一二三四1-4]季度|[上下]半年)"
    r"(?:培训|学习|讲座|案件|考试|检查|情况|部分|台账|记录|名单|数据|工作)*[::]?"
)
#: Every mark starts with one of these characters or contains 计, 章, 签 or "total".
_FIRST = frozenset(
    " \t\r\n\u3000*※#注附备说填编数资制统审复核批经承联负单部科主分手电时日报盖公/\\-—–本暂零均此无没未nNrRsSpPcCaAtTdD"
    "註備說説編數資製統審復複經聯負單電時報蓋暫無沒"  # the same in traditional characters
)
_ANYWHERE = re.compile("[计計章签簽籤]|otal|OTAL")
#: Those that start with a Latin letter start with one of these.
_PAIRS = frozenset(
    {"no", "ni", "n/", "na", "re", "so", "si", "se", "st", "pr", "ph", "co", "ch", "ap", "te", "da"}
    | {"su", "au", "ve", "ce", "fi"}
)


class Mark(Enum):
    """What the text at the start of a row marks it as."""

    TOTAL = auto()
    SUBTOTAL = auto()
    NOTE = auto()
    NOTHING = auto()


def may_be_marked(text: str) -> bool:
    """A quick test whether `mark_of` may find a mark; it misses only marks in full-width Latin letters."""
    first = text[:1]
    if first in _FIRST and not (first.isalpha() and _is_latin_word(text)):
        return True
    if text[:2].casefold() in _PAIRS:
        return True
    return _ANYWHERE.search(text) is not None


def marked_among(texts: Collection[str]) -> list[str]:
    """Finds those of many texts that may be marked."""
    joined = "-".join(texts)
    if _ANYWHERE.search(joined):
        return list(filter(may_be_marked, texts))
    latin = _is_latin_word(joined)
    starts = {text[:2] for text in texts}
    likely = {
        start
        for start in starts
        if start.casefold() in _PAIRS or (start[:1] in _FIRST and not (latin and start[:1].isalpha()))
    }
    return [text for text in texts if text[:2] in likely and may_be_marked(text)] if likely else []


def _is_latin_word(text: str) -> bool:
    """Whether a text has nothing invisible and no total in it, so that its beginning says whether it may be marked."""
    return text.isascii() and text.isprintable() and " " not in text and "total" not in text.lower()


@lru_cache(maxsize=8192)
def mark_of(text: str) -> Mark | None:
    """The mark of a text, or None.

    A total (合计, 总计：12件, Total) is the last row of a table, and a subtotal (小计, 第一季度合计) is between its
    rows. A note or signature (注：..., 填表人, （盖章）) is below it. 无 or 零报告 means "nothing to report".
    """
    form = word_form(text)
    if _SUM.search(form):
        if _TOTAL.fullmatch(form):
            return Mark.TOTAL
        if _SUBTOTAL.fullmatch(form):
            return Mark.SUBTOTAL
    if _NOTE.match(form) or _SEALED.fullmatch(form):
        return Mark.NOTE
    return Mark.NOTHING if _NOTHING.fullmatch(form) else None


@lru_cache(maxsize=8192)
def declares_nothing(text: str, words: frozenset[str] = frozenset(), names: frozenset[str] = frozenset()) -> bool:
    """Whether a text says in words, not with a mere dash, that there is nothing to report.

    `words` has the table's own words for it, and `names` those of its sheet, both in comparing form: the sheet
    行政应诉案件 may say 无行政应诉案件.
    """
    form = word_form(text)
    if form in words or (_NOTHING.fullmatch(form) and any(map(str.isalpha, form))):
        return True
    found = _NONE_OF.fullmatch(form)
    return found is not None and found["what"] in names


def is_band(text: str, leftmost: bool) -> bool:
    """Whether the only text of a row is about the rows around it: 以下为下半年培训, 名单如下：.

    A bare 第一季度 counts only at the left edge of a table, because elsewhere it can be a value.
    """
    form = word_form(text)
    return _POINTING.fullmatch(form) is not None or (leftmost and _PERIOD.fullmatch(form) is not None)


def is_count(text: str, units: Container[str]) -> bool:
    """Whether a text is one number, alone, with a counter word, or with one of `units` (in comparing form)."""
    found = _COUNT.fullmatch(word_form(text))
    return found is not None and (not found[1] or _COUNTER.fullmatch(found[1]) is not None or found[1] in units)


def is_bare_label(text: str) -> bool:
    """Whether a text is the label of a note whose value is in the next cell: 填表人, 审核人：."""
    form = word_form(text)
    return mark_of(text) is Mark.NOTE and (":" not in form or form.endswith(":"))
