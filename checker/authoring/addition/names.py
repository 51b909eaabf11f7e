"""Reads whom a new indicator binds, and what it is called in the pack."""

import re
from collections.abc import Sequence

from checker.authoring.addition.asked import Ask, Unclear, find_named
from checker.definitions.packs import Pack
from checker.measures.toolkit.over_table import DAYS
from checker.tables.table import Table

EVERYONE, DISTRICT = ("all", "全部", "所有单位"), ("district", "全区")


def read_whom(text: str, pack: Pack) -> tuple[str, ...]:
    """Reads whom it binds: everyone, the district, or groups and departments.

    Raises:
        Unclear: the roster knows none of that name.
    """
    if text.strip().casefold() in EVERYONE:
        return ("all",)
    if text.strip().casefold() in DISTRICT:
        return ("district",)
    found = []
    units = {each.code: each.name for each in pack.roster.departments}
    for name in filter(None, re.split("[,，、]", text)):
        group, unit = find_named(name.strip(), pack.roster.groups), find_named(name.strip(), units)
        if group is None and unit is None:
            raise Unclear(
                f"名册上没有“{name.strip()}”这个组或单位", f"the roster has no group or department “{name.strip()}”"
            )
        found.append(group or units[unit or ""].zh)
    return tuple(found)


def make_id(title: str, pack: Pack) -> str:
    """Makes an id that the pack doesn't have yet, from the English of a title."""
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:50].strip("-")
    base = slug if slug and not re.search("[\u4e00-\u9fff]", title) else f"indicator-{len(pack.indicators) + 1}"
    number, id = 1, base
    while id in pack.indicators or id in ("pack", "departments", "register", "holidays"):
        number += 1
        id = f"{base}-{number}"
    return id


def read_id(text: str, pack: Pack) -> str:
    """Reads an id.

    Raises:
        Unclear: it can't be that of an indicator.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", text):
        raise Unclear(
            f"“{text}”不能作编号：用小写字母、数字和 -",
            f"“{text}” can't be an id: use lower-case letters, digits and -",
        )
    if text in ("pack", "departments", "register", "holidays"):
        raise Unclear(f"“{text}”是指标包自己的文件", f"{text}.yaml is a file of the pack itself")
    return text


def likely_date(table: Table, asked: Sequence[Ask]) -> str:
    """The date column that likely puts a row into a period: from which a limit runs, a required one, or any."""
    dates = [name for name, column in table.columns.items() if column.type in DAYS]
    limits = [ask.of for ask in asked if ask.op == "within"]
    required = [name for name in dates if table.columns[name].required]
    return next((name for name in (*limits, *required, *dates) if name in dates), "none")
