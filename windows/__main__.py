"""Builds the folder for Windows: `python -m windows python-3.13.5-embed-amd64.zip build`.

Python's embeddable package comes from whoever releases, as python.org offers it; its name says which wheels fit.
"""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent
#: What the libraries need on Windows only; pip, on another system, doesn't ask for them.
ON_WINDOWS = ("colorama", "tzdata")
_EMBEDDABLE = re.compile(r"python-(?P<version>\d+\.\d+)\.\d+-embed-(?P<machine>amd64|arm64)\.zip")


def main(arguments: list[str]) -> int:
    """Builds the folder; the arguments are Python's embeddable package and the folder to build in."""
    given, around = (*arguments, "", "")[:2]
    known = _EMBEDDABLE.fullmatch(Path(given).name)
    if known is None or not Path(given).is_file():
        print(
            f"{given or 'EMBED'} is not Python's embeddable package. Download python-3.13.x-embed-amd64.zip (or arm64) "
            "from https://www.python.org/downloads/windows/ and write: make windows EMBED=path/of/that.zip",
            file=sys.stderr,
        )
        return 2
    target = ["--only-binary=:all:", "--platform", f"win_{known['machine']}", "--python-version", known["version"]]
    folder = Path(around) / f"checker-windows-{known['machine']}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT))
    if lacking := _download(_requirements(), target, wheels):
        print(f"no wheel for Windows on {known['machine']}: {', '.join(lacking)}", file=sys.stderr)
        return 1
    _pip("install", "--no-deps", "--no-compile", *target, "--target", str(folder / "lib"), *map(str, wheels.iterdir()))
    _unpack(Path(given), folder / "python")
    shutil.copy(HERE / "start.bat", folder / "检查.bat")
    print(folder)
    return 0


def _requirements() -> list[str]:
    """The program's libraries, to the version, as pip would install them here, and those for Windows only."""
    report = _pip("install", "--dry-run", "--ignore-installed", "--report", "-", f"{ROOT}[serve]", *ON_WINDOWS)
    found = [each["metadata"] for each in json.loads(report)["install"]]
    return sorted(f"{each['name']}=={each['version']}" for each in found if each["name"] != "checker")


def _download(requirements: list[str], target: list[str], folder: Path) -> list[str]:
    """Downloads wheels for the target; gives the requirements that have none."""
    command = ["download", "--no-deps", *target, "--dest", str(folder)]
    try:
        _pip(*command, *requirements)
    except subprocess.CalledProcessError:
        return [each for each in requirements if not _is_there(command, each)]
    return []


def _is_there(command: list[str], requirement: str) -> bool:
    try:
        _pip(*command, requirement)
    except subprocess.CalledProcessError:
        return False
    return True


def _unpack(embeddable: Path, folder: Path) -> None:
    """Unpacks the interpreter, and has it find the libraries in the folder beside it."""
    with zipfile.ZipFile(embeddable) as packed:
        packed.extractall(folder)
    for paths in folder.glob("python*._pth"):
        paths.write_text(paths.read_text(encoding="utf-8").rstrip() + "\n../lib\n", encoding="utf-8")


def _pip(*arguments: str) -> str:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
