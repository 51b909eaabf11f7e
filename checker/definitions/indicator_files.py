"""Which files of a pack's folder are its indicators."""

from collections.abc import Iterable
from pathlib import Path

from checker.codes.shared import INCOMPLETE_PACK, UNREADABLE_FILE
from checker.tables.workdays import OWN
from checker.tables.yaml.problems import Problem, Spot, problem
from checker.tables.yaml.reading import explain_os_error
from checker.text.bilingual import Text

HEADER, ROSTER, REGISTER, PARAMETERS = "pack.yaml", "departments.yaml", "register.yaml", "parameters.yaml"
NO_INDICATORS = (HEADER, ROSTER, REGISTER, PARAMETERS, OWN)


def indicator_files(folder: Path, shown_as: str, bases: Iterable[Path]) -> tuple[list[str], list[Problem]]:
    """The names of the pack's indicator files and of those that it takes over, sorted; and what is wrong with them."""
    problems: list[Problem] = []
    own = [path.name for path in _own_files(folder, shown_as, problems)]
    taken_over = [path.name for base in bases for path in base.glob("*.yaml")]
    names = sorted({*own, *(name for name in taken_over if name not in NO_INDICATORS and name[0] not in ".~")})
    if not names:
        problems.append(without_indicators(shown_as))
    return names, problems


def without_indicators(shown_as: str) -> Problem:
    """The problem of a pack that has no indicators yet."""
    return problem(INCOMPLETE_PACK, Spot(shown_as), reason=Text(zh="一个指标也没有", en="it has no indicators"))


def _own_files(folder: Path, shown_as: str, problems: list[Problem]) -> Iterable[Path]:
    try:
        found = sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~")))
    except OSError as error:
        problems.append(problem(UNREADABLE_FILE, Spot(shown_as), reason=explain_os_error(error)))
        return []
    for path in found:
        if path.suffix in (".yml", ".YAML", ".YML"):
            reason = Text(zh="文件名应以 .yaml 结尾，否则不会被读取", en="it is only read if its name ends in .yaml")
            spot = Spot(f"{shown_as}/{printable(path.name)}")
            problems.append(problem(INCOMPLETE_PACK, spot, reason=reason))
    return [path for path in found if path.suffix == ".yaml" and path.name not in NO_INDICATORS]


def printable(name: str) -> str:
    """A file's name as it can be shown, whatever its bytes."""
    return name.encode("utf-8", "replace").decode()
