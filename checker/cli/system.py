"""What the system says of its user, and what a screen that knows few characters gets instead of the others."""

import codecs
import sys

from checker.text.bilingual import Language

#: In Windows' number of a language, the bits without the country; 4 is Chinese, wherever it is spoken.
_WITHOUT_COUNTRY, _CHINESE = 0x3FF, 4
#: What stands in for a sign, the best first. Code pages of Chinese Windows have √ and ×, those of old consoles √ only.
_PLAIN = {
    "✓": "√+",
    "✗": "×x",
    "≥": ">",
    "≤": "<",
    "≈": "~",
    "·": "*",
    "•": "·*",
    "…": ".",
    "→": ">",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "—-",
    "—": "-",
    "−": "-",
    "×": "x",
}


def ask_windows() -> int | None:
    """Asks Windows for the number of the language of its menus; None on any other system."""
    if sys.platform != "win32":
        return None
    import ctypes  # imports late: no other system needs it

    return int(ctypes.windll.kernel32.GetUserDefaultUILanguage())


def language_of(number: int | None) -> Language:
    """The language to speak to people whose Windows has this language."""
    return "zh" if number is not None and number & _WITHOUT_COUNTRY == _CHINESE else "en"


def plain_signs(encoding: str) -> str:
    """The name of an error handler that gives plain characters for those that an encoding lacks.

    For a character that has no plain form, it gives a question mark.
    """
    name = f"checker.plain-signs.{encoding}"

    def replace(error: UnicodeError) -> tuple[str | bytes, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        # The error itself names no code page: it says "charmap" for them all.
        return "".join(_plain(sign, encoding) for sign in error.object[error.start : error.end]), error.end

    codecs.register_error(name, replace)
    return name


def _plain(sign: str, encoding: str) -> str:
    for other in _PLAIN.get(sign, ""):
        try:
            other.encode(encoding)
        except UnicodeEncodeError:
            continue
        return other
    return "?"
