"""What may not matter: the order of columns and sheets, rows above and between. And nothing is lost."""

from __future__ import annotations

import string

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from checker.locate import extent, locate, read_cover
from checker.locate.cells import is_blank
from checker.locate.columns import assign_columns
from checker.locate.extent import find_extent
from checker.locate.headers import Top, find_header
from checker.locate.headings import gather_headings
from checker.locate.layout import find_plain, gather_layout
from checker.locate.marks import mark_of
from checker.model.workbook import Merged, Raw, Sheet
from checker.text.locales import USUAL
from tests.locate.workbooks import TABLES, said, sheet, workbook

HEADERS = ["案号", "被诉单位", "开庭日期", "负责人是否出庭", "负责人姓名", "涉案金额", "序号", "承办法院"]
FIELDS = ["case_no", "agency", "hearing_on", "head_appeared", "head_name", "amount"]
WORDS = st.text(string.ascii_uppercase + "区局张王李", min_size=1, max_size=6)
#: Rows with a serial number, a key and an agency that cannot be taken for a mark, the rest blank or not.
RECORDS = st.lists(
    st.tuples(
        st.integers(1, 999).map("A{}".format),
        WORDS.map("甲{}".format),
        *[st.none() | WORDS.map("乙{}".format)] * 4,
        st.integers(1, 99),
        st.none() | WORDS,
    ),
    max_size=8,
)
ANYTHING = st.one_of(
    st.none(),
    st.sampled_from(
        [*HEADERS, "合计", "小计", "备注：", "填表人", "张三", "无", "/", " ", "工号", "学时", "（小时）", "事项"]
    ),
    st.text(max_size=4),
    st.integers(-3, 9),
    st.floats(),
    st.booleans(),
    st.dates(),
)
GRIDS = st.lists(st.lists(ANYTHING, max_size=7), max_size=10)


@st.composite
def merged(draw: st.DrawFn) -> Merged:
    top, left = draw(st.integers(1, 12)), draw(st.integers(1, 8))
    return Merged(top, left, top + draw(st.integers(0, 5)), left + draw(st.integers(0, 5)))


@given(RECORDS, st.permutations(range(len(HEADERS))), st.data())
def test_the_place_of_columns_and_rows_changes_addresses_only(
    records: list[tuple[Raw, ...]], order: list[int], data: st.DataObject
) -> None:
    titles = data.draw(st.lists(st.sampled_from([[], ["行政应诉案件统计表"], [None, "2022年第四季度"]]), max_size=4))
    rows: list[list[Raw]] = [*map(list, titles), [HEADERS[index] for index in order]]
    numbers = []
    for record in records:
        rows += [[None] * blank for blank in data.draw(st.lists(st.integers(0, 9), max_size=2))]
        rows.append([record[index] for index in order])
        numbers.append(len(rows))
    found, flags = locate(workbook(sheet("行政应诉案件", rows)), TABLES, ["litigation"])

    located = found["litigation"]
    assert flags == ()
    assert located.header_row == len(titles) + 1
    assert located.columns == {field: order.index(index) + 1 for index, field in enumerate(FIELDS)}
    assert located.extra == {name: order.index(index) + 1 for index, name in ((6, "序号"), (7, "承办法院"))}
    assert located.rows == tuple(numbers)
    assert located.skipped == ()


@given(st.permutations(["行政应诉案件", "Training", "3.信息公开", "Sheet9", "填报说明", "封面"]))
def test_the_order_of_sheets_does_not_matter(names: list[str]) -> None:
    contents: dict[str, list[list[Raw]]] = {
        "行政应诉案件": [list(HEADERS), ["A1", "甲", None, None, None, None, 1]],
        "Training": [["Officer no.", "Training date", "Hours (h)", "Topic"], ["007", "2022-01-01", 3, "x"]],
        "3.信息公开": [["事项", "受理数", "办结数"], ["甲", 1, 1]],
        "Sheet9": [["姓名", "电话"]],
        "填报说明": [["请如实填写"]],
        "封面": [["报送单位", "区司法局"], ["报送期间", "2022Q4"]],
    }
    book = workbook(*(sheet(name, contents[name]) for name in names))
    found, flags = locate(book, TABLES, ["litigation", "training", "disclosure"])

    assert {table: located.sheet.name for table, located in found.items()} == {
        "litigation": "行政应诉案件",
        "training": "Training",
        "disclosure": "3.信息公开",
    }
    assert [(flag.code.id, flag.place.sheet) for flag in flags] == [("W213", "Sheet9")]
    assert read_cover(book, TABLES["cover"])[0].sheet == "封面"


