"""What `checker run` and `checker merge` share: where a period's files are, its ledger, and the end of the command."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.copies import FOLDER, Copies
from checker.cli.delivery import OutputOptions, deliver
from checker.cli.office import Office, read_office
from checker.cli.options import require_out
from checker.cli.recording import Recorder, no_figures, no_open_rows
from checker.cli.streams import remark
from checker.errors import Exit
from checker.frozen import dataclass
from checker.model import Language, Report
from checker.model.records import OpenRows, RecordedFigures
from checker.outputs.store import Place
from checker.periods import Period, parse_period
from checker.privacy.masking import mask_sentence
from checker.reporters.terminal.screens import render_batch
from checker.text.bilingual import Text
from checker.text.levels import in_own_words
from checker.wording.unread import unread_texts

if TYPE_CHECKING:
    from checker.definitions.packs import Pack
    from checker.engine.cache import Cache
    from checker.engine.looking_back import LookBack
    from checker.engine.repeated import Past
    from checker.intake.inbox import Inbox
    from checker.reporters.letters.letters import Letters


@dataclass(frozen=True)
class Asked:
    """A pack and a period, and the ledger to record in, if any.

    Attributes:
        pack: the name of a built-in pack, or the path of a pack's folder.
        place: the folder of the period below an office's folders for workbooks and reports.
        load: loads the pack; it is loaded once.
    """

    pack: str
    period: str
    office: Office
    place: Path
    load: "Callable[[str | Path], Pack]"
    recorder: Recorder | None

    def out(self, out: Place | None) -> Place | None:
        """The folder for the outputs: the one that is named, or the office's."""
        return out or (self.office.out and self.office.out / self.place)

    def inputs(self, inputs: Place | None) -> Place:
        """The folder of the workbooks: the one that is named, or the office's.

        Raises:
            Stop: the office has no such folder because there is no such pack.
        """
        if inputs is not None:
            return inputs
        usual = (self.office.inputs or Path("inputs")) / self.place
        if not usual.is_dir():
            self.loaded()
        return usual

    def loaded(self) -> "Pack":
        """Loads the pack."""
        return self.load(self.pack)

    @property
    def figures(self) -> Callable[[str], RecordedFigures]:
        """Reads the figures that the ledger has."""
        return no_figures if self.recorder is None else self.recorder.read_figures

    @property
    def open_rows(self) -> Callable[[str, Period], OpenRows]:
        """Reads the rows that the ledger still has open."""
        return no_open_rows if self.recorder is None else self.recorder.read_open_rows

    @property
    def look_back(self) -> "LookBack":
        """Compares departments with what the ledger has of them."""
        from checker.engine.looking_back import nothing_recorded  # imports late

        return nothing_recorded if self.recorder is None else self.recorder.look_back

    @property
    def past(self) -> "Past":
        """Reads what the ledger has of earlier periods."""
        from checker.engine.repeated import no_past  # imports late

        return no_past if self.recorder is None else self.recorder.past

    def open_letters(
        self, folder: Path | None, language: Language, out: Place | None, *, wanted: bool
    ) -> "Letters | None":
        """Opens the templates of the letters, if letters are wanted: those in `folder`, or the office's.

        Raises:
            Stop: a template can't be used, or nothing is written anywhere.
        """
        if not wanted and folder is None:
            return None
        require_out(out, "letters-without-out")
        from checker.reporters.letters.letters import open_letters  # imports late: most runs write no letters

        return open_letters(folder or self.office.letters, language)

    def open_cache(self, *, wanted: bool) -> "Cache | None":
        """Opens the cache, if it is wanted."""
        from checker.engine.cache import open_cache

        return open_cache(self.office.limits.get("cache_mb")) if wanted and self.office.cache else None


def read_asked(
    pack: str, period: str, ledger: str | None, key: Path | None, language: Language, *, no_ledger: bool
) -> Asked:
    """Reads what the command line and checker.toml say of a pack, a period and a ledger.

    Raises:
        Stop: the period can't be read, or the ledger can't be used.
    """
    office, place = read_office(), Path(Path(pack).name, parse_period(period).label)
    url = None if no_ledger else ledger or office.ledger
    named, load = office.find_pack(pack), cache(_load_pack)
    recorder = None if url is None else Recorder(url, key or office.key, lambda: load(named), language)
    return Asked(named, period, office, place, load, recorder)


def _load_pack(where: "str | Path") -> "Pack":
    from checker.definitions.load import load_pack  # imports late

    return load_pack(where)


@in_own_words
def finish(report: Report, output: OutputOptions, inbox: "Inbox | None", recorder: Recorder | None, mark: bool) -> Exit:
    """Says what the reader should know of the run, and delivers the report; `inbox` has the workbooks, if here."""
    language = output.language
    for text in unread_texts(report.unread, output.reveal):
        remark(text.of(language))
    earlier, now = report.previous, report.pack_version
    if earlier is not None and (then := earlier.pack_version) != now:
        text = Text(
            zh=f"{earlier.period} 按指标包 {then} 版评判，本期按 {now} 版，两期的数值和得分未必可比",
            en=f"{earlier.period} was judged by version {then} of the pack and this period by version {now}: "
            "figures and scores may not be comparable",
        )
        remark(mask_sentence(text, language))
    copies = None
    if output.out is not None and inbox is not None and mark:
        copies = Copies(tuple(inbox.paths), FOLDER, tuple(each.name for each in inbox.workbooks))
    return deliver(report, output, render_batch, copies, recorder)


def describe_found(kept: "Cache", language: Language) -> None:
    """Says how many workbooks were not judged again, if any."""
    if kept.found:
        text = Text(
            zh=f"{kept.asked} 份工作簿中有 {kept.found} 份与以前检查时相同，没有重新检查",
            en=f"{kept.found} of {kept.asked} workbooks unchanged since an earlier run",
        )
        remark(text.of(language))
