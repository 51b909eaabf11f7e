"""Every kind of finding: its code, severity and one-sentence message in both languages.

One file a family or step; the files are found by walking this package, and a code that stands twice is refused. The
page of each code (what it finds, why it matters, an example, how to put it right) is prose, in
`pages/<language>/<code>.md`. Light on purpose: `checker explain` reads this without loading the checks themselves.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from checker.model import Code, Language

PAGES = Path(__file__).parent / "pages"


@cache
def catalogue() -> dict[str, Code]:
    """Every code by its id, in order.

    Raises:
        ValueError: two codes share an id or a slug.
    """
    found: dict[str, Code] = {}
    for module in pkgutil.iter_modules(__path__):
        declared = vars(importlib.import_module(f"{__name__}.{module.name}")).values()
        for code in (value for value in declared if isinstance(value, Code)):
            if code.id in found or any(code.slug == other.slug for other in found.values()):
                raise ValueError(f"{code.id} {code.slug} stands twice")
            found[code.id] = code
    return dict(sorted(found.items()))


def page(code: Code, language: Language) -> str:
    """The code's page in `language`, Markdown without the title."""
    return (PAGES / language / f"{code.id}.md").read_text(encoding="utf-8")
