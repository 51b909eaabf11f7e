"""What the reading process has to say of a file, as plain values that cross the pipe.

Knows codes and texts and nothing else of the project: the reading process loads only what it needs. The waiting side
turns a `RawFlag` into a flag.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.codes import Code
from checker.text.bilingual import Text

ENCRYPTED = Code("W202")
DAMAGED = Code("W203")
OVER_LIMIT = Code("W205")


@dataclass(frozen=True)
class RawFlag:
    """One thing found while reading.

    Attributes:
        code: what kind.
        values: what fills the named places of its message.
        advice: what to do.
        sheet: the sheet, or empty where the whole file is meant.
        cell: (row, column), 1-based, of the first cell meant, or None.
    """

    code: Code
    values: dict[str, Text | str] = field(default_factory=dict)
    advice: Text | None = None
    sheet: str = ""
    cell: tuple[int, int] | None = None


class Refused(Exception):  # noqa: N818 - an answer about the file, not an error of ours
    """The file, or one of its sheets, is not read; the finding says why."""

    def __init__(self, finding: RawFlag) -> None:
        super().__init__(finding.code.id)
        self.finding = finding


SAVE_AGAIN = Text(
    zh="用 Excel 或 WPS 打开这个文件，点“文件”-“另存为”，文件类型选 .xlsx，再报送新存的文件",
    en="Open the file in Excel or WPS, choose File > Save As, pick the type .xlsx, and submit the new file",
)
DOUBTFUL = Text(
    zh="正常的工作簿不会这样，请向报送单位核实文件来源；用 Excel 或 WPS 另存为 .xlsx 后重新报送",
    en="An honest workbook is not like this: ask where the file comes from, then save it again as .xlsx",
)
SEND_AGAIN = Text(
    zh="请先在自己的电脑上打开文件，确认内容完整；打不开的，找出原件重新复制或重新发送",
    en="Open the file on your own computer first; if it does not open, copy or send the original again",
)


def damaged(reason: Text, advice: Text = SAVE_AGAIN) -> Refused:
    """The file (or a sheet) is incomplete or breaks the rules of its format."""
    return Refused(RawFlag(DAMAGED, {"reason": reason}, advice))


def encrypted() -> Refused:
    """The file asks for a password."""
    return Refused(
        RawFlag(
            ENCRYPTED,
            advice=Text(
                zh="用 Excel 或 WPS 输入密码打开，点“文件”-“信息”-“保护工作簿”-“用密码进行加密”，清空密码后保存",
                en="Open it with the password, choose File > Info > Protect Workbook > Encrypt with Password, "
                "clear the password and save",
            ),
        )
    )


def over(reason: Text, advice: Text) -> Refused:
    """The file is larger, in one of the ways that `Limits` names, than is read."""
    return Refused(RawFlag(OVER_LIMIT, {"reason": reason}, advice))


def with_doctype(part: str) -> Refused:
    """A part declares a document type, by which it could pull in or blow up other content."""
    return over(
        Text(
            zh=f"部件 {part} 含有 DTD 声明，可能引用外部内容",
            en=f"the part {part} declares a document type (DTD), which may pull in other content",
        ),
        DOUBTFUL,
    )
