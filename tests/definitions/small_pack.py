"""The small pack of these tests, written to a folder of its own, whole or spoiled."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

SMALL = Path(__file__).parent / "small"
#: Files that every pack needs; indicators come along only when a test touches them.
ALWAYS = ("pack.yaml", "departments.yaml")


def write_small(
    folder: Path,
    *,
    change: Mapping[str, Mapping[str, str]] | None = None,
    write: Mapping[str, str | bytes] | None = None,
    drop: Sequence[str] = (),
) -> Path:
    """Writes the small pack with what `change`, `write` and `drop` say, and gives its folder."""
    changed = {Path(name).name for name in change or {}} | {"appearance.yaml"}
    shutil.copytree(SMALL / "tables", folder / "tables")
    (folder / "demo").mkdir()
    for path in (SMALL / "demo").iterdir():
        if path.name in ALWAYS or path.name in changed:
            shutil.copy(path, folder / "demo" / path.name)
    for name, replacements in (change or {}).items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in replacements.items():
            assert text.count(old) == 1, f"{name} has {old!r} {text.count(old)} times"
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    for name, content in (write or {}).items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    for name in drop:
        (folder / name).unlink()
    return folder / "demo"
