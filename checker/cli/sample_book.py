"""Records samples in the ledger: what was drawn from which run, and what was found in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from checker.cli.streams import remark
from checker.ledger.address import read_address
from checker.ledger.records import Entry
from checker.ledger.samples import (
    DRAWN,
    EVALUATED,
    KIND,
    drawn_items,
    drawn_payload,
    evaluated_items,
    evaluated_payload,
    find_drawn,
    series_of,
)
from checker.ledger.store import Ledger
from checker.model import Language, Report
from checker.model.stops import make_stop
from checker.sampling.outcome import Outcome
from checker.sampling.sample import Part, Sample
from checker.text.bilingual import Text
from checker.text.exact_json import Json


class SampleBook:
    """The records of samples in a ledger.

    Raises:
        Stop: the ledger can't be used.
    """

    def __init__(self, url: str, key: Path | None, language: Language) -> None:
        self._ledger = Ledger(read_address(url, key))
        self._ledger.keyed("")
        self._language = language
        self._run: Entry | None = None

    def bind_seed(self, seed: str, report: Report, parts: Sequence[Part]) -> str:
        """Puts the id of the recorded run before a seed: the run is fixed before the rest of the seed is announced.

        Raises:
            Stop: the newest run of the pack and period isn't recorded, or was one of other workbooks.
        """
        asked = (report.pack, report.pack_sha256, report.period, report.as_of.isoformat())
        for entry in self._ledger.entries("run", newest_first=True):
            said = entry.payload
            if (said["pack"]["id"], said["period"]) != (report.pack, report.period):
                continue
            recorded = {each["code"]: each["sha256"] for each in said["departments"]}
            found = (said["pack"]["id"], said["pack"]["sha256"], said["period"], said["as_of"])
            if found == asked and all(recorded.get(each.code) == each.sha256 for each in parts):
                self._run = entry
                return f"{entry.id} {seed.removeprefix(f'{entry.id} ')}"
            break
        raise make_stop("sample-without-run", self._ledger.address.shown, pack=report.pack, period=report.period)

    @contextmanager
    def drawing(self, sample: Sample) -> Iterator[None]:
        """Records a draw when the block ends, in which its file is written.

        Raises:
            Stop: the ledger can't be written. Nothing was recorded.
        """
        assert self._run is not None, "the seed was bound to a run"
        payload, new = drawn_payload(sample, self._run.id), list[Json]()

        def items() -> list[dict[str, Json]]:
            new.extend(found := list(drawn_items(sample)))
            return found

        at = datetime.now(UTC)
        # Another draw of the same sample is no news, whatever was drawn in between: its check value says all of it.
        with self._ledger.appending(KIND, payload, items, at=at, repeats=series_of) as entry:
            yield
        self._say(entry, is_new=bool(new))

    def record_outcome(self, outcome: Outcome) -> None:
        """Records what was found in a sample.

        Raises:
            Stop: its draw isn't recorded, or the ledger can't be written.
        """
        check, ledger = outcome.returned.check, self._ledger
        drawn = find_drawn(list(ledger.entries(KIND)), check)
        if drawn is None:
            raise make_stop("sample-not-recorded", ledger.address.shown, check=check[:16])
        payload, new = evaluated_payload(outcome, drawn), list[Json]()

        def items() -> list[dict[str, Json]]:
            new.extend(found := list(evaluated_items(outcome)))
            return found

        with ledger.appending(KIND, payload, items, at=datetime.now(UTC), repeats=series_of) as entry:
            pass
        self._say(entry, is_new=bool(new))

    def _say(self, entry: Entry, *, is_new: bool) -> None:
        what = {DRAWN: Text("抽取", "draw"), EVALUATED: Text("评价", "evaluation")}[entry.payload["action"]]
        if not is_new:
            text = Text(
                zh=f"同样的{what.zh}已是台账第 {entry.seq} 条，没有重复记录",
                en=f"the same {what.en} is entry {entry.seq} of the ledger; it was not recorded twice",
            )
        else:
            text = Text(
                zh=f"已记入台账，第 {entry.seq} 条；台账头：",
                en=f"recorded in the ledger as entry {entry.seq}; its head:",
            )
        remark(text.of(self._language))
        if is_new:
            remark(self._ledger.head().text.rstrip())
