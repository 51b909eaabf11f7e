"""Why a document can't be read, in one line with its code."""

from pathlib import Path

from checker.codes import Code
from checker.errors import Stop
from checker.text.bilingual import Language, Text

OTHER = Code("D180")
LOCKED = Code("D181")
NO_TEXT = Code("D182")
UNKNOWN_CODING = Code("D183")
TOO_LARGE = Code("D184")
DAMAGED = Code("D185")


class Unreadable(Exception):  # noqa: N818 - it becomes a stop as soon as the file is known
    """A document can't be read; `values` fill the message of the code."""

    def __init__(self, code: Code, **values: str | Text) -> None:
        super().__init__(code.id)
        self.code = code
        self.values = values

    def stop(self, path: Path) -> Stop:
        """Says it of a file."""
        zh, en = self._say("zh"), self._say("en")
        id = self.code.id
        hint = Text(f"运行 checker explain {id} 看怎样办", f"to see what to do, run: checker explain {id}")
        return Stop(self.code.slug, Text(f"{id} {zh}", f"{id} {en}"), context=str(path), hint=hint)

    def _say(self, language: Language) -> str:
        values = {key: value.of(language) if isinstance(value, Text) else value for key, value in self.values.items()}
        return self.code.message.of(language).format(**values)


def other(zh: str, en: str) -> Unreadable:
    """The file is of a format that isn't read; the texts say which."""
    return Unreadable(OTHER, reason=Text(zh, en))


def locked() -> Unreadable:
    """The file can't be opened without a password."""
    return Unreadable(LOCKED)


def no_text(zh: str, en: str) -> Unreadable:
    """There is no text in the file; the texts say why."""
    return Unreadable(NO_TEXT, reason=Text(zh, en))


def unknown_coding() -> Unreadable:
    """The bytes are in no encoding that is tried."""
    return Unreadable(UNKNOWN_CODING)


def too_large(zh: str, en: str) -> Unreadable:
    """The file exceeds a limit, which the texts name."""
    return Unreadable(TOO_LARGE, most=Text(zh, en))


def damaged(ending: str) -> Unreadable:
    """The file is no complete file of the format with this ending."""
    return Unreadable(DAMAGED, kind=ending)
