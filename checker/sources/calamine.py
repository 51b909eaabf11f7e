"""Calls python-calamine, the library that reads spreadsheets, and turns its errors into refusals.

No other module calls it. If it kills the process instead of raising, `reader` reports that.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

import python_calamine

from checker.codes.shared import READER_STOPPED
from checker.model.workbook import Merged, Raw
from checker.sources.census import Census
from checker.sources.grid import Grid, check_area, check_cells, reconcile_sheet
from checker.sources.limits import Limits
from checker.sources.refusals import SAVE_AGAIN, RawFlag, Refused, damaged, encrypted
from checker.text.bilingual import Text

_WORKSHEET = "SheetTypeEnum.WorkSheet"
_VISIBLE = "SheetVisibleEnum.Visible"


class Book:
    """An open workbook, refused if the library can't read it.

    `worksheets` has (position in the workbook, name, hidden) of each worksheet, without charts and macro sheets.
    """

    def __init__(self, data: bytes) -> None:
        with _refuse_on_error():
            self._workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        self.worksheets = [
            (position, sheet.name, str(sheet.visible) != _VISIBLE)
            for position, sheet in enumerate(self._workbook.sheets_metadata)
            if str(sheet.typ) == _WORKSHEET
        ]

    def rows(self, position: int) -> tuple[list[list[Raw]], tuple[Merged, ...]]:
        """The cells of one sheet from A1, blanks as "", and its merged ranges; refused if the library can't read it."""
        with _refuse_on_error():
            sheet = self._workbook.get_sheet_by_index(position)
            rows = sheet.to_python(skip_empty_area=False)
            ranges = sheet.merged_cell_ranges or []
        merged = tuple(Merged(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)
        return cast("list[list[Raw]]", rows), merged

    def read_sheets(self, censuses: list[Census], limits: Limits) -> Iterator[Grid | RawFlag]:
        """Reads every worksheet and reconciles it with its census; a sheet that can't be read yields a flag."""
        for (position, name, hidden), census in zip(self.worksheets, censuses, strict=True):
            try:
                check_cells(len(census.filled) + len(census.maybe_filled), limits)
                check_area(census.farthest(), limits)
                rows, merged = self.rows(position)
            except Refused as refusal:
                yield replace(refusal.flag, sheet=name)
            else:
                yield from reconcile_sheet(name, hidden, rows, tuple(census.merged) or merged, census)


@contextmanager
def _refuse_on_error() -> Iterator[None]:
    """Turns the library's errors into refusals. Only calls of the library belong inside."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise encrypted() from error
    except (python_calamine.CalamineError, OverflowError) as error:  # OverflowError: durations too long for Python
        raise damaged(zh=f"读取程序报告：{error}", en=f"the reading process says: {error}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a bug of the library; not a subclass of Exception
            raise
        reason = Text(zh="读取程序内部出错", en="the reading process failed internally")
        raise Refused(RawFlag(READER_STOPPED, {"reason": reason}, SAVE_AGAIN)) from error
