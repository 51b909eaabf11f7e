"""No name, id or telephone number that stands in a sample workbook can be read in any report of its quarter."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.engine.batch import run
from checker.model import Report
from checker.reporters import report_json
from tests.privacy.outputs import outputs
from tests.privacy.personal_values import personal_values
from tests.privacy.traces import traces

INPUTS = Path(__file__).resolve().parents[2] / "inputs"
QUARTERS = sorted(folder for folder in INPUTS.glob("[a-z]*/[0-9]*") if folder.is_dir())
#: Of whom the reports say something, so that the search is known to find it.
TOLD = {"heping": {"魏雪梅"}}


@pytest.fixture(scope="module", params=QUARTERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def quarter(request: pytest.FixtureRequest) -> tuple[Path, Report]:
    folder = request.param
    return folder, run(folder.parent.name, folder.name, folder, workers=1, rows="all")


def test_nobody_of_the_samples_can_be_read(quarter: tuple[Path, Report]) -> None:
    folder, report = quarter
    values = set().union(*personal_values(folder).values())
    found = {name: traces(values, text) for name, text in outputs(report).items()}
    assert {name: people for name, people in found.items() if people} == {}
    shown = traces(values, report_json.render(report, reveal=True))
    assert set(shown) >= TOLD.get(folder.parent.name, set())


def test_the_list_of_people_is_whole() -> None:
    counts = {folder.parent.name: {k: len(v) for k, v in personal_values(folder).items()} for folder in QUARTERS}
    assert set(counts) == {"heping", "hantai", "kundulun", "jizhou", "shuanghuancun", "facilities", "hospital"}
    assert all(counts["heping"][kind] > 60 for kind in ("name", "id", "phone"))
    assert all(counts[pack]["name"] > 5 for pack in ("hantai", "kundulun", "facilities"))
    assert counts["hospital"] == {"name": 6, "id": 96, "phone": 5}
