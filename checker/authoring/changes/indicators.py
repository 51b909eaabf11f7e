"""What differs between two versions of a pack in its indicators: by the plain sentences that tell what each does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from checker.authoring.changes.change import Change, arrivals, differing, shared
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.describe.sections import sections
from checker.text.bilingual import Text

#: A description: its sentences by heading.
Told = Mapping[Text, Sequence[Text]]

_NAME = Text(zh="名称", en="Name")
_EXAMPLES = Text(zh="例子", en="Worked examples")
_REWRITTEN = Text(zh="有改动", en="rewritten")
_OTHERWISE = Text(zh="写法不同，说明文字相同", en="written otherwise, though the sentences are the same")
#: Which keys of a definition each section of its description tells.
TOLD = {
    "Source": ("clause", "basis"),
    "Whom it judges": ("owner", "applies_to", "level"),
    "How it is computed": ("measure", "unit"),
    "Target": ("target", "unit"),
    "Period": ("period", "pace"),
    "When there is nothing": ("when_empty",),
    "Scoring": ("weight", "scoring", "bands", "near", "veto"),
    "Where the document is silent": ("assumptions",),
    "What other documents say": ("conflicts",),
}


def indicator_changes(old: Pack, new: Pack) -> Iterator[Change]:
    """Indicators that came or went, and what differs of the others."""
    yield from arrivals("indicator", old.indicators, new.indicators, lambda indicator: indicator.name.text)
    for name, was, now in shared(old.indicators, new.indicators):
        called = now.name.text
        yield from differing("indicator", name, called, [(_NAME, was.name.text)], [(_NAME, called)])
        left, right = _told(old, was), _told(new, now)
        yield from _sentences(now, left, right)
        yield from _untold(was, now, [title for title in (*left, *right) if left.get(title) != right.get(title)])


def _told(pack: Pack, indicator: Indicator) -> Told:
    return {section.title: section.sentences for section in sections(pack, indicator)}


def _sentences(indicator: Indicator, left: Told, right: Told) -> Iterator[Change]:
    for title in dict.fromkeys((*left, *right)):
        for before, after in changed_sentences(left.get(title, ()), right.get(title, ())):
            yield Change("indicator", indicator.id, indicator.name.text, title, before, after)


def _untold(was: Indicator, now: Indicator, changed: Iterable[Text]) -> Iterator[Change]:
    """Examples, and whatever differs in the definition while the sentences that tell it are the same."""
    called = now.name.text
    if was.examples != now.examples:
        before, after = _how_many(was), _how_many(now)
        rewritten = before == after
        yield Change(
            "indicator", now.id, called, _EXAMPLES, None if rewritten else before, _REWRITTEN if rewritten else after
        )
    told = {key for title in changed for key in TOLD[title.en]}
    for key in dict.fromkeys(key for keys in TOLD.values() for key in keys):
        if key not in told and getattr(was, key) != getattr(now, key):
            yield Change("indicator", now.id, called, Text(zh=f"定义项 {key}", en=f"Key {key}"), None, _OTHERWISE)


def changed_sentences(before: Sequence[Text], after: Sequence[Text]) -> Iterator[tuple[Text | None, Text | None]]:
    """The sentences that were taken away, added or put in another's place, in order."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield from zip_longest(before[start:end], after[first:last])


def _how_many(indicator: Indicator) -> Text:
    number = len(indicator.examples)
    return Text(zh=f"{number} 个", en=str(number))
