"""Writes bundles of a ledger, and verifies them: workbooks in a bundle are judged again."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import checker
from checker.cli.judged_again import Again, judge_again
from checker.definitions.load import load_pack
from checker.errors import Stop
from checker.intake.files import find_workbooks
from checker.ledger.address import Address
from checker.ledger.bundle import INPUTS, PACK, REPORT, choose_inputs, find_run, open_bundle, write_bundle
from checker.ledger.heads import Head
from checker.ledger.public import publish
from checker.ledger.records import Entry
from checker.ledger.store import Ledger
from checker.ledger.verify import Verified
from checker.ledger.verify_bundle import verify_bundle
from checker.reporters.files import write_files
from checker.text.exact_json import Json, dumps


def export(address: Address, out: Path, seq: int | None, inputs: Path | None, reports: Path | None) -> None:
    """Writes a bundle of a ledger, and records that it was written.

    Raises:
        Stop: there is no such run, a folder can't be read, or something can't be written.
    """
    ledger = Ledger(address)
    run = find_run(ledger, seq)
    files: dict[str, bytes] = {}
    if inputs is not None:
        files |= choose_inputs(run, find_workbooks(inputs))
        files |= _pack_files(run)
    if reports is not None:
        files |= {f"{REPORT}{path.name}": path.read_bytes() for path in sorted(reports.iterdir()) if path.is_file()}
    _record(ledger, run, public=False, files=sorted(files))
    write_bundle(out, ledger, run, files)


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


def _pack_files(run: Entry) -> dict[str, bytes]:
    """Reads the files of a built-in pack that judged a run, if it is still the same."""
    said = run.payload["pack"]
    try:
        pack = load_pack(str(said["id"]))
    except Stop:
        return {}
    if pack.sha256 != said["sha256"]:
        return {}
    return {f"{PACK}{said['id']}/{name}": path.read_bytes() for name, paths in pack.files.items() for path in paths}


def verify(path: Path, heads: Sequence[Head]) -> tuple[Verified, Again | None]:
    """Verifies a bundle; if its records are as they were and it holds workbooks, judges these again.

    Raises:
        Stop: the file is not a bundle.
    """
    with open_bundle(path) as bundle:
        done, entries = verify_bundle(bundle, heads)
        inputs = bundle.files(INPUTS)
        if done.damage is not None or not inputs:
            return done, None
        return done, judge_again(bundle, entries, inputs)
