"""Lines that were broken to fit a width are joined: paragraphs are wrapped in every usual way, and come back whole."""

import textwrap

import pytest

from checker.policy.finding import find_requirements
from checker.policy.reading.texts import read_text

ENGLISH = [
    "LIBRARY AND ARCHIVE SERVICES",
    "1. Loans. At least 88% of requests for a book held in another branch shall be met, refused with reasons or passed "
    "to the inter-library desk within 3 working days of the request, and the reader shall be told which.",
    "2. Opening hours. No branch shall be closed on more than two of its advertised opening days in any month, unless "
    "the Council (or a person acting for it, such as the County Librarian) has agreed to the closure in writing.",
    "(a) The Operator shall give notice of a planned closure at least 10 working days before the first day of it.",
    "3. Shelving. Returned items shall be back on the shelf within 24 hours of their return at every branch which has "
    "three or more members of staff.",
    "3.1 Damaged items shall be sent to the Bindery within 15 working days of the day on which the damage was noted.",
]
CHINESE = [
    "第一条 承办单位应当在收到读者荐购单之日起5个工作日内答复是否采购，答复应当说明理由，并在馆内公告栏和网站公布。",
    "第二条 通借通还图书应当在3个工作日内送达读者指定的分馆，每季度按期送达率不低于92%，逾期的逐件登记原因。",
    "（一）少儿阅览室每周开放时间不少于56小时，其中双休日和法定节假日开放时间不少于每周开放时间的三分之一。",
    "（二）破损图书应当在发现之日起15个工作日内送修，修复后方可重新上架。",
]


def wrapped_flush(paragraphs, width):
    return "\n".join(line for each in paragraphs for line in textwrap.wrap(each, width, break_on_hyphens=False))


def wrapped_with_blank_lines(paragraphs, width):
    return "\n\n".join("\n".join(textwrap.wrap(each, width, break_on_hyphens=False)) for each in paragraphs)


def wrapped_hanging(paragraphs, width):
    lines = [
        textwrap.wrap(each, width, subsequent_indent="" if each.isupper() else "     ", break_on_hyphens=False)
        for each in paragraphs
    ]
    return "\n".join(line for each in lines for line in each)


def wrapped_first_line_in(paragraphs, width):
    lines = [textwrap.wrap(each, width, initial_indent="    ", break_on_hyphens=False) for each in paragraphs]
    return "\n".join(line for each in lines for line in each)


def read(text):
    return [line.text.strip() for line in read_text(text.encode()) if line.text.strip()]


@pytest.mark.parametrize("width", [64, 72, 79, 90, 100])
@pytest.mark.parametrize("wrap", [wrapped_flush, wrapped_with_blank_lines, wrapped_hanging, wrapped_first_line_in])
def test_english_paragraphs_wrapped_at_any_width_come_back_whole(wrap, width):
    assert read(wrap(ENGLISH, width)) == ENGLISH


@pytest.mark.parametrize("length", [24, 30, 38, 42])
@pytest.mark.parametrize(("first", "later"), [("", ""), ("　　", ""), ("", "　　"), ("    ", "  ")])
def test_chinese_paragraphs_broken_at_any_character_come_back_whole_without_spaces(first, later, length):
    lines = []
    for each in CHINESE:
        lines.append(first + each[:length])
        lines += [later + each[at : at + length] for at in range(length, len(each), length)]
    assert read("\n".join(lines)) == CHINESE


def test_a_wrapped_document_asks_for_the_same_as_it_does_unwrapped():
    for paragraphs, text in ((ENGLISH, wrapped_hanging(ENGLISH, 76)), (CHINESE, None)):
        text = text or "\n".join(each[at : at + 30] for each in paragraphs for at in range(0, len(each), 30))
        broken = find_requirements(read_text(text.encode())).requirements
        whole = find_requirements(read_text("\n".join(paragraphs).encode())).requirements
        told = [
            [
                (each.sentence.clause, each.phrase, each.operator, each.threshold, each.unit, each.event)
                for each in found
            ]
            for found in (broken, whole)
        ]
        assert told[0] == told[1] and len(whole) > 3


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Reports must be sent every month.",
            "Calls are answered in 20 seconds.",
            "Bins are emptied every day.",
            "End.",
        ],
        ["Measures", "Calls answered: 95%", "Letters answered: 90%", "Visits made: 80%", "Bins emptied: 99%"],
        ["考核指标", "接通率：95%", "办结率：98%", "满意率：90%", "回访率：100%"],
        [
            "The standards are:",
            "- calls answered within 20 seconds",
            "- letters answered within 10 days",
            "- visits weekly",
        ],
        ["每月报送一次。", "　　每季度检查两次。", "　　年度考核一次。", "每周例会一次。"],
    ],
)
def test_lines_that_end_by_themselves_stay_apart(lines):
    assert read("\n".join(lines)) == [each.strip() for each in lines]
