"""Programs of the system that some tests need: skipped with a reason where one is missing, unless it must be there."""

from __future__ import annotations

import os
import shutil

import pytest

#: Set where every test has to run: a missing program then fails the test instead of skipping it.
REQUIRED = "CHECKER_NEEDS_SYSTEM"


def program(name: str, package: str) -> str:
    """The path of a program.

    Args:
        name: as it is called.
        package: of Debian, that holds it.
    """
    found = shutil.which(name)
    if found is None:
        reason = f"{name} is not installed (Debian: {package})"
        if os.environ.get(REQUIRED):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def chromium() -> str:
    """The path of the browser."""
    return program("chromium", "chromium")


def libreoffice() -> str:
    """The path of LibreOffice."""
    return program("soffice", "libreoffice-calc")
