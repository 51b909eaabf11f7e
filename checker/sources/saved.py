"""Reads on which day a workbook was last saved, as the program that saved it says in the file."""

from datetime import date, datetime, timedelta

from checker.sources.archive import Archive
from checker.sources.markup import local, parse_elements
from checker.sources.refusals import Refused

#: The part with the time and its element, in OpenDocument files and in those of Excel.
_OPEN_DOCUMENT = "meta.xml", "date"
_EXCEL = "docProps/core.xml", "modified"
#: The time is that of Greenwich, or of a place that the file doesn't name: no place is further ahead than this.
_AHEAD = timedelta(hours=14)
_SECONDS = len("2022-12-31T23:59:59")


def read_saved_on(archive: Archive, kind: str) -> date | None:
    """Reads the latest day that it can have been where the file was last saved; None if the file doesn't say."""
    part, wanted = _OPEN_DOCUMENT if kind == "ods" else _EXCEL
    if part not in archive:
        return None
    open_elements: list[str] = []
    found: list[str] = []

    def text(piece: str) -> None:
        if open_elements[-1:] == [wanted]:
            found.append(piece)

    try:
        parse_elements(
            archive.part(part),
            part,
            lambda name, _: open_elements.append(local(name)),
            lambda _: open_elements.pop(),
            text,
        )
        return (datetime.fromisoformat("".join(found).strip()[:_SECONDS]) + _AHEAD).date()
    except (Refused, ValueError, OverflowError):  # properties that nobody can read say nothing, and do no harm
        return None
