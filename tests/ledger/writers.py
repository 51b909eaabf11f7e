"""Processes that write to one ledger at once, or are killed while they write. Started as `python -m`.

`python -m tests.ledger.writers LEDGER KEY NAME COUNT [OUT]` records COUNT runs, each with its report in OUT, and says
"recorded NAME NUMBER SEQ" after each one.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from checker.ledger.heads import Head
from checker.ledger.store import open_ledger
from checker.outputs.folder import stage_outputs

ITEMS = 400


def main(url: str, key: str, name: str, count: int, out: str | None) -> None:
    """Records runs as `checker run` does: the files get their names once the run is recorded."""
    ledger = open_ledger(url, Path(key))
    for number in range(count):
        said = {"who": name, "number": number}
        items = [{"item": "flag", "who": name, "number": number, "text": "某行有误" * 40} for _ in range(ITEMS)]
        with ledger.appending("run", said, lambda items=items: items, at=datetime.now(UTC)) as entry:
            head = Head(ledger.origin, entry.seq, entry.hash).text
            files = {"report.json": head.encode(), "report.html": (head * 2_000).encode()}
            staged = nullcontext(None) if out is None else stage_outputs(Path(out))
            outputs = staged.__enter__()
            for file, content in files.items() if outputs is not None else ():
                outputs.write(file, content)
        print("recorded", name, number, entry.seq, flush=True)  # noqa: T201
        if outputs is not None:
            outputs.publish({"run": entry.id})
        staged.__exit__(None, None, None)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5] if len(sys.argv) > 5 else None)
