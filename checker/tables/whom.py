"""A choice of departments."""

from checker.tables.words import Strict


class Whom(Strict):
    """Groups and single departments of the roster, minus those excluded; the whole roster if none is named.

    Attributes:
        groups: whose departments are chosen.
        departments: single ones that are chosen, by name or code.
        excluding: those that aren't, although they are in a group.
    """

    groups: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()
