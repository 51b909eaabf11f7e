"""What every test shares: properties are tried with the same examples each time, and definitions are read once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from checker.tables.yaml import reading

settings.register_profile("same-every-time", derandomize=True, deadline=None, database=None)
settings.load_profile("same-every-time")
# A test judges its workbooks, whatever earlier tests judged; so do the processes that it starts.
os.environ["CHECKER_CACHE"] = ""


@pytest.fixture(autouse=True, scope="session")
def parse_each_file_once() -> Iterator[None]:
    """Parses the same text once: the tests load the built-in packs hundreds of times, most of it parsing."""
    parse = lru_cache(maxsize=512)(reading.compose)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "compose", lambda text, file: (parse(text, file)[0], [*parse(text, file)[1]]))
        yield


GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the option that renews golden files."""
    parser.addoption("--renew-golden", action="store_true", help="write the golden outputs again instead of comparing")


@pytest.fixture
def assert_as_agreed(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a golden file, or writes that file again under `--renew-golden`."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--renew-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return compare
