"""A page for people or a document for programs, as asked; and a file, where one is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text as Line

from checker.cli import options
from checker.cli.streams import emit, remark, rendered
from checker.model import Language
from checker.privacy.masking import mask_sentence
from checker.reporters.files import write_files
from checker.text.bilingual import Text
from checker.text.exact_json import Json, dumps
from checker.text.visible import visible


def print_page(form: options.PageFormat, document: Callable[[], Json], page: Callable[[Console], None]) -> None:
    """Prints the document if JSON is asked for, else the page."""
    emit(dumps(document()).encode() if form is options.PageFormat.JSON else rendered(page))


def write_page(path: Path, text: str, language: Language) -> None:
    """Writes a text file, whole or not at all, and says so on stderr.

    Raises:
        Stop: it cannot be written.
    """
    write_files(path.parent, {path.name: text.encode()})
    remark(Line(mask_sentence(Text(zh=f"已写入 {path}", en=f"written: {path}"), language)))


def both(text: Text) -> Json:
    """A text in both languages, for programs."""
    return {"zh": visible(text.zh), "en": visible(text.en)}


def plain_table(*heads: tuple[str, str], language: Language) -> Table:
    """A table without lines, its heads as (Chinese, English)."""
    titles = [Column(zh if language == "zh" else en, overflow="fold") for zh, en in heads]
    return Table(*titles, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
