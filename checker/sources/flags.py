"""Turns what the reading process has found, or how it died, into flags.

Reads the pages of codes; the reading process itself only names codes.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from checker.codes import catalogue
from checker.model import Flag, Place, Shown
from checker.model.workbook import letters
from checker.sources.found import RawFlag
from checker.sources.limits import MB, Limits
from checker.text.bilingual import Text


def flag_of(finding: RawFlag, path: Path) -> Flag:
    """The flag for a finding about the file at `path`."""
    code = catalogue()[finding.code.id]  # no other id, for the other process has met the file
    row, column = finding.cell or (None, 0)
    values = {name: Shown(value) for name, value in finding.values.items()}
    if "{file}" in code.message.en:
        values["file"] = Shown(path.name)
    return Flag(
        code,
        Place(sheet=finding.sheet, row=row, column=letters(column)),
        tuple(sorted(values.items())),
        code.severity,
        expected=finding.advice,
    )


def cause_of_death(code: int, late: bool, limits: Limits) -> Text:
    """Why the reading process ended before it was done.

    Args:
        code: its return code.
        late: whether it was ended for taking too long.
        limits: the limits it ran under.
    """
    if late:
        return Text(
            zh=f"读取超过 {limits.wall_seconds:g} 秒，已停止",
            en=f"reading took longer than {limits.wall_seconds:g} seconds and was stopped",
        )
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return Text(
            zh=f"读取耗用处理器超过 {limits.cpu_seconds} 秒，已停止",
            en=f"reading took more than {limits.cpu_seconds} seconds of processor time and was stopped",
        )
    if sys.platform != "win32" and code == -signal.SIGKILL:
        return Text(
            zh="读取程序被系统结束，多半是内存不足",
            en="the system ended the reading process, most likely because memory ran short",
        )
    return Text(
        zh=f"读取程序崩溃，可能是文件内的数量有误，或需要的内存超过 {limits.memory_bytes // MB} MB",
        en="the reading process crashed; perhaps a count inside the file is wrong, or it takes more than "
        f"{limits.memory_bytes // MB} MB of memory",
    )