@given(GRIDS, st.lists(merged(), max_size=4), st.sampled_from(["行政应诉案件", "学法培训", "Sheet1", "封面"]))
def test_whatever_stands_there_is_answered(grid: list[list[Raw]], areas: list[Merged], name: str) -> None:
    book = workbook(Sheet(name, grid, merged=tuple(areas), hidden_rows=frozenset({2, 4}), hidden=True))
    found, flags = locate(book, TABLES, ["litigation", "training", "disclosure"])
    _, more = read_cover(book, TABLES["cover"])
    assert set(found) | {flag.place.table for flag in flags} >= {"litigation", "training", "disclosure"}
    assert all(said(flag, language) for flag in (*flags, *more) for language in ("zh", "en"))


@given(GRIDS)
def test_no_row_with_content_is_lost_in_silence(grid: list[list[Raw]]) -> None:
    table = TABLES["litigation"]
    whole = sheet("行政应诉案件", [HEADERS[:6], *grid])
    header = find_header(Top(whole), table, gather_headings(table))
    assert header
    columns, _ = assign_columns(whole, table, gather_headings(table), header)
    found = find_extent(whole, header.row, gather_layout(whole, table, header, columns))

    filled = {number for number, row in enumerate(whole.rows, 1) if not all(map(is_blank, row))}
    told = [*found.rows, *found.skipped, *found.outside, *found.unread]
    assert sorted(told) == sorted(number for number in filled if number > header.row)
    if found.end:
        last = found.end[0]
        assert any(isinstance(raw, str) and mark_of(raw, USUAL) for raw in whole.rows[last - 1])
        assert last in found.skipped
        keyed = {number for number in filled if number > last and whole.at(number, 1) == whole.at(number, 2) == "张三"}
        assert keyed <= set(found.unread)


@given(st.permutations(range(len(HEADERS))), st.lists(st.lists(ANYTHING | WORDS, max_size=9), max_size=10))
def test_a_closer_look_finds_what_the_quick_test_finds(order: list[int], grid: list[list[Raw]]) -> None:
    table = TABLES["litigation"]
    whole = sheet("行政应诉案件", [[HEADERS[index] for index in order], *grid])
    header = find_header(Top(whole), table, gather_headings(table))
    assert header
    columns, _ = assign_columns(whole, table, gather_headings(table), header)
    layout = gather_layout(whole, table, header, columns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(extent, "find_plain", lambda *_: [False] * len(grid))
        closely = find_extent(whole, header.row, layout)
    assert find_extent(whole, header.row, layout) == closely
    event(f"plain: {any(find_plain(whole, header.row, layout))}")


@given(GRIDS, st.integers(0, 3))
def test_a_data_row_is_never_taken_for_the_header(grid: list[list[Raw]], above: int) -> None:
    header: list[Raw] = ["案号", "被诉单位", "开庭日期", "负责人是否出庭", "负责人姓名", "涉案金额"]
    rows = [*([["统计表"]] * above), header, *grid]
    found, _ = locate(workbook(sheet("行政应诉案件", rows)), TABLES, ["litigation"])
    assert above + 1 <= found["litigation"].header_row <= above + 2
    if found["litigation"].header_row == above + 2:
        assert all(is_blank(raw) or raw == "（小时）" or isinstance(raw, int) for raw in grid[0])
