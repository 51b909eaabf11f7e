"""What a pack calls those that submit, and all of them together, in what people read."""

import re
from typing import Annotated

from pydantic import Field, model_validator

from checker.codes.shared import BAD_COMBINATION, SHARED_NAME
from checker.tables.words import Strict, Words
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text
from checker.text.levels import Levels

#: What stands in the middle of sentences, and alone as the name of a sheet: short, in one line, without the characters
#: that a sheet's name can't have, and without the brackets of named places.
Name = Annotated[
    str, Field(min_length=1, pattern=r"^[^\s{}⟨⟩\[\]:*?/\\'](?:[^{}⟨⟩\[\]:*?/\\\r\n\t]{0,22}[^\s{}⟨⟩\[\]:*?/\\'])?$")
]
#: English words whose plural is more than an s at the end.
_IRREGULAR = re.compile(r".*(s|x|z|ch|sh|o|f|fe|man|[^aeiou]y)", re.IGNORECASE)


class WholeName(Words):
    """What all that submit are called together, such as a trust, a contract or a city; not their title.

    Attributes:
        zh: in Chinese.
        en: in English, in small letters, as after "the".
    """

    zh: Name
    en: Name


class UnitName(WholeName):
    """What one that submits is called, such as a site, a building or a street.

    Attributes:
        zh: in Chinese.
        en: in English, in small letters, as after "each".
        en_plural: several of them in English; with an s at the end if not given.
    """

    en_plural: Name | None = None

    @model_validator(mode="after")
    def _has_a_plural(self) -> "UnitName":
        if self.en_plural is None and _IRREGULAR.fullmatch(self.en):
            reason = Text(
                zh=f"“{self.en}”的复数不只是加 s，请写 en_plural",
                en=f"the plural of “{self.en}” isn't only an s more; write it as `en_plural`",
            )
            raise refused(refusal(BAD_COMBINATION, reason=reason))
        return self

    @property
    def plural(self) -> str:
        """Several of them in English; a name in another script has no plural."""
        return self.en_plural or (f"{self.en}s" if self.en[-1].isascii() and self.en[-1].isalpha() else self.en)


class LevelNames(Strict):
    """What a pack calls its two levels; in commands, keys and files for programs they are always the same.

    Attributes:
        department: what one that submits is called; a department (部门, 单位) if not given.
        district: what all of them are called together; the district (全区) if not given.
    """

    department: UnitName | None = None
    district: WholeName | None = None

    @model_validator(mode="after")
    def _are_told_apart(self) -> "LevelNames":
        for language, usual in (("zh", ("部门", "全区")), ("en", ("department", "district"))):
            one, whole = (
                given if name is None else getattr(name, language)
                for name, given in zip((self.department, self.district), usual, strict=True)
            )
            if one.casefold() == whole.casefold():
                values = {"one": "department", "other": "district"}
                raise refused(refusal(SHARED_NAME, found=whole, **values))
        return self


def words_of(own: LevelNames | None) -> Levels | None:
    """What a pack calls its levels, as it stands in texts; None if it has no words of its own."""
    if own is None:
        return None
    one, whole = own.department, own.district
    named, all_of_them = (None if each is None else each.text for each in (one, whole))
    return Levels(named, "" if one is None else one.plural, all_of_them)
