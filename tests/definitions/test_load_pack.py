"""Where packs and tables are found, what a pack is made of, and what loading costs."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

import checker
from checker.authoring.lint import lint
from checker.codes.shared import UNKNOWN_KEY
from checker.definitions.built_in import read_titles
from checker.definitions.catalogue import list_packs
from checker.definitions.load import PackError, available_packs, definitions_root, load_pack
from checker.errors import Stop

from .small_pack import SMALL, write_small


def test_titles_are_those_of_the_headers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_titles() == [(entry.header.id, entry.header.title.text) for entry in list_packs()]
    shutil.copytree(definitions_root() / "jizhou", tmp_path / "indicators/jizhou")
    monkeypatch.setattr(checker, "__file__", str(tmp_path / "checker/__init__.py"))
    header = tmp_path / "indicators/jizhou/pack.yaml"
    text = header.read_text(encoding="utf-8")
    assert read_titles() is not None
    for fault in (text.replace("title:", "titel:"), text.replace("id: jizhou", "id: 1"), text + "\nid: x\n", "a: ["):
        header.write_text(fault, encoding="utf-8")
        assert read_titles() is None


def test_loads_the_small_pack_whole() -> None:
    pack = load_pack(SMALL / "demo")
    assert list(pack.indicators) == ["agreement", "appearance", "fall", "hours", "lectures", "plan", "reviews", "sums"]
    assert set(pack.tables) == {"cover", "cases", "officers", "training", "tasks", "figures"}
    assert pack.header.parameters == {"hours": 60, "four_kinds": ["major", "group"]}
    assert {each.code.id for each in lint(pack)} == {"D204", "D205"}  # it never says what a blank date means


@pytest.mark.parametrize("name", available_packs())
def test_every_built_in_pack_loads_without_a_warning(name: str) -> None:
    assert [problem.line_of("en") for problem in lint(load_pack(name))] == []


@pytest.mark.parametrize("name", available_packs())
def test_indicators_can_be_written_out_without_a_warning(name: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written = {each.id: each.model_dump() for each in load_pack(name).indicators.values()}
    assert all(each["measure"] for each in written.values())


def test_built_in_definitions_lie_beside_the_package() -> None:
    root = definitions_root()
    assert root.name == "indicators"
    assert root.parent in (Path(checker.__file__).parent, Path(checker.__file__).parent.parent)
    assert available_packs() == tuple(sorted(path.parent.name for path in root.glob("*/pack.yaml")))


def test_the_wheel_s_own_definitions_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "checker"
    package.mkdir()
    monkeypatch.setattr(checker, "__file__", str(package / "__init__.py"))
    with pytest.raises(Stop) as caught:
        definitions_root()
    assert caught.value.reference == "no-definitions"
    (tmp_path / "indicators").mkdir()
    assert definitions_root() == tmp_path / "indicators"
    (package / "indicators").mkdir()
    assert definitions_root() == package / "indicators"


def test_an_unknown_pack_names_the_choices_and_the_nearest() -> None:
    first = available_packs()[0]
    with pytest.raises(Stop) as caught:
        load_pack(first + "x")
    stop = caught.value
    assert stop.reference == "unknown-pack"
    assert stop.hint is not None
    for text in (stop.hint.zh, stop.hint.en):
        for name in available_packs():
            assert name in text
    assert f"did you mean {first}?" in stop.hint.en
    assert first + "x" in stop.message.zh
    with pytest.raises(Stop):
        load_pack("")
    with pytest.raises(Stop):
        load_pack("~nobody-of-that-name")
    with pytest.raises(Stop):
        load_pack("a\0b")


def test_a_pack_is_named_by_a_path_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_small(tmp_path)
    monkeypatch.chdir(tmp_path)
    by_path = load_pack(tmp_path / "demo")
    assert load_pack("demo").sha256 == load_pack("./demo").sha256 == by_path.sha256
    monkeypatch.chdir(tmp_path / "demo")
    assert load_pack(".").header.id == "demo"
    monkeypatch.chdir(tmp_path / "tables")
    assert load_pack("../demo").sha256 == load_pack("../tables/../demo/").sha256 == by_path.sha256


def test_the_pack_s_own_table_wins_over_the_one_beside_it(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    (folder / "tables").mkdir()
    own = (folder.parent / "tables" / "tasks.yaml").read_text(encoding="utf-8").replace("zh: 任务,", "zh: 自己的任务,")
    (folder / "tables" / "tasks.yaml").write_text(own, encoding="utf-8")
    pack = load_pack(folder)
    assert pack.tables["tasks"].sheet.zh == "自己的任务"
    assert pack.tables["cases"].sheet.zh == "案件"
    assert pack.files["tables/tasks.yaml"] == (folder / "tables" / "tasks.yaml",)


def test_a_built_in_table_serves_where_the_pack_brings_none(tmp_path: Path) -> None:
    name = next(path.stem for path in (definitions_root() / "tables").glob("*.yaml") if path.stem != "cover")
    tables = f"tables: [cases, officers, training, tasks, figures, {name}]"
    own = {path.stem for path in (SMALL / "tables").glob("*.yaml")}
    if name in own:
        tables = "tables: [cases, officers, training, tasks, figures]"
    folder = write_small(
        tmp_path, change={"demo/pack.yaml": {"tables: [cases, officers, training, tasks, figures]": tables}}
    )
    (folder.parent / "tables" / f"{name}.yaml").unlink(missing_ok=True)
    try:
        pack = load_pack(folder)
    except PackError as error:  # the built-in table may refer to others, or share a sheet's name with a small one
        assert all(problem.code.id in ("D114", "D115", "D120") for problem in error.problems)
    else:
        assert pack.files[f"tables/{name}.yaml"] == (definitions_root() / "tables" / f"{name}.yaml",)


def test_the_hash_follows_names_and_bytes(tmp_path: Path) -> None:
    before = load_pack(write_small(tmp_path / "a")).sha256
    assert load_pack(write_small(tmp_path / "b")).sha256 == before
    changed = write_small(tmp_path / "c", change={"demo/appearance.yaml": {"near: 2%": "near: 3%"}})
    assert load_pack(changed).sha256 != before
    spaced = write_small(tmp_path / "d", change={"demo/appearance.yaml": {"near: 2%": "near:  2%"}})
    assert load_pack(spaced).sha256 not in (before, load_pack(changed).sha256)


def test_a_pack_error_is_a_stop_that_spells_its_problems_out(tmp_path: Path) -> None:
    folder = write_small(tmp_path, change={"demo/appearance.yaml": {"period: year": "period: yearly"}})
    with pytest.raises(Stop) as caught:
        load_pack(folder)
    stop = caught.value
    assert isinstance(stop, PackError)
    assert stop.context == f"{folder}/appearance.yaml:17"
    assert stop.hint is not None
    assert stop.hint.en == (
        f"{folder}/appearance.yaml:17:9 D111 yearly isn't one of the words allowed here "
        "(did you mean year? allowed: week, month, quarter, half, year, rolling-year, year-to-date, two-years, term, "
        "once)"
    )
    assert "是不是“year”" in stop.hint.zh
    assert "1" in stop.message.zh
    assert stop.message.en == "the definitions of pack demo have 1 error"


def test_a_pack_error_comes_whole_out_of_a_worker(tmp_path: Path) -> None:
    folder = write_small(tmp_path, change={"demo/appearance.yaml": {"period: year": "period: yearly"}})
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems
    assert again.message == caught.value.message
    pack = load_pack(SMALL / "demo")
    assert pickle.loads(pickle.dumps(pack)) == pack


def test_a_pack_error_of_many_says_how_many_more() -> None:
    from checker.tables.yaml.problems import Spot, problem

    many = [problem(UNKNOWN_KEY, Spot("a.yaml", line, 1), found="x") for line in range(30, 0, -1)]
    error = PackError("p", [*many, many[0]])
    assert [each.line for each in error.problems] == list(range(1, 31))
    assert error.hint is not None
    assert error.hint.en.endswith("and 10 more")
    assert error.hint.zh.splitlines()[-1] == "另有 10 处"


def test_a_link_in_a_circle_and_a_pipe_are_said_not_followed(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    (folder / "departments.yaml").unlink()
    (folder / "departments.yaml").symlink_to("departments.yaml")
    (folder.parent / "tables" / "tasks.yaml").unlink()
    os.mkfifo(folder.parent / "tables" / "tasks.yaml")
    (folder / "folder.yaml").mkdir()
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    found = [(Path(each.file).name, each.line, each.code.id, each.message.en) for each in caught.value.problems]
    assert found == [
        ("departments.yaml", 0, "D101", "the file can't be read: it is a link to itself"),
        ("folder.yaml", 0, "D101", "the file can't be read: it isn't an ordinary file"),
        ("tasks.yaml", 0, "D101", "the file can't be read: it isn't an ordinary file"),
    ]


def test_a_folder_of_links_in_a_circle_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(Stop) as caught:
        load_pack(tmp_path / "loop")
    assert caught.value.reference == "unknown-pack"


def test_tables_in_a_circle_of_links_do_not_stop_the_rest(tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    (folder / "tables").symlink_to("tables")
    assert load_pack(folder).header.id == "demo"


def test_loading_imports_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from checker.definitions.load import load_pack\n"
        "from checker.authoring import json_schema, lint\n"
        "from checker.definitions import examples\n"
        "from checker.describe import sections\n"
        f"pack = load_pack({str(SMALL / 'demo')!r})\n"
        "lint.lint(pack)\n"
        "[sections.describe(pack, each, 'zh') for each in pack.indicators.values()]\n"
        "heavy = {'pandas', 'numpy', 'pandera', 'openpyxl', 'chinese_calendar'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_hidden_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    folder = write_small(
        tmp_path, write={"demo/._appearance.yaml": b"\x00\x05", "demo/README.md": "text", "demo/~x.yaml": ":"}
    )
    before = load_pack(folder).sha256
    (folder / "README.md").unlink()
    assert load_pack(folder).sha256 == before
