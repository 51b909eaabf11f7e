"""Whom something is about: groups and single departments of the roster, less some."""

from checker.tables.words import Strict


class Whom(Strict):
    """Whole groups and single departments of the roster, less some; the whole roster when none is named."""

    groups: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
