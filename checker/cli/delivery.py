"""From a report to what the reader asked for: the screen or a document, files in a folder, and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text as Line

from checker.cli.copies import Copies, write_copies
from checker.cli.failures import tell_faults
from checker.cli.options import ON_SCREEN, FailOn, read_codes
from checker.cli.streams import console, emit, remark, rendered
from checker.errors import Exit, Stop
from checker.model import Language, Report, Severity, State
from checker.privacy.masking import mask_sentence
from checker.reporters.files import write_files
from checker.reporters.registry import file_reporters, find_reporter, reporters
from checker.reporters.selection import select
from checker.reporters.terminal import ALL_BY_CSV, View
from checker.text.bilingual import Text

REVEALED = Text(
    zh="已按 --reveal 显示个人信息，请勿外传", en="personal data is shown because of --reveal; keep it to yourself"
)

#: Where everything is that the screen leaves out, when nothing else is written.
ALL_IN_COPY = Text(zh="标注件中全部列出", en="the marked copy lists them all")


@dataclass(frozen=True)
class OutputOptions:
    """What the command line asks to be done with a report.

    Attributes:
        wanted, unwanted: codes or their beginnings.
    """

    language: Language
    form: str
    out: Path | None
    fail_on: FailOn
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    reveal: bool


def read_output_options(
    language: Language,
    form: str,
    out: str | None,
    fail_on: FailOn,
    select: list[str] | None,
    ignore: list[str] | None,
    reveal: bool,
) -> OutputOptions:
    """Reads the options that every report takes.

    Raises:
        Stop: a code does not exist.
    """
    return OutputOptions(
        language,
        form,
        None if out is None else Path(out),
        fail_on,
        read_codes(select or (), "--select"),
        read_codes(ignore or (), "--ignore"),
        reveal,
    )


def deliver(
    whole: Report, asked: OutputOptions, screen: Callable[[View, Console], None], copies: Copies | None = None
) -> Exit:
    """Filters, writes, prints, and says with what to exit.

    The marked copies show everything that was found, whatever codes the reader asked for: they go back to whoever
    submitted, and nobody fixes what is not marked.

    Raises:
        Stop: the folder of `--out` cannot be written to; what was found has been printed, but as JSON.
    """
    report = select(whole, asked.wanted, asked.unwanted)
    rest = ALL_BY_CSV if copies is None else ALL_IN_COPY
    if asked.reveal:
        remark(Line(REVEALED.of(asked.language)))
    done = failure = None
    if asked.out is not None:
        try:
            paths = write_files(asked.out, _documents(report, asked))
        except Stop as stop:
            if asked.form == "json":
                raise  # stdout holds one document, and that one tells of the failure
            rest, failure = ALL_BY_CSV, stop
        else:
            rest, done = _where_all(paths), _said_written(paths)
    if asked.form == ON_SCREEN:
        view = View(report, asked.language, console().width, asked.reveal, rest)
        emit(rendered(lambda printed: screen(view, printed)))
    else:
        emit(find_reporter(asked.form).render(report, asked.language, asked.reveal))
    if failure is not None:
        raise failure
    if done is not None:
        remark(Line(mask_sentence(done, asked.language)))
    if copies is not None:
        write_copies(copies, whole, asked.language)
    tell_faults(report.faults, asked.language)
    return exit_code(report, asked.fail_on)


def _documents(report: Report, asked: OutputOptions) -> dict[str, bytes]:
    """What `--out` writes, by name."""
    found = file_reporters(whole=bool(report.district_results))
    return {each.file: each.render(report, asked.language, asked.reveal) for each in found}


def _where_all(paths: Sequence[Path]) -> Text:
    """Which of the files lists every flag."""
    lists = {each.file for each in reporters() if each.lists_flags}
    path = next(path for path in paths if path.name in lists)
    return Text(zh=f"见 {path}", en=f"see {path}")


def _said_written(paths: Sequence[Path]) -> Text:
    names = [str(path) for path in paths]
    return Text(zh=f"已写入 {'、'.join(names)}", en=f"written: {', '.join(names)}")


def exit_code(report: Report, fail_on: FailOn) -> Exit:
    """0, 1 or 2 as promised: nothing at or above `fail_on`, findings, or a run that could not be done."""
    submitted = [each for each in report.departments if each.state is not State.MISSING]
    # A file that could not be read has no hash: there were no bytes that were judged.
    if report.faults or (submitted and not any(each.sha256 for each in submitted)):
        return Exit.COULD_NOT_RUN
    if fail_on is FailOn.NEVER:
        return Exit.CLEAN
    least = Severity[fail_on.name]
    flags = [*report.district_flags, *(flag for each in report.departments for flag in each.flags)]
    return Exit.FLAGS if any(flag.severity >= least for flag in flags) else Exit.CLEAN
