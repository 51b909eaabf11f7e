"""Markdown pages with Chinese line breaks: no line begins with a comma."""

from typing import ClassVar

from rich.console import Console, ConsoleOptions, Group, RenderResult
from rich.markdown import Markdown, MarkdownContext, MarkdownElement, Paragraph

from checker.reporters.terminal.line import Line


class _Paragraph(Paragraph):
    """A paragraph that breaks as the other lines on the screen do."""

    def on_enter(self, context: MarkdownContext) -> None:
        super().on_enter(context)
        self.text = Line(justify="left")

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Group(self.text)


class MarkdownPage(Markdown):
    """A page of a code."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {**Markdown.elements, "paragraph_open": _Paragraph}
