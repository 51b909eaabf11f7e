"""The texts of the page's data, each stored once. The data refers to them by number."""

from checker.text.bilingual import Text


class TextTable:
    """Texts in the order in which they were added; number 0 is the empty text."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {("", ""): 0}

    def add(self, text: Text | str) -> int:
        """Adds a text if it is new, and returns its number."""
        pair = (text, text) if isinstance(text, str) else (text.zh, text.en)
        return self._numbers.setdefault(pair, len(self._numbers))

    def texts(self) -> list[str | list[str]]:
        """Returns every text in order: one string if both languages are equal, else Chinese and English."""
        return [zh if zh == en else [zh, en] for zh, en in self._numbers]
