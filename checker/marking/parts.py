"""What a marked copy shows of a submission that consists of several files: in each file, what is about its own rows."""

from dataclasses import replace

from checker.model import Department, FilePart, Flag, PartSheet, Place


def of_part(department: Department, part: FilePart) -> Department:
    """The department as one of its files shows it: with the flags on its sheets, and those on the whole submission."""
    elsewhere = {sheet.name for each in department.parts for sheet in each.sheets}
    by_name = {sheet.name: sheet for sheet in part.sheets}
    flags = []
    for flag in department.flags:
        sheet = by_name.get(flag.place.sheet)
        if sheet is None:
            if flag.place.sheet not in elsewhere:
                flags.append(flag)
        elif (place := _place_in(flag, sheet)) is not None:
            flags.append(replace(flag, place=place))
    sheets = tuple(replace(each, sheet=by_name[each.sheet].own) for each in department.sheets if each.sheet in by_name)
    return replace(department, file=part.file, sha256=part.sha256, flags=tuple(flags), sheets=sheets, parts=())


def _place_in(flag: Flag, sheet: PartSheet) -> Place | None:
    """The place of a flag in the file; None if its row is another file's."""
    place = flag.place
    if sheet.rows and place.row:
        number = place.row - sheet.first
        if not 0 <= number < len(sheet.rows):
            return None
        place = replace(place, row=sheet.rows[number], column=dict(sheet.columns).get(place.column, place.column))
    return replace(place, sheet=sheet.own)
