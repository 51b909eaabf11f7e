"""Has workbooks checked one after the other by one warm reading process: as `checker check` does, but for its start."""

from __future__ import annotations

from pathlib import Path

from checker.definitions.load import load_pack
from checker.definitions.task import task_of
from checker.engine.pipeline import check_workbook
from checker.engine.report import build_report
from checker.intake.target import Request, read_declaration
from checker.model import Department
from checker.sources.reader import Reader


class Checking:
    """Checks workbooks for one pack."""

    def __init__(self, pack: str, reader: Reader) -> None:
        self._reader = reader
        self._pack = load_pack(pack)

    def check(self, path: Path, period: str) -> Department:
        """What the program says of a workbook."""
        workbook, flags = self._reader.read(path)
        assert workbook is not None
        said = read_declaration(workbook, self._pack.cover)
        task = task_of(self._pack, period, None)
        checked = check_workbook(path, workbook, said, flags, task, Request())
        assert checked.faults == ()
        return build_report([checked], task, whole=False).departments[0]
