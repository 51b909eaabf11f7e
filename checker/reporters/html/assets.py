"""The page's words, styles and scripts, and the policy that lets a browser run only these scripts.

They are small files in this folder, joined when a page is made. There is no build step.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

from checker.marked_copy.flags_sheet import BY, DISPOSITION, REASON
from checker.text.texts import load_texts
from checker.wording.evidence import HEADS
from checker.wording.flags import heading
from checker.wording.headings import HEADINGS

HERE = Path(__file__).parent
STYLES = ("tokens", "base", "controls", "summary", "tables", "indicators", "flags", "rows", "decide", "print")
SCRIPTS = ("data", "elements", "address", "matching", "decide", "details", "rows", "flags", "tables", "keys", "main")

#: The headings that the page uses, by id.
_HEADINGS = (
    *("rank", "department", "state", "score", "grade", "file", "rows_read", "rows_judged", "rows_refused"),
    *("rows_duplicate", "rows_skipped", "indicator", "clause", "status", "value", "counted", "bounds", "target"),
    *("expected", "before", "excluded", "unknown", "needed", "reason"),
)
#: The headings of a flag's fields: the name in the templates and scripts, and the id of the field.
_FIELDS = {
    **{id: id for id in ("severity", "code", "sheet", "cell", "header", "observed", "difference", "since")},
    "accepted": "expected",
    "problem": "message",
    "record_key": "key",
    "answer": DISPOSITION,
    "answer_reason": REASON,
    "answer_by": BY,
    "decision": "decision",
}

#: The headings of the rows behind a number.
_EVIDENCE = {"rows_behind": "rows", "rule": "rule", "evidence": "evidence", "totals": "totals"}

#: The words of the templates and scripts, by name: those in words.toml, and the headings of all outputs.
WORDS = {
    **load_texts(HERE / "words.toml"),
    **{id: HEADINGS[id] for id in _HEADINGS},
    **{name: heading(id) for name, id in _FIELDS.items()},
    **{name: HEADS[id] for name, id in _EVIDENCE.items()},
}


@cache
def style() -> str:
    """Joins the style sheet. Dark colours apply if the system prefers them or the reader chooses them."""
    dark = read_asset("styles/dark.css")
    chosen = ":root[data-theme='dark']"
    preferred = "@media screen and (prefers-color-scheme: dark) {\n:root:not([data-theme='light'])"
    themes = f"{preferred} {{\n{dark}}}\n}}\n@media screen {{\n{chosen} {{\n{dark}}}\n}}\n"
    first, *rest = (read_asset(f"styles/{name}.css") for name in STYLES)
    return "\n" + "\n".join((first, themes, *rest))


@cache
def early_script() -> str:
    """Reads the script that runs before the page is drawn. It sets the language and theme from the address."""
    return "\n" + read_asset("scripts/early.js")


@cache
def script() -> str:
    """Joins all other scripts into one that defines no global names."""
    parts = "\n".join(read_asset(f"scripts/{name}.js") for name in SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}}})();\n'


def policy() -> str:
    """Writes the content security policy: nothing is loaded, and only the scripts and styles of the page apply."""
    scripts = f"{_hash(early_script())} {_hash(script())}"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(style())}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def read_asset(name: str) -> str:
    """Reads a file of this folder."""
    return (HERE / name).read_text(encoding="utf-8")
