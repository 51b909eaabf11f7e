"""What is Chinese lies in `checker/locales/`: no code compares, matches or takes apart Chinese characters.

Messages are another thing: both languages stand together where they are said.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .structure import ROOT

HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff]")
_NAMES = """
    late compile search match fullmatch sub split findall finditer maketrans frozenset set startswith endswith
    removeprefix removesuffix index find count replace strip lstrip rstrip fromkeys word_form key_form zip enumerate
"""
#: Functions that read a text, or make what reads one.
READERS = frozenset(_NAMES.split())
#: Where such characters are read all the same, and why.
WRITTEN_BY_AUTHORS = "what an author of a pack types or a published document says; its rules are in policy/rules/"
BEFORE_A_PACK = "read from a command, a cover sheet or a file's name, before the pack and its languages are known"
WHATEVER_LANGUAGE = "applies to texts of any pack: forms of characters, personal data, the program's own marks"
REMAINS = {
    WRITTEN_BY_AUTHORS: (
        *("authoring/addition/names.py", "authoring/addition/vocabulary.py"),
        *("authoring/skeleton/tables.py", "authoring/skeleton/types.py"),
        *("measures/reported/figures.py", "measures/reported/printed.py"),
        *("policy/drafting/measures.py", "policy/drafting/middles.py", "policy/measured.py", "policy/rules.py"),
        *("policy/reading/marks.py", "policy/reading/word.py", "text/clauses.py"),
    ),
    BEFORE_A_PACK: (
        *("cli/decide.py", "intake/rivals.py", "intake/roster_names.py", "review/importing.py", "sampling/form.py"),
        *("text/month_spans.py", "text/period_labels.py"),
    ),
    WHATEVER_LANGUAGE: (
        *("convert/words.py", "intake/adding.py", "ooxml/comments.py", "spreadsheet/csv_cells.py"),
        *("tables/limits.py", "tables/weekdays.py"),
        *("privacy/called.py", "privacy/names.py", "privacy/neighbours.py", "privacy/papers.py"),
        *("privacy/people.py", "privacy/telephones.py"),
        *("text/key_forms.py", "text/levels.py", "text/number_formats.py", "text/opposites.py", "text/traditional.py"),
    ),
}


def name_of(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def read_in(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a piece of code in which texts are read."""
    if isinstance(node, ast.Call) and name_of(node.func) in READERS:
        yield from node.args
        if isinstance(node.func, ast.Attribute):
            yield from (node.func.value,) if isinstance(node.func.value, (ast.Constant, ast.JoinedStr)) else ()
    elif isinstance(node, (ast.Compare, ast.Set, ast.MatchValue)):
        yield node
    elif isinstance(node, ast.Dict):
        yield from (key for key in node.keys if key is not None)
    elif isinstance(node, ast.Module):
        assigned = (each.value for each in node.body if isinstance(each, (ast.Assign, ast.AnnAssign)))
        yield from (each for each in assigned if isinstance(each, (ast.Constant, ast.JoinedStr, ast.BinOp)))


def chinese_read_in(code: str) -> list[str]:
    tree = ast.parse(code)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = {id(each) for node in calls if name_of(node.func) in ("Text", "Words") for each in ast.walk(node)}
    parts = (part for node in ast.walk(tree) for part in read_in(node))
    texts = (
        each for part in parts for each in ast.walk(part) if isinstance(each, ast.Constant) and id(each) not in said
    )
    return sorted({each.value for each in texts if isinstance(each.value, str) and HAN.search(each.value)})


def test_no_code_reads_chinese_but_what_is_listed() -> None:
    checker = ROOT / "checker"
    # Most modules have no Chinese at all, and need no parsing.
    codes = {path: code for path in checker.rglob("*.py") if HAN.search(code := path.read_text(encoding="utf-8"))}
    found = {path.relative_to(checker).as_posix() for path, code in codes.items() if chinese_read_in(code)}
    assert found == {name for names in REMAINS.values() for name in names}


def test_reading_is_told_from_saying() -> None:
    for code in (
        'late(r"年|月")',
        'text.startswith("第")',
        '"半" in text',
        'YES = frozenset({"是"})',
        'known = {"十": 10}',
        '_ALL = "一二三"',
        'late(rf"{x}[时点]")',
    ):
        assert chinese_read_in(code), code
    for code in (
        '"""年"""',
        'Text("无", "none")',
        'say(zh="年")',
        'if Text("无", "") == said: pass',
        "x = f'第 {n} 行'.join(a)",
    ):
        assert not chinese_read_in(f"def f():\n    {code}"), code


def test_each_file_that_remains_exists() -> None:
    assert all(Path(ROOT / "checker" / name).is_file() for names in REMAINS.values() for name in names)
