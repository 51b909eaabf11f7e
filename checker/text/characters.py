"""Turns every character of a text into another one, or into several, at the speed of `str.translate`."""

from collections.abc import Callable


class Characters(dict[int, str]):
    """What each character becomes, for `str.translate`; worked out when a character occurs for the first time."""

    def __init__(self, becomes: Callable[[str], str]) -> None:
        super().__init__()
        self._becomes = becomes

    def __missing__(self, number: int) -> str:
        made = self[number] = self._becomes(chr(number))
        return made
