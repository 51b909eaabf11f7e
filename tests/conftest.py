"""What every test shares: properties are tried with the same examples each time, and definitions are read once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, wraps
from pathlib import Path

import pytest
from hypothesis import settings

from checker.definitions import load
from checker.definitions.packs import Pack
from checker.tables.yaml import reading

settings.register_profile("same-every-time", derandomize=True, deadline=None, database=None)
settings.load_profile("same-every-time")
# A test judges its workbooks, whatever earlier tests judged; so do the processes that it starts.
os.environ["CHECKER_CACHE"] = ""

BUILT_IN = Path(__file__).parents[1] / "indicators"


def load_each_built_in_pack_once(load_pack: Callable[..., Pack]) -> Callable[..., Pack]:
    """Loads a pack that is named once in a process: packs are frozen, and no test writes into the built-in ones.

    It takes a fifth of a second, and more than a thousand tests do it. A pack that is given by a path is loaded anew.
    """
    kept = cache(load_pack)

    @wraps(load_pack)
    def loaded(where: str | Path, *, begun: bool = False) -> Pack:
        is_built_in = isinstance(where, str) and load.definitions_root() == BUILT_IN and where in load.available_packs()
        return kept(where) if is_built_in else load_pack(where, begun=begun)

    return loaded


# Here, before anything takes the name from its module.
load.load_pack = load_each_built_in_pack_once(load.load_pack)


@pytest.fixture(autouse=True, scope="session")
def parse_each_file_once() -> Iterator[None]:
    """Parses the same text once: the tests load the built-in packs hundreds of times, most of it parsing."""
    parse = lru_cache(maxsize=512)(reading.compose)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "compose", lambda text, file: (parse(text, file)[0], [*parse(text, file)[1]]))
        yield


# The program collects garbage rarely, too. With Python's default, a tenth of the time of the tests goes into it.
gc.set_threshold(20_000, 20, 20)


def pytest_collection_finish() -> None:
    """Spares the collector thousands of collected tests, which live as long as the process."""
    gc.collect()
    gc.freeze()


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
