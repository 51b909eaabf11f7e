"""Gives the reader a report: on the screen or as a document, as files in a folder, and as an exit code."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from checker.cli.copies import Copies, make_copies, tell_copies
from checker.cli.failures import print_faults
from checker.cli.help import ON_SCREEN
from checker.cli.options import FailOn
from checker.cli.streams import capture, emit, make_console, remark
from checker.errors import Exit, Stop
from checker.frozen import dataclass
from checker.model import Language, Report, Severity, State
from checker.outputs.store import Place
from checker.privacy.masking import mask_sentence
from checker.reporters.letters.kinds import FOLDER as LETTERS
from checker.reporters.registry import Reporter, file_reporters, find_reporter, reporters
from checker.reporters.selection import select, without_rows
from checker.reporters.terminal.view import ALL_BY_CSV, ALL_IN_COPY, View
from checker.runtime import collecting_own_garbage
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.levels import in_own_words

if TYPE_CHECKING:
    from checker.cli.copies import Staged
    from checker.definitions.task import RowsWanted
    from checker.reporters.letters.letters import Letters

REVEALED = Text("已按 --reveal 显示个人信息，请勿外传", "--reveal shows personal data: do not pass this output on")
CLEARED = Text(
    "已清除上次中断的运行在输出文件夹留下的临时文件", "removed what a run that was stopped had left of its outputs"
)


@dataclass(frozen=True)
class OutputOptions:
    """What the command line says about the output of a report; the codes can be beginnings of codes.

    Attributes:
        rows: whether report.json lists the rows behind the numbers.
        alone: whether the folder is to hold no copies of workbooks that were checked before.
        letters: the letters to write too; None for none.
    """

    language: Language
    form: str
    out: Place | None
    fail_on: FailOn
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    reveal: bool
    rows: bool = False
    alone: bool = False
    letters: "Letters | None" = None

    @property
    def rows_wanted(self) -> "RowsWanted":
        """Whether to gather the rows behind the numbers: files show them, and report.json if it is asked to."""
        return "counted" if self.rows or self.out is not None else "none"

    def render(self, reporter: Reporter, report: Report) -> bytes:
        """Renders one output, with the rows behind the numbers if it is to show them."""
        shown = without_rows(report) if reporter.rows_on_request and not self.rows else report
        return reporter.render(shown, self.language, self.reveal)


@in_own_words
def deliver(
    checked: Report,
    asked: OutputOptions,
    screen: Callable[[View, Console], None],
    copies: Copies | None = None,
    recorder: Callable[[Report], AbstractContextManager[Report]] | None = None,
) -> Exit:
    """Filters a report, writes its files, prints it, and returns the exit code.

    The marked copies and the letters show all flags, whichever codes the reader selected: they go to the departments,
    and nobody fixes what is not marked. With a recorder, the run is recorded too, and its files are written: both or
    neither.

    Raises:
        Stop: the folder of `--out` can't be written to; the report has been printed by then, unless as JSON or with a
            recorder. Or the run can't be recorded.
    """
    if asked.reveal:
        remark(REVEALED.of(asked.language))
    paths: dict[str, str] = {}
    failure = None
    made = None
    with ExitStack() as until_published:
        outputs = None
        with nullcontext(checked) if recorder is None else recorder(checked) as whole:
            report = select(whole, asked.wanted, asked.unwanted)
            try:
                if asked.out is not None:
                    outputs = until_published.enter_context(_stage(asked.out, keep_copies=not asked.alone))
                    for name, content in _render(report, asked):
                        paths[name] = outputs.shown(outputs.write(name, content))
                    if asked.letters is not None:
                        for name, content in asked.letters.make(whole, asked.reveal):
                            written = outputs.write(name, content)
                            paths[LETTERS] = outputs.shown(written.parent)
                    made = None if copies is None else make_copies(copies, whole, asked.language, outputs)
                    if recorder is None:
                        outputs.publish(_describe_run(report))
            except Stop as stop:
                if asked.form == "json" or recorder is not None:
                    raise  # stdout holds one document, which is then that of the failure
                failure, paths, made = stop, {}, None
        if recorder is not None and outputs is not None:
            outputs.publish(_describe_run(report))
    if made is None and copies is not None and failure is None:
        made = make_copies(copies, whole, asked.language, None)  # before the report is printed: that may fail
    try:
        if asked.form == ON_SCREEN:
            rest = _where_is_the_rest(paths, failure, copies)
            view = View(report, asked.language, make_console().width, asked.reveal, rest)
            emit(capture(lambda printed: screen(view, printed)))
        else:
            emit(asked.render(find_reporter(asked.form), report))
    finally:
        if outputs is not None and outputs.cleared:
            remark(mask_sentence(CLEARED, asked.language))
        if paths:
            names = paths.values()
            done = Text(zh=f"已写入 {'、'.join(names)}", en=f"written: {', '.join(names)}")
            remark(mask_sentence(done, asked.language))
        all_made = made is None or tell_copies(made, whole, asked.language)
    if failure is not None:
        raise failure
    print_faults(report.faults, asked.language)
    return Exit.COULD_NOT_RUN if not all_made else choose_exit_code(report, asked.fail_on)


def _stage(out: Place, *, keep_copies: bool) -> "AbstractContextManager[Staged]":
    if isinstance(out, Path):
        from checker.outputs.folder import stage_outputs  # imports late: most checks write no files

        return stage_outputs(out, keep_copies=keep_copies)
    from checker.outputs.remote import gather_outputs  # imports late: most runs write to a folder

    return gather_outputs(out)


def _render(report: Report, asked: OutputOptions) -> Iterator[tuple[str, bytes]]:
    for each in file_reporters(whole=bool(report.district_results)):
        with collecting_own_garbage():  # an hour may pass until it is collected anyway
            content = asked.render(each, report)
        yield each.file, content


def _describe_run(report: Report) -> dict[str, Json]:
    """Says in the manifest which run wrote the files."""
    return {
        "tool": report.tool,
        "pack": report.pack,
        "pack_version": report.pack_version,
        "period": report.period,
        "as_of": report.as_of.isoformat(),
        "run": report.run,
        "head": report.head,
    }


def _where_is_the_rest(paths: Mapping[str, str], failure: Stop | None, copies: Copies | None) -> Text:
    """Says where to find the flags that the screen leaves out."""
    lists = {each.file for each in reporters() if each.lists_flags}
    for name, path in paths.items():
        if name in lists:
            return Text(zh=f"见 {path}", en=f"see {path}")
    return ALL_BY_CSV if copies is None or failure is not None else ALL_IN_COPY


def choose_exit_code(report: Report, fail_on: FailOn) -> Exit:
    """Returns 2 if the run failed or no file could be read, 1 if there is a flag from `fail_on` on, else 0."""
    submitted = [each for each in report.owners if each.state is not State.MISSING]
    # A file that could not be read has no hash.
    if report.faults or (submitted and not any(each.sha256 for each in submitted)):
        return Exit.COULD_NOT_RUN
    if fail_on is FailOn.NEVER:
        return Exit.CLEAN
    least = Severity[fail_on.name]
    flags = [*report.district_flags, *(flag for each in report.owners for flag in each.flags)]
    return Exit.FLAGS if any(flag.severity >= least for flag in flags) else Exit.CLEAN
