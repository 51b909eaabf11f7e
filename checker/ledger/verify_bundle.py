"""Verifies a bundle without its ledger: its chain, its report, and the workbooks in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from checker.ledger.breaks import Stored, find_break
from checker.ledger.bundle import INPUTS, ITEM_LINES, LINES, REPORT, Bundle, has_changed, read_lines
from checker.ledger.heads import Head
from checker.ledger.recording import FLAG, RESULT
from checker.ledger.records import Entry, link, read_entry
from checker.ledger.verify import Damage, Verified, check_entries, check_heads, check_records, describe
from checker.text.bilingual import Text
from checker.text.exact_json import canonical, parse

REPORT_FILE = "report.json"
#: What a report says of decisions, which are records of their own.
_LATER = {"decision"}


def verify_bundle(bundle: Bundle, heads: Sequence[Head] = ()) -> tuple[Verified, list[Entry]]:
    """Verifies every record in a bundle, and what else it holds of its run; also returns the entries."""
    rows = [_row(each) for each in bundle.lines(LINES)]
    damage, entries = check_entries(rows, bundle.head, bundle.algorithm)
    items = 0
    for entry in () if damage is not None else entries:
        stored = bundle.lines(f"{ITEM_LINES}{entry.seq}.txt")
        items += len(stored)

        def follows(before: str, row: Stored) -> bool:
            return row.text is not None and link(bundle.algorithm, before, row.text) == row.hash

        if (broken := find_break(stored, entry.count, entry.root, follows)) is not None:
            damage = describe(broken, entry.seq, broken.place)
            break
    damage = (
        damage
        or check_heads(entries, bundle.head.origin, heads)
        or check_records(entries, lambda seq: read_lines(bundle.lines(f"{ITEM_LINES}{seq}.txt")))
        or next(_check_run(bundle, entries), None)
    )
    return Verified(bundle.head, len(rows), items, damage), entries


def _row(stored: Stored) -> Any:
    """Gives a line the columns of the table: they repeat what it says, unless it is in another place."""
    try:
        entry = read_entry(stored.text or "", stored.hash or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        return SimpleNamespace(seq=stored.place, at=None, kind=None, prev=None, payload=stored.text, hash=stored.hash)
    values = {"at": entry.at, "kind": entry.kind, "prev": entry.prev}
    return SimpleNamespace(seq=stored.place, **values, payload=stored.text, hash=stored.hash)


def _check_run(bundle: Bundle, entries: Sequence[Entry]) -> Iterator[Damage]:
    run = next((each for each in entries if each.seq == bundle.run and each.kind == "run"), None)
    if run is None:
        text = Text(zh="证明包没有它所说的那次检查", en="the bundle does not hold the run that it names")
        yield Damage("other", bundle.run, None, text)
        return
    for name, content in bundle.files(INPUTS).items():
        if has_changed(run, name, content):
            zh, en = f"工作簿 {name} 不是当时检查的那份", f"the workbook {name} is not the one that was checked"
            yield Damage("altered", run.seq, None, Text(zh, en))
    report = bundle.files(REPORT).get(REPORT_FILE)
    if report is not None and not _is_report_of(report, run, bundle):
        zh = f"{REPORT_FILE} 与第 {run.seq} 条记录不符"
        yield Damage("altered", run.seq, None, Text(zh, f"{REPORT_FILE} is not the report of entry {run.seq}"))


def _is_report_of(content: bytes, run: Entry, bundle: Bundle) -> bool:
    """Whether a report.json says what the items of a run say; one that shows only some flags says no more than them."""
    items = read_lines(bundle.lines(f"{ITEM_LINES}{run.seq}.txt"))
    try:
        report = parse(content.decode())
        if report["run"] != run.id or report["period"] != run.payload["period"]:
            return False
        parts = [report["district"], *report["departments"], *report.get("unplaced", ())]
        for kind, name in ((RESULT, "results"), (FLAG, "flags")):
            said = [each for part in parts for each in part[name]]
            fields = set().union(*said) - _LATER
            of_report, of_run = (
                Counter(canonical({field: each.get(field) for field in fields}) for each in group)
                for group in (said, [each for each in items if each["item"] == kind])
            )
            if of_report - of_run or (report["selection"] is None and of_run - of_report):
                return False
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True
