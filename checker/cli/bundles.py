"""Writes bundles of a ledger, and verifies them: workbooks in a bundle are judged again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import checker
from checker.cli.judged_again import Again, judge_again, read_items
from checker.cli.office import read_office
from checker.cli.packed import find_pack, pack_files
from checker.errors import raise_shortage
from checker.history.decided import find_moment
from checker.intake.inbox import open_inbox
from checker.ledger.address import Address
from checker.ledger.bundle import INPUTS, PACK, REPORT, Bundle, choose_inputs, find_run, open_bundle, write_bundle
from checker.ledger.heads import Head
from checker.ledger.public import publish
from checker.ledger.records import Entry
from checker.ledger.store import Ledger
from checker.ledger.verify import Damage, Verified
from checker.ledger.verify_bundle import REPORT_FILE, verify_bundle
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.review.decisions import Decision, read_decision
from checker.text.bilingual import Text
from checker.text.exact_json import Json, dumps, parse
from checker.text.ordinary_files import UnfitFileError, read_ordinary

_NO_PACK = Text(
    "没有找到评判这次检查的指标包（或此后改过），证明包里不含它，别处不能重新检查；可用 --pack 指定它的文件夹",
    "the pack that judged the run was not found, or has changed since: the bundle can't be judged again elsewhere; "
    "name the folder of the pack with --pack",
)


def export(
    address: Address, out: Path, seq: int | None, inputs: Path | None, reports: Path | None, packs: Sequence[str]
) -> Text | None:
    """Writes a bundle of a ledger, and records that it was written; says what it lacks to be judged again.

    Args:
        address: the ledger's.
        out: the file to write.
        seq: the number of the run's entry; None for the newest.
        inputs: the folder of the run's workbooks, or None.
        reports: the folder of its reports, or None.
        packs: where to look for the pack that judged it, besides the built-in ones.

    Raises:
        Stop: there is no such run, a folder can't be read, or something can't be written.
    """
    ledger = Ledger(address)
    run = find_run(ledger, seq)
    files: dict[str, bytes] = {}
    lacking: Text | None = None
    if inputs is not None:
        pack = _read_pack(run, packs)
        with open_inbox(inputs) as inbox:
            files |= choose_inputs(run, {each.name: each.path for each in inbox.workbooks}) | pack
        lacking = None if pack else _NO_PACK
    if reports is not None:
        files |= {f"{REPORT}{name}": content for name, content in _read_reports(reports).items()}
    _record(ledger, run, public=False, files=sorted(files))
    write_bundle(out, ledger, run, files)
    return lacking


def _read_reports(folder: Path) -> dict[str, bytes]:
    try:
        return {path.name: read_ordinary(path) for path in sorted(folder.iterdir()) if path.is_file()}
    except UnfitFileError:
        raise
    except OSError as error:
        raise_shortage(error)
        raise make_stop("unreadable-inputs", folder, why=error.strerror or type(error).__name__) from error


def _read_pack(run: Entry, packs: Sequence[str]) -> dict[str, bytes]:
    id, office = str(run.payload["pack"]["id"]), read_office()
    found = find_pack(run, [*packs, office.find_pack(id), id])
    return {} if found is None else {f"{PACK}{name}": content for name, content in pack_files(found[1]).items()}


def export_public(address: Address, out: Path, seq: int | None) -> None:
    """Writes the results of a run for publication, and records that they were written.

    Raises:
        Stop: there is no such run, or something can't be written.
    """
    ledger = Ledger(address)
    run = find_run(ledger, seq)
    document = publish(run, list(ledger.items(run.seq)), Head(ledger.origin, run.seq, run.hash))
    _record(ledger, run, public=True, files=())
    write_files(out.parent, {out.name: dumps(document).encode()})


def _record(ledger: Ledger, run: Entry, *, public: bool, files: Sequence[str]) -> None:
    said: dict[str, Json] = {"run": run.id, "public": public, "files": files, "tool": checker.__version__}
    ledger.append("export", said, at=datetime.now(UTC))


def verify(path: Path, heads: Sequence[Head]) -> tuple[Verified, Again | None]:
    """Verifies a bundle; if its records are as they were and it holds workbooks, judges these again.

    Raises:
        Stop: the file is not a bundle.
    """
    with open_bundle(path) as bundle:
        done, entries = verify_bundle(bundle, heads)
        if done.damage is not None:
            return done, None
        moment, report = None, bundle.files(REPORT).get(REPORT_FILE)
        if report is not None:
            run = entries[bundle.run - 1]
            moment = find_moment(parse(report.decode()), run, read_items(bundle, run.seq), _decisions(bundle, entries))
            if moment is None:
                zh = f"{REPORT_FILE} 所写的审核意见与台账记录的不符"
                en = f"what {REPORT_FILE} says of decisions is not what was recorded"
                return replace(done, damage=Damage("altered", run.seq, None, Text(zh, en))), None
        inputs = bundle.files(INPUTS)
        return done, judge_again(bundle, entries, inputs, moment) if inputs else None


def _decisions(bundle: Bundle, entries: Sequence[Entry]) -> list[Decision]:
    pack = entries[bundle.run - 1].payload["pack"]["id"]
    about = [each for each in entries if each.kind == "decision" and each.payload["pack"] == pack]
    return [read_decision(each.seq, each.payload, read_items(bundle, each.seq)) for each in about]
