"""What the review screen says of a flag in one language: its line in the list and all about it; and what keys do."""

from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from rich.text import Text

from checker.codes import Severity
from checker.frozen import dataclass
from checker.model import Language
from checker.review.flags import ReviewedFlag, open_flags
from checker.review.holding import Decisions
from checker.review.listing import read_ahead
from checker.review.screen import say_verdict
from checker.review.words import KINDS, REASONS, STATES
from checker.text.texts import load_texts
from checker.text.visible import cut, visible
from checker.wording.labels import SEVERITIES

_TEXTS = load_texts(Path(__file__).with_name("keyboard.toml"))
_STYLES = {Severity.ERROR: "bold red", Severity.RED: "red", Severity.AMBER: "yellow", Severity.INFO: "dim"}
#: The most characters of a department and a message in the list, and of a value below it.
_NAME, _MESSAGE, _VALUE = 12, 120, 80
#: What each key does.
KEYS = {
    **{"c": "decide('confirm')", "d": "decide('dismiss')", "w": "decide('waive')", "a": "decide('approve')"},
    **{"p": "decide('plan')", "x": "decide('close')", "m": "decide('comment')", "u": "undo"},
    **{"j": "move(1)", "k": "move(-1)", "n": "turn(1)", "b": "turn(-1)", "space": "mark", "o": "toggle_all"},
    **{"slash": "find", "escape": "cancel", "q": "quit"},
    **{str(digit): f"digit({digit})" for digit in range(10)},
}
#: How many of the decisions about a flag are shown.
_DECISIONS = 3


@dataclass(frozen=True)
class Lines:
    """The words of the screen in one language."""

    language: Language

    def say(self, name: str, **values: object) -> str:
        """Returns a text of keyboard.toml."""
        return _TEXTS[name].of(self.language).format(**values)

    def rows(self, flags: Sequence[ReviewedFlag], marked: Set[str]) -> Iterator[tuple[str, list[Text]]]:
        """Yields the finding of each flag with the cells of its line; `marked` are findings."""
        read_ahead(each.data for each in flags)
        for each in flags:
            yield each["finding"], self.cells(each, marked=each["finding"] in marked)

    def cells(self, flag: ReviewedFlag, *, marked: bool) -> list[Text]:
        """Returns the cells of a flag's line."""
        decided = " " if open_flags([flag]) else "✓"
        texts = (
            "●" if marked else decided,
            SEVERITIES[flag.grade].of(self.language),
            flag["code"],
            cut(flag.name.of(self.language), _NAME),
            cut(visible(flag.message.of(self.language)), _MESSAGE),
        )
        return [Text(text + " ", _STYLES[flag.grade] if column == 1 else "") for column, text in enumerate(texts)]

    def describe(self, flag: ReviewedFlag, decisions: Decisions) -> Text:
        """Returns all about a flag: its sentence, its place, what the department says, and the last decisions."""
        text, language = Text(), self.language
        text.append(f"{flag['code']} {visible(flag.message.of(language))}\n", "bold")
        place = " ".join(filter(None, (flag["sheet"], flag["cell"], flag["key"])))
        about = (flag.name.of(language), visible(place), flag.indicator_name.of(language), flag.clause)
        text.append("  ".join(filter(None, about)) + "\n")
        if flag["observed"]:
            text.append(f"{self.say('observed')}: {visible(cut(flag['observed'], _VALUE))}\n")
        text.append(f"{STATES[flag.state].of(language)} · {self.say('first')} {flag['first']} · ", "dim")
        text.append(say_verdict(flag, language) + "\n", "bold")
        if answer := flag.data.get("answer"):
            text.append(f"{self.say('asked')}: {visible(str(answer['reason']))} ({visible(str(answer['by']))})\n")
        for each in decisions.about(flag["finding"])[-_DECISIONS:]:
            reason = "" if each.reason is None else REASONS[each.reason].of(language)
            words = " ".join(filter(None, (reason, each.text, each.evidence)))
            text.append(f"{each.on} {KINDS[each.kind].of(language)} {each.by} {words}\n", "dim")
        return text
