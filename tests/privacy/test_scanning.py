"""What gives a person away by its form is masked in any text; what only looks a little like it comes out untouched."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.privacy import patterns
from checker.privacy.masking import mask_text

MASKED = [
    # E-mail addresses: the first character and where it goes.
    ("wang.li-9@163.com", "w***@163.com"),
    ("请发至 wang_li@mail.gov.cn。", "请发至 w***@mail.gov.cn。"),
    ("ｗａｎｇ＠ｑｑ．ｃｏｍ", "ｗ***@qq.com"),
    ("a@b.cn;c@d.cn", "a***@b.cn;c***@d.cn"),
    ("wang @ example.com", "w***@example.com"),
    ("10012345678@qq.com", "1***@qq.com"),
    # Landlines: an area and a number apart from it.
    ("0431-1234567", "043****4567"),
    ("022-27123456", "022****3456"),
    ("(022)2345 6789", "022****6789"),
    ("（０２２）２３４５６７８９", "022****6789"),
    ("电话022 2712 3456转801", "电话022****3456转801"),
    ("010—87654321", "010****4321"),
    ("+86 22 2712 3456", "862*****3456"),
    ("0086-431-8123456", "008*******3456"),
    # Without an area, a word before it has to say so.
    ("电话02227123456", "电话022****3456"),
    ("联系电话：27123456", "联系电话：27****56"),
    ("Tel: 2712 3456", "Tel: 27****56"),
    ("传真号码是27123456", "传真号码是27****56"),
    # Mobile numbers as people part them.
    ("138.1234.5678", "138****5678"),
    ("138-1234 5678", "138****5678"),
    ("手机13812345678，座机022-27123456", "手机138****5678，座机022****3456"),
]


@pytest.mark.parametrize(("text", "masked"), MASKED)
def test_an_address_or_a_number_is_masked(text: str, masked: str) -> None:
    assert mask_text(text) == masked
    assert mask_text(text, reveal=True) == text


UNTOUCHED = [
    "（2022）津0101行初12号",
    "(2022)津0319行终1234号之一",
    "津政办发〔2022〕0371号",
    "津01-0001",
    "津0310001234567",
    "00001000110",
    "120101000123456",
    "91120101MA05XXXX0X",
    "0371-20220305",
    "020-19991231",
    "2022-022-1234567",
    "400-123-4567",
    "电话400-123-4567",
    "4001234567",
    "12345",
    "110",
    "1,234,567.89",
    "100000000.00",
    "0.02227123456",
    "94.995%",
    "192.168.100.200",
    "2022.3.5-2022.12.31",
    "2022-03-05T08:15:30+08:00",
    "20220305081530",
    "第0431页至第1234页",
    "ISBN 978-7-300-12345-6",
    "联系方式变更",
    "电话会议 2022-1201",
    "@所有人",
    "a@b",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_is_neither_stays(text: str) -> None:
    assert mask_text(text) == text


DAYS = st.dates(date(1949, 10, 1), date(2049, 12, 31))
MOMENTS = st.integers(0, 2**31).map(lambda second: datetime.fromtimestamp(second, timezone(timedelta(hours=8))))
SPELLED = st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m"])
HARMLESS = st.one_of(
    st.builds(lambda day, how: day.strftime(how), DAYS, SPELLED),
    MOMENTS.map(lambda moment: moment.isoformat()),
    MOMENTS.map(lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S%z")),
    st.builds(
        lambda year, court, kind, number: f"（{year}）津{court:04d}{kind}{number}号",
        st.integers(2000, 2049),
        st.integers(1, 9999),
        st.sampled_from(["行初", "行终", "行申", "民初"]),
        st.integers(1, 99999),
    ),
    st.builds(lambda area, number: f"津{area:02d}-{number:04d}", st.integers(0, 99), st.integers(0, 9999)),
    st.builds(lambda number: f"{number:,.2f}", st.decimals(0, 10**12, places=2)),
    st.builds(lambda number: f"{number}元", st.decimals(0, 10**9, places=2)),
    st.builds(lambda number: f"{number}%", st.decimals(0, 1000, places=3)),
    st.builds(lambda one, other: f"{one}/{other}", st.integers(0, 99999), st.integers(1, 99999)),
    st.builds(lambda row: f"第 {row} 行", st.integers(1, 1048576)),
    st.builds(lambda number: f"400-{number:03d}-{number:04d}", st.integers(100, 999)),
)


@given(HARMLESS)
def test_days_cases_certificates_and_amounts_stay(text: str) -> None:
    assert mask_text(text) == text


@given(st.lists(HARMLESS, min_size=2, max_size=4), st.sampled_from(["、", "；", "，", "\n", " 至 "]))
def test_they_stay_in_company(texts: list[str], between: str) -> None:
    text = between.join(texts)
    assert mask_text(text, reveal=True) == mask_text(text)


AREAS = st.sampled_from(["010", "022", "028", "0431", "0916", "0472", "0755"])
NUMBERS = st.integers(2_000_000, 19_999_999).filter(lambda number: not re.match("20|19", str(number))).map(str)
WRITTEN = st.sampled_from(["{}-{}", "({}){}", "（{}）{}", "{} {}", "{}—{}", "电话{}{}"])
AROUND = st.sampled_from(["", "联系", "，", " ", "张三", "：", "至"])


@given(AREAS, NUMBERS, WRITTEN, AROUND, AROUND)
def test_no_landline_survives(area: str, number: str, written: str, before: str, after: str) -> None:
    text = before + written.format(area, number) + after
    shown = mask_text(text)
    assert number not in re.sub(r"\D", "", shown)
    assert shown.startswith(before) and shown.endswith(after)


@given(AREAS, st.text("0123456789", min_size=6, max_size=6), st.sampled_from("3456789"), AROUND, AROUND)
def test_no_landline_in_one_piece_survives(area: str, digits: str, first: str, before: str, after: str) -> None:
    number = first + digits + ("1" if len(area) == 3 else "")
    for text in (f"{area}{number}", f"86{area}{number}", f"+86{area[1:]}{number}"):
        shown = mask_text(before + text + after)
        assert number not in shown
        assert shown.startswith(before) and shown.endswith(after)


@given(
    st.from_regex(r"[A-Za-z0-9]([A-Za-z0-9._%+-]{0,20}[A-Za-z0-9])?", fullmatch=True),
    st.sampled_from(["163.com", "qq.com", "mail.gov.cn", "a-b.example.org"]),
    AROUND,
)
def test_no_address_survives(local: str, domain: str, before: str) -> None:
    shown = mask_text(f"{before}：{local}@{domain}；")
    assert shown == f"{before}：{local[0]}***@{domain}；"


def test_no_character_that_a_pattern_reads_is_missing_from_the_first_look() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        plain = patterns._simplify(character)
        if plain == "@":
            assert patterns._WORTH_A_LOOK.search(character)
        elif plain.isdigit():
            assert patterns._WORTH_A_LOOK.search(character * 7)
        elif plain in " .-":
            assert patterns._WORTH_A_LOOK.search(f"138{character}1234")
