"""Why a reading process ended before it had read a file."""

import signal
import sys

from checker.sources.limits import MB, Limits
from checker.text.bilingual import Text

#: The codes with which a process ends that somebody has ended: the system, for want of memory, or another program.
KILLED: tuple[int, ...] = ()
if sys.platform != "win32":
    KILLED = (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP)
#: The code with which Python ends if it can't load what it was started for.
NOT_STARTED = 1


def cause_of_death(code: int, late: bool, limits: Limits) -> Text:
    """Why the reading process ended early with this return code; `late` if it was stopped because it took too long."""
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
    if code in KILLED:
        return Text(zh="读取程序被另一个程序终止", en="another program ended the reading process")
    return Text(
        zh=f"读取程序崩溃，可能是文件内部数据有误，或所需内存超过 {limits.memory_bytes // MB} MB",
        en="the reading process crashed; the file may contain wrong counts, or need more than "
        f"{limits.memory_bytes // MB} MB of memory",
    )
