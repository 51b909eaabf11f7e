"""Numbers of papers, cards, vehicles and accounts are masked in any text; numbers that look like them are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

import pytest

from checker.privacy.masking import mask_text
from checker.privacy.names import looks_like_a_name
from checker.privacy.people import mark_text
from checker.privacy.personal_data import PersonalData

#: A text, and what of it must not be seen; each kind has several members.
PERSONAL = [
    # Identity cards of 15 digits.
    ("120101600123456", "60012"),
    ("身份证号120104760229001，", "76022"),
    ("１２０１０１６００１２３４５６", "６００１２"),
    ("120101 600123 456", "600123"),
    ("1201-0160-0123-456", "0160-01"),
    ("1 5 0 2 0 3 5 5 1 2 3 1 0 0 2", "5 5 1 2 3"),
    # Passports.
    ("E12345678", "34567"),
    ("EA1234567", "12345"),
    ("DE1234567", "12345"),
    ("Ｅ１２３４５６７８", "３４５６"),
    ("E 1234 5678", "1234"),
    ("护照号码：G20221234", "221234"),
    ("护照P1234567", "23456"),
    ("普通护照（美国）号 512345678", "234567"),
    ("passport no. C01X00T47", "1X00T"),
    ("Passport number is AB123456", "12345"),
    ("护照15 1234567", "12345"),
    # Permits for Hong Kong, Macau and Taiwan.
    ("H12345678", "34567"),
    ("M0123456700", "123456"),
    ("回乡证 h12345678", "34567"),
    ("台胞证12345678", "34567"),
    ("台湾居民来往大陆通行证号：0123456701", "34567"),
    ("往来港澳通行证C12345678", "34567"),
    ("810000199001011234", "19900101"),
    ("830000-19900101-123X", "19900101"),
    # Foreign residents, the army and the police, drivers.
    ("USA110178052014", "780520"),
    ("外国人居留证 CHN310091031523", "10315"),
    ("居留许可号 A1234567", "23456"),
    ("军官证号：南字第01234567号", "字第012345"),
    ("空字第1234567号", "字第12345"),
    ("士官证 12345678", "34567"),
    ("警号012345", "1234"),
    ("警官证（武警）编号 7654321", "65432"),
    ("驾驶证档案编号120001234567", "012345"),
    # Bank cards.
    ("6222021234567894", "21234567"),
    ("6222 0212 3456 7894", "3456"),
    ("4111-1111-1111-1111", "1111-1111-1"),
    ("银行卡号：6222021234567890123", "1234567"),
    ("工资卡 621700123456789", "00123456"),
    # Accounts.
    ("QQ12345", "2345"),
    ("qq号：10012345678", "0012345"),
    ("ＱＱ：1234567", "23456"),
    ("微信号zhang_san88", "ang_san"),
    ("WeChat ID: wxid-a1b2c3", "xid-a1b2"),
    ("微信：lisi1980", "isi198"),
    # Vehicles.
    ("津A12345", "A1234"),
    ("车牌号京N·8P8F8", "8P8F"),
    ("粤B・D12345", "D1234"),
    ("蒙Ｂ１２Ａ４５", "１２Ａ４"),
    ("驾驶鲁C-1234学", "1234"),
    # Telephones.
    ("022－2345－6789", "2345－67"),
    ("(022)2345 6789", "2345 67"),
    ("022-23456789转8012", "234567"),
    ("86-22-23456789", "234567"),
    ("(86) 022 2345 6789", "2345 67"),
    ("电话22-23456789", "234567"),
    ("0472-5123456-801", "-5123"),
    ("+852 9123 4567", "9123 45"),
    ("+853 6612-3456", "6612-3"),
    ("00886 912 345 678", "912 345"),
]


@pytest.mark.parametrize(("text", "hidden"), PERSONAL)
def test_it_is_masked(text: str, hidden: str) -> None:
    assert hidden in text
    assert hidden not in mask_text(text)
    assert hidden not in mask_text(f"经办人，{text}。")
    assert mask_text(text, reveal=True) == text


NOBODYS = [
    "120104780229001",  # 29 February 1978
    "120101220305001",  # received on 5 March 2022
    "注册号120101600123456",
    "991231600123456",  # no such region
    "202203051230001",
    "E20220001",
    "E00000012",
    "KC-E1234567",
    "E12345678-2",
    "E1234567",
    "1.5E12345678",
    "编号E12345678",
    "国药准字H11020001",
    "H20220001",
    "M1234567",
    "护照办理2022年12月",
    "护照 2022-03-05 签发",
    "护照20220305",
    "港澳通行证 20220305",
    "通行证办理12345件",
    "12345678",
    "HZP202212010001",
    "ABC110122130112",  # no month 13
    "津执字第1234567号",
    "津政字第20220001号",
    "军字第12号",
    "6222021234567890",  # Luhn
    "1234 5678 9012 3452",
    "2022-0305 2022-0306",
    "流水号6222021234567894",
    "QQ群通知2022",
    "微信公众号发布",
    "微信群 12 个",
    "天津A12345",
    "津A2022-001",
    "津A1234567",
    "新ABCDE",
    "津0101行初12号",
    "91120101MA05XXXX0X",
    "911201011034567850",
    "+08:00",
    "86-22",
    "400-820-8820",
    "LAW2022-0305-001",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_what_is_nobodys_stays(text: str) -> None:
    assert mask_text(text) == text
    assert mask_text(f"见 {text}。") == f"见 {text}。"


DOTS = "·•・‧.．･∙⋅․﹒⸱⸳˙ꞏ᛫·⦁"


@pytest.mark.parametrize("dot", DOTS)
@pytest.mark.parametrize(
    "name", ["买买提{}艾合买提", "古丽{}米娜", "阿卜杜拉{}本{}赛义德", "丹增{}卓玛", "卡米拉 {} 玉素甫"]
)
def test_a_name_with_any_dot_is_a_name(name: str, dot: str) -> None:
    assert looks_like_a_name(name.replace("{}", dot))
    personal = PersonalData()
    personal.learn(name.replace("{}", "·"), "name")
    text = f"由{name.replace('{}', dot)}改正"
    assert [re.sub(r"\s", "", text)[part.start] for part in personal.parts_of(text)] == [name[0]]
    assert mask_text(mark_text(text, personal)) == f"由{name[0]}**改正"


@pytest.mark.parametrize("text", ["一．总则", "十二.附则", "第3.1节", "2022．3．5", "A．B"])
def test_a_numbered_heading_is_nobody(text: str) -> None:
    assert not looks_like_a_name(text)


#: The first two digits of the numbers of every province.
REGIONS = [str(each) for each in (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), 50, 51, 52, 53, 54)]
REGIONS += ["61", "62", "63", "64", "65"]


def _drawn(chance: Random) -> dict[str, str]:
    """Somebody's numbers, by what they are; none of them is in use by design."""

    def digits(size: int) -> str:
        return "".join(chance.choice("0123456789") for _ in range(size))

    born = f"{chance.randint(1, 12):02d}{chance.randint(1, 28):02d}"
    region, serial = f"{chance.choice(REGIONS)}0{digits(3)}", f"3{digits(3)}"
    card = f"62220{digits(10)}"
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in card[::-2])
    check = -(sum(map(int, card[-2::-2])) + sum(doubled)) % 10
    # A passport or permit that starts like a year is masked only after a word that says what it is.
    return {
        "id of 15": f"{region}{chance.randint(30, 99)}{born}{digits(3)}",
        "id of 18": f"{region}{chance.randint(1930, 2009)}{born}{digits(3)}{chance.choice('0123456789X')}",
        "residence": f"8{chance.choice('123')}0000{chance.randint(1930, 2009)}{born}{digits(4)}",
        "passport": f"E{chance.choice('1345678')}{digits(3)}{serial}",
        "passport of two letters": f"E{chance.choice('ABCDEFGHJK')}{chance.choice('1345678')}{digits(2)}{serial}",
        "permit": f"{chance.choice('HM')}{chance.choice('1345678')}{digits(3)}{serial}",
        "permit of one letter": f"{chance.choice('CTW')}{chance.choice('1345678')}{digits(3)}{serial}",
        "passport of one letter": f"{chance.choice('GDSP')}{chance.choice('1345678')}{digits(3)}{serial}",
        "passport for duty": f"{chance.choice('DSP')}E{chance.choice('1345678')}{digits(2)}{serial}",
        "landline": f"{chance.choice(['010', '022', '0311', '0755'])}{chance.choice('3456789')}{digits(3)}{serial}",
        "short landline": f"{chance.choice(['0472', '0916', '0310'])}{chance.choice('3456789')}{digits(2)}{serial}",
        "mobile": f"1{chance.choice('3456789')}{digits(5)}{serial}",
        "bank card": f"{card}{check}",
    }


def _wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if each.isalnum() else each for each in text)


def _grouped(text: str, between: str) -> str:
    return between.join(text[at : at + 4] for at in range(0, len(text), 4))


WRITTEN: dict[str, Callable[[str], str]] = {
    "plain": str,
    "wide": _wide,
    "spaced": lambda text: _grouped(text, " "),
    "hyphens": lambda text: _grouped(text, "-"),
    "dots": lambda text: _grouped(text, ".") if text[:1].isalpha() or text[0] == "0" else text,
    "wide hyphens": lambda text: _wide(_grouped(text, "－")),
}


@pytest.mark.parametrize("written", WRITTEN)
def test_nobody_who_is_drawn_can_be_read(written: str) -> None:
    chance = Random(written)
    for _ in range(60):
        for what, number in _drawn(chance).items():
            form = WRITTEN[written](number)
            for text in (form, f"经办人核实：{form}，已改正", f"/{form}（备注）"):
                shown = re.sub(r"[\s.－-]", "", unicodedata.normalize("NFKC", mask_text(text)))
                assert number[:-4] not in shown, (what, text)
                assert number[4:] not in shown, (what, text)
