"""Words for the parts of an index: the value of each, or why there is none, and its weight."""

from checker.model import Language
from checker.model.composed import IndexPart
from checker.text.bilingual import Text, join_texts
from checker.text.normalize import number_text
from checker.wording.labels import value_text

_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def part_text(part: IndexPart) -> Text:
    """Says what a part comes to and its weight: "82.5%, weight 2"."""
    weight = number_text(part.weight)
    told = [_figure(part), Text(f"权重 {weight}", f"weight {weight}")]
    return join_texts([*told, *([] if part.why is None else [part.why])], "，", ", ")


def parts_text(parts: tuple[IndexPart, ...]) -> Text:
    """Names every part with its figure and its weight."""
    named = [(part.name, part_text(part)) for part in parts]
    return join_texts([Text(f"“{name.zh}”{said.zh}", f"“{name.en}” {said.en}") for name, said in named], "；", "; ")


def _figure(part: IndexPart) -> Text:
    if part.place in ("out", "unknown"):
        return Text("没有数值", "no value")
    value = Text("待定", "undecided") if part.value is None else _both(part, "value")
    if part.low == part.high and part.low is not None:
        return value
    lower, upper = (Text("…", "…") if getattr(part, side) is None else _both(part, side) for side in ("low", "high"))
    return Text(f"{value.zh}（{lower.zh} 至 {upper.zh}）", f"{value.en} ({lower.en} to {upper.en})")


def _both(part: IndexPart, side: str) -> Text:
    return Text(*(value_text(getattr(part, side), part.unit, language) for language in _LANGUAGES))
