"""The drawn reports as fixtures."""

from dataclasses import replace

import pytest

from checker.model import Fault, Report
from tests.reporters.drawn_reports import JUSTICE, QUARTER


@pytest.fixture
def quarter() -> Report:
    """A district's quarter."""
    return QUARTER


@pytest.fixture
def submission() -> Report:
    """One department's workbook."""
    return replace(QUARTER, departments=(JUSTICE,), district_results=(), district_flags=(), missing=())


@pytest.fixture
def failed() -> Report:
    """A quarter in which the tool itself failed once."""
    return replace(QUARTER, faults=(Fault("checker/judge.py:120", "KeyError"),))
