"""A pack that builds on another takes over what it does not write itself, and nothing else."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from checker.authoring.changes import pack_changes
from checker.authoring.lint import lint
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.tables.yaml.problems import PackError
from tests.definitions.small_pack import SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "below")
    (tmp_path / "own").mkdir()
    return tmp_path


def loaded(folder: Path, **files: str) -> Pack:
    (folder / "own/pack.yaml").write_text("id: own\nextends: ../below/demo\n" + files.pop("pack", ""), encoding="utf-8")
    for name, text in files.items():
        path = folder / "own" / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_pack(folder / "own")


def test_a_pack_of_one_line_is_the_pack_below(folder: Path) -> None:
    below, own = load_pack(folder / "below/demo"), loaded(folder)
    assert own.header.id == "own"
    assert own.indicators == below.indicators
    assert own.roster == below.roster
    assert own.tables == below.tables
    assert own.register == below.register
    assert own.sha256 != below.sha256
    assert [change.part.en for change in pack_changes(below, own)] == ["Id"]


def test_a_key_of_the_header_replaces_that_key_alone(folder: Path) -> None:
    own = loaded(folder, pack="ends: 2024-12-31\n")
    assert own.header.ends.year == 2024
    assert own.header.starts == load_pack(folder / "below/demo").header.starts


def test_a_parameter_replaces_that_parameter_alone(folder: Path) -> None:
    below = load_pack(folder / "below/demo")
    own = loaded(folder, pack="parameters: {hours: 80}\n")
    assert own.header.parameters == {**below.header.parameters, "hours": 80}
    assert own.indicators["hours"].asked.summed_goal == Fraction(80)  # type: ignore[attr-defined]


def test_an_indicator_takes_over_the_keys_that_it_lacks(folder: Path) -> None:
    below = load_pack(folder / "below/demo").indicators["appearance"]
    own = loaded(folder, appearance="id: appearance\nextends: appearance\nweight: 12\n").indicators["appearance"]
    assert own.weight == 12 != below.weight
    assert (own.measure, own.target, own.examples) == (below.measure, below.target, below.examples)


def test_an_indicator_of_its_own_name_may_build_on_another(folder: Path) -> None:
    own = loaded(folder, stricter="id: stricter\nextends: lectures\ntarget: {at_least: 9}\n").indicators
    assert own["stricter"].target[0].target.value == 9
    assert own["lectures"].target[0].target.value == 4
    assert own["stricter"].measure == own["lectures"].measure


def test_an_indicator_without_extends_is_whole(folder: Path) -> None:
    with pytest.raises(PackError) as found:
        loaded(folder, appearance="id: appearance\nweight: 12\n")
    assert {problem.code.id for problem in found.value.problems} == {"D108"}
    assert {problem.file.rsplit("/", 1)[-1] for problem in found.value.problems} == {"appearance.yaml"}


def test_indicators_can_be_left_out(folder: Path) -> None:
    below = load_pack(folder / "below/demo")
    own = loaded(folder, pack="leaves_out: [lectures]\n")
    assert set(own.indicators) == set(below.indicators) - {"lectures"}
    assert own.register == ()


def test_a_table_takes_over_column_by_column(folder: Path) -> None:
    text = "id: cases\nextends: cases\ncolumns:\n  won: {header: {zh: 胜诉, en: Won}, type: boolean}\n"
    text += "  fee: {header: {zh: 费用, en: Fee}, type: decimal}\n"
    below, own = load_pack(folder / "below/demo").tables["cases"], loaded(folder, tables__cases=text).tables["cases"]
    assert list(own.columns) == [*below.columns, "fee"]
    assert own.columns["won"].blank_means is None
    assert own.columns["sum"] == below.columns["sum"]
    assert own.key == below.key


def test_a_fault_below_is_placed_below(folder: Path) -> None:
    path = folder / "below/demo/lectures.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("weight: 10", "weight: -1"), encoding="utf-8")
    with pytest.raises(PackError) as found:
        loaded(folder, lectures="id: lectures\nextends: lectures\nveto: false\n")
    (problem,) = found.value.problems
    assert problem.file.endswith("below/demo/lectures.yaml") or problem.file.endswith("demo/lectures.yaml")
    line = next(at for at, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "weight" in text)
    assert problem.line == line


def test_an_unknown_parameter_below_is_placed_below(folder: Path) -> None:
    path = folder / "below/demo/hours.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("parameter: hours", "parameter: hour"), encoding="utf-8")
    with pytest.raises(PackError) as found:
        loaded(folder, hours="id: hours\nextends: hours\nveto: false\n")
    (problem,) = found.value.problems
    assert (problem.code.id, problem.file, problem.nearest) == ("D117", "below/demo/hours.yaml", "hours")


@pytest.mark.parametrize(("name", "allowed"), [("hepin", "heping"), (".", ""), ("../nowhere", "")])
def test_what_does_not_exist_or_is_itself_is_refused(folder: Path, name: str, allowed: str) -> None:
    (folder / "own/pack.yaml").write_text(f"id: own\nextends: {name}\n", encoding="utf-8")
    with pytest.raises(PackError) as found:
        load_pack(folder / "own")
    unknown = [problem for problem in found.value.problems if problem.code.id == "D128"]
    assert [problem.line for problem in unknown][:1] == [2]
    assert unknown[0].nearest == allowed


def test_two_packs_in_a_circle_are_refused(folder: Path) -> None:
    (folder / "other").mkdir()
    for name, other in (("own", "../other"), ("other", "../own")):
        (folder / name / "pack.yaml").write_text(f"id: {name}\nextends: {other}\n", encoding="utf-8")
    with pytest.raises(PackError) as found:
        load_pack(folder / "own")
    assert "D128" in {problem.code.id for problem in found.value.problems}


def test_an_unknown_indicator_below_is_refused_at_the_word(folder: Path) -> None:
    with pytest.raises(PackError) as found:
        loaded(folder, mine="id: mine\nextends: lecture\n")
    assert [(each.code.id, each.line) for each in found.value.problems if each.code.id == "D128"] == [("D128", 2)]


def test_a_built_in_pack_is_extended_by_name(folder: Path) -> None:
    (folder / "own/pack.yaml").write_text("id: own\nextends: heping\nversion: 2.0.0\n", encoding="utf-8")
    own, heping = load_pack(folder / "own"), load_pack("heping")
    assert own.indicators == heping.indicators
    assert [problem.code.id for problem in lint(own)] == []
