"""The languages in which a pack's submissions are written: locales that the program has."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import AfterValidator, Field

from checker.codes import Code
from checker.tables.yaml.problems import refusal, refused
from checker.text.locales import USUAL, Locales, known_locales, locales_of

UNKNOWN_LOCALE = Code("D137")


def _check(name: str) -> str:
    if name not in known_locales():
        raise refused(refusal(UNKNOWN_LOCALE, found=name, allowed=known_locales()))
    return name


#: The name of a locale.
LocaleName = Annotated[str, AfterValidator(_check), Field(json_schema_extra={"enum": list(known_locales())})]


def read_locales(names: Sequence[str]) -> Locales:
    """The locales with these names; unknown ones, which validation refuses, are left out."""
    known = tuple(name for name in dict.fromkeys(names) if name in known_locales())
    return locales_of(known) if known else USUAL
