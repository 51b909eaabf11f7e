"""Clauses in the order of their document, and the parts of one."""

from __future__ import annotations

import pytest

from checker.text.clauses import clause_order, is_under


@pytest.mark.parametrize(
    ("clause", "numbers"),
    [
        ("三", (3,)),
        ("十", (10,)),
        ("十九", (19,)),
        ("二十", (20,)),
        ("第二十七条", (27,)),
        ("第一百零三条第二款", (103, 2)),
        ("一百一十", (110,)),
        ("一（二）3之四", (1, 2, 3, 4)),
        ("三（一）第43条", (3, 1, 43)),
        ("二〇二一", (2021,)),
        ("第１２条", (12,)),
        ("Article 27(1)", (27, 1)),
        ("附则", ()),
        ("", ()),
    ],
)
def test_numbers_from_the_outermost_in(clause: str, numbers: tuple[int, ...]) -> None:
    assert clause_order(clause) == numbers


def test_clauses_sort_as_their_document_goes() -> None:
    document = [
        "附则",
        "一（二）1之一",
        "一（二）2",
        "一（二）10",
        "二之二",
        "三",
        "九",
        "十",
        "十一",
        "二十",
        "三十九",
    ]
    for mixed in (document[::-1], document[5:] + document[:5]):
        assert sorted(mixed, key=clause_order) == document


@pytest.mark.parametrize(
    ("clause", "asked", "under"),
    [
        ("二十七", "27", True),
        ("二十七", "第二十七条", True),
        ("二十七", "二十", False),
        ("二十七", "七", False),
        ("一（二）3之四", "一（二）", True),
        ("一（二）3之四", "一", True),
        ("一（二）3之四", "二", False),
        ("三（二）第27条", "27", True),
        ("三（二）第27条", "第27条", True),
        ("三（二）第27条", "三（二）", True),
        ("三（二）第27条", "2", False),
        ("附则", "附则", True),
        ("附则", " 附则 ", True),
        ("二十七", "附则", False),
        ("二十七", "", False),
    ],
)
def test_is_under(clause: str, asked: str, under: bool) -> None:
    assert is_under(clause, asked) is under
