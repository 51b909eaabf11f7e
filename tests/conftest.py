"""What every test shares: properties are tried with the same examples each time, and definitions are read once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest
from hypothesis import settings

from checker.tables.yaml import reading

settings.register_profile("same-every-time", derandomize=True, deadline=None, database=None)
settings.load_profile("same-every-time")


@pytest.fixture(autouse=True, scope="session")
def parse_each_file_once() -> Iterator[None]:
    """Parses the same text once: the tests load the built-in packs hundreds of times, most of it parsing."""
    parse = lru_cache(maxsize=512)(reading.compose)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "compose", lambda text, file: (parse(text, file)[0], [*parse(text, file)[1]]))
        yield
