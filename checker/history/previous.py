"""The recorded run of an earlier period, for a new run to be compared with."""

from typing import Any

from checker.compare.previous import build_previous, require_earlier
from checker.history.runs import find_run, list_runs
from checker.model import Previous
from checker.periods import Period


def find_previous(ledger: Any, pack: str, name: str, period: Period) -> Previous:
    """Finds the run of an earlier period, e.g. "2022Q3", or one run of it, e.g. "2022Q3@12".

    Raises:
        Stop: the ledger has no such run, or its period isn't earlier.
    """
    where = ledger.address.shown
    run = find_run(list_runs(ledger.entries("run"), pack, where), name, where)
    require_earlier(run.period, period, where)
    results: dict[str, list[Any]] = {code: [] for code in ("", *run.parties)}
    for item in ledger.items(run.seq, "result"):
        results.setdefault(item["department"], []).append(item)
    district = {"results": results.pop("")}
    departments = [
        {"code": code, "score": None if code not in run.parties else run.parties[code].score, "results": found}
        for code, found in results.items()
    ]
    document = {"pack": {"version": run.version}, "departments": departments, "district": district}
    return build_previous(document, run.period)
