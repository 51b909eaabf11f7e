"""Free text through the reader's own editor: a small form with a line per field, `name: what is filled in`."""

import os
import shlex
import subprocess
from collections.abc import Mapping

from checker.model.stops import make_stop
from checker.runtime import temporary_folder

_COLONS = ":："


def write_form(head: str, fields: Mapping[str, str]) -> str:
    """Writes the form; `fields` are the labels with what is filled in beforehand."""
    return head + "\n" + "".join(f"{label}: {value}\n" for label, value in fields.items())


def read_form(text: str, labels: Mapping[str, str]) -> dict[str, str]:
    """Reads the form back, by field, given the fields' labels. A line without a label belongs to the one before."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        for field, label in labels.items():
            rest = line.removeprefix(label).lstrip()
            if line.startswith(label) and rest[:1] and rest[0] in _COLONS:
                current = found.setdefault(field, [])
                line = rest[1:]
                break
        current.append(line.strip())
    return {field: " ".join(filter(None, found.get(field, ()))) for field in labels}


def find_editor() -> list[str]:
    """Finds the command of the editor: $VISUAL, $EDITOR, else the system's usual one."""
    usual = "notepad" if os.name == "nt" else "vi"
    return shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual)


def edit(text: str) -> str:
    """Lets the reader edit a text in the editor.

    Raises:
        Stop: the editor can't be started or fails.
    """
    with temporary_folder() as folder:
        path = folder / "review.txt"
        path.write_text(text, encoding="utf-8")
        command = find_editor()
        try:
            subprocess.run([*command, str(path)], check=True)
            return path.read_text(encoding="utf-8")
        except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
            raise make_stop("no-editor", command[0]) from error
