"""A pack that has not changed is not read again; whatever it was made of, a change of it is seen."""

from __future__ import annotations

import io
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from checker.definitions import catalogue, kept, load
from checker.definitions.built_in import available_packs, definitions_root
from checker.definitions.packs import Pack
from checker.engine.cache import open_cache
from checker.tables.yaml.problems import PackError
from checker.text.own_files import own_folder

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "home"))
    return tmp_path / "home" / "definitions"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of its own with the tables that it needs beside it."""
    root = tmp_path / "packs"
    shutil.copytree(definitions_root() / "shuanghuancun", root / "own")
    shutil.copytree(definitions_root() / "tables", root / "tables")
    text = (root / "own" / "pack.yaml").read_text(encoding="utf-8")
    (root / "own" / "pack.yaml").write_text(text.replace("id: shuanghuancun", "id: own", 1), encoding="utf-8")
    return root / "own"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The packs that are read, not found."""
    read: list[Path] = []
    before = load.read_draft

    def note(folder: Path, *rest: object) -> object:
        read.append(folder)
        return before(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "read_draft", note)
    return read


def load_anew(where: str | Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    with monkeypatch.context() as patch:
        patch.setenv("CHECKER_CACHE", "")
        return load.load_pack(where)


@pytest.mark.parametrize("name", available_packs())
def test_what_is_found_is_what_was_loaded(
    name: str, home: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = definitions_root() / name  # by its path: a pack that is named is loaded once in all tests
    loaded = load.load_pack(folder)
    found = load.load_pack(folder)
    assert readings == [folder]
    assert found is not loaded
    assert found == loaded == load_anew(folder, monkeypatch)
    assert pickle.dumps(found) == pickle.dumps(pickle.loads(pickle.dumps(loaded)))


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n# edited\n")


def add_shadow(pack: Path) -> None:
    """Adds a table of the pack's own that is found before the one beside it."""
    (pack / "tables").mkdir(exist_ok=True)
    name = next(path.name for path in sorted((pack.parent / "tables").glob("*.yaml")) if path.stem in used(pack))
    shutil.copy(pack.parent / "tables" / name, pack / "tables" / name)


def used(pack: Path) -> set[str]:
    return set(load.load_pack(pack).tables)


def rename_indicator(pack: Path) -> None:
    path = indicator_of(pack)
    text = path.read_text(encoding="utf-8").replace(f"id: {path.stem}", "id: renamed", 1)
    path.unlink()
    (pack / "renamed.yaml").write_text(text, encoding="utf-8")


def indicator_of(pack: Path) -> Path:
    return load.load_pack(pack).files[f"{next(iter(load.load_pack(pack).indicators))}.yaml"][0]


CHANGES: dict[str, Callable[[Path], object]] = {
    "the header": lambda pack: edit(pack / "pack.yaml"),
    "the roster": lambda pack: edit(pack / "departments.yaml"),
    "an indicator": lambda pack: edit(indicator_of(pack)),
    "a table beside it": lambda pack: edit(load.load_pack(pack).files[f"tables/{min(used(pack))}.yaml"][0]),
    "a table of its own instead": add_shadow,
    "another file that nothing names": lambda pack: shutil.copy(pack / "pack.yaml", pack.parent / "tables" / "x.yaml"),
    "a file with the same size and time": lambda pack: swap_a_letter(pack / "departments.yaml"),
}


def swap_a_letter(path: Path) -> None:
    before, content = path.stat(), path.read_bytes()
    path.write_bytes(b"# A" + content[3:] if content.startswith(b"#") else content[:-1] + b" ")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(
    change: str, pack: Path, home: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load.load_pack(pack)
    CHANGES[change](pack)
    readings.clear()
    found = load.load_pack(pack)
    assert readings == [pack]
    assert found == load_anew(pack, monkeypatch)


def test_a_pack_with_a_fault_is_refused_each_time(pack: Path, home: Path) -> None:
    load.load_pack(pack)
    (pack / "departments.yaml").write_text("departments: 1\n", encoding="utf-8")
    said = []
    for _ in range(2):
        with pytest.raises(PackError) as error:
            load.load_pack(pack)
        said.append(str(error.value))
    assert said[0] == said[1]


def test_another_program_reads_anew(
    pack: Path, home: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    load.load_pack(pack)
    monkeypatch.setattr(kept, "_program", lambda: "another")
    load.load_pack(pack)
    assert readings == [pack, pack]


def spoil(entry: Path) -> None:
    content = entry.read_bytes()
    entry.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])


def put_another_value(entry: Path) -> None:
    kept.keep("x", ("not a pack",), {}, {})
    other = next(path for path in entry.parent.iterdir() if path != entry)
    entry.write_bytes(other.read_bytes())


class Runs:
    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("made-by-an-entry",)


def put_a_command(entry: Path) -> None:
    kept.keep("x", Runs(), {}, {})
    other = next(path for path in entry.parent.iterdir() if path != entry)
    entry.write_bytes(other.read_bytes())


def put_a_folder(entry: Path) -> None:
    entry.unlink()
    entry.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "one bit": spoil,
    "cut off": lambda entry: entry.write_bytes(entry.read_bytes()[:-100]),
    "empty": lambda entry: entry.write_bytes(b""),
    "another value": put_another_value,
    "a command": put_a_command,
    "a folder": put_a_folder,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_entry_that_was_touched_is_as_good_as_none(
    damage: str, pack: Path, home: Path, readings: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    loaded = load.load_pack(pack)
    (entry,) = home.iterdir()
    DAMAGES[damage](entry)
    assert load.load_pack(pack) == loaded
    assert readings == [pack, pack]
    assert not (tmp_path / "made-by-an-entry").exists()


@posix
@pytest.mark.parametrize("mode", [0o640, 0o602])
def test_what_others_can_touch_is_not_used(mode: int, pack: Path, home: Path, readings: list[Path]) -> None:
    load.load_pack(pack)
    (entry,) = home.iterdir()
    assert entry.stat().st_mode & 0o777 == 0o600
    assert home.stat().st_mode & 0o777 == 0o700
    entry.chmod(mode)
    load.load_pack(pack)
    assert readings == [pack, pack]
    home.chmod(0o755)
    load.load_pack(pack)
    assert readings == [pack, pack, pack]


def name_of_class(module: str, name: str) -> bytes:
    """A pickle of a class under any name; `pickle` itself would write only the true one."""
    return b"\x80\x04" + b"".join(b"\x8c" + bytes([len(each)]) + each.encode() for each in (module, name)) + b"\x93."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("checker.ledger.signatures", "subprocess.Popen"),  # what a module of the program imports
        ("checker.definitions.catalogue", "Path"),
        ("subprocess", "Popen"),
        ("checker.definitions.kept", "find_kept"),
    ],
)
def test_an_entry_names_only_what_definitions_consist_of(module: str, name: str) -> None:
    with pytest.raises(pickle.UnpicklingError, match="asks for"):
        kept._Unpickler(io.BytesIO(name_of_class(module, name))).load()


def test_a_pack_that_is_begun_is_complete_no_sooner_for_being_loaded(pack: Path, home: Path) -> None:
    indicators = load.load_pack(pack).indicators
    for name in (*indicators, "register"):
        (pack / f"{name}.yaml").unlink()
    assert not load.load_pack(pack, begun=True).indicators
    with pytest.raises(PackError):
        load.load_pack(pack)


def test_a_user_without_a_home_has_nothing_kept(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("CHECKER_CACHE", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_path", refuse)
    assert load.load_pack(pack) == load.load_pack(pack)
    assert open_cache() is None


@pytest.mark.parametrize("found", ["~/.cache/checker", "cache"])
def test_nothing_is_kept_in_the_folder_where_one_happens_to_be(
    found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHECKER_CACHE", raising=False)
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda *_, **__: Path(found))
    monkeypatch.chdir(tmp_path)
    assert own_folder("x") is None
    assert not list(tmp_path.iterdir())


def test_nothing_is_kept_where_nobody_wants_it(
    pack: Path, tmp_path: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CHECKER_CACHE", "")
    load.load_pack(pack)
    load.load_pack(pack)
    assert readings == [pack, pack]
    assert not (tmp_path / "cache").exists()


def test_a_folder_that_cannot_be_made_costs_nothing(
    pack: Path, tmp_path: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "file" / "cache"))
    assert load.load_pack(pack) == load.load_pack(pack)
    assert readings == [pack, pack]


def test_old_entries_make_room(pack: Path, home: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    load.load_pack(pack)
    (entry,) = home.iterdir()
    size = entry.stat().st_size
    os.utime(entry, (0, 0))
    monkeypatch.setattr(kept, "_MOST_BYTES", size + 300)
    kept.keep("x", ("small",), {}, {})
    assert entry in home.iterdir()
    monkeypatch.setattr(kept, "_MOST_BYTES", size)
    kept.keep("y", ("small",), {}, {})
    assert entry not in home.iterdir()


def test_the_catalogue_is_found_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = catalogue.list_packs()
    with monkeypatch.context() as patch:
        patch.setattr(catalogue, "_read", None)  # nothing is read
        assert catalogue.list_packs() == first
    monkeypatch.setenv("CHECKER_CACHE", "")
    assert catalogue.list_packs() == first
