"""The house keeps its shape: few rooms, few floors, hardly a loose module, and no circle."""

from __future__ import annotations

from pathlib import Path

from tests.project.structure import ROOT, circle_in, floors, module_imports, room_imports

MOST_ROOMS = 41
MOST_FLOORS = 12
MOST_LOOSE = 6


def test_no_module_imports_itself_in_a_circle() -> None:
    assert circle_in(module_imports()) == []


def test_no_room_imports_itself_in_a_circle() -> None:
    assert circle_in(room_imports(module_imports())) == []


def test_rooms_and_floors_are_few() -> None:
    rooms = room_imports(module_imports())
    assert len(rooms) <= MOST_ROOMS
    assert len(floors(rooms)) <= MOST_FLOORS


def test_few_modules_lie_loose_at_the_top() -> None:
    loose = {path.name for path in (ROOT / "checker").glob("*.py")} - {"__init__.py"}
    assert len(loose) <= MOST_LOOSE, loose


def test_every_room_says_what_it_is() -> None:
    silent = [
        path.parent.name
        for path in (ROOT / "checker").glob("*/__init__.py")
        if not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert not silent


def test_a_circle_and_the_floors_are_seen(tmp_path: Path) -> None:
    (tmp_path / "checker" / "upper").mkdir(parents=True)
    (tmp_path / "checker" / "__init__.py").write_text("")
    (tmp_path / "checker" / "lower.py").write_text("def late():\n    from checker.upper import door\n")
    (tmp_path / "checker" / "upper" / "__init__.py").write_text("")
    (tmp_path / "checker" / "upper" / "door.py").write_text("from checker.upper import window\n")
    (tmp_path / "checker" / "upper" / "window.py").write_text("import checker.base\n")
    (tmp_path / "checker" / "base.py").write_text("")
    rooms = room_imports(module_imports(tmp_path))
    assert rooms == {"lower": {"upper"}, "upper": {"base"}, "base": set()}
    assert floors(rooms) == [["base"], ["upper"], ["lower"]]
    (tmp_path / "checker" / "base.py").write_text("from checker.lower import late\n")
    assert set(circle_in(room_imports(module_imports(tmp_path)))) == {"lower", "upper", "base"}
    assert set(circle_in(module_imports(tmp_path))) >= {"checker.lower", "checker.base"}
