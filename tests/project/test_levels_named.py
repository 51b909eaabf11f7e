"""No text for people says "department" or "district" outright: packs may call them by other words.

A text names them between `⟨` and `⟩`, or as `EN.…` and `ZH.…` where it is put together (see `checker/text/levels.py`).
What speaks of packs in general, of keys and of names of files is listed with the reason.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .structure import ROOT

CHECKER = ROOT / "checker"
ENGLISH, CHINESE = re.compile(r"\b([Dd]epartments?|[Dd]istrict)\b"), re.compile("部门|全区|本区")
#: Named levels, options, code, and the named places of messages and templates.
SAID_OTHERWISE = re.compile(r"⟨[^⟩]*⟩|--department|`[^`]*`|\{[^{}]*\}|\(\?P<[^>]*>|department=")
OF_AUTHORS = "what lint and the loader say of YAML, whose keys are `department` and `district`"
OF_DOCUMENTS = "words of published documents and of filled-in workbooks, which are read"
NO_PACK = "said where no pack is known, or of packs in general"
FOR_PROGRAMS = "names of columns and classes, which programs read"
READ_BACK = "a heading by which a sheet is found again when it comes back"
EXCEPTIONS = {
    OF_AUTHORS: (
        *("authoring/addition/answers.py", "authoring/addition/names.py", "authoring/addition/written.py"),
        *("authoring/changes/tables.py", "authoring/lint.py", "authoring/skeleton/tables.py"),
        *("definitions/consequence_problems.py", "definitions/examples.py", "definitions/failure_problems.py"),
        *("definitions/indexes.py", "definitions/misfits.py", "definitions/order.py", "definitions/own_problems.py"),
        *("definitions/roster_problems.py", "measures/change/refusals.py", "measures/cohort/settings.py"),
        *("measures/cycles/settings.py", "measures/milestone/settings.py"),
    ),
    OF_DOCUMENTS: ("locales/zh.toml", "policy/drafting/indicator.py", "policy/drafting/measures.py"),
    NO_PACK: (
        *("cli/explain.py", "cli/help.toml", "definitions/levels.py", "text/levels.py"),
        *("model/stops.toml", "reporters/letters/kinds.py", "reporters/letters/placeholders.toml"),
        "serve/page/words.toml",
    ),
    FOR_PROGRAMS: ("cli/recording.py", "model/__init__.py", "wording/words.toml"),
    READ_BACK: ("sampling/form.toml",),
}


def says_it(text: str) -> bool:
    """Whether a text says one of the words; a word alone in small letters is a key."""
    left = SAID_OTHERWISE.sub("", text)
    return bool(CHINESE.search(left) or ((" " in text.strip() or text[:1].isupper()) and ENGLISH.search(left)))


def said_in(code: str) -> Iterator[str]:
    """The texts in a module, without its docstrings."""
    tree = ast.parse(code)
    bodies = (node.body for node in ast.walk(tree) if isinstance(getattr(node, "body", None), list))
    told = {id(line.value) for body in bodies for line in body if isinstance(line, ast.Expr)}
    yield from (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )


def texts_in(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from texts_in(each)


def test_every_text_leaves_the_names_of_the_levels_to_the_pack() -> None:
    found: set[str] = set()
    for path in (*CHECKER.rglob("*.py"), *CHECKER.rglob("*.toml")):
        written = path.read_text(encoding="utf-8")
        if ENGLISH.search(written) or CHINESE.search(written):
            texts = said_in(written) if path.suffix == ".py" else texts_in(tomllib.loads(written))
            if any(map(says_it, texts)):
                found.add(path.relative_to(CHECKER).as_posix())
    assert sorted(found - {name for names in EXCEPTIONS.values() for name in names} - drafting(found)) == []
    assert sorted({name for names in EXCEPTIONS.values() for name in names} - found) == []


def drafting(found: set[str]) -> set[str]:
    """What reads published documents: their words are theirs."""
    return {name for name in found if name.startswith("policy/rules/")}


def test_codes_name_the_levels_too() -> None:
    """Codes of what an author writes are not among them."""
    for path in Path(CHECKER / "codes" / "pages").glob("*/[!D]*.md"):
        front = path.read_text(encoding="utf-8").split("+++\n")[1]
        assert not any(map(says_it, (tomllib.loads(front)["heading"], tomllib.loads(front)["message"]))), path.name


def test_what_says_it_is_told_from_what_does_not() -> None:
    assert says_it("Departments") and says_it("各部门") and says_it("of the district")
    assert not says_it("department") and not says_it("each ⟨department⟩ of {district}") and not says_it("--department")
