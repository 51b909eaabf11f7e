"""Reads bytes as the checker reads a file, without a process of its own."""

from __future__ import annotations

import io
from pathlib import Path

from checker.model.workbook import Workbook
from checker.sources.child import answer
from checker.sources.messages import receive
from checker.sources.reader import DEFAULT, outcome_of


def workbook_of(content: bytes, folder: Path, name: str = "book.xlsx") -> Workbook:
    """The workbook that the checker sees in a file's content."""
    path = folder / name
    path.write_bytes(content)
    answers = io.BytesIO()
    messages: list[tuple[bytes, bytes]] = []
    answer(str(path), DEFAULT, answers)
    answers.seek(0)
    receive(answers, messages)
    workbook, flags = outcome_of(messages, path)
    assert workbook is not None, flags
    return workbook
