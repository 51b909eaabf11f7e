"""Numbers that no word announces are masked if their shape is a person's; what only looks like one stays readable."""

from __future__ import annotations

import pytest

from checker.codes import catalogue
from checker.model import Place, Shown, flag
from checker.model.evidence import Cell, EvidenceSheet, SheetColumn
from checker.privacy.elsewhere import is_hong_kong_id, is_taiwan_id
from checker.privacy.masking import mask_text, mask_value
from checker.privacy.neighbours import learn_beside
from checker.privacy.people import kind_of_header, mark_people, mark_text
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text

#: A text, and what of it must not be seen.
SOMEBODYS = [
    # Passports and permits: a letter and eight digits.
    ("G12345678", "34567"),
    ("D12345678", "34567"),
    ("S12345678", "34567"),
    ("P12345678", "34567"),
    ("H12345678", "34567"),
    ("M12345678", "34567"),
    ("T12345678", "34567"),
    ("C12345678", "34567"),
    ("W12345678", "34567"),
    ("A12345678", "34567"),
    ("g12345678", "34567"),
    ("SE1234567", "23456"),
    ("DE1234567", "23456"),
    ("PE1234567", "23456"),
    ("CA1234567", "23456"),
    ("Ｇ１２３４５６７８", "３４５６"),
    ("G 1234 5678", "1234"),
    ("S1234-5678", "4-56"),
    ("P1234.5678", "4.56"),
    ("Ｄ１２３４－５６７８", "３４－５６"),
    ("E12345678已过期换发E23456789", "234567"),
    ("12345678(B)", "34567"),
    ("0123456701（A）", "345670"),
    ("12345678（台胞证）", "34567"),
    ("12345678 台湾居民来往大陆通行证", "34567"),
    ("台胞证持有人王某12345678", "34567"),
    ("Travel Permit for Taiwan Residents: 12345678", "34567"),
    # Identity cards elsewhere, by their check characters.
    ("A123456(3)", "12345"),
    ("A123456（３）", "12345"),
    ("A123456789", "345678"),
    ("澳门居民身份证1234567(8)", "23456"),
    # Identity numbers with dots.
    ("120101.19900101.1234", "19900101"),
    ("1201.0119.9001.0112.34", "0119.9001"),
    ("120101.600123.456", "600123"),
    # Landlines in one piece.
    ("02223456789", "234567"),
    ("04725123456", "512345"),
    ("031187654321", "876543"),
    ("０２２２３４５６７８９", "３４５６"),
    ("8602223456789", "234567"),
    ("+8602223456789", "234567"),
    ("+862223456789", "234567"),
    ("+864725123456", "512345"),
    ("+86-(0)22-2345 6789", "2345 67"),
    ("02223456789-801", "234567"),
    ("02223456789转8012", "234567"),
    # Landlines in pieces.
    ("(022)2345-6789", "2345-67"),
    ("（０２２）２３４５－６７８９", "２３４５－６７"),
    ("022.2345.6789", "2345.67"),
    ("022.23456789", "234567"),
    ("0472．5123456", "51234"),
    ("022 23 45 67 89", "23 45 67"),
    ("022-234-56789", "234-567"),
    ("0 2 2 2 3 4 5 6 7 8 9", "2 3 4 5 6"),
    ("022/23456789", "234567"),
]


@pytest.mark.parametrize(("text", "hidden"), SOMEBODYS)
@pytest.mark.parametrize("around", ["{}", "经办人{}已核实", "见{}，另附", "（{}）"])
def test_it_is_masked(text: str, hidden: str, around: str) -> None:
    shown = mask_text(around.format(text))
    assert hidden in text
    assert hidden not in shown
    before, after = around.split("{}")
    assert shown.startswith(before)
    assert shown.endswith(after)


