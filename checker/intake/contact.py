"""Finds whom to ask in a department: the cover sheet says it, else the roster."""

from checker.definitions.packs import RosterEntry
from checker.locate import Cover
from checker.model import Contact, Personal, Shown
from checker.tables.table import Table


def contact_on_cover(cover: Cover, table: Table) -> Contact | None:
    """Takes the first name and the first telephone number from the cover sheet; None if it has neither.

    Args:
        cover: what the cover sheet says.
        table: its definition, which says what of it is personal.
    """
    found: dict[Personal, Shown] = {}
    for field, kind in table.personal_columns():
        if value := cover.values.get(field, "").strip():
            found.setdefault(kind, Shown(value, kind))
    name, phone = found.get("name"), found.get("phone")
    return None if name is None and phone is None else Contact(name, phone)


def contact_on_roster(entry: RosterEntry) -> Contact | None:
    """Takes the contact from the roster; None if the pack gives none."""
    given = entry.contact
    if given is None:
        return None
    name = None if given.name is None else Shown(given.name, "name")
    return Contact(name, None if given.phone is None else Shown(given.phone, "phone"))
