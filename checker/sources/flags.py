"""Turns the raw flags of the reading process, and the way it ended, into flags.

The reading process itself does not load this module, nor the pages of codes.
"""

import signal
import sys
from pathlib import Path

from checker.codes import catalogue
from checker.model import Flag, Place, Shown
from checker.model.workbook import letters
from checker.sources.limits import MB, Limits
from checker.sources.refusals import RawFlag
from checker.text.bilingual import Text


def flag_of(raw: RawFlag, path: Path) -> Flag:
    """The flag for a raw flag about the file at `path`."""
    code = catalogue()[raw.code.id]  # no other id, for the other process has met the file
    row, column = raw.cell or (None, 0)
    values = {name: Shown(value) for name, value in raw.values.items()}
    if "{file}" in code.message.en:
        values["file"] = Shown(path.name)
    place = Place(sheet=raw.sheet, row=row, column=letters(column))
    return Flag(code, place, tuple(sorted(values.items())), code.severity, expected=raw.advice)


def cause_of_death(code: int, late: bool, limits: Limits) -> Text:
    """Why the reading process ended early.

    Args:
        code: its return code.
        late: whether it was stopped because it took too long.
        limits: its limits.
    """
    if late:
        return Text(
            zh=f"读取超过 {limits.wall_seconds:g} 秒，已停止",
            en=f"reading took longer than {limits.wall_seconds:g} seconds and was stopped",
        )
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return Text(
            zh=f"读取占用处理器时间超过 {limits.cpu_seconds} 秒，已停止",
            en=f"reading took more than {limits.cpu_seconds} seconds of processor time and was stopped",
        )
    if sys.platform != "win32" and code == -signal.SIGKILL:
        return Text(
            zh="读取程序被系统终止，可能是内存不足",
            en="the system ended the reading process, probably because memory ran short",
        )
    return Text(
        zh=f"读取程序崩溃，可能是文件内部数据有误，或所需内存超过 {limits.memory_bytes // MB} MB",
        en="the reading process crashed; the file may contain wrong counts, or need more than "
        f"{limits.memory_bytes // MB} MB of memory",
    )
