"""In which order departments are told: the best score first, the same on every screen, page and sheet."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model import Department


def ranked(departments: Sequence[Department]) -> tuple[Department, ...]:
    """Departments, the best score first; those without one last."""
    return tuple(sorted(departments, key=by_score))


def by_score(department: Department) -> tuple[object, ...]:
    """What departments are sorted by."""
    return department.score is None, -(department.score or 0), department.code
