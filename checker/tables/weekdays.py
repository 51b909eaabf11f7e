"""The days of a week, and those on which a pack's offices work."""

from collections.abc import Sequence
from typing import Literal

from checker.text.bilingual import Text, join_texts

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NAMES = tuple(Text(f"周{zh}", en.capitalize()) for zh, en in zip("一二三四五六日", WEEKDAYS, strict=True))


def week_words(days: Sequence[int], joined: tuple[str, str] = ("、", ", ")) -> Text:
    """The days of a week, 0 for Monday: Monday to Friday, or Sunday to Thursday, or a list that is joined by a word."""
    chosen = sorted(set(days))
    if len(chosen) == 7:
        return Text("每天", "every day")
    for first in chosen:
        run = [(first + number) % 7 for number in range(len(chosen))]
        if sorted(run) == chosen and len(chosen) > 2:
            start, end = _NAMES[first], _NAMES[run[-1]]
            return Text(f"{start.zh}至{end.zh}", f"{start.en} to {end.en}")
    return join_texts((_NAMES[day] for day in chosen), *joined)
