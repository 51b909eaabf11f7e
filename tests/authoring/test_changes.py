"""What differs between two versions of a pack: every difference is told, in words, and nothing else is."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from checker.authoring.changes import Change, pack_changes
from checker.authoring.changes.indicators import COVERED, changed_sentences
from checker.definitions.indicators import Indicator
from checker.definitions.load import available_packs, load_pack
from checker.describe.sections import sections
from checker.text.bilingual import Text
from samples.library.yaml12 import read_yaml
from tests.definitions.small_pack import SMALL

CASES = read_yaml(Path(__file__).parent / "changed.yaml")


def changed(folder: Path, case: dict[str, Any]) -> Path:
    shutil.copytree(SMALL, folder)
    for name, replacements in case.get("change", {}).items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in replacements.items():
            assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    for name, text in case.get("write", {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    for name in case.get("drop", ()):
        (folder / name).unlink()
    return folder / "demo"


def told(change: Change) -> list[Any]:
    texts = (change.part, change.before, change.after)
    return [change.of, change.id, *(None if text is None else text.en for text in texts)]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_tells_exactly(case: dict[str, Any], tmp_path: Path) -> None:
    old, new = load_pack(SMALL / "demo"), load_pack(changed(tmp_path / "small", case))
    assert sorted(map(told, pack_changes(old, new)), key=str) == sorted(case["changes"], key=str)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_backwards_tells_the_same_the_other_way_round(case: dict[str, Any], tmp_path: Path) -> None:
    old, new = load_pack(SMALL / "demo"), load_pack(changed(tmp_path / "small", case))
    there, back = pack_changes(old, new), pack_changes(new, old)
    one_way = ("rewritten", "written in another way; the sentences are the same")
    flipped = [
        (of, name, part, after, before) if after not in one_way else (of, name, part, before, after)
        for of, name, part, before, after in map(told, back)
    ]
    assert sorted(map(str, flipped)) == sorted(str(tuple(each)) for each in map(told, there))


def test_every_difference_is_told_in_both_languages(tmp_path: Path) -> None:
    for number, case in enumerate(CASES):
        new = load_pack(changed(tmp_path / str(number), case))
        for change in pack_changes(load_pack(SMALL / "demo"), new):
            for text in (change.name, change.part, change.before, change.after):
                assert text is None or (text.zh and text.en)


@pytest.mark.parametrize("name", available_packs())
def test_a_pack_does_not_differ_from_itself(name: str) -> None:
    assert pack_changes(load_pack(name), load_pack(name)) == ()


def test_every_section_is_known_to_tell_something_of_the_definition() -> None:
    pack = load_pack(SMALL / "demo")
    titles = {section.title.en for indicator in pack.indicators.values() for section in sections(pack, indicator)}
    assert titles == set(COVERED)
    keys = {key for some in COVERED.values() for key in some}
    assert keys | {"id", "extends", "name", "examples"} == set(Indicator.model_fields)


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        ("abc", "abc", []),
        ("abc", "axc", [("b", "x")]),
        ("abc", "ac", [("b", None)]),
        ("ac", "abc", [(None, "b")]),
        ("abcd", "axd", [("b", "x"), ("c", None)]),
        ("", "ab", [(None, "a"), (None, "b")]),
    ],
)
def test_sentences_are_set_against_each_other(before: str, after: str, pairs: list[Any]) -> None:
    left, right = ([Text(letter, letter) for letter in letters] for letters in (before, after))
    found = [tuple(text and text.en for text in pair) for pair in changed_sentences(left, right)]
    assert found == pairs
