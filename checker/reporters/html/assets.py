"""The page's own styles and scripts, and what lets a browser run these and nothing else.

They are kept as small files beside this one and put together when a page is made; there is no build step.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
STYLES = ("tokens", "base", "controls", "summary", "tables", "indicators", "flags", "print")
SCRIPTS = ("data", "elements", "address", "matching", "details", "flags", "tables", "keys", "main")


@cache
def style() -> str:
    """The whole style sheet; the dark colours hold where the system asks for them, and where the reader does."""
    dark = _read("styles/dark.css")
    wished = ":root[data-theme='dark']"
    preferred = "@media screen and (prefers-color-scheme: dark) {\n:root:not([data-theme='light'])"
    themes = f"{preferred} {{\n{dark}}}\n}}\n@media screen {{\n{wished} {{\n{dark}}}\n}}\n"
    first, *rest = (_read(f"styles/{name}.css") for name in STYLES)
    return "\n" + "\n".join((first, themes, *rest))


@cache
def early_script() -> str:
    """What has to run before anything is drawn: the language and the colours that the address asks for."""
    return "\n" + _read("scripts/early.js")


@cache
def script() -> str:
    """All other scripts, as one that leaves no name behind."""
    parts = "\n".join(_read(f"scripts/{name}.js") for name in SCRIPTS)
    return f'\n"use strict";\n(() => {{\n{parts}}})();\n'


def policy() -> str:
    """The content security policy: nothing may be loaded, and only what is written here may run."""
    scripts = f"{_hash(early_script())} {_hash(script())}"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {_hash(style())}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
