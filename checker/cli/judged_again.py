"""Judges the workbooks in a bundle again, and compares the outcome with what was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import checker
from checker.cli.packed import find_pack, packs_in
from checker.cli.recording import add_decisions
from checker.frozen import dataclass
from checker.history.carried import read_open_rows
from checker.history.decided import Moment
from checker.history.previous import read_past
from checker.history.signals import look_back
from checker.ledger.bundle import ITEM_LINES, PACK, REPORT, Bundle, count_missing, read_lines
from checker.ledger.figures import read_figures
from checker.ledger.heads import Head
from checker.ledger.recording import run_items, run_payload
from checker.ledger.records import Entry
from checker.ledger.rows import ROWS
from checker.ledger.verify_bundle import REPORT_FILE
from checker.model import Department, Report
from checker.reporters import report_json
from checker.runtime import temporary_folder
from checker.text.bilingual import Text
from checker.text.exact_json import canonical, parse

#: What is hashed under the key, which is not in a bundle.
_KEYED = {"n", "keyed", "hashed_by", "hidden", "secrets"}


@dataclass(frozen=True)
class Again:
    """What came of judging the workbooks of a bundle again; good if nothing differs, or nothing could be judged."""

    good: bool
    text: Text


@dataclass(frozen=True)
class _Earlier:
    """What a bundle holds of the entries before its run, to be read like a ledger."""

    bundle: Bundle
    before: Sequence[Entry]

    def entries(self, kind: str) -> list[Entry]:
        return [each for each in self.before if each.kind == kind]

    def items(self, seq: int, item: str) -> list[dict[str, Any]]:
        return [each for each in read_lines(self.bundle.lines(f"{ITEM_LINES}{seq}.txt")) if each["item"] == item]


def judge_again(bundle: Bundle, entries: Sequence[Entry], inputs: Mapping[str, bytes], moment: Moment | None) -> Again:
    """Judges the workbooks in `inputs` again, unless some are missing or the pack is not here.

    `moment` says when the report of the bundle was made; None if it has none.
    """
    run = entries[bundle.run - 1]
    if missing := count_missing(run, inputs.values()):
        zh, en = (
            f"证明包里缺 {missing} 份工作簿，没有重新检查",
            f"not judged again: workbooks missing in the bundle: {missing}",
        )
        return Again(True, Text(zh, en))
    items = read_items(bundle, run.seq)
    recorded = bundle.files(REPORT).get(REPORT_FILE)
    with temporary_folder() as folder:
        _write(folder / "inputs", inputs)
        _write(folder / "pack", bundle.files(PACK))
        found = find_pack(run, [str(run.payload["pack"]["id"]), *packs_in(folder / "pack")])
        if found is None:
            zh, en = "没有当时的指标包，没有重新检查", "not judged again: the pack that judged the run is not here"
            return Again(True, Text(zh, en))
        from checker.engine.batch import run as run_batch  # imports late: pandas and pandera

        earlier = _Earlier(bundle, entries[: run.seq - 1])
        recorded_rows = [each for each in items if each["item"] == ROWS]

        def rows(department: Department) -> list[Mapping[str, Any]]:
            """As they were recorded: the key that hashes personal data is not in the bundle."""
            return [each for each in recorded_rows if each["department"] == department.code]

        report = run_batch(
            found[0],
            run.payload["period"],
            folder / "inputs",
            as_of=date.fromisoformat(run.payload["as_of"]),
            trend=any(each.get("course") for each in items),
            records=True,
            figures=lambda name: read_figures(earlier, name),
            open_rows=lambda name, period: read_open_rows(earlier, name, period),
            past=lambda name, period: read_past(earlier, name, period, alike=True),
            look_back=lambda departments, task: look_back(earlier, rows, departments, task),
            use=run.payload.get("use", ()),
        )
        made = ""
        if moment is not None:
            decided = add_decisions(report, items, moment.decisions, moment.day, lambda: found[1])
            made = report_json.render(replace(decided, run=run.id, head=_head(bundle, run), tool=run.payload["tool"]))
    return _compare(report, run, items, recorded, made)


def read_items(bundle: Bundle, seq: int) -> list[dict[str, Any]]:
    """Reads the items of an entry."""
    return read_lines(bundle.lines(f"{ITEM_LINES}{seq}.txt"))


def _head(bundle: Bundle, run: Entry) -> str:
    return Head(bundle.head.origin, run.seq, run.hash).text


def _compare(
    report: Report, run: Entry, items: Sequence[Mapping[str, Any]], recorded: bytes | None, made: str
) -> Again:
    report = replace(report, tool=run.payload["tool"])
    same = canonical(run_payload(report)) == canonical(run.payload)
    same = same and _are_same(list(run_items(report, lambda text: ":")), items)
    version = run.payload["tool"]
    if not same:
        if version == checker.__version__:
            return Again(False, Text("重新检查的结果与记录不同", "judged again, the results differ"))
        zh = f"重新检查的结果与记录不同：当时用 {version} 版，现在是 {checker.__version__} 版"
        en = f"judged again, the results differ: by version {version} then, by {checker.__version__} now"
        return Again(False, Text(zh, en))
    if recorded is not None and _is_plain(recorded) and canonical(parse(made)) != canonical(parse(recorded.decode())):
        return Again(False, Text(f"重新生成的 {REPORT_FILE} 与包里的不同", f"{REPORT_FILE}, made again, differs"))
    return Again(
        True, Text("工作簿已重新检查，结果与记录完全相同", "the workbooks were judged again: every result is the same")
    )


def _are_same(judged: Sequence[Mapping[str, Any]], recorded: Sequence[Mapping[str, Any]]) -> bool:
    """Whether items say the same of the workbooks, in any order.

    Numbers, hashed values and what the ledger adds to flags (whether a flag is new, since when) don't count.
    """
    for kind in {str(each["item"]) for each in judged}:
        new, old = ([each for each in group if each["item"] == kind] for group in (judged, recorded))
        fields = set().union(*new) - _KEYED
        texts = [
            sorted(canonical({field: each.get(field) for field in fields}) for each in group) for group in (new, old)
        ]
        if texts[0] != texts[1]:
            return False
    return True


def _is_plain(recorded: bytes) -> bool:
    """Whether a report.json is that of a plain run: not filtered, compared with another, or with rows."""
    report = parse(recorded.decode())
    rows = any("rows" in each for each in report["departments"])
    return report["selection"] is None and report["previous"] is None and not rows


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    root = folder.resolve()
    for name, content in files.items():
        path = (root / name).resolve()
        if root in path.parents:  # a name like ../x leads out of the folder
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
