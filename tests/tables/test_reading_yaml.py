"""YAML as packs use it: what words mean, what is refused, and that no text at all ends the program."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.tables.yaml.nodes import MAX_DEPTH, Definition
from checker.tables.yaml.reading import MAX_BYTES, compose, read_definition


def value_of(text: str) -> Any:
    root, problems = compose(text, "x.yaml")
    assert not problems
    assert root is not None
    return root.value


def codes_of(data: bytes, folder: Path) -> list[tuple[int, int, str]]:
    path = folder / "x.yaml"
    path.write_bytes(data)
    return [(each.line, each.column, each.code.id) for each in read_definition(path, "x.yaml")[2]]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("Yes", "Yes"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ('""', ""),
        ("12", 12),
        ("-12", -12),
        ("0", 0),
        ("010", "010"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("0.1", Decimal("0.1")),
        ("1.10", Decimal("1.10")),
        (".5", Decimal("0.5")),
        (".inf", ".inf"),
        ("123456789012345678901", 123456789012345678901),
        ("95%", "95%"),
        ("2022-03-01", date(2022, 3, 1)),
        ("2022-3-1", "2022-3-1"),
        ("2022-02-30", "2022-02-30"),
        ('"2022-03-01"', "2022-03-01"),
        ("2022-03-01T10:00:00", "2022-03-01T10:00:00"),
        ("'12'", "12"),
        ("１２", "１２"),
        ("|\n  12\n", "12\n"),
    ],
)
def test_what_a_word_means(written: str, meant: object) -> None:
    found = value_of(f"a: {written}")["a"]
    assert found == meant
    assert type(found) is type(meant)


def test_keys_are_text_as_written() -> None:
    assert value_of("1: a\ntrue: b\n2022-01-01: c") == {"1": "a", "true": "b", "2022-01-01": "c"}


def test_an_anchor_may_be_used_again() -> None:
    assert value_of("a: &x {b: 1}\nc: [*x, *x]") == {"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert value_of("a: &x {b: 1}\nc: {<<: *x}")["c"] == {"<<": {"b": 1}}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", [(1, 1, "D105")]),
        (b"# nothing\n", [(1, 1, "D105")]),
        (b"---\n...\n", [(1, 1, "D105")]),
        ("a: 中文\nb: 文".encode("gbk"), [(1, 4, "D102")]),
        ("a: 中\nb: ".encode() + b"\xff", [(2, 4, "D102")]),
        ("a: 1".encode("utf-16"), [(1, 1, "D102")]),
        (b"a: 1\n\tb: 2", [(2, 1, "D103")]),
        (b"a:\n  \tb: 2", [(2, 3, "D103")]),
        (b"a: 1\nb: \x00", [(2, 4, "D103")]),
        (b"a: 1\nb: \x1b[0m", [(2, 4, "D103")]),
        ("a: 1\nb: x\u2028y".encode(), [(2, 5, "D103")]),
        ("a: 1\n\ufeffb: 1".encode(), [(2, 1, "D103")]),
        (b"a: [1, 2", [(1, 9, "D103")]),
        (b"a: 'x", [(1, 4, "D103")]),
        (b'a: "\\z"', [(1, 6, "D103")]),
        (b'a: "\\UFFFFFFFF"', [(1, 1, "D103")]),
        (b"a: 1\na: 2\nb: {c: 1, c: 2}", [(2, 1, "D106"), (3, 11, "D106")]),
        (b"a: *x", [(1, 4, "D104")]),
        (b"a: &x [*x]", [(1, 8, "D104")]),
        (b"a: !x 1", [(1, 4, "D104")]),
        (b"{}: 1", [(1, 1, "D104")]),
        (b"a: 1\n---\nb: 1", [(3, 1, "D104")]),
        (b"%YAML 1.1\n---\na: 1", [(2, 1, "D104")]),
        (b"a: " + b"[" * 100_000, [(1, 4 + MAX_DEPTH, "D104")]),
    ],
)
def test_what_is_refused_and_where(data: bytes, found: list[tuple[int, int, str]], tmp_path: Path) -> None:
    assert codes_of(data, tmp_path) == found


def test_a_mark_of_byte_order_and_lines_of_windows_are_welcome(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf%YAML 1.2\r\n---\r\na: 1\r\nb: [x]\r\n")
    _, definition, problems = read_definition(path, "x.yaml")
    assert not problems
    assert definition is not None
    assert definition.root.value == {"a": 1, "b": ["x"]}
    assert definition.spot("b", 0).line == 4


def test_aliases_that_unfold_without_end_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    problems = codes_of("\n".join(lines).encode(), tmp_path)
    assert [code for _, _, code in problems] == ["D104"]
    assert problems[0][0] == 5  # 10, 110, 1110, 11110 values: the fifth line passes 50,000


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    _, definition, problems = read_definition(path, "x.yaml")
    assert definition is None
    assert [each.code.id for each in problems] == ["D101"]
    assert problems[0].message.en == "the file can't be read: it is larger than 1 MB"


def test_places_of_values_and_keys() -> None:
    root, _ = compose("a:\n  bb: 1\n  c: [x, {d: 2}]\n", "x.yaml")
    assert root is not None
    definition = Definition("x.yaml", root)
    places = {
        (): (1, 1),
        ("a", "bb"): (2, 7),
        ("a", "c"): (3, 6),
        ("a", "c", 0): (3, 7),
        ("a", "c", 1, "d"): (3, 14),
        ("a", "missing", "c", 1): (3, 10),
    }
    for path, place in places.items():
        spot = definition.spot(*path)
        assert (spot.line, spot.column) == place
    key = definition.spot("a", "c", 1, "d", found="d")
    assert (key.line, key.column) == (3, 11)


PIECES = ["a", ": ", ":", "- ", "[", "]", "{", "}", ",", "'", '"', "&x", "*x", "!", "!!", "|", ">", "? ", "%", "#"]
PIECES += [
    "---",
    "...",
    "@",
    "\\",
    "\\x",
    "<<",
    "2022-01-01",
    "1",
    "中",
    "%YAML ",
    "\n",
    "  ",
    "\r",
    "\t",
    "\x85",
    "\ufeff",
]
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@given(YAML_LIKE | st.text(max_size=40))
@example("%YAML 1.2.3\n---\na")
@example("%TAG ! tag:\n--- !x\n")
@example('"\\')
@example("? &a\n")
@example("!<\n")
@example("a: |99\n  x")
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    root, problems = compose(text, "x.yaml")
    assert root is not None or problems
    lines = text.count("\n") + text.count("\r") + 2
    for problem in problems:
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message.zh
        assert problem.message.en


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    read, definition, problems = read_definition(path, "any.yaml")
    assert read == data
    assert definition is not None or problems
