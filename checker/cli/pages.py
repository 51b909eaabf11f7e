"""Prints a page for people or a document for programs."""

from collections.abc import Callable
from typing import TypeVarTuple

from rich.console import Console
from rich.table import Column, Table

from checker.cli import options
from checker.cli.streams import capture, emit
from checker.model import Language
from checker.text.bilingual import Text
from checker.text.exact_json import Json, dumps
from checker.text.visible import visible

Values = TypeVarTuple("Values")


def print_page(
    form: str,
    language: Language,
    dump: Callable[[*Values], Json],
    show: Callable[[Console, *Values, Language], None],
    *values: *Values,
) -> None:
    """Prints the values: dumped as a document if JSON is asked for, else shown as a page."""
    as_json = form == options.PageFormat.JSON
    emit(dumps(dump(*values)).encode() if as_json else capture(lambda screen: show(screen, *values, language)))


def both(text: Text | None) -> Json:
    """Returns a text in both languages, for programs."""
    return None if text is None else {"zh": visible(text.zh), "en": visible(text.en)}


def make_table(*heads: tuple[str, str], language: Language) -> Table:
    """Makes a table without lines; its heads are given as (Chinese, English)."""
    titles = [Column(zh if language == "zh" else en, overflow="fold") for zh, en in heads]
    return Table(*titles, box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
