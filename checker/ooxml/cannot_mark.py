"""Says why a workbook can't be marked in place; the caller then makes a new workbook instead."""

from checker.text.bilingual import Text


class CannotMark(Exception):  # noqa: N818 - an answer about the file, not an error of ours
    """The submitted file can't be marked in place; its `reason` is a clause that names the fault in the file."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


def broken(part: str) -> CannotMark:
    """Makes the error for a part that breaks the rules of its format."""
    return CannotMark(f"部件 {part} 的结构不符合工作簿格式", f"its part {part} doesn't follow the workbook format")
