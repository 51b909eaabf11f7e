"""One warm reading process for all tests of sources, and a way to read bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.sources.child import answer
from checker.sources.limits import Limits
from checker.sources.messages import DONE, receive
from checker.sources.reader import DEFAULT, Read, Reader, outcome_of

Reading = Callable[..., Read]


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as warm:
        yield warm


@pytest.fixture
def reading(reader: Reader, tmp_path: Path) -> Reading:
    """Reads bytes as a file of the given name, in the reading process and, unless they are dangerous, here too."""

    def read(data: bytes, name: str = "书.xlsx", *, dangerous: bool = False) -> Read:
        path = tmp_path / name
        path.write_bytes(data)
        result = reader.read(path)
        if not dangerous:
            assert read_here(path) == result
        return result

    return read


def read_here(path: Path, limits: Limits = DEFAULT) -> Read:
    """Reads a file without a process of its own."""
    answers, messages = io.BytesIO(), []
    answer(str(path), limits, answers)
    answers.seek(0)
    receive(answers, messages)
    assert messages[-1][0] == DONE, messages[-1]
    return outcome_of(messages, path)
