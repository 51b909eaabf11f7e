"""The runs in a ledger, and how people name one: a period, or a period and the number of the run's entry."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from checker.frozen import dataclass
from checker.ledger.records import Entry
from checker.model.stops import make_stop
from checker.periods import is_period, parse_period
from checker.text.bilingual import Text
from checker.text.levels import Levels, read_levels

#: Separates a period from the number of an entry: 2022Q4@15.
AT = "@"
NO_WORDS = Text("", "")


@dataclass(frozen=True)
class Party:
    """A department in a run."""

    code: str
    name: Text
    sha256: str
    state: str
    score: Any
    grade: Text


@dataclass(frozen=True)
class Label:
    """How a run names an indicator."""

    id: str
    name: Text
    clause: str
    unit: Text


@dataclass(frozen=True)
class Run:
    """A recorded run.

    Attributes:
        seq: the number of its entry.
        at: when it was recorded.
        pack, version, sha256: the pack that it was judged by.
        tool: the version of the program.
        parties: the departments by code.
        level_words: what the pack calls its levels; None if it uses the usual words.
        labels: the indicators by id, in the pack's order.
    """

    seq: int
    at: str
    pack: str
    version: str
    sha256: str
    period: str
    as_of: str
    tool: str
    district: Text
    parties: Mapping[str, Party]
    labels: Mapping[str, Label]
    level_words: Levels | None = None

    @property
    def name(self) -> str:
        """How people name exactly this run."""
        return f"{self.period}{AT}{self.seq}"

    @property
    def end(self) -> date:
        """The last day of its period."""
        return parse_period(self.period).window.end

    def who(self, code: str) -> Text:
        """The name of a department, or of the district under ""."""
        if not code:
            return self.district
        party = self.parties.get(code)
        return Text(code, code) if party is None else party.name

    def label(self, indicator: str) -> Label:
        """The label of an indicator; its id if the run doesn't name it."""
        return self.labels.get(indicator) or Label(indicator, Text(indicator, indicator), "", NO_WORDS)


def list_runs(entries: Iterable[Entry], pack: str | None, where: str) -> list[Run]:
    """Lists the runs of one pack, by period and then in the order in which they were recorded.

    Args:
        entries: the entries of runs in the ledger.
        pack: the pack's id; None if the ledger has runs of one pack only.
        where: the ledger, for the messages.

    Raises:
        Stop: the ledger has no run, no run of the pack, or runs of several packs.
    """
    runs = [_read(entry) for entry in entries]
    packs = sorted({run.pack for run in runs})
    if not runs:
        raise make_stop("no-runs", where)
    if pack is None and len(packs) > 1:
        raise make_stop("which-pack-of-ledger", where, packs=[f"--pack {each}" for each in packs])
    chosen = [run for run in runs if pack is None or run.pack == pack]
    if not chosen:
        raise make_stop("no-runs-of-pack", where, pack=pack or "", packs=packs)
    return sorted(chosen, key=lambda run: (run.end, run.period, run.seq))


def latest(runs: Sequence[Run]) -> list[Run]:
    """Keeps the latest run of each period."""
    return list({run.period: run for run in runs}.values())


def find_run(runs: Sequence[Run], name: str, where: str) -> Run:
    """Finds a run by its period, the latest one, or by period and entry, e.g. "2022Q4@15".

    Raises:
        Stop: there is no such run; it lists the choices.
    """
    period, at, seq = name.partition(AT)
    label = parse_period(period).label if is_period(period) else period
    found = [run for run in runs if run.period == label and (not at or str(run.seq) == seq)]
    if not found:
        choices = [run.name for run in runs if run.period == label] or [run.period for run in latest(runs)]
        raise make_stop("no-such-run", where, name=name, choices=choices)
    return found[-1]


def two_runs(runs: Sequence[Run], names: Sequence[str], where: str) -> tuple[Run, Run]:
    """Finds the two runs to compare: those named, or the last two runs of the one period that is named.

    Raises:
        Stop: there are no such runs.
    """
    if len(names) == 2:
        before, after = (find_run(runs, name, where) for name in names)
    else:
        after = find_run(runs, names[0], where)
        earlier = [run for run in runs if run.period == after.period and run.seq < after.seq]
        if not earlier:
            raise make_stop("one-run-only", where, name=names[0])
        before = earlier[-1]
    if before.seq == after.seq:
        raise make_stop("same-run", where, name=after.name)
    return before, after


def _read(entry: Entry) -> Run:
    said = entry.payload
    pack = said["pack"]
    return Run(
        seq=entry.seq,
        at=entry.at,
        pack=str(pack["id"]),
        version=str(pack["version"]),
        sha256=str(pack["sha256"]),
        period=str(said["period"]),
        as_of=str(said["as_of"]),
        tool=str(said["tool"]),
        district=read_text(said.get("district")),
        parties={str(each["code"]): _read_party(each) for each in said["departments"]},
        labels={id: _read_label(id, each) for id, each in said.get("indicators", {}).items()},
        level_words=read_levels(said.get("levels")),
    )


def _read_party(said: Mapping[str, Any]) -> Party:
    return Party(
        str(said["code"]),
        read_text(said["name"]),
        str(said["sha256"]),
        str(said["state"]),
        said["score"],
        read_text(said["grade"]),
    )


def _read_label(id: str, said: Mapping[str, Any]) -> Label:
    return Label(id, read_text(said), str(said.get("clause") or ""), read_text(said.get("unit")))


def read_text(said: Any) -> Text:
    """Reads a text in both languages."""
    if isinstance(said, Mapping):
        return Text(str(said["zh"]), str(said["en"]))
    return NO_WORDS if said is None else Text(str(said), str(said))
