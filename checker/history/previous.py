"""The recorded runs of earlier periods, for a new run to be compared with and to be shown with."""

from typing import Any

from checker.compare.previous import build_previous, is_rerun
from checker.history.runs import Run, find_run, latest, list_runs
from checker.model import Previous
from checker.periods import Period, parse_period

#: Three years of quarters, with the present one.
MOST = 11


def find_previous(ledger: Any, pack: str, name: str, period: Period) -> Previous:
    """Finds the run of an earlier period, e.g. "2022Q3", or one run of it, e.g. "2022Q3@12", or the same period's.

    Raises:
        Stop: the ledger has no such run, or it is of a later period.
    """
    where = ledger.address.shown
    run = find_run(list_runs(ledger.entries("run"), pack, where), name, where)
    return _build(ledger, run, rerun=is_rerun(run.period, period, where))


def read_past(ledger: Any, pack: str, period: str, *, alike: bool = False) -> tuple[Previous, ...]:
    """Reads the latest runs of the earlier periods, oldest first, at most `MOST` of them; if `alike`, as long as it."""
    entries = [entry for entry in ledger.entries("run") if entry.payload["pack"]["id"] == pack]
    if not entries:
        return ()
    end = parse_period(period).window.end
    earlier = [run for run in latest(list_runs(entries, pack, "")) if run.end < end]
    if alike:
        earlier = [run for run in earlier if _length(run.period) == _length(period)]
    return tuple(_build(ledger, run) for run in earlier[-MOST:])


def _length(period: str) -> str:
    """How long a period is, by its label without the digits: "W", "-" (a month), "Q", "H", or "" for a year."""
    return "".join(each for each in parse_period(period).label if not each.isdigit())


def _build(ledger: Any, run: Run, *, rerun: bool = False) -> Previous:
    results: dict[str, list[Any]] = {code: [] for code in ("", *run.parties)}
    for item in ledger.items(run.seq, "result"):
        results.setdefault(item["department"], []).append(item)
    district = {"results": results.pop("")}
    parties = run.parties
    departments = [
        {
            "code": code,
            "score": None if code not in parties else parties[code].score,
            "grade": None if code not in parties else parties[code].grade.zh,
            "results": found,
        }
        for code, found in results.items()
    ]
    document = {"pack": {"version": run.version}, "as_of": run.as_of, "departments": departments, "district": district}
    return build_previous(document, run.period, rerun=rerun)
