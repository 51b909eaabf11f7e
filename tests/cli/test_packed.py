"""A bundle holds the pack that judged its run, an office's own one too, and the pack loads from it elsewhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checker.cli.packed import find_pack, pack_files, packs_in
from checker.definitions.load import definitions_root, load_pack
from checker.definitions.packs import Pack
from checker.ledger.records import Entry
from tests.definitions.small_pack import SMALL


def run_of(pack: Pack) -> Entry:
    said = {"pack": {"id": pack.header.id, "sha256": pack.sha256}}
    return Entry(2, "", "run", said, "", (), "", "", "", "")


def built_in(folder: Path) -> Path:
    return definitions_root() / "heping"


def beside_its_tables(folder: Path) -> Path:
    shutil.copytree(SMALL, folder / "office")
    return folder / "office/demo"


def on_another(folder: Path) -> Path:
    shutil.copytree(SMALL, folder / "below")
    (folder / "office/packs/own").mkdir(parents=True)
    (folder / "office/packs/own/pack.yaml").write_text("id: own\nextends: ../../../below/demo\n", encoding="utf-8")
    (folder / "office/packs/own/lectures.yaml").write_text(
        "id: lectures\nextends: lectures\ntarget: {at_least: 9}\n", encoding="utf-8"
    )
    return folder / "office/packs/own"


def on_a_built_in_one(folder: Path) -> Path:
    (folder / "own").mkdir(parents=True)
    (folder / "own/pack.yaml").write_text("id: own\nextends: heping\n", encoding="utf-8")
    return folder / "own"


@pytest.mark.parametrize("make", [built_in, beside_its_tables, on_another, on_a_built_in_one])
def test_a_pack_loads_from_the_files_of_its_bundle(make, tmp_path: Path) -> None:
    pack = load_pack(make(tmp_path / "here"))
    elsewhere = tmp_path / "elsewhere"
    for name, content in pack_files(pack).items():
        (elsewhere / name).parent.mkdir(parents=True, exist_ok=True)
        (elsewhere / name).write_bytes(content)
    if tmp_path.joinpath("here").exists():
        shutil.rmtree(tmp_path / "here")
    found = find_pack(run_of(pack), packs_in(elsewhere))
    assert found is not None
    assert found[1] == pack
    header = elsewhere.joinpath(found[0]) / "pack.yaml"
    header.write_bytes(header.read_bytes() + b"# edited\n")
    assert find_pack(run_of(pack), packs_in(elsewhere)) is None
