"""The shapes of telephone numbers in a text in plain characters, apart from those that times and serials have too."""

import re
from collections.abc import Callable

from checker.privacy.called import is_nobodys

#: Whether a match is somebody's: gets the few characters before it, and the match.
Judge = Callable[[str, str], bool]

#: Up to three blanks or dashes between two digits of a number.
GAP = "[ -]{0,3}"
_DAY = r"(?:19|20)[0-9]{2}-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
#: The first three digits of a mobile number, but not of 1999-12-31 or 130 2022-03-05.
_BROKEN_START = rf"(?!{_DAY})1[3-9][0-9](?![ -]{{1,3}}{_DAY})"
_COUNTRY = r"(?<![0-9])(?:\+?(?:00)?86[ -]*|0)?"
#: The area code of a landline: 010, 02x, or 0 and three digits, the first from 3 to 9.
_AREA = "0(?:10|2[0-9]|[3-9][0-9]{2})"
_ANY_AREA = r"\(?0?(?:10|2[0-9]|(?![48]00)[3-9][0-9]{2})\)?"
_ABROAD = (
    rf"(?:(?:\+|00)86[ -]{{0,3}}(?:\(0\)[ -]{{0,3}})?{_ANY_AREA}|"
    rf"\(?86\)?[ -]{{1,3}}(?:\(0\)[ -]{{0,3}})?{_ANY_AREA}(?=[ -]))"
)
#: Hong Kong, Macau and Taiwan, which write eight digits or nine.
_OVERSEAS = rf"(?:\+|00)(?:85[23]|886)[ -]{{0,3}}[0-9](?:{GAP}[0-9]){{7,8}}(?![0-9])"
#: Not the end of another number, nor a later part of one such as 2022-022-1234567.
_AHEAD = r"(?<![0-9.])(?<![0-9]-)"
_LOCAL = rf"[1-9][0-9]{{2,3}}{GAP}[0-9]{{4}}(?![0-9])"
#: 0371-20220305 and 0305 2022 0306 have days in them, and 0371-2022-0001 is the number of a document.
_NO_DAY = (
    rf"(?!(?:19|20)[0-9]{{2}}{GAP}(?:0[1-9]|1[0-2]){GAP}(?:0[1-9]|[12][0-9]|3[01])(?![0-9]))"
    r"(?!(?:19|20)[0-9]{2}[ -]{1,3}[0-9]{4}(?![0-9]))"
)
#: 0830-1130 and 0830 2030-2130 are times, 0305-1105 are days; the numbers of such an area don't begin with 1.
_NO_TIME = r"(?!(?:1[0-9]{2,3}|2[0-3][0-5][0-9])[ -]{1,3}[0-9]{4}(?![0-9]))"
_APART = rf"(?:0(?:10|2[0-9])[ -]{{1,3}}|0[3-9][0-9]{{2}}[ -]{{1,3}}{_NO_TIME}|\({_AREA}\)[ -]{{0,3}})"
#: Eight digits or seven in groups that are unusual: 23 45 67 89, 234-56789.
_ODD_LOCAL = rf"(?=[2-9](?:{GAP}[0-9]){{6,7}}(?!{GAP}[0-9]))[2-9][0-9]+(?:[ -]{{1,3}}[0-9]{{2,}}){{1,3}}"
#: Area codes that exist. What is written in one piece needs one, since a serial number may begin with 0 too.
_REAL = (
    r"0(?:3(?:1[0-9]|35|49|5[0-9]|7[0-9]|9[1-8])|4(?:1[0-9]|2[1-9]|3[1-9]|40|5[1-9]|6[4-9]|7[0-9]|8[23])"
    r"|5(?:1[0-9]|2[37]|3[0-9]|4[36]|5[0-9]|6[1-6]|7[0-9]|80|9[1-9])|6(?:3[1-5]|6[0238]|9[12])"
    r"|7(?:01|1[0-9]|2[248]|3[0-9]|4[3-6]|5[0-9]|6[0-9]|7[0-9]|9[0-9])"
    r"|8(?:1[2-8]|2[5-7]|3[0-9]|40|5[1-9]|7[0-9]|8[1-8]|9[0-9])|9(?:0[1-9]|1[0-9]|3[0-9]|4[13]|5[1-5]|7[0-9]|9[0-9]))"
)
#: No later part of another word or number, nor the number of a paper: 津02212345678, 第02223456789号.
_FREE = r"(?<![A-Za-z0-9.京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼第字])(?<![A-Za-z0-9]-)"
#: 02220220001 is the first number of 2022.
_UNBROKEN = rf"(?:0(?:10|2[0-9])(?!20[0-3][0-9])[2-9][0-9]{{7}}|{_REAL}(?!20[0-3][0-9])[2-9][0-9]{{6,7}})"
_ALL_DIGITS = re.compile(f"(?:86)?{_UNBROKEN}")
#: In one piece, as single digits, or in groups that know no area: 0 2 2 2 3 4 5 6 7 8 9, 0222 3456 789.
_RUN = (
    rf"{_FREE}(?P<kept>(?:86)?0[0-9]{{10,11}}|0(?:[ -][0-9]){{10,11}}|0[0-9]{{2,3}}(?:[ -]{{1,3}}[0-9]{{3,4}}){{2,3}})"
    r"(?![0-9]|[ -][0-9](?![0-9]{2})|\.[0-9]| ?[件元万%])"
)
#: Words before a telephone number that has no other sign.
CUE = r"(?:电话|座机|固话|传真|热线|联系方式|[Tt][Ee][Ll](?:[Ee][Pp][Hh][Oo][Nn][Ee])?|[Pp][Hh][Oo][Nn][Ee]|[Ff][Aa]X)"
_AFTER_CUE = rf"{CUE}(?:号码|号)?[ :.是为-]{{0,4}}"

UNBROKEN_MOBILE = re.compile(_COUNTRY + r"(?P<kept>1[3-9][0-9]{9})(?![0-9])")


def always(_before: str, _number: str) -> bool:
    """For patterns that nothing else matches."""
    return True


def _is_complete(before: str, number: str) -> bool:
    return bool(_ALL_DIGITS.fullmatch(re.sub("[ -]", "", number))) and not is_nobodys(before)


PATTERNS: tuple[tuple[re.Pattern[str], Judge], ...] = (
    (re.compile(rf"(?<![0-9]-){_COUNTRY}(?P<kept>{_BROKEN_START}(?:{GAP}[0-9]){{8}})(?!-?[0-9])"), always),
    (re.compile(rf"{_COUNTRY}(?P<kept>1[ -]{{1,3}}[3-9](?:[ -]{{1,3}}[0-9]){{9}})(?![0-9])"), always),
    (re.compile(rf"{_AHEAD}(?P<kept>{_OVERSEAS})"), always),
    (re.compile(rf"{_AHEAD}(?P<kept>{_ABROAD}[ -]{{0,3}}{_LOCAL})"), always),
    (re.compile(rf"{_AHEAD}(?P<kept>{_APART}{_NO_DAY}{_LOCAL})"), always),
    (re.compile(rf"{_AHEAD}(?P<kept>{_APART}{_NO_DAY}{_ODD_LOCAL})"), always),
    (re.compile(rf"{_AHEAD}(?P<kept>{_AREA} ?[/~] ?{_NO_DAY}[2-9][0-9]{{6,7}})(?![0-9/])"), always),
    (re.compile(rf"{_AFTER_CUE}(?P<kept>(?:{_AREA}|{_ANY_AREA}[ -]{{1,3}})?{_LOCAL})"), always),
    (re.compile(_RUN), _is_complete),
)
