"""What is asked for on the command line and cannot be: refused, never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import Stop
from checker.fleet import check
from checker.purpose import Request

from .books import book, cover


@pytest.mark.parametrize("said", ["2022Q5", "下个季度", ""])
def test_a_period_that_is_none_is_refused_though_the_cover_sheet_names_one(said: str, tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover())
    with pytest.raises(Stop) as caught:
        check([path], Request(period=said))
    assert (caught.value.reference, caught.value.context) == ("bad-period", "--period")
    assert caught.value.hint is not None
    assert "2022Q4、2022H2 或 2022" in caught.value.hint.zh


def test_a_period_that_is_one_is_taken_however_it_is_written(tmp_path: Path) -> None:
    path = book(tmp_path / "区司法局.xlsx", cover())
    report = check([path], Request(period="2022年第四季度"))
    assert [flag.code.id for each in report.departments for flag in each.flags if flag.code.id == "W241"] == []
