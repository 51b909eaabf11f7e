"""Compares the indicators of two versions of a pack by the plain sentences that describe them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from checker.authoring.changes.change import Change, compare_facts, compare_members, in_both
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.describe.sections import sections
from checker.text.bilingual import Text

#: Sentences by heading.
Description = Mapping[Text, Sequence[Text]]

_NAME = Text(zh="名称", en="Name")
_EXAMPLES = Text(zh="例子", en="Worked examples")
_REWRITTEN = Text(zh="有改动", en="rewritten")
_OTHERWISE = Text(zh="写法不同，说明文字相同", en="written in another way; the sentences are the same")
#: The keys of a definition that each section of its description covers.
COVERED = {
    "Source": ("clause", "basis"),
    "Who is judged": ("owner", "applies_to", "level"),
    "How it is computed": ("measure", "unit"),
    "Target": ("target", "unit", "by", "judged_from", "for_each"),
    "Period": ("period", "earlier_periods", "binds_from", "pace"),
    "Without data": ("when_empty",),
    "Scoring": ("weight", "scoring", "bands", "bonus", "near", "veto"),
    "Where the document is silent": ("assumptions",),
    "What other documents say": ("conflicts",),
}


def indicator_changes(old: Pack, new: Pack) -> Iterator[Change]:
    """Finds indicators that were added or removed, and compares the others."""
    yield from compare_members("indicator", old.indicators, new.indicators, lambda indicator: indicator.name.text)
    for name, was, now in in_both(old.indicators, new.indicators):
        title = now.name.text
        yield from compare_facts("indicator", name, title, [(_NAME, was.name.text)], [(_NAME, title)])
        left, right = _describe(old, was), _describe(new, now)
        changed = [heading for heading in dict.fromkeys((*left, *right)) if left.get(heading) != right.get(heading)]
        for heading in changed:
            for before, after in changed_sentences(left.get(heading, ()), right.get(heading, ())):
                yield Change("indicator", name, title, heading, before, after)
        yield from _compare_keys(was, now, changed)


def _describe(pack: Pack, indicator: Indicator) -> Description:
    return {section.title: section.sentences for section in sections(pack, indicator)}


def _compare_keys(was: Indicator, now: Indicator, changed: Iterable[Text]) -> Iterator[Change]:
    """Compares the examples, and the keys whose section is not among those that have changed."""
    title = now.name.text
    if was.examples != now.examples:
        before, after = _how_many(was), _how_many(now)
        rewritten = before == after
        yield Change(
            "indicator", now.id, title, _EXAMPLES, None if rewritten else before, _REWRITTEN if rewritten else after
        )
    covered = {key for heading in changed for key in COVERED[heading.en]}
    for key in dict.fromkeys(key for keys in COVERED.values() for key in keys):
        if key not in covered and getattr(was, key) != getattr(now, key):
            yield Change("indicator", now.id, title, Text(zh=f"定义项 {key}", en=f"Key {key}"), None, _OTHERWISE)


def changed_sentences(before: Sequence[Text], after: Sequence[Text]) -> Iterator[tuple[Text | None, Text | None]]:
    """Finds the sentences that were removed, added or replaced, in order."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield from zip_longest(before[start:end], after[first:last])


def _how_many(indicator: Indicator) -> Text:
    number = len(indicator.examples)
    return Text(zh=f"{number} 个", en=str(number))
