"""Why a workbook cannot be marked in place; the answer to the caller, who makes a new workbook instead.

Knows texts only.
"""

from __future__ import annotations

from checker.text.bilingual import Text


class CannotMark(Exception):  # noqa: N818 - an answer about the file, not an error of ours
    """The submitted file cannot be marked in place, for a reason that lies in the file.

    Attributes:
        reason: half a sentence that names it.
    """

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def broken(part: str) -> CannotMark:
    """A part is not made as the format asks."""
    return CannotMark(
        Text(
            zh=f"部件 {part} 的结构与工作簿格式不符", en=f"the part {part} is not made as the format of workbooks asks"
        )
    )
