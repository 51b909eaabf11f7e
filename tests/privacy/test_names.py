"""Which words are taken for names, and where in a text what is known of people is found."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.definitions.load import load_pack
from checker.model import Part, Place, Sensitive, Shown
from checker.privacy import names
from checker.privacy.masking import mask_sentence, mask_text, mask_value
from checker.privacy.names import Terms, looks_like_a_name, names_in
from checker.privacy.people import find_people, mark_people, mark_sentence
from checker.privacy.personal_data import PersonalData
from checker.text.bilingual import Text
from samples.library import people

NAMES = [
    "王伟",
    "张建国",
    "欧阳修",
    "诸葛明远",
    "司马光",
    "王　伟",
    "张 建 国",
    "于成龙",
    "李先念同志",
    "买买提·艾合买提",
    "J. Smith",
    "John Smith",
    "Zhang Sanfeng",
    "Mary-Jane O’Neill",
]
WORDS = [
    "",
    "王",
    "应诉",
    "和解",
    "尚未",
    "时间",
    "单位",
    "全年",
    "金额",
    "明细表",
    "花名册",
    "安监局",
    "万元",
    "待定",
    "不详",
    "未开庭",
    "高等法院",
    "常务会议",
    "2022年",
    "王1",
    "First instance",
    "Not applicable",
    "Smith",
    "in progress",
    "V3",
]


@pytest.mark.parametrize("text", NAMES)
def test_a_full_name_looks_like_one(text: str) -> None:
    assert looks_like_a_name(text)
    assert list(names_in(text)) == [text]


@pytest.mark.parametrize("text", WORDS)
def test_a_word_does_not(text: str) -> None:
    assert not looks_like_a_name(text)


def test_no_term_of_a_pack_is_taken_for_a_name() -> None:
    """Whatever a table, an indicator or a department is called; nor what these words begin or end with."""
    for name in ("heping", "hantai"):
        pack = load_pack(name)
        secrets = find_people(pack, (), {})
        spellings = [
            *(each for entry in pack.roster.departments for each in entry.name.all),
            *(
                each
                for table in pack.tables.values()
                for column in table.columns.values()
                for each in column.header.all
            ),
            *(each for indicator in pack.indicators.values() for each in (indicator.name.zh, indicator.name.en)),
        ]
        for spelling in spellings:
            secrets.suspect(spelling)
            assert secrets.parts_of(spelling) == (), spelling


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联系人：王伟", ["王伟"]),
        ("王伟 19900001234", ["王伟"]),
        ("王伟、李娜", ["王伟", "李娜"]),
        ("局长 张建国", ["张建国"]),
        ("2022Q4-区司法局-张建国", ["张建国"]),
        ("沈　珩　琮 /  / x", ["沈　珩　琮"]),
        ("应诉，王伟，和解", []),  # two characters between words may be a word as well
        ("由王伟负责", []),
        ("（2022）津0101行初12号", []),
    ],
)
def test_names_stand_between_other_words(text: str, found: list[str]) -> None:
    assert list(names_in(text)) == found


@pytest.mark.parametrize("term", ["王家庄", "王家庄街道办事处", "大王家庄"])
def test_a_term_and_its_ends_are_no_names(term: str) -> None:
    assert looks_like_a_name("王家庄")
    assert not looks_like_a_name("王家庄", Terms.of([term]))


FILES = [
    "原值",
    "原表",
    "修改稿",
    "定稿",
    "最终版",
    "和平区",
    "温州市",
    "江苏省",
    "任务书",
    "单据",
    "文件夹",
    "高新区",
    "万盛区4季度",
    "Final Version",
    "Court Cases",
    "Copy of Book",
    "Quarterly Report 2022",
]


@pytest.mark.parametrize("name", FILES)
def test_what_files_are_called_is_nobody(name: str) -> None:
    personal = find_people(load_pack("heping"), (f"{name}.xlsx", f"2022Q4-区司法局-{name}.xlsx"), {})
    for text in (f"{name}.xlsx", f"2022Q4-区司法局-{name}.xlsx", name):
        assert personal.parts_of(text) == ()


@pytest.mark.parametrize(
    "name", ["王伟", "张建国", "欧阳修", "诸葛明远", "何涵", "任家萱", "白云", "高原", "江山", "文静", "金星"]
)
def test_a_name_in_the_name_of_a_file_is_found(name: str) -> None:
    personal = find_people(load_pack("heping"), (f"2022Q4-区司法局-{name}.xlsx",), {})
    assert personal.parts_of(name) == (Part(0, len(name), "name"),)


def test_no_name_of_ours_is_a_word_of_the_dictionary() -> None:
    """Nor is a frequent surname with any two characters that are frequent, or rare, in given names."""
    words = set((Path(names.__file__).parent / "dictionary.txt").read_text(encoding="utf-8").split())
    given = set(people._CHARACTERS + people._RARE_CHARACTERS + "".join(people._GIVEN))
    assert not {people.name(number) for number in range(864)} & words
    called = {word for word in words if word[0] in people._FREQUENT_SURNAMES and set(word[1:]) <= given}
    assert called == set()


def known(*cells: tuple[str, str]) -> PersonalData:
    secrets = PersonalData(Terms.of(["区司法局"]))
    for text, kind in cells:
        secrets.learn(text, kind)
    return secrets


@pytest.mark.parametrize(
    ("kind", "cell", "text", "shown"),
    [
        ("name", "巴特尔", "由巴特尔负责", "由巴**负责"),
        ("name", "张三", "张　三的申请", "张**的申请"),
        ("name", "张三、李四", "李四和张三", "李**和张**"),
        ("name", "张三（局长）", "问张三", "问张**"),
        ("name", "John Smith", "ask JOHN SMITH.", "ask J**."),
        ("name", "Ann Lee", "joann leeds", "joann leeds"),
        ("name", "张三", "小张，三人", "小张，三人"),
        ("name", "区司法局", "区司法局", "区司法局"),
        ("name", "王", "姓王的", "姓王的"),
        ("name", "津01-0001", "津01-0001", "津01-0001"),
        ("id", "E12345678", "护照Ｅ１２３４５６７８。", "护照E1*****78。"),
        ("id", "110105491231002", "证110105-491231-002", "证110105*****1002"),
        ("id", "E12345678", "AE123456789", "AE123456789"),
        ("id", "0417", "0417", "0417"),
        ("id", "1985-03-12", "1985-03-12", "1985-03-12"),
        ("phone", "022-27123456", "找02227123456", "找022****3456"),
        ("phone", "27123456", "2712 3456、127123456", "27****56、127123456"),
    ],
)
def test_what_a_column_tells_is_found_inside_other_texts(kind: str, cell: str, text: str, shown: str) -> None:
    secrets = known((cell, kind))
    marked = mark_people((Place(sheet=text, key=text), Text(text, "-")), secrets)
    assert (mask_text(marked[0].sheet), mask_text(marked[0].key), mask_sentence(marked[1], "zh")) == (
        shown,
        shown,
        shown,
    )
    assert mask_text(marked[0].sheet, reveal=True) == text == marked[0].sheet


def test_what_only_looks_like_a_name_is_found_where_it_stands_alone() -> None:
    secrets = PersonalData()
    secrets.suspect("万家灯")
    phrase = Text("“万家灯”不是日期；万家灯、火", "“万家灯” is no date; 万家灯火")
    marked = mark_people(phrase, secrets)
    assert mask_sentence(marked, "zh") == "“万**”不是日期；万**、火"
    assert mask_sentence(marked, "en") == "“万**” is no date; 万家灯火"


def test_a_value_that_is_masked_by_its_kind_is_known_from_there_on() -> None:
    secrets = PersonalData()
    told_of = (Shown("乌云其其格", "name"), Shown("请乌云其其格改正", "text"))
    assert [mask_value(each, "zh") for each in mark_people(told_of, secrets)] == ["乌**", "请乌**改正"]


def test_nothing_is_copied_where_nothing_is_found() -> None:
    place = Place(sheet="行政应诉案件", key="（2022）津0101行初1号")
    assert mark_people(place, known(("张三", "name"))) is place


def test_a_sentence_quotes_the_name_of_a_file() -> None:
    file = Sensitive("区司法局张三.xlsx", (Part(4, 6, "name"),))
    said = mark_sentence(Text("已写入 out/区司法局张三.checked.xlsx", "written"), [file, "其他.xlsx"])
    assert mask_sentence(said, "zh") == "已写入 out/区司法局张**.checked.xlsx"


def test_of_two_names_the_longer_is_taken_where_it_fits() -> None:
    secrets = known(("张三", "name"), ("张三丰", "name"))
    assert [secrets.parts_of(text) for text in ("张三", "张三丰", "请张三")] == [
        (Part(0, 2, "name"),),
        (Part(0, 3, "name"),),
        (Part(1, 3, "name"),),
    ]


@given(st.lists(st.text("张三丰李 四·、1Ab", max_size=6), max_size=6), st.text("张三丰李 四·、1Ab"))
def test_secrets_of_any_length_fit_into_any_text(names: list[str], text: str) -> None:
    secrets = known(*((name, "name") for name in names))
    secrets.suspect(text)
    for name in (*names, text):
        assert all(0 <= part.start < part.end <= len(name) for part in secrets.parts_of(name))


@given(st.text(), st.text(min_size=1), st.text())
def test_marks_never_change_a_text(before: str, name: str, after: str) -> None:
    secrets = known((name, "name"), (name, "phone"))
    secrets.suspect(before)
    text = before + name + after
    parts = secrets.parts_of(text)
    assert mask_text(Sensitive(text, parts), reveal=True) == mask_text(text, reveal=True)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))


def test_a_text_whose_words_all_have_digits_contains_no_name() -> None:
    dice, skipped = random.Random(5), 0
    for _ in range(20_000):
        text = "".join(dice.choices("张三丰李〇·. 　_-（）、：J.Smithan4４Ⅳ²'", k=dice.randrange(9)))
        if not names._WORD.search(text):
            skipped += 1
            assert not any(map(names.looks_like_a_name, (text, *names._pieces(text, names.NO_TERMS))))
    assert skipped > 1_000
