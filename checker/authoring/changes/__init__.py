"""Describes the differences between two versions of a pack in words that people can check against the document.

It compares what the definitions mean, not how the files are written.
"""

from checker.authoring.changes.change import Change, Subject
from checker.authoring.changes.header import header_changes, roster_changes
from checker.authoring.changes.indicators import indicator_changes
from checker.authoring.changes.register import register_changes
from checker.authoring.changes.tables import table_changes
from checker.definitions.packs import Pack

__all__ = ["Change", "Subject", "pack_changes"]


def pack_changes(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Every difference in meaning: header, roster, sheets, indicators, register."""
    return (
        *header_changes(old, new),
        *roster_changes(old.roster, new.roster),
        *table_changes(old.tables, new.tables),
        *indicator_changes(old, new),
        *register_changes(old, new),
    )
