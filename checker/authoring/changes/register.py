"""Compares the registers of requirements of two versions of a pack."""

from collections.abc import Iterator

from checker.authoring.changes.change import Change, Facts, compare_facts, compare_members, in_both, join, same_text
from checker.definitions.packs import Pack
from checker.definitions.register import COVERAGE_WORDS, RegisterEntry
from checker.text.bilingual import Text


def register_changes(old: Pack, new: Pack) -> Iterator[Change]:
    """Finds requirements that were added or removed, and compares the others."""
    left, right = ({entry.requirement: entry for entry in pack.register} for pack in (old, new))
    yield from compare_members("requirement", left, right, lambda entry: entry.name.text)
    for name, was, now in in_both(left, right):
        yield from compare_facts("requirement", name, now.name.text, _facts(was), _facts(now))
    before, after = ({each.indicator: each.why.text for each in pack.further} for pack in (old, new))
    for name, _, indicator in in_both(old.indicators, new.indicators):
        part = Text(zh="不对应任何要求的理由", en="Why it matches no requirement")
        facts = [(part, before.get(name))], [(part, after.get(name))]
        yield from compare_facts("indicator", name, indicator.name.text, *facts)


def _facts(entry: RegisterEntry) -> Facts:
    return (
        (Text(zh="条款", en="Clause"), same_text(entry.clause)),
        (Text(zh="名称", en="Name"), entry.name.text),
        (Text(zh="覆盖情况", en="Coverage"), COVERAGE_WORDS[entry.coverage]),
        (Text(zh="指标", en="Indicators"), join(map(same_text, entry.indicators))),
        (Text(zh="由谁确认", en="Attested by"), join(map(same_text, entry.by))),
        (Text(zh="说明", en="Why"), entry.why.text),
    )
