"""Raw flags and refusals: what the reading process reports about a file.

The reading process loads only what it needs, so a raw flag is a plain value; `reader` turns it into a flag.
"""

from dataclasses import field

from checker.codes import Code
from checker.frozen import dataclass
from checker.sources.limits import MB
from checker.text.bilingual import Text

ENCRYPTED = Code("W202")
DAMAGED = Code("W203")
OVER_LIMIT = Code("W205")


@dataclass(frozen=True)
class RawFlag:
    """A flag as the reading process sends it."""

    code: Code  # what kind of flag
    values: dict[str, Text | str] = field(default_factory=dict)  # what fills the `{named}` places of its message
    advice: Text | None = None  # what to do
    sheet: str = ""  # the sheet, or empty for the whole file
    cell: tuple[int, int] | None = None  # 1-based (row, column) of the first cell concerned, or None
    placed: str = ""  # the value that only says where, or empty


class Refused(Exception):  # noqa: N818 - an answer about the file, not an error of ours
    """The file, or one of its sheets, cannot be read; `flag` says why."""

    def __init__(self, flag: RawFlag) -> None:
        super().__init__(flag.code.id)
        self.flag = flag


SAVE_AGAIN = Text(
    zh="用 Excel 或 WPS 打开这个文件，点“文件”-“另存为”，文件类型选 .xlsx，再报送新存的文件",
    en="Open the file in Excel or WPS, choose File > Save As, select the type .xlsx, and submit the new file",
)
DOUBTFUL = Text(
    zh="正常的工作簿不会这样，请核实文件来源；用 Excel 或 WPS 另存为 .xlsx 后重新报送",
    en="A normal workbook isn't like this. Check where the file comes from, save it as .xlsx in Excel or WPS, and "
    "submit it again",
)
SEND_AGAIN = Text(
    zh="请先在自己的电脑上打开文件，确认内容完整；打不开的，找到原件重新复制或重新发送",
    en="Open the file on your own computer and check that it is complete; if it doesn't open, copy or send the "
    "original again",
)


def damaged(zh: str, en: str, advice: Text = SAVE_AGAIN) -> Refused:
    """A refusal because the file or a sheet is incomplete or breaks the rules of its format."""
    return Refused(RawFlag(DAMAGED, {"reason": Text(zh, en)}, advice))


def encrypted() -> Refused:
    """A refusal because the file needs a password."""
    advice = Text(
        zh="用 Excel 或 WPS 输入密码打开，点“文件”-“信息”-“保护工作簿”-“用密码进行加密”，清空密码后保存",
        en="Open it with the password, choose File > Info > Protect Workbook > Encrypt with Password, clear the "
        "password and save",
    )
    return Refused(RawFlag(ENCRYPTED, advice=advice))


def unsafe(zh: str, en: str, advice: Text = DOUBTFUL) -> Refused:
    """A refusal because reading the file is unsafe: it exceeds one of the `Limits` or may be an attack."""
    return Refused(RawFlag(OVER_LIMIT, {"reason": Text(zh, en)}, advice))


def too_large(file_bytes: int) -> Refused:
    """A refusal because the file has more bytes than are read."""
    size = file_bytes // MB
    return unsafe(
        zh=f"文件超过 {size} MB",
        en=f"the file is larger than {size} MB",
        advice=Text(
            zh="删去图片和与报送无关的工作表，或把数据拆成几个文件后再报送",
            en="Delete pictures and sheets that you don't have to submit, or split the data into several files",
        ),
    )


def forbidden_doctype(part: str) -> Refused:
    """A refusal because a part declares a document type, which can include or multiply other content."""
    return unsafe(
        zh=f"部件 {part} 含有 DTD 声明，可能引用外部内容",
        en=f"the part {part} declares a document type (DTD), which can include other content",
    )
