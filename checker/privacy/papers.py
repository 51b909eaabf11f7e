"""Searches a text for the numbers of papers, cards, vehicles and accounts that belong to one person.

A number whose shape is found in lists of other things too counts only after a word that says what it is.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from checker.privacy.called import is_nobodys
from checker.privacy.elsewhere import is_hong_kong_id, is_taiwan_id
from checker.privacy.interpuncts import INTERPUNCTS

#: Whether a match is somebody's: gets the few characters before it, and its letters and digits.
_Judge = Callable[[str, str], bool]

_GAP = "[ -]{0,3}"
_BEFORE = "(?<![A-Za-z0-9.])(?<![A-Za-z0-9]-)"
#: What goes on is another number: KC-1, an amount such as P12345678.90.
_AFTER = r"(?![A-Za-z0-9]|-[A-Za-z0-9]|\.[0-9]{1,2}(?![0-9]))"
_REGION = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])"
#: Identity card numbers had 15 digits until 1999. With a year of the 1920s it is a document of this decade.
_OLD_ID = re.compile(rf"{_REGION}[0-9]{{4}}([3-9][0-9])([0-9]{{2}})([0-9]{{2}})[0-9]{{3}}")
#: A permanent resident card of a foreigner until 2023: country, region, birthday, two more digits.
_OLD_RESIDENT = re.compile(rf"[A-Z]{{3}}{_REGION}[0-9]{{2}}([0-9]{{2}})([0-9]{{2}})([0-9]{{2}})[0-9]{{2}}")
#: E20220001 is number 1 of 2022, and E00000001 the first of a list.
_IN_A_LIST = re.compile("[A-Za-z]+(?:20[0-3][0-9]|0000)")
#: 20220305 is a day.
A_DAY = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_CARD_START = re.compile("62|4|5[1-5]|3[57]")

_NUMBER_WORD = r"(?:\([^()0-9]{1,12}\))?(?:证件)?(?:号码|证号|编号|卡号|号|(?:档案)?编?号| ?[Nn](?:umber|o|r)\.?)?"
_SAID = rf"{_NUMBER_WORD}(?: is)?[ :.是为(#-]{{0,4}}"
_NO_DAY = r"(?![ -]{0,3}(?:19|20)[0-9]{2}-?(?:0?[1-9]|1[0-2])-?(?:0?[1-9]|[12][0-9]|3[01])(?![0-9]))"
_DIGIT = f"(?:{_GAP}[0-9])"
_PASSPORT = "护照|[Pp]assport|PASSPORT"
_PERMIT = (
    "台胞证|回乡证|(?:内地|大陆|港澳|台湾|两岸)通行证|居留证|居留卡|居留许可|居住证|"
    "[Tt]ravel [Pp]ermit(?: for [A-Za-z ]{3,40}| to [A-Za-z ]{3,40})?|[Rr]esiden(?:ce|t) (?:[Pp]ermit|[Cc]ard)"
)
#: What the papers are called whose numbers are digits only, or a letter and digits.
PAPER = f"{_PASSPORT}|{_PERMIT}"
#: A number of so many things is no paper's.
_NO_COUNT = "(?![0-9]| ?[件本次人个元万份张%])"
_SERVICE = "军官证|士官证|士兵证|军人证|文职干部证|警官证|警察证|警号"
_DRIVER, _CARD = "驾驶证|驾照", "银行卡|储蓄卡|工资卡|借记卡|信用卡|[Bb]ank [Cc]ard"
_QQ, _WECHAT = "(?<![A-Za-z])[Qq][Qq]", "微信|[Ww]e[Cc]hat|WECHAT"
_PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
_HAN = "\u3400-\u9fff"
#: 津A12345678 and 第A12345678号 are certificates, but 寄往天津E12345678 is not.
_CERTIFICATE = re.compile(rf"(?:^|[^{_HAN}]){_PROVINCE}$|第$")


def _has_day(shape: re.Pattern[str]) -> _Judge:
    def judge(before: str, number: str) -> bool:
        found = shape.fullmatch(number)
        if not found or is_nobodys(before):
            return False
        year, month, day = map(int, found.groups())
        try:
            date(1900 + year if year > 9 else 2000 + year, month, day)
        except ValueError:
            return False
        return True

    return judge


def _is_somebodys(before: str, number: str) -> bool:
    return not (_IN_A_LIST.match(number) or is_nobodys(before) or _CERTIFICATE.search(before))


def _is_no_day(before: str, number: str) -> bool:
    return not (A_DAY.match(number) or is_nobodys(before))


def _is_islanders(before: str, number: str) -> bool:
    return (is_hong_kong_id(number) or is_taiwan_id(number)) and not is_nobodys(before)


def _is_card(before: str, number: str) -> bool:
    if not _CARD_START.match(number) or is_nobodys(before):
        return False
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0


def _is_said(_before: str, number: str) -> bool:
    return any(map(str.isdigit, number))


def _always(_before: str, _number: str) -> bool:
    return True


_TWO_LETTERS = f"(?:E[A-HJ-NP-Z]|C[A-HJ-MP-Z]|[DSP]E){_GAP}[0-9]{_DIGIT * 6}"
#: Passports and permits: a letter and eight digits. Letters of Chinese papers may be small, and their digits apart.
_ONE_LETTER = (
    f"[CDEGHKLMPSTW](?![0-9]{{7}}-[0-9]){_DIGIT * 8}|[A-Z](?: ?[0-9]{{8}}|[ -]?[0-9]{{4}}[ -][0-9]{{4}})"
    "|[cdeghklmpstw][0-9]{8}"
)
_PATTERNS: tuple[tuple[re.Pattern[str], _Judge], ...] = (
    # Words say what these are.
    (
        re.compile(
            rf"(?:{_PASSPORT}){_SAID}{_NO_DAY}(?P<kept>[A-Za-z]{{0,3}}(?:{_GAP}[0-9]){{6,9}}|"
            r"(?=(?:[A-Za-z]*[0-9]){4})[A-Za-z0-9]{6,10})(?![A-Za-z0-9])"
        ),
        _is_said,
    ),
    (
        re.compile(rf"(?:{_PERMIT}){_SAID}{_NO_DAY}(?P<kept>[A-Za-z]{{0,3}}(?:{_GAP}[0-9]){{7,12}})(?![A-Za-z0-9])"),
        _is_said,
    ),
    (
        re.compile(
            rf"(?:{_PERMIT})(?:[{_HAN}]{{1,6}}|{_NUMBER_WORD},? ?)[ :(]{{0,3}}{_NO_DAY}"
            rf"(?P<kept>[0-9]{{8}}(?:[0-9]{{2}})?){_NO_COUNT}"
        ),
        _is_said,
    ),
    (
        re.compile(
            rf"(?<![A-Za-z0-9.-]){_NO_DAY}(?P<kept>[A-Za-z]{{0,2}}[0-9]{{7,10}})(?=[ :(]{{0,3}}(?:[系是为的] ?)?"
            rf"(?:[{_HAN}]{{0,6}}(?:{_PERMIT})|[{_HAN}]{{0,4}}护照)(?!办|签|数|[件张本]))"
        ),
        _is_no_day,
    ),
    (
        re.compile(
            rf"身份证{_SAID}{_NO_DAY}(?P<kept>[A-Z]{{0,2}} ?[0-9]{{6,9}} ?(?:\([0-9A]\)|(?![0-9A-Za-z(]))){_NO_COUNT}"
        ),
        _is_said,
    ),
    (
        re.compile(
            rf"(?:{_SERVICE}){_SAID}(?P<kept>(?:[{_HAN}]{{1,3}}字?)?第?{_GAP}[0-9](?:{_GAP}[0-9]){{5,8}})(?![0-9])"
        ),
        _is_said,
    ),
    (re.compile(rf"(?:{_DRIVER}){_SAID}(?P<kept>[0-9](?:{_GAP}[0-9]){{11}})(?![0-9])"), _always),
    (re.compile(rf"(?:{_CARD}){_SAID}(?P<kept>[0-9](?:{_GAP}[0-9]){{14,18}})(?![0-9])"), _always),
    (re.compile(rf"(?:{_QQ}){_SAID}(?P<kept>[1-9][0-9]{{4,10}})(?![0-9])"), _always),
    (
        re.compile(
            rf"(?:{_WECHAT})(?:号码|号|[ ]?(?:ID|id|Id))?(?:(?<=[号码Dd])[ :是为]{{0,4}}|[ ]?[:][ ]?)"
            r"(?P<kept>[A-Za-z][A-Za-z0-9-]{5,19})(?![A-Za-z0-9])"
        ),
        _always,
    ),
    # These show it by their shape.
    (re.compile(rf"{_BEFORE}(?P<kept>[0-9]{{15}}){_AFTER}"), _has_day(_OLD_ID)),
    (re.compile(rf"{_BEFORE}(?<![0-9] )(?P<kept>[0-9]{_DIGIT * 14})(?![ -]?[A-Za-z0-9])"), _has_day(_OLD_ID)),
    (re.compile(rf"{_BEFORE}(?P<kept>[A-Z]{{3}}{_DIGIT * 12}){_AFTER}"), _has_day(_OLD_RESIDENT)),
    (re.compile(rf"{_BEFORE}(?P<kept>[HM]{_DIGIT * 10}|{_TWO_LETTERS}){_AFTER}"), _is_somebodys),
    (re.compile(rf"{_BEFORE}(?P<kept>{_ONE_LETTER}){_AFTER}"), _is_somebodys),
    (re.compile(rf"{_BEFORE}(?P<kept>[0-9]{{8}}(?:[0-9]{{2}})?\([A-Z]\))"), _is_no_day),
    (
        re.compile(rf"{_BEFORE}(?P<kept>[A-Z]{{1,2}} ?[0-9]{{6}} ?\([0-9A]\)|[A-Z][1289][0-9]{{8}}(?![0-9A-Za-z]))"),
        _is_islanders,
    ),
    (re.compile(rf"{_BEFORE}(?P<kept>[0-9]{{16,17}}){_AFTER}"), _is_card),
    (re.compile(rf"{_BEFORE}(?P<kept>(?:[0-9]{{4}}[ -]{{1,3}}){{3,4}}[0-9]{{1,4}}){_AFTER}"), _is_card),
    (re.compile(f"(?<![{_HAN}])(?P<kept>[军海空武南北沈兰成济广]字第? ?[0-9]{{7,8}})(?=号)"), _always),
    (
        re.compile(
            rf"(?:(?<![{_HAN}])|(?<=[车牌号为是驾驶乘坐]))(?P<kept>{_PROVINCE} ?[A-HJ-NP-Z][ {INTERPUNCTS}-]?"
            r"(?:[DF][0-9]{5}|[0-9]{5}[DF]|(?=[A-Z]{0,2}[0-9])[A-HJ-NP-Z0-9]{3}[0-9A-HJ-NP-Z](?:[0-9A-HJ-NP-Z]|[警学挂领])))"
            r"(?![A-Za-z0-9]|-[A-Za-z0-9])"
        ),
        _is_said,
    ),
)
_WORDS = f"{_PASSPORT}|{_PERMIT}|身份证|{_SERVICE}|{_DRIVER}|{_CARD}|{_QQ}|{_WECHAT}|字第?[0-9]"
#: The least that any of these patterns needs.
_MAY_BE_ONE = re.compile(
    rf"{_WORDS}|{_PROVINCE} ?[A-Z]|[A-Za-z]{_GAP}[0-9](?:{_GAP}[0-9]){{6}}|[0-9](?:{_GAP}[0-9]){{12}}"
    r"|[0-9]\([A-Z]\)|[A-Z] ?[0-9]{6} ?\("
)
#: What shows, in a text as it is written, that it may have fewer than seven digits and a match nevertheless.
FEW_DIGITS = (
    r"[0-9０-９] ?[(（][AＡ]|[QqＱｑ]{2}|微信|护照|警[号官察]|[WwＷｗ][EeＥｅ][CcＣｃ]|[PpＰｐ][AaＡａ][SsＳｓ]{2}"
    rf"|军官证|士[官兵]证|{_PROVINCE}[\W_]?[A-ZＡ-Ｚ]"
)


def may_hold_paper(sketch: str) -> bool:
    """Whether a text in plain characters has the least that is needed for any number of a paper."""
    return bool(_MAY_BE_ONE.search(sketch))


def papers_in(sketch: str) -> Iterator[tuple[int, int]]:
    """Yields where numbers of papers are in a text in plain characters, without overlap."""
    if not may_hold_paper(sketch):
        return
    for pattern, is_personal in _PATTERNS:
        at = 0
        while match := pattern.search(sketch, at):
            start, end = match.span("kept")
            number = "".join(filter(str.isalnum, match["kept"]))
            at = end
            if is_personal(sketch[max(0, start - 8) : start], number):
                yield start, end
                sketch = sketch[:start] + "*" * (end - start) + sketch[end:]
