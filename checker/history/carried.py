"""What the newest earlier run hands over to the templates and the check of a period, by department and table."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from checker.definitions.packs import Pack
from checker.history.runs import Run, latest, list_runs
from checker.model.records import OpenRow, OpenRows, Role
from checker.periods import Period
from checker.template.carried import Carried, Stored

#: What masking leaves of personal data.
_MASK = "*"


def read_carried(ledger: Any, pack: Pack, period: Period) -> dict[str, dict[str, Carried]]:
    """Reads the rosters, and the rows that were neither done nor due, from the newest run of an earlier period."""
    run = _newest_before(ledger, pack.header.id, period)
    if run is None:
        return {}
    rosters = {getattr(indicator.asked, "members", "") for indicator in pack.indicators.values()}
    found: defaultdict[str, dict[str, Carried]] = defaultdict(dict)
    for item in ledger.items(run.seq, "rows"):
        table = pack.tables.get(item["table"])
        if table is None or table.listed is not None:
            continue
        whole = table.id in rosters
        rows = _choose(item, None if whole else _open(item))
        if rows:
            masked = tuple(name for name in item["personal"] if name in item["cells"])
            found[item["department"]][table.id] = Carried(run.period, whole, rows, masked)
    return found


def read_open_rows(ledger: Any, pack: str, period: Period) -> OpenRows:
    """Reads the rows that were neither done nor due when the newest earlier period ended, by department."""
    run = _newest_before(ledger, pack, period)
    if run is None:
        return {}
    found: defaultdict[str, list[OpenRow]] = defaultdict(list)
    for item in ledger.items(run.seq, "rows"):
        numbers = _open(item)
        for row, form, shown in zip(item["row"], item["forms"], item["shown"], strict=True):
            if row in numbers and form:
                found[item["department"]].append(OpenRow(item["table"], form, shown, run.period))
    return {department: tuple(rows) for department, rows in found.items()}


def _newest_before(ledger: Any, pack: str, period: Period) -> Run | None:
    """The latest run of the newest period that ended earlier."""
    entries = [entry for entry in ledger.entries("run") if entry.payload["pack"]["id"] == pack]
    runs = latest(list_runs(entries, pack, "")) if entries else []
    return next((run for run in reversed(runs) if run.end < period.window.end), None)


def _open(item: Mapping[str, Any]) -> set[int]:
    """The numbers of the rows that some indicator has still to judge."""
    return {row for roles in item["counted"].values() for row in roles.get(Role.PENDING.value, ())}


def _choose(item: Mapping[str, Any], numbers: Collection[int] | None) -> tuple[Mapping[str, Stored], ...]:
    """The cells of these rows, or of all; without those that were refused or masked."""
    chosen = []
    for position, number in enumerate(item["row"]):
        if numbers is None or number in numbers:
            cells = {name: cells[position] for name, cells in item["cells"].items() if name not in item["personal"]}
            chosen.append(
                {
                    name: cell
                    for name, cell in cells.items()
                    if number not in item["refused"].get(name, ()) and not (isinstance(cell, str) and _MASK in cell)
                }
            )
    return tuple(chosen)
