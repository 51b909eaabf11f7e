"""Records a run in the ledger and puts the head into its report. The files of the report are written in between.

While the ledger's transaction is open, the report is rendered and its files are written under other names; then the
transaction ends, and the files get their names. So whenever the program is stopped, the ledger has the whole run or
nothing of it, and no report names a run that the ledger doesn't have.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.streams import remark
from checker.model import Language, Previous, Report
from checker.model.records import OpenRows, RecordedFigures
from checker.model.stops import make_stop
from checker.periods import Period, is_period, parse_period
from checker.privacy.masking import mask_sentence
from checker.text.bilingual import Text
from checker.text.exact_json import Json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from checker.checks.batch import Found
    from checker.definitions.packs import Pack
    from checker.definitions.task import Task
    from checker.model import Department
    from checker.review.holding import Decisions


def no_figures(pack: str) -> RecordedFigures:
    """Gives no earlier figures: there is no ledger."""
    return {}


def no_open_rows(pack: str, period: Period) -> OpenRows:
    """Gives no open rows: there is no ledger."""
    return {}


def read_earlier(
    text: str | None, recorder: "Recorder | None", pack: Callable[[], "Pack"], period: str
) -> str | Previous | None:
    """Reads what a run is to be compared with: the path of a report, or a period whose run the ledger has.

    Raises:
        Stop: a period is named, and there is no ledger or the ledger has no such run.
    """
    if text is None or Path(text).exists() or not is_period(text.partition("@")[0]):
        return text
    if recorder is None:
        raise make_stop("previous-without-ledger", "--previous", name=text)
    header = pack().header
    return recorder.find_previous(text, header.id, parse_period(period, header.year_month))


def add_decisions(
    report: Report, items: "Iterable[Mapping[str, Json]]", decisions: "Decisions", day: date, pack: Callable[[], "Pack"]
) -> Report:
    """Adds what became of the flags and what held of them on a day, and the scores without settled rows."""
    from checker.engine.settled import add_settled_scores
    from checker.ledger.recording import department_id
    from checker.review.attaching import attach

    tracked = attach(report, items, decisions, day, department_id)
    flags = (flag for each in tracked.owners for flag in each.flags)
    if not any(flag.tracked is not None and flag.tracked.settled for flag in flags):
        return tracked
    return add_settled_scores(tracked, pack())


def warn_of_open_key(key: Path | None, language: Language) -> None:
    """Says so if other accounts can read the ledger's key, from which personal data could be guessed."""
    from checker.ledger.keys import is_open_to_others

    if key is not None and is_open_to_others(key):
        zh = f"其他用户能读取台账密钥 {key}，可能据此猜出个人信息；请执行：chmod 600 {key}"
        en = f"other accounts can read the ledger's key {key} and could guess personal data with it: chmod 600 {key}"
        remark(mask_sentence(Text(zh, en), language))


class Recorder:
    """Records one run in a ledger.

    Args:
        url: the address of the ledger; a file that does not exist yet becomes a new ledger.
        key: the file with the ledger's key; beside a file if not given.
        pack: loads the pack that judges the run.
        language: the reader's.

    Raises:
        Stop: the ledger can't be used. This is said before anything is judged.
    """

    def __init__(self, url: str, key: Path | None, pack: Callable[[], "Pack"], language: Language) -> None:
        from checker.ledger.address import read_address  # imports late: SQLAlchemy
        from checker.ledger.store import Ledger

        self._language, self._pack = language, pack
        self._address = read_address(url, key)
        self._ledger: Ledger | None = None
        if self._address.file is None or self._address.file.exists():
            self._ledger = Ledger(self._address)
            self._ledger.keyed("")
            warn_of_open_key(self._address.key, language)

    @contextmanager
    def __call__(self, report: Report) -> Iterator[Report]:
        """Gives the report with its run and head; the run is recorded when the block ends, unless it fails.

        Raises:
            Stop: the ledger can't be written. Nothing was recorded.
        """
        from checker.history.outcomes import describe_restatement
        from checker.history.previous import read_past
        from checker.ledger.founding import create_ledger
        from checker.ledger.heads import Head
        from checker.ledger.recording import FLAG, run_items, run_payload, series_of
        from checker.review.holding import load_decisions
        from checker.review.recording import follow_flags

        at = datetime.now(UTC)
        said = []
        if self._ledger is None:
            self._ledger = create_ledger(self._address, at=at)
            name = self._address.shown
            said.append(Text(zh=f"新建台账 {name}", en=f"new ledger: {name}"))
        ledger, payload = self._ledger, run_payload(report)
        past = read_past(ledger, report.pack, report.period)
        found, items = list(run_items(report, ledger.keyed)), list[dict[str, Json]]()

        def follow() -> list[dict[str, Json]]:
            items.extend(follow_flags(ledger, payload, found, load_decisions(ledger, report.pack)))
            return items

        with ledger.appending("run", payload, follow, at=at, repeats=series_of) as entry:
            head = Head(ledger.origin, entry.seq, entry.hash).text
            is_new = bool(items)  # else what became of the flags is what the entry says that is there already
            items = items or list(ledger.items(entry.seq, FLAG))
            decisions = load_decisions(ledger, report.pack)
            today = date.today()  # noqa: DTZ011 - waivers end on local days
            decided = add_decisions(report, items, decisions, today, self._pack)
            yield replace(decided, run=entry.id, head=head, past=past)
        if not is_new:
            zh = f"同样的输入已于 {entry.at} 记入台账，仍为第 {entry.seq} 条，没有重复记录"
            en = f"the same inputs were recorded on {entry.at} as entry {entry.seq}; the run was not recorded twice"
        else:
            zh, en = (
                f"已记入台账，第 {entry.seq} 条；台账头：",
                f"recorded in the ledger as entry {entry.seq}; its head:",
            )
        for text in (*said, Text(zh, en)):
            remark(text.of(self._language))
        remark(head.rstrip())
        if is_new and (change := describe_restatement(ledger, entry.seq)) is not None:
            remark(change.of(self._language))

    def read_figures(self, pack: str) -> RecordedFigures:
        """Reads the figures of earlier windows that the ledger has of a pack."""
        from checker.ledger.figures import read_figures

        return {} if self._ledger is None else read_figures(self._ledger, pack)

    def read_open_rows(self, pack: str, period: Period) -> OpenRows:
        """Reads the rows of a pack that were still open when the period before ended."""
        from checker.history.carried import read_open_rows

        return {} if self._ledger is None else read_open_rows(self._ledger, pack, period)

    def look_back(self, departments: "Sequence[Department]", task: "Task") -> "Found":
        """Compares departments with what the ledger has of them."""
        from checker.checks.batch import NOTHING  # imports late
        from checker.history.signals import look_back
        from checker.ledger.rows import row_items

        if self._ledger is None:
            return NOTHING
        keyed = self._ledger.keyed
        return look_back(self._ledger, lambda each: list(row_items(each, each.code, keyed)), departments, task)

    def past(self, pack: str, period: str) -> "Sequence[Previous]":
        """Reads the latest runs of the earlier periods, oldest first."""
        from checker.history.previous import read_past

        return () if self._ledger is None else read_past(self._ledger, pack, period, alike=True)

    def find_previous(self, name: str, pack: str, period: Period) -> Previous:
        """Finds the recorded run of an earlier period to compare with.

        Raises:
            Stop: there is none.
        """
        from checker.history.previous import find_previous

        if self._ledger is None:
            raise make_stop("no-runs", self._address.shown)
        return find_previous(self._ledger, pack, name, period)
