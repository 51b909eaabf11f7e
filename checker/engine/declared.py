"""Finds out what the workbooks of a folder are for, where neither a command nor the folder's name says so."""

from pathlib import Path

from checker.errors import Stop
from checker.intake.inbox import open_inbox
from checker.intake.target import Catalogue, Request, find_target, get_cover_table, read_declaration
from checker.periods import parse_period
from checker.sources.limits import Limits
from checker.sources.reader import Reader


def find_declared(folder: Path, pack: str | None, period: str | None, limits: Limits) -> list[tuple[str, str]]:
    """Lists the packs and periods that workbooks in a folder are for; one that is given counts for all of them.

    Raises:
        Stop: no workbook says what it is for; it asks for what the first one lacks.
    """
    request, catalogue = Request(pack, period), Catalogue()
    found: dict[tuple[str, str], None] = {}
    unclear: list[Stop] = []
    with open_inbox(folder, limits) as inbox, Reader(limits) as reader:
        for file in inbox.workbooks:
            workbook, _ = reader.read(file.path)
            if workbook is None:
                continue
            declaration = read_declaration(workbook, get_cover_table(request, catalogue))
            try:
                name, label = find_target(file.path, declaration, request, catalogue)
            except Stop as stop:
                unclear.append(stop)
            else:
                found[str(name), parse_period(label).label] = None
    if unclear and not found:
        raise unclear[0]
    return list(found)
