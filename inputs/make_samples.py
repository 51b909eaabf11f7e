"""Writes the sample submissions, their README and what is expected of them: `python inputs/make_samples.py [FOLDER]`.

The same bytes every time. FOLDER is the project's root unless another is given.
"""

from __future__ import annotations

import sys
from pathlib import Path

from samples import district, environment, health, housing, jizhou, justice, market, office, police, small, urban
from samples.hantai import district as of_hantai
from samples.kundulun import district as of_kundulun
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
    noticed, planned = of_hantai.samples(), of_kundulun.samples()
    folders = {
        "heping/2022Q4": heping,
        "jizhou/2021": reported,
        "hantai/2024Q4": noticed,
        "kundulun/2018Q4": planned,
    }
    missing = {
        "heping/2022Q4": district.NOT_SUBMITTED,
        "hantai/2024Q4": of_hantai.NOT_SUBMITTED,
        "kundulun/2018Q4": of_kundulun.NOT_SUBMITTED,
    }
    for folder, samples in folders.items():
        _write(root / "inputs" / folder, samples)
    names = {folder: tuple(codes.values()) for folder, codes in missing.items()}
    (root / "inputs" / "README.md").write_text(readme(folders, names), encoding="utf-8")
    tests = root / "tests" / "samples"
    tests.mkdir(parents=True, exist_ok=True)
    totals, more = district.district_outcomes(heping), of_hantai.district_outcomes(noticed)
    absent, others = tuple(district.NOT_SUBMITTED), tuple(of_hantai.NOT_SUBMITTED)
    runs = (
        expectations("heping", "2022Q4", "2022-12-31", heping, absent, totals, district.FINDINGS),
        expectations("jizhou", "2021", "2021-12-31", reported, (), {}, {}),
        expectations("hantai", "2024Q4", "2024-12-31", noticed, others, more, of_hantai.FINDINGS),
        expectations("kundulun", "2018Q4", "2018-12-31", planned, *of_kundulun.EXPECTED),
    )
    (tests / "expected.yaml").write_text(_EXPECTED_TOP + "".join(runs), encoding="utf-8")


def _write(folder: Path, samples: list[Sample]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sample in samples:
        (folder / sample.file).write_bytes(sample.content())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
