"""Indicators can be dumped as pydantic models, whatever a pack has computed of them."""

from __future__ import annotations

import warnings
from typing import Literal

import pytest

from checker.definitions.load import load_pack


@pytest.mark.parametrize("mode", ["python", "json"])
@pytest.mark.parametrize("pack", ["heping", "hantai", "kundulun", "jizhou", "shuanghuancun", "facilities", "hospital"])
def test_an_indicator_is_dumped_without_a_warning(pack: str, mode: Literal["python", "json"]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for indicator in load_pack(pack).indicators.values():
            assert indicator.model_dump(mode=mode)["id"] == indicator.id
