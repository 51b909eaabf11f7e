"""A choice of departments."""

from checker.tables.words import Strict


class Whom(Strict):
    """Groups and single departments of the roster, minus those excluded; the whole roster if none is named."""

    groups: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
