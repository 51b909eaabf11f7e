"""The register of requirements: read with the pack, in clause order, counted, and whole for every built-in pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from checker.definitions.load import available_packs, load_pack
from checker.definitions.register import (
    COVERAGE_WORDS,
    COVERAGES,
    RegisterEntry,
    count_coverage,
    group_by_clause,
    sort_by_clause,
)

from .small_pack import SMALL, write_small


def entry(requirement: str, clause: str, coverage: str = "attested", *indicators: str) -> RegisterEntry:
    words = {"zh": "甲", "en": "A"}
    return RegisterEntry.model_validate(
        {
            "requirement": requirement,
            "clause": clause,
            "name": words,
            "coverage": coverage,
            "indicators": list(indicators),
            "why": words,
        }
    )


def test_is_read_with_the_pack_and_is_no_indicator() -> None:
    pack = load_pack(SMALL / "demo")
    assert "register" not in pack.indicators
    assert [each.requirement for each in pack.register] == [
        "appearance-rate",
        "caseload",
        "training",
        "catalogue",
        "archive",
        "culture",
    ]
    assert pack.register[1].indicators == ("lectures", "reviews", "fall")
    assert [each.indicator for each in pack.further] == ["agreement", "sums"]


def test_a_pack_may_do_without_one(tmp_path: Path) -> None:
    pack = load_pack(write_small(tmp_path))
    assert (pack.register, pack.further) == ((), ())


def test_is_part_of_the_hash_of_the_pack(tmp_path: Path) -> None:
    written = "{requirement: a, clause: 一, name: {zh: 一, en: One}, coverage: attested, why: {zh: 有, en: Y}}"
    written = f"register:\n  - {written}\n"
    without = load_pack(write_small(tmp_path / "a")).sha256
    hashes = [
        load_pack(write_small(tmp_path / name, write={"demo/register.yaml": text})).sha256
        for name, text in (("b", written), ("c", written.replace("en: Y", "en: Yes")))
    ]
    assert len({without, *hashes}) == 3


def test_an_indicator_that_cannot_be_read_is_not_unknown_besides(tmp_path: Path) -> None:
    from checker.tables.yaml.problems import PackError

    text = (
        "register:\n  - {requirement: a, clause: 一, name: {zh: 一, en: One}, coverage: checked, "
        "indicators: [appearance], why: {zh: 有, en: Yes}}\n"
    )
    folder = write_small(tmp_path, write={"demo/register.yaml": text, "demo/appearance.yaml": "id: ["})
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    assert {Path(problem.file).name for problem in caught.value.problems} == {"appearance.yaml"}


def test_goes_by_clause_and_within_one_as_written() -> None:
    entries = [entry("c", "十"), entry("b", "二"), entry("d", "十"), entry("a", "二")]
    assert [each.requirement for each in sort_by_clause(entries)] == ["b", "a", "c", "d"]
    assert {clause: [each.requirement for each in some] for clause, some in group_by_clause(entries).items()} == {
        "二": ["b", "a"],
        "十": ["c", "d"],
    }


def test_counts_every_way_of_coverage() -> None:
    entries = [entry("a", "一", "checked", "x"), entry("b", "一", "not_covered"), entry("c", "一", "not_covered")]
    assert count_coverage(entries) == {"checked": 1, "partly": 0, "attested": 0, "not_covered": 2}
    assert set(COVERAGE_WORDS) == set(COVERAGES)


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        entry("a", "一").clause = "二"  # type: ignore[misc]  # that is the point


REGISTERED = [name for name in available_packs() if load_pack(name).register]


def test_the_registers_that_there_must_be_are_there() -> None:
    assert {"heping", "jizhou"} <= set(REGISTERED)


@pytest.mark.parametrize("name", REGISTERED)
def test_a_built_in_register_names_each_requirement_once_and_every_indicator(name: str) -> None:
    pack = load_pack(name)
    requirements = [each.requirement for each in pack.register]
    assert len(requirements) == len(set(requirements))
    named = {indicator for each in pack.register for indicator in each.indicators}
    further = {each.indicator for each in pack.further}
    assert named | further == set(pack.indicators)
    assert not named & further


@pytest.mark.parametrize("name", REGISTERED)
def test_a_built_in_register_gives_its_reasons_in_sentences(name: str) -> None:
    for each in load_pack(name).register:
        assert each.why.zh.endswith("。"), each.requirement
        assert each.why.en.endswith("."), each.requirement


@pytest.mark.parametrize("name", ["heping", "jizhou"])
def test_no_two_requirements_have_one_reason(name: str) -> None:
    register = load_pack(name).register
    assert list(sort_by_clause(register)) == list(register)
    for language in ("zh", "en"):
        reasons = [each.why.text.of(language) for each in register]
        assert len(reasons) == len(set(reasons))


def test_heping_checks_each_requirement_under_its_own_clause() -> None:
    pack = load_pack("heping")
    for each in pack.register:
        assert {pack.indicators[name].clause for name in each.indicators} <= {each.clause}, each.requirement


def test_heping_is_registered_as_it_was_counted() -> None:
    heping, jizhou = (count_coverage(load_pack(name).register) for name in ("heping", "jizhou"))
    assert sum(heping.values()) == 150
    assert (heping["checked"], heping["partly"]) == (27, 0)
    assert sum(jizhou.values()) == 20
