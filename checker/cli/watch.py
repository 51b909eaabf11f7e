"""`checker check --watch`: checks again whenever a workbook is saved, and prints what changed.

The loop takes what it waits for and what it calls as arguments; only `saves` touches files and the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.text import Text as Line

from checker.cli.delivery import OutputOptions, deliver, exit_code
from checker.cli.failures import tell_faults
from checker.cli.options import ON_SCREEN
from checker.cli.streams import console, emit, remark, rendered
from checker.errors import Exit, Stop
from checker.model import Language, Report, State
from checker.privacy.masking import flag_message, mask_sentence, mask_text
from checker.reporters.selection import select
from checker.reporters.terminal import View, render_workbooks
from checker.reporters.terminal.changes import compare_reports, render_changes
from checker.text.bilingual import Text

#: Workbooks that are not as they were: whether each is there.
Saved = Mapping[Path, bool]
#: What a file is known by while nothing is saved: when it was written, how long it is, which file it is.
Stamp = tuple[int, int, int] | None

#: Milliseconds: so long has a folder to be quiet, for a program that saves writes beside the file, deletes it and
#: renames; and so often is looked without being told, for not every network drive tells.
QUIET, LOOK_AFTER = 300, 1_000


def stand_alone(asked: OutputOptions) -> None:
    """Watching prints to a screen and goes on for ever.

    Raises:
        Stop: a document or files are asked for as well.
    """
    for said, is_asked in ((f"--format {asked.form}", asked.form != ON_SCREEN), ("--out", asked.out)):
        if is_asked:
            raise Stop(
                "watch-alone",
                Text(zh=f"--watch 不能与 {said} 同用", en=f"--watch does not go with {said}"),
                context="--watch",
                hint=Text(
                    zh=f"先用 --watch 改到满意，再去掉 --watch 用 {said} 运行一次",
                    en=f"correct the workbook with --watch first, then run once more with {said} instead",
                ),
            )


def watch(paths: Sequence[Path], asked: OutputOptions, check: Callable[[], Report]) -> Exit:
    """Checks, prints the whole screen, and then what each save changes, until it is interrupted.

    Args:
        paths: the workbooks.
        asked: what the command line asks.
        check: checks them.

    Raises:
        Stop: they cannot be checked to begin with.
    """
    places = [path.resolve() for path in paths]
    seen = {path: _stamp(path) for path in places}
    first = check()
    code = deliver(first, asked, render_workbooks)
    names = [mask_text(path.name) for path in places]
    zh = f"\n正在监视 {'、'.join(names)}：保存后自动再核对，按 Ctrl+C 结束"
    en = f"\nWatching {', '.join(names)}: checks again when it is saved; Ctrl+C ends"
    remark(Line(Text(zh=zh, en=en).of(asked.language)))
    return follow(first, code, asked, check, saves(seen))


def follow(
    first: Report, code: Exit, asked: OutputOptions, check: Callable[[], Report], saved: Iterable[Saved]
) -> Exit:
    """Prints what each save changes.

    Args:
        first: what was found to begin with.
        code: with what to exit if nothing is saved.
        asked: what the command line asks.
        check: checks the workbooks as they are now.
        saved: tells of each save; its end, or an interrupt, ends the watching.

    Returns:
        The exit code of how the workbooks were last.
    """
    before = select(first, asked.wanted, asked.unwanted)
    try:
        for files in saved:
            after = _checked(files, asked, check)
            if after is None:
                code = Exit.COULD_NOT_RUN
                continue
            code = exit_code(after, asked.fail_on)  # before it is told: the interrupt may come while it is
            _tell(before, after, asked)
            before = after
    except KeyboardInterrupt:
        pass
    remark(Line(Text(zh="\n已结束监视", en="\nNo longer watching").of(asked.language)))
    return code


def saves(seen: Mapping[Path, Stamp]) -> Iterator[Saved]:
    """Tells of every save, and never of one twice; what was saved since it was last seen, at once.

    Args:
        seen: how each file was when it was last looked at.
    """
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
        stamps = {path: _stamp(path) for path in known}
        saved = {path: stamp is not None for path, stamp in stamps.items() if stamp != known[path]}
        known = stamps
        if saved:
            yield saved


def _stamp(path: Path) -> Stamp:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _tell(before: Report, after: Report, asked: OutputOptions) -> None:
    view, changed = View(after, asked.language, console().width, asked.reveal), compare_reports(before, after)
    emit(rendered(lambda screen: render_changes(view, changed, screen)))
    tell_faults(after.faults, asked.language)


def _checked(files: Saved, asked: OutputOptions, check: Callable[[], Report]) -> Report | None:
    """The report of the workbooks as they are now; None, and a line that says why, where there can be none yet."""
    language = asked.language
    for path, is_there in files.items():
        name = mask_text(path.name)
        if not is_there:
            _put_off(Text(zh=f"{name} 现在不在原处", en=f"{name} is not in its place now").of(language), language)
            return None
        emit(Text(zh=f"\n{name} 已保存\n", en=f"\n{name} was saved\n").of(language))
    try:
        report = check()
    except Stop as stop:
        hint = "" if stop.hint is None else Text(zh="，", en="; ").of(language) + mask_sentence(stop.hint, language)
        _put_off(mask_sentence(stop.message, language) + hint, language)
        return None
    for department in report.departments:
        if department.state is State.REJECTED and not department.sha256:
            _put_off(flag_message(department.flags[0], language), language)
            return None
    return select(report, asked.wanted, asked.unwanted)


def _put_off(why: str, language: Language) -> None:
    remark(Line(Text(zh=f"{why}；下次保存后再核对", en=f"{why}; it is checked again when it is saved").of(language)))
