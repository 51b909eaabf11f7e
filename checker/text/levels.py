"""What a pack calls its two levels: those that submit, and the whole of them.

Texts write them as a department and the district between `⟨` and `⟩`; a pack that has names of its own (`levels` in its
pack.yaml) has these stand there. Which pack speaks is set once for whatever is done with it, by `speaking`, and not
passed from function to function: hundreds of sentences name the levels.

    PackText(zh="各⟨单位⟩", en="each ⟨department⟩")    a text that is made when a module is loaded
    f"no {EN.department} of {ZH.全区}"                 one that is made where a pack speaks
    fill("⟨A department⟩")                             one with other named places
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from checker.text.bilingual import Text

P = ParamSpec("P")
T = TypeVar("T")

_PLACE = re.compile("⟨([^⟩]+)⟩")
#: An article before what is read letter by letter, or begins with a number: an NHS trust, a UK office, an 8-bed ward.
_READ_OUT = re.compile(r"(?P<an>[AEFHILMNORSX](?=[A-Z]|\b)|8|1[18](?!\d))|[A-Z](?:[A-Z]|\b)")
#: An article before a word that sounds otherwise than it is written: a unit, an hour.
_SOUNDS = re.compile(
    r"(?P<a>uni(?!n|m)|u[grst](?=[aeiou])|ukr|eu|one\b|once)|(?P<an>hour|hono|hones|heir)|(?P<vowel>[aeiou])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Levels:
    """What a pack calls its levels.

    Attributes:
        department: one of those that submit; in English in small letters, as in a sentence. None for the usual word.
        departments: several of them in English.
        district: all of them together; None for the usual word.
    """

    department: Text | None
    departments: str
    district: Text | None

    @property
    def data(self) -> dict[str, dict[str, str]]:
        """The words for a record, as a pack writes them; `read_levels` reads it."""
        one, whole = self.department, self.district
        named = {} if one is None else {"department": {"zh": one.zh, "en": one.en, "en_plural": self.departments}}
        return named if whole is None else {**named, "district": {"zh": whole.zh, "en": whole.en}}

    def say(self, form: str) -> str:
        """Gives the words for those of a department or the district, as they would stand there.

        Args:
            form: 单位, 部门 or 全区; or department, departments or district, perhaps with an article or capitalised.
        """
        article, _, word = form.lower().rpartition(" ")
        level = self.district if word in ("district", "全区") else self.department
        if level is None:
            return form
        if not form.isascii():
            return level.zh
        own = self.departments if word == "departments" else level.en
        said = f"{article_of(own)} {own}" if article else own
        return said[0].upper() + said[1:] if form[0].isupper() else said


def read_levels(data: Mapping[str, Mapping[str, str]] | None) -> Levels | None:
    """Reads what a record has of a pack's words; None if it has none."""
    if data is None:
        return None
    one, whole = data.get("department"), data.get("district")
    named, all_of_them = (None if each is None else Text(each["zh"], each["en"]) for each in (one, whole))
    return Levels(named, "" if one is None else one["en_plural"], all_of_them)


def article_of(word: str) -> str:
    """The indefinite article before an English word: a site, an office, a unit, an hour, an NHS trust."""
    if read_out := _READ_OUT.match(word):
        return "an" if read_out["an"] else "a"
    found = _SOUNDS.match(word)
    return "an" if found and not found["a"] else "a"


#: The levels of the pack that speaks; None for the usual ones.
_current: ContextVar[Levels | None] = ContextVar("levels", default=None)


@contextmanager
def speaking(levels: Levels | None) -> Iterator[None]:
    """Has a pack's words stand in every text that is made or read in the block; None for the usual ones."""
    token = _current.set(levels)
    try:
        yield
    finally:
        _current.reset(token)


def speak(levels: Levels | None) -> None:
    """Has a pack's words stand from here to the end of the block of `speaking` around it."""
    _current.set(levels)


def in_own_words(function: Callable[P, T]) -> Callable[P, T]:
    """Makes a function speak in the words of its first argument that has a pack's, as `level_words`; else as before."""

    @wraps(function)
    def speaks(*args: P.args, **named: P.kwargs) -> T:
        for each in (*args, *named.values()):
            if hasattr(each, "level_words"):
                with speaking(each.level_words):
                    return function(*args, **named)
        return function(*args, **named)

    return speaks


def spoken() -> Levels | None:
    """The words of the pack that speaks; None for the usual ones."""
    return _current.get()


def say(form: str) -> str:
    """Gives the words of the pack that speaks for a form of the usual ones."""
    levels = _current.get()
    return form if levels is None else levels.say(form)


def fill(text: str) -> str:
    """Has the words of the pack that speaks stand in a text; what the text quotes must not be in it yet."""
    return _PLACE.sub(lambda place: say(place[1]), text) if "⟨" in text else text


class _Said:
    """The words of the pack that speaks, as attributes, with `_` for spaces: `EN.a_department`, `ZH.全区`."""

    def __getattr__(self, form: str) -> str:
        return say(form.replace("_", " "))


#: For texts that are put together where a pack speaks. In Chinese: `ZH.部门`, `ZH.单位`, `ZH.全区`.
EN = ZH = _Said()


class PackText(Text):
    """A text in which the words of the pack that speaks stand whenever it is read."""

    def __init__(self, zh: str, en: str) -> None:
        """Takes the text in both languages, with the usual words between `⟨` and `⟩`."""
        usual = tuple(_PLACE.sub(r"\1", each) for each in (zh, en))
        vars(self).update(_written=(zh, en), _usual=usual)

    @property
    def zh(self) -> str:
        """In Chinese."""
        return vars(self)["_usual"][0] if _current.get() is None else fill(vars(self)["_written"][0])

    @property
    def en(self) -> str:
        """In English."""
        return vars(self)["_usual"][1] if _current.get() is None else fill(vars(self)["_written"][1])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.zh, self.en) == (other.zh, other.en)

    def __hash__(self) -> int:
        return hash((self.zh, self.en))

    def __reduce__(self) -> tuple[type[Text], tuple[str, str]]:
        return PackText, vars(self)["_written"]


def make_text(zh: str, en: str) -> Text:
    """Makes a text of which it isn't known whether it names a level."""
    return PackText(zh, en) if "⟨" in zh or "⟨" in en else Text(zh, en)
