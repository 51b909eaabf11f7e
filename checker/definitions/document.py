"""The document that a pack comes from, the bands of its scores, and the versions of its template."""

import re

from pydantic import Field

from checker.tables.words import Day, Exact, Strict, Words
from checker.text.normalize import key_form


class Document(Strict):
    """The published document that the indicators come from.

    Attributes:
        title: its title.
        issuer: who published it.
        dated: the day of its publication.
    """

    title: Words
    issuer: Words
    dated: Day


class Grade(Strict):
    """A band of scores, 0 to 100.

    Attributes:
        name: of the grade.
        at_least: the lowest score that earns it.
    """

    name: Words
    at_least: Exact


def version_form(version: str) -> str:
    """A form in which all spellings of a version are equal: spreadsheets turn 1.0 into 1, and people write V1.0."""
    return re.sub(r"(?:\.0+)+$", "", key_form(version).removeprefix("v"))


class TemplateVersion(Strict):
    """One version of the workbooks that departments fill in.

    Attributes:
        version: the version on their cover sheets.
        dated: the day of its release.
        changed: the changes from the version before, for the clerks who fill it in.
    """

    version: str = Field(min_length=1)
    dated: Day
    changed: Words
