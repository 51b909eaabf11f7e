r"""A pattern means what it means in Python's `re`, and comparing it takes time in proportion to the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.definitions.built_in import definitions_root
from checker.text import linear
from checker.text.patterns import pattern_fault, whole_match

#: Every pattern that a pack of ours writes, as it stands in the file.
WRITTEN = sorted(
    found.group(2)
    for path in definitions_root().rglob("*.yaml")
    for found in re.finditer(r"(?:pattern|matches): ('?)(.+?)\1[,}\n]", path.read_text(encoding="utf-8"))
)
TEXTS = [
    "",
    "\n",
    "（2022）津0101行初12号",
    "(2022) 津行初３号之一",
    "［２０２２］ 号",
    "A1",
    "A\n",
    "A\nb",
    "ſ",
    "S",
    "K",
    "K",
    "İ",
    "i",
    "٣",
    "²",
    "Ⅷ",
    "一",
    "\u3000",
    "\x1c",
    "\x85",
    "\u200b",
    "_",
    "é",
    "e\u0301",
    "𠀀",
    "\ue000",
    "\U0010ffff",
    "aaaaaaaaab",
    "ab\nab",
]
#: Members of every kind of notation.
PATTERNS = [
    r"\d+",
    r"\w+",
    r"\s+",
    r"\D+",
    r"\W+",
    r"\S+",
    r"[\d一]+",
    r"[^\d\n]+",
    r"[^\W\d_]+",
    r"(?a)\w+",
    r"(?a:\d)+",
    "(?i)s",
    "(?i)[a-h]+",
    "(?i:K)|é",
    "a|b|",
    ".*",
    "(?-s:.*)",
    "(?m)A$\n^b",
    r"\AA\Z",
    "^A$",
    "A$|^b",
    "(a+)+b",
    "(a|aa)*b",
    "(?:a?){20}a{9}b",
    "a{2,3}",
    "a*?b",
    "a+?a??b",
    "[]a]",
    r"[\]\-a^]+",
    "[a-]+",
    r"\.\*\[",
    r"(?x) a + b # no",
    "(?P<n>a)b?",
    "",
    "[一-龥]+",
    "\U00020000",
]


@pytest.mark.parametrize("pattern", [*WRITTEN, *PATTERNS])
def test_a_pattern_means_what_it_means_in_python(pattern: str) -> None:
    assert pattern_fault(pattern) is None
    own, theirs = whole_match(pattern), re.compile(pattern, re.DOTALL)
    for text in TEXTS:
        assert own(text) == (theirs.fullmatch(text) is not None), text


def test_the_packs_have_patterns() -> None:
    assert any(r"\d{4}" in each for each in WRITTEN)
    assert any("习近平" in each for each in WRITTEN)


ATOMS = st.one_of(
    st.sampled_from(
        [r"\d", r"\w", r"\s", r"\W", r"\D", r"\S", ".", "[^a]", "[a-c]", r"[\d号]", "号", "(?i:A)", r"[^\w号]"]
    ),
    st.sampled_from("aAb1号ſ "),
)
GROWN = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["?", "{2}", "{0,2}", "*", "+"])).map(lambda two: f"(?:{two[0]}){two[1]}"),
    ),
    max_leaves=6,
)


@settings(max_examples=400)
@given(pattern=GROWN, text=st.text(st.one_of(st.sampled_from("aAb1号ſK\n _²"), st.characters()), max_size=8))
def test_drawn_patterns_mean_the_same_on_drawn_texts(pattern: str, text: str) -> None:
    assert whole_match(pattern)(text) == (re.compile(pattern, re.DOTALL).fullmatch(text) is not None)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*a){20}b", r"(\w*\w*)*-", "(?:a?){500}b"])
def test_no_pattern_takes_long(pattern: str) -> None:
    begun = time.process_time()
    assert not whole_match(pattern)("a" * 32_000 + "!")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("(?=a)a", "ahead"),
        ("(?!测试).*", "ahead"),
        ("(?<=a)b", "ahead"),
        (r"(a)\1", "group"),
        ("(a)?(?(1)b|c)", "conditional"),
        ("(?>a)b", "atomic"),
        ("a++", "possessive"),
        (r"\b法院", "boundary"),
        ("a$\n", "$"),
        ("(a$)*", "$"),
        ("a{1001}", "1000"),
        ("a{0,1001}", "1000"),
        ("(a{100}){100}", "1000"),
        ("[a", "unterminated"),
        ("a{3,2}", "min"),
        ("(?L)a", "bad inline flags"),
    ],
)
def test_what_cannot_be_compared_in_linear_time_is_refused(pattern: str, said: str) -> None:
    fault = pattern_fault(pattern)
    assert fault is not None
    assert said in fault.en
    assert fault.zh


def test_no_class_has_characters_behind_the_last_one_looked_at() -> None:
    rest = "".join(map(chr, range(linear._LAST_OF_CLASSES + 1, 0x110000)))
    assert re.search(r"[\w\d\s]", rest) is None
