"""A record in two departments: each of its flags is known by its own key, not by that of the sheet's first row."""

from __future__ import annotations

from pathlib import Path

from checker.engine.batch import run
from tests.journey.auditor import write_workbook

NUMBERS = ("津和罚〔2022〕12号", "津和罚〔2022〕13号", "津和罚〔2022〕14号")


def test_each_shared_record_has_an_identity_of_its_own(tmp_path: Path) -> None:
    for department, numbers in (("区司法局", NUMBERS), ("区市场监管局", NUMBERS[1:])):
        rows = [{"case_no": number, "type": "行政处罚", "decided_on": "2022-03-01"} for number in numbers]
        write_workbook(tmp_path / f"{department}.xlsx", "heping", department, "enforcement_cases", rows)
    report = run("heping", "2022Q4", tmp_path, workers=1)
    for department in report.departments:
        shared = [flag for flag in department.flags if flag.code.id == "C405"]
        if not department.file:
            continue
        assert [flag.place.key for flag in shared] == list(NUMBERS[1:])
        assert len({flag.fingerprint.partition("-")[0] for flag in shared}) == 2
        # The first row's key was taken for everybody's.
        assert all("12" not in flag.place.identity for flag in shared)
        assert ["13" in shared[0].place.identity, "14" in shared[1].place.identity] == [True, True]
