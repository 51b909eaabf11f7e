"""The one place that calls the spreadsheet reader, and what each of its ways to fail means.

Knows python-calamine; knows no file format. What kills the process instead of raising is the waiting side's to tell.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import python_calamine

from checker.codes.shared import READER_STOPPED
from checker.model.workbook import Merged, Raw
from checker.sources.found import SAVE_AGAIN, RawFlag, Refused, damaged, encrypted
from checker.text.bilingual import Text

_WORKSHEET = "SheetTypeEnum.WorkSheet"
_VISIBLE = "SheetVisibleEnum.Visible"


class Book:
    """An open workbook.

    Attributes:
        worksheets: (position in the workbook, name, hidden) of each sheet that has cells; charts and macro sheets
            are left out.

    Raises:
        Refused: the reader does not take the file.
    """

    def __init__(self, data: bytes) -> None:
        with _answered():
            self._workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        self.worksheets = [
            (position, sheet.name, str(sheet.visible) != _VISIBLE)
            for position, sheet in enumerate(self._workbook.sheets_metadata)
            if str(sheet.typ) == _WORKSHEET
        ]

    def rows(self, position: int) -> tuple[list[list[Raw]], tuple[Merged, ...]]:
        """The cells of one sheet from A1 on, blanks as "", and its merged ranges.

        Raises:
            Refused: the reader cannot read this sheet.
        """
        with _answered():
            sheet = self._workbook.get_sheet_by_index(position)
            rows = sheet.to_python(skip_empty_area=False)
            ranges = sheet.merged_cell_ranges or []
        merged = tuple(Merged(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges)
        return cast("list[list[Raw]]", rows), merged


@contextmanager
def _answered() -> Iterator[None]:
    """Turns the reader's failures into refusals. Nothing of ours may run inside."""
    try:
        yield
    except python_calamine.PasswordError as error:
        raise encrypted() from error
    except (python_calamine.CalamineError, OverflowError) as error:  # the latter: durations beyond Python's
        raise damaged(Text(zh=f"读取程序报告：{error}", en=f"the reader says: {error}")) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the reader raises on a fault of its own: no Exception
            raise
        reason = Text(zh="读取程序内部出错", en="the reader failed inside")
        raise Refused(RawFlag(READER_STOPPED, {"reason": reason}, SAVE_AGAIN)) from error
