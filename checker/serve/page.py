"""The page itself: small files in this folder's `page/`, put together without a build step."""

import json
import tomllib
from functools import cache
from importlib.resources import files

import checker
from checker.model import Language
from checker.reporters.html.assets import read_asset, style
from checker.text.bilingual import Text
from checker.text.levels import make_text

#: In the order in which they are joined.
_SCRIPTS = ("words", "screen", "files", "cards", "template", "main")
#: Characters that could end the element that holds JSON.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@cache
def words() -> dict[str, Text]:
    """The words of the page by name."""
    return {name: make_text(**text) for name, text in tomllib.loads(_read("words.toml")).items()}


def choose_language(asked: str | None, fixed: Language | None, accepted: str) -> Language:
    """Chooses the language that is asked for, else the one that the server was started with, else the browser's."""
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    if fixed is not None:
        return fixed
    return _preferred(accepted)


def _preferred(accepted: str) -> Language:
    """Reads which of the two languages comes first in Accept-Language; English if none does."""
    best: tuple[float, Language] = (0.0, "en")
    for part in accepted.split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            value = float(weight or 1)
        except ValueError:
            continue
        name = tag.strip().lower().partition("-")[0]
        if name in ("zh", "en") and value > best[0]:
            best = (value, "zh" if name == "zh" else "en")
    return best[1]


@cache
def render(language: Language) -> bytes:
    """Writes the page in a language; it holds its words in both, and switches without being loaded again."""
    text = _read("index.html")
    for name, word in words().items():
        text = text.replace(f"[[{name}]]", word.of(language).replace("&", "&amp;").replace("<", "&lt;"))
    data = json.dumps({name: [word.zh, word.en] for name, word in words().items()}, ensure_ascii=False)
    data = data.translate(_ESCAPES)
    return (
        text.replace("{language}", language).replace("{version}", checker.__version__).replace("{words}", data).encode()
    )


@cache
def script() -> bytes:
    """Joins the scripts into one that defines no global names."""
    parts = [read_asset("scripts/elements.js"), *(_read(f"{name}.js") for name in _SCRIPTS)]
    return ('"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n").encode()


@cache
def styles() -> bytes:
    """Joins the colours and type of the report with what only this page has."""
    return f"{style()}\n{_read('page.css')}".encode()


def icon() -> bytes:
    """The icon that browsers show in the tab."""
    return _read("icon.svg").encode()


def _read(name: str) -> str:
    return files("checker.serve").joinpath("page", name).read_text(encoding="utf-8")
