"""Says why a workbook can't be marked in place; the caller then makes a new workbook instead."""

from checker.text.bilingual import Text


class CannotMark(Exception):  # noqa: N818 - an answer about the file, not an error of ours
    """The submitted file can't be marked in place.

    Attributes:
        reason: a clause that says why; the fault is in the file.
    """

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


def broken(part: str) -> CannotMark:
    """Makes the error for a part that breaks the rules of its format."""
    return CannotMark(
        Text(zh=f"部件 {part} 的结构不符合工作簿格式", en=f"its part {part} doesn't follow the workbook format")
    )
