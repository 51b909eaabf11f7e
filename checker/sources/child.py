"""The reading process, which keeps hostile files away from the rest of the program.

It reads one line of JSON per file from standard input and answers on standard output with `messages`. It loads only
the readers and their checks: no pandas, no codes, no definitions.
"""

import gc
import hashlib
import json
import os
import sys
import time
from _thread import start_new_thread
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import IO

from checker.codes import Code
from checker.codes.shared import READER_STOPPED
from checker.sources import kinds
from checker.sources.archive import Archive
from checker.sources.compound import MAGIC as COMPOUND
from checker.sources.grid import Grid
from checker.sources.limits import MB, Limits
from checker.sources.messages import BUG, DONE, SHEET, pack, send
from checker.sources.refusals import SAVE_AGAIN, RawFlag, Refused, too_large
from checker.sources.saved import read_saved_on
from checker.text.bilingual import Text
from checker.text.file_names import as_text
from checker.text.ordinary_files import ChangingError, NotOrdinaryError, TooLargeError, read_ordinary

if sys.platform != "win32":
    import resource

NOT_ORDINARY = Code("W318")
CHANGED_WHILE_READ = Code("W319")


def main(watched: str) -> None:
    """Answers until standard input ends, or, in the middle of a file, until the other process is gone.

    `watched` is the number of a pipe that the other process holds open, or empty.
    """
    if watched:
        with suppress(RuntimeError):  # no thread can be started: it then ends when it has read the file
            start_new_thread(_end_with_the_other, (int(watched),))
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    limits: Limits | None = None
    for line in questions:
        question = json.loads(line)
        if limits is None:
            limits = Limits(**question["limits"])
            if sys.platform == "linux":
                _lower(resource.RLIMIT_AS, limits.memory_bytes)
            if sys.platform != "win32":
                _lower(resource.RLIMIT_CORE, 0)  # a memory dump would contain personal data
        if sys.platform != "win32":
            _lower(resource.RLIMIT_CPU, int(time.process_time()) + 1 + limits.cpu_seconds)
        gc.disable()  # with a million live rows, every pass of the collector is long and useless
        answer(question["path"], limits, answers)
        gc.enable()
        answers.flush()


def _end_with_the_other(watched: int) -> None:
    os.read(watched, 1)  # nothing is ever written: it returns when the other end is closed
    os._exit(1)


def _lower(which: int, limit: int) -> None:
    """Sets a limit of this process, at most the one it was started with."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def answer(path: str, limits: Limits, answers: IO[bytes]) -> None:
    """Reads one file and sends its sheets and flags."""
    sha256, format_found, saved_on = "", "", None
    flags: list[RawFlag] = []
    try:
        data = _bytes_of(path, limits)
        sha256 = hashlib.sha256(data).hexdigest()
        name = as_text(path.replace("\\", "/").rpartition("/")[2])
        format_found, found, saved_on = _open(data, name, limits)
        sheets = 0
        for item in found:
            if isinstance(item, RawFlag):
                flags.append(item)
            else:
                send(answers, SHEET, pack(item))
                sheets += 1
        if not sheets and not flags:
            raise kinds.empty(Text(zh="文件里没有工作表", en="it has no worksheet"))
        if misnamed := kinds.wrong_extension(name, format_found):
            flags.append(misnamed)
        if not sheets:
            format_found = ""
    except Refused as refusal:
        format_found, flags = "", [refusal.flag]
    except MemoryError:
        reason = Text(
            zh=f"读取该文件所需内存超过 {limits.memory_bytes // MB} MB",
            en=f"reading it takes more than {limits.memory_bytes // MB} MB of memory",
        )
        format_found, flags = "", [RawFlag(READER_STOPPED, {"reason": reason}, SAVE_AGAIN)]
    except Exception:  # a bug: the other side raises it again
        import traceback

        send(answers, BUG, traceback.format_exc())
        return
    send(answers, DONE, (format_found, sha256, flags, saved_on))


def _bytes_of(path: str, limits: Limits) -> bytes:
    try:
        return read_ordinary(path, limits.file_bytes)
    except TooLargeError as error:
        raise too_large(limits.file_bytes) from error
    except NotOrdinaryError as error:
        raise Refused(RawFlag(NOT_ORDINARY)) from error
    except (ChangingError, FileNotFoundError) as error:  # it was there when the files were listed
        raise Refused(RawFlag(CHANGED_WHILE_READ)) from error
    except PermissionError as error:
        reason = Text(
            zh="文件打不开：可能正在 Excel 或 WPS 中打开，或没有读取权限",
            en="it can't be opened: it may be open in Excel, or you have no permission to read it",
        )
        advice = Text(
            zh="在 Excel 或 WPS 中关闭这个文件，再试一次；没有打开的，请确认有读取权限",
            en="Close it in Excel and try again; if it isn't open there, check that you have permission to read it",
        )
        raise Refused(RawFlag(READER_STOPPED, {"reason": reason}, advice)) from error
    except OSError as error:
        reason = Text(
            zh=f"文件打不开（{error.strerror}），可能正被其他程序占用",
            en=f"it cannot be opened ({error.strerror}); another program may be using it",
        )
        advice = Text(
            zh="关闭正在使用这个文件的程序，确认有读取权限，再试一次",
            en="Close the program that uses the file, check that you have permission to read it, and try again",
        )
        raise Refused(RawFlag(READER_STOPPED, {"reason": reason}, advice)) from error


def _open(data: bytes, name: str, limits: Limits) -> tuple[str, Iterator[Grid | RawFlag], date | None]:
    """The format of a file, an iterator that reads its sheets one by one, and the day of its last saving if known."""
    if data.startswith(b"PK"):
        archive = Archive(data, limits)
        format_found = kinds.identify_zip(archive)
        if format_found == "ods":
            from checker.sources.ods import read_ods

            return format_found, read_ods(archive, limits), read_saved_on(archive, format_found)
        from checker.sources.xlsx import read_xlsx

        return format_found, read_xlsx(archive, limits), read_saved_on(archive, format_found)
    if data.startswith(COMPOUND):
        from checker.sources.xls import read_xls

        return "xls", read_xls(data, limits), None
    from checker.sources.delimited import read_csv

    kinds.refuse_foreign(data)
    return "csv", read_csv(data, name.rpartition(".")[0] or name, limits), None
