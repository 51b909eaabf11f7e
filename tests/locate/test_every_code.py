"""Every code about sheets and cover sheets is raised in a case."""

from __future__ import annotations

from checker.codes import catalogue
from tests.locate.workbooks import read


def test_every_code_is_raised_in_a_case() -> None:
    raised = {each["code"] for case in read("cases.yaml") for each in case["expect"].get("flags", [])}
    raised |= {each[0] for case in read("covers.yaml") for each in case.get("flags", [])}
    assert raised >= {code for code in catalogue() if "W210" <= code < "W240"}
