"""Writes the sample submissions, their README and what is expected of them: `python inputs/make_samples.py [FOLDER]`.

The same bytes every time. FOLDER is the project's root unless another is given.
"""

from __future__ import annotations

import sys
from pathlib import Path

from samples import environment, health, housing, jizhou, justice, market, office, police, small, urban
from samples.district import NOT_SUBMITTED, district_outcomes
from samples.pages import expectations, readme
from samples.truth import Sample

_EXPECTED_TOP = """# What the sample submissions have to give: written by inputs/make_samples.py from what was planted
# there, and from outcomes that were worked out by hand. One entry a run. A finding has a cell, or a row where no
# single cell is meant, or neither; `value` is an exact fraction.
"""


def main(root: Path) -> None:
    """Writes everything below `root`."""
    makers = (justice, market, police, urban, housing, health, office, environment)
    heping = [*(maker.sample() for maker in makers), *small.samples()]
    reported = [jizhou.sample()]
    folders = {"heping/2022Q4": heping, "jizhou/2021": reported}
    for folder, samples in folders.items():
        _write(root / "inputs" / folder, samples)
    (root / "inputs" / "README.md").write_text(readme(folders, NOT_SUBMITTED.values()), encoding="utf-8")
    tests = root / "tests" / "samples"
    tests.mkdir(parents=True, exist_ok=True)
    runs = (
        expectations("heping", "2022Q4", "2022-12-31", heping, tuple(NOT_SUBMITTED), district_outcomes(heping)),
        expectations("jizhou", "2021", "2021-12-31", reported, (), {}),
    )
    (tests / "expected.yaml").write_text(_EXPECTED_TOP + "".join(runs), encoding="utf-8")


def _write(folder: Path, samples: list[Sample]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sample in samples:
        (folder / sample.file).write_bytes(sample.content())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
