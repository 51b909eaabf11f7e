"""A few seconds of what `make fuzz` does for as long as is wanted."""

from __future__ import annotations

import pytest

from .fuzz import TARGETS, fuzz


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.__name__)
def test_nothing_is_raised(target: object) -> None:
    assert fuzz(target, 4, 20221231) >= 5
