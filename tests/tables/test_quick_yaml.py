"""libyaml reads what it is given exactly as the strict reader does; what both read differently, it is not given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from checker.tables.yaml import quick
from checker.tables.yaml.nodes import MAX_DEPTH, MAX_NODES
from checker.tables.yaml.quick import compose_quickly
from checker.tables.yaml.reading import compose
from checker.tables.yaml.strict import compose_strictly

from .test_reading_yaml import PIECES, YAML_LIKE

ROOT = Path(__file__).parents[2]
BUILT_IN = sorted((ROOT / "indicators").rglob("*.yaml"))
TEXTS = [path.read_text(encoding="utf-8") for path in [*BUILT_IN, *sorted((ROOT / "tests").rglob("*.yaml"))]]


def must_agree(text: str) -> None:
    """Whatever is read quickly is what the strict reader finds, and nothing is wrong with it."""
    root = compose_quickly(text)
    if root is not None:
        assert compose_strictly(text, "x.yaml") == (root, [])


@pytest.mark.parametrize("path", BUILT_IN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_definition_is_read_quickly_and_alike(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert compose_quickly(text) is not None
    must_agree(text)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """A few lines of a definition, in which some characters were left out, put in or replaced."""
    lines = draw(st.sampled_from(TEXTS)).splitlines()
    first = draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[first : first + draw(st.integers(1, 12))])
    for _ in range(draw(st.integers(1, 3))):
        at, gone = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        text = text[:at] + draw(st.sampled_from(["", *PIECES])) + text[at + gone :]
    return text


@settings(max_examples=400)
@given(spoiled())
def test_spoiled_definitions_are_read_alike(text: str) -> None:
    must_agree(text)


@settings(max_examples=400)
@given(YAML_LIKE)
@example("a:\n")
@example("a:\n\n# nothing\nb: 1")
@example("a:\n  b:\nc: [{d}, {e: }, {f:}]")
@example("-\n- a\n-\n")
@example("a: b\n c\n\n d")
@example("a: 'b\n\n c'")
@example('a: "b\\\n  c \\\n\\/"')
@example("{a: b#c, 'd':e, \"f\":1}")
@example("a: {b: c:d, e: http://f}")
@example("[a, [b, c]: d]")
@example("a:b: c")
@example("a: - b")
@example("-a: -1\n--: 2")
@example(f"{'a' * 1023}: 1")
@example(f"{'a' * 1024}: 1")
@example(f"{'a' * 1025}: 1")
@example(f"{{'{'中' * 1022}': 1}}")
@example(f"{{'{'中' * 1023}': 1}}")
@example(f"{{{'a' * 1100}}}")
@example("a: 1\r\nb:\r\n\r\n  - c\r\n   d\r\n\r\n   e\r\n")
@example("\u3000a: \u3000")
@example("a: 𠀀\nb𠀀: c")
def test_texts_like_yaml_are_read_alike(text: str) -> None:
    must_agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\t",
        "a:\tb",
        "a: 1\rb: 2\r",
        "? a",
        "[?]",
        "{? a}",
        "a: |#\n",
        "a: >\n  b\n",
        "---\na: 1",
        "%YAML 1.2\n---\na: 1",
        "a: 1\n...\n",
        "a: &x:1 b",
        "*x: 1",
        "a: !x 1",
        "a: b\u2028c",
        "\ufeffa: 1",
    ],
)
def test_what_both_read_differently_is_left_to_the_strict_reader(text: str) -> None:
    assert compose_quickly(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing",
        "~",
        "a: [1",
        "a: 'x",
        "a: 1\na: 2",
        "{a: 1, a: 2}",
        "[a]: 1",
        "{}: 1",
        "a: b: c",
        '"\\ud800"',
        "a: \ud800",
        "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2),
        "a: [" + "1, " * MAX_NODES + "]",
    ],
)
def test_what_may_be_wrong_is_left_to_the_strict_reader(text: str) -> None:
    assert compose_quickly(text) is None


def test_the_largest_and_deepest_that_is_allowed_is_read_alike() -> None:
    must_agree("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    must_agree("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    must_agree("a: [" + "1, " * (MAX_NODES - 2) + "]")


def test_line_ends_of_windows_are_read_alike() -> None:
    for text in TEXTS[::20]:
        must_agree(text.replace("\n", "\r\n"))
    assert compose_quickly("a: 1\r\n") is not None


def test_without_libyaml_everything_is_read_strictly(monkeypatch: pytest.MonkeyPatch) -> None:
    quickly = [compose(text, "x.yaml") for text in TEXTS[::20]]
    monkeypatch.setattr(quick, "_library", lambda: None)
    assert [compose(text, "x.yaml") for text in TEXTS[::20]] == quickly


def test_an_empty_value_is_where_its_key_is() -> None:
    for text in ("a:\n  b:\n\nc: 1\n", "a:\n  b: # nothing\n\nc: 1\n", "a:\r\n  b:\r\n\r\nc: 1\r\n"):
        root, _ = compose(text, "x.yaml")
        assert root is not None
        empty = root.parts["a"].parts["b"]
        assert (empty.value, empty.line, empty.column) == (None, 2, 3)
