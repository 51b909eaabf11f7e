"""`checker check --watch`: checks the workbooks again at every save, and prints what changed.

The loop takes the saves and the check as arguments; only `wait_for_saves` touches files and the clock.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from checker.cli.delivery import OutputOptions, choose_exit_code, deliver
from checker.cli.failures import print_faults
from checker.cli.help import ON_SCREEN
from checker.cli.streams import capture, emit, make_console, remark
from checker.errors import Exit, Stop
from checker.model import Report, State
from checker.model.stops import make_stop
from checker.privacy.masking import flag_message, mask_sentence, mask_text
from checker.reporters.selection import select
from checker.reporters.terminal.changes import compare_reports, render_changes
from checker.reporters.terminal.screens import render_workbooks
from checker.reporters.terminal.view import View
from checker.text.bilingual import Text

#: The workbooks that have changed, and whether each still exists.
Saved = Mapping[Path, bool]
#: Time of the last change, size and inode: while these stay the same, the file has not been saved.
Stamp = tuple[int, int, int] | None

#: Milliseconds. A folder must be quiet for so long, because a program that saves writes another file, deletes and
#: renames; and the files are looked at so often in any case, because not every network drive reports changes.
QUIET, LOOK_AFTER = 300, 1_000


def require_screen_only(asked: OutputOptions) -> None:
    """Refuses options that do not go with watching, which prints to a screen and has no end.

    Raises:
        Stop: a document or files are asked for as well.
    """
    for name, is_asked in ((f"--format {asked.form}", asked.form != ON_SCREEN), ("--out", asked.out)):
        if is_asked:
            raise make_stop("watch-alone", "--watch", name=name)


def watch(paths: Sequence[Path], asked: OutputOptions, check: Callable[[], Report]) -> Exit:
    """Checks and prints the whole report, and then what each save changes, until it is interrupted.

    Raises:
        Stop: the first check is not possible.
    """
    seen = {path: _read_stamp(path) for path in map(Path.resolve, paths)}
    first = check()
    code = deliver(first, asked, render_workbooks)
    names = [mask_text(path.resolve().name) for path in paths]
    zh = f"\n正在监视 {'、'.join(names)}：每次保存后重新检查，按 Ctrl+C 结束"
    en = f"\nWatching {', '.join(names)}: checked again at every save; press Ctrl+C to stop"
    remark(Text(zh=zh, en=en).of(asked.language))
    return follow(first, code, asked, check, wait_for_saves(seen))


def follow(
    first: Report, code: Exit, asked: OutputOptions, check: Callable[[], Report], saves: Iterable[Saved]
) -> Exit:
    """Prints what each save changes.

    Args:
        first: the report of the first check.
        code: its exit code; that of the last check is returned.
        asked: the output options.
        check: checks the workbooks as they are now.
        saves: yields at each save; the watching ends when it ends, or with an interrupt.
    """
    before = select(first, asked.wanted, asked.unwanted)
    try:
        for files in saves:
            after = _check_saved(files, asked, check)
            if isinstance(after, str):
                code = Exit.COULD_NOT_RUN
                later = Text(zh=f"{after}；下次保存后重新检查", en=f"{after}; it is checked again at the next save")
                remark(later.of(asked.language))
                continue
            code = choose_exit_code(after, asked.fail_on)  # set before printing, which an interrupt may cut short
            view = View(after, asked.language, make_console().width, asked.reveal)
            emit(capture(partial(render_changes, view, compare_reports(before, after))))
            print_faults(after.faults, asked.language)
            before = after
    except KeyboardInterrupt:
        pass
    remark(Text(zh="\n已停止监视", en="\nStopped watching").of(asked.language))
    return code


def wait_for_saves(seen: Mapping[Path, Stamp]) -> Iterator[Saved]:
    """Yields each save once; yields at once what was saved since `seen`, the stamps when the files were last read."""
    from watchfiles import watch as wait  # imports late: nothing else needs it

    known = dict(seen)
    names = {path.name for path in known}
    for _ in wait(
        *{path.parent for path in known},
        watch_filter=lambda _, name: Path(name).name in names,
        step=QUIET,
        rust_timeout=LOOK_AFTER,
        yield_on_timeout=True,
        recursive=False,
    ):
        stamps = {path: _read_stamp(path) for path in known}
        saved = {path: stamp is not None for path, stamp in stamps.items() if stamp != known[path]}
        known = stamps
        if saved:
            yield saved


def _read_stamp(path: Path) -> Stamp:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _check_saved(files: Saved, asked: OutputOptions, check: Callable[[], Report]) -> Report | str:
    """Checks the workbooks as they are now; returns instead why that is not possible yet."""
    language = asked.language
    for path, exists in files.items():
        name = mask_text(path.name)
        if not exists:
            return Text(zh=f"{name} 已不在原处", en=f"{name} has been moved or deleted").of(language)
        emit(Text(zh=f"\n{name} 已保存\n", en=f"\n{name} was saved\n").of(language))
    try:
        report = check()
    except Stop as stop:
        hint = "" if stop.hint is None else Text(zh="，", en="; ").of(language) + mask_sentence(stop.hint, language)
        return mask_sentence(stop.message, language) + hint
    for department in report.departments:
        if department.state is State.REJECTED and not department.sha256:
            return flag_message(department.flags[0], language)
    return select(report, asked.wanted, asked.unwanted)
