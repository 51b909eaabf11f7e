"""Measures what it costs to start the program, and to load a pack.

    python -m benchmarks.start [--quick] [--out FILE]

Commands that judge nothing are held to the bare import of the libraries that print and parse for them; loading a pack
costs what a process that loads one takes beyond a process that only imports what loads it: anew, and when it was kept
before. Fresh processes, in turn, as in `benchmarks.run`.

Imports neither the checker nor what it imports: a process that starts others lends them its own peak of memory.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.run import Cost, compile_modules, measured

IMPORTS, LOADER = "import typer, rich", "import the loader"
#: The commands; what comes after each is measured as a ratio to the bare import.
STARTS = {
    IMPORTS: ("-c", "import typer, rich"),
    "--version": ("-m", "checker", "--version"),
    "--help": ("-m", "checker", "--help"),
    "explain C401": ("-m", "checker", "explain", "C401"),
    "indicators list": ("-m", "checker", "indicators", "list"),
}
#: A process that is prepared and ended as the program is.
_PREPARED = "from checker.runtime import end_soon, prepare_process as begin; begin(); "
_LOADER = _PREPARED + "from checker.definitions.load import load_pack; {}; end_soon()"
PACKS = ("heping", "hantai", "kundulun", "jizhou", "shuanghuancun", "facilities")
#: What a process does to load each of them anew.
_ANEW = 'import os; os.environ["CHECKER_CACHE"] = ""; '
_KEPT = "{} again"
LOADS = {LOADER: ("-c", _LOADER.format("pass"))}
for _name in PACKS:
    LOADS[_name] = ("-c", _ANEW + _LOADER.format(f"load_pack({_name!r})"))
    LOADS[_KEPT.format(_name)] = ("-c", _LOADER.format(f"load_pack({_name!r})"))


def rounds(commands: Mapping[str, tuple[str, ...]], count: int) -> dict[str, list[Cost]]:
    """The commands in turn, so many times after a first round that is not counted."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(count + 1):
        for name, command in commands.items():
            cost = measured(command)
            if number:
                costs[name].append(cost)
    return costs


def table(starts: Mapping[str, list[Cost]], loads: Mapping[str, list[Cost]]) -> list[str]:
    """The lines of both tables, medians throughout."""
    lines = [f"{'command':<20}{'CPU s':>8}{'peak MB':>9}{'x the imports':>15}"]
    for name, costs in starts.items():
        ratio = median(cost.seconds / base.seconds for cost, base in zip(costs, starts[IMPORTS], strict=True))
        lines.append(f"{name:<20}{_seconds(costs):>8.3f}{median(cost.megabytes for cost in costs):>9.0f}{ratio:>15.2f}")
    lines += ["", f"{'pack':<20}{'CPU s':>8}{'kept':>9}", f"{LOADER:<20}{_seconds(loads[LOADER]):>8.3f}"]
    for name in PACKS:
        anew, again = (
            median(cost.seconds - base.seconds for cost, base in zip(loads[each], loads[LOADER], strict=True))
            for each in (name, _KEPT.format(name))
        )
        lines.append(f"{name:<20}{anew:>8.3f}{again:>9.3f}")
    return lines


def _seconds(costs: list[Cost]) -> float:
    return median(cost.seconds for cost in costs)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="Measures what starting the program and loading a pack cost.")
    parser.add_argument("--quick", action="store_true", help="three rounds")
    parser.add_argument("--out", type=Path, help="write the tables to this file, too")
    asked = parser.parse_args()
    count = 3 if asked.quick else 9
    compile_modules()
    with tempfile.TemporaryDirectory() as kept:
        os.environ["CHECKER_CACHE"] = kept  # the round that is not counted fills it
        lines = table(rounds(STARTS, count), rounds(LOADS, count))
    print("\n".join(lines))
    if asked.out is not None:
        asked.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