NOBODYS = [
    # Days, ranges and times.
    "0305 2022 0306",
    "0305-2022-0306",
    "0312 2022 0315",
    "0305-1105 2022",
    "022－2022－0305",
    "0830-1130 1430-1730",
    "0930 2030 2130",
    "2022.0305-2022.0312",
    "2022.03.05-2022.03.12",
    # Documents, cases, serials.
    "津和政〔2022〕12号",
    "津政办发〔2022〕0371号",
    "（2022）津0101行初12号",
    "(2022)津0319行终1234号",
    "0371-2022-0001",
    "02220220001",
    "047220220012",
    "津02212345678",
    "第02223456789号",
    "编号02223456789",
    "G20220305",
    "S20221234",
    "D00000012",
    "津A12345678",
    "第A12345678号",
    "编号：P12345678",
    "国药准字Z12345678",
    "A123456789012",
    "A123456(7)",
    "A123456788",
    "12345678",
    "1234567890",
    "20220305(A)",
    # Organisations.
    "91120101MA05XXXX0X",
    "12120101401234567P",
    "H1234567-8",
    "MA0512345-6",
    "4008208820",
    "400.820.8820",
    "(400)820-8820",
    "8008208820",
    "12345",
    # Amounts and figures.
    "P12345678.90",
    "0.02223456789",
    "02223456789.50",
    "022234567.89",
    "12345678.90元",
    "1,234,567,890.12",
    "台胞证签发12345678件",
    "身份证核查12345678人次",
    "通行证20220305",
    # Budget codes, regions, addresses of machines.
    "2010301",
    "120101223T000000012345",
    "120101001001",
    "192.168.100.200",
    "1.100.200.300",
    "01234567890",
    "00012345678",
]


@pytest.mark.parametrize("text", NOBODYS)
@pytest.mark.parametrize("around", ["{}", "见 {}。"])
def test_what_is_nobodys_stays(text: str, around: str) -> None:
    assert mask_text(around.format(text)) == around.format(text)


def test_the_check_characters_are_those_of_published_samples() -> None:
    # G123456(A) and AB987654(3) are worked examples of the Hong Kong card; A123456789 and F131104093 of Taiwan's.
    assert all(map(is_hong_kong_id, ("A1234563", "G123456A", "AB9876543")))
    assert all(map(is_taiwan_id, ("A123456789", "F131104093")))
    for wrong in ("AB9876544", "G1234560", "A123456788", "B123456789", "A323456789"):
        assert not is_hong_kong_id(wrong)
        assert not is_taiwan_id(wrong)


def test_a_number_is_somebodys_if_a_cell_beside_it_names_a_permit() -> None:
    rows = [
        [("姓名", "张三"), ("证件", "台湾居民来往大陆通行证"), ("号码", "12345678"), ("签发", "20220305")],
        [("姓名", "李四"), ("证件", "其他"), ("号码", "23456789"), ("签发", "20220306")],
        [("姓名", "王五"), ("证件", "Passport"), ("号码", "Ａ3456789"), ("罚款金额", "34567890")],
        [("备注", "持护照"), ("备注2", "45678901"), ("案号", "20000001")],
        [("护照", "无"), ("编号", "56789012")],
    ]
    personal = PersonalData()
    for row in rows:
        learn_beside(row, personal)
    shown = {text: mask_text(mark_text(text, personal)) for row in rows for _, text in row}
    hidden = {text for text, masked in shown.items() if text != masked}
    assert hidden == {"12345678", "Ａ3456789", "45678901"}


@pytest.mark.parametrize("word", ["台胞证", "港澳居民居住证", "护照", "Travel permit"])
def test_flags_and_rows_mask_what_a_cell_beside_says(word: str) -> None:
    record = (("证件", Shown(word)), ("号码", Shown("23456789")), ("件数", Shown("12345678")))
    one = flag(catalogue()["C401"], Place(sheet="名册", row=2), record=record, observed=Shown("34567890"))
    cells = tuple(Cell(shown) for _, shown in record)
    columns = tuple(
        SheetColumn(Text(header, header), "A", cells=(cell,), places=(0,))
        for (header, _), cell in zip(record, cells, strict=True)
    )
    sheet = EvidenceSheet("officers", "名册", columns, (2,), ("a",), (None,))
    for marked in (mark_people(one, PersonalData()), *mark_people((one,), PersonalData())):
        assert [mask_value(shown, "zh") for _, shown in marked.record] == [word, "23****89", "12345678"]
        assert marked.observed is not None
        assert mask_value(marked.observed, "zh") == "34****90"
    (row,) = mark_people(sheet, PersonalData()).records
    assert [mask_value(cell.shown, "en") for cell in row.cells] == [word, "23****89", "12345678"]


@pytest.mark.parametrize("header", ["台胞证号", "台胞证（号码）", "护照", "证件编号", "Travel permit no."])
def test_a_header_says_whose_a_bare_number_is(header: str) -> None:
    assert kind_of_header(header) == "id"
