"""Writes the sample submissions, their README and what is expected of them: `python -m samples [FOLDER]`.

The same bytes every time. FOLDER is the project's root unless another is given.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(root: Path) -> None:
    """Writes everything below `root`."""
    # openpyxl writes other bytes with lxml than without; it decides for one when it is imported.
    os.environ["OPENPYXL_LXML"] = "False"
    from samples import jizhou, shuanghuancun
    from samples.facilities import contract as facilities
    from samples.hantai import district as hantai
    from samples.heping import district as heping
    from samples.hospital import quarter as hospital
    from samples.kundulun import district as kundulun
    from samples.pages import expectations, readme

    districts = (heping, jizhou, shuanghuancun, hantai, kundulun, facilities, hospital)
    quarters = [district.quarter() for district in districts]
    for quarter in quarters:
        folder = root / "inputs" / quarter.folder
        folder.mkdir(parents=True, exist_ok=True)
        for sample in quarter.samples:
            (folder / sample.file).write_bytes(sample.content())
    (root / "inputs" / "README.md").write_text(readme(quarters), encoding="utf-8")
    tests = root / "tests" / "samples"
    tests.mkdir(parents=True, exist_ok=True)
    (tests / "expected.yaml").write_text(expectations(quarters), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
