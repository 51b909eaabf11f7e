"""Recognises the format of a file by its content, never by its extension.

A file that isn't a workbook is refused; the message says what it is and what to do.
"""

import re
from collections.abc import Container

from checker.codes.shared import NOT_A_WORKBOOK, NOTHING_IN_FILE, WRONG_EXTENSION
from checker.sources.archive import Archive
from checker.sources.refusals import SAVE_AGAIN, RawFlag, Refused
from checker.text.bilingual import Text

_EXTENSIONS = {
    "xlsx": (".xlsx", ".xltx"),
    "xlsm": (".xlsm", ".xltm"),
    "xls": (".xls", ".xlt", ".et", ".ett"),
    "ods": (".ods", ".ots"),
    "csv": (".csv", ".txt", ".tsv"),
}

_WORD = Text(zh="Word 文档", en="a Word document")
_SLIDES = Text(zh="PowerPoint 演示文稿", en="a PowerPoint presentation")
_PACKED = Text(zh="压缩包", en="a compressed archive")
_OLD_EXCEL = Text(zh="Excel 4.0 或更早版本的工作簿", en="a workbook of Excel 4.0 or older")
_HTML = Text(zh="网页（HTML），只是扩展名像工作簿", en="a web page (HTML) with the file name of a workbook")
_XML_SHEET = Text(zh="“XML 电子表格 2003”文件", en="an XML Spreadsheet 2003 file")
_UNKNOWN = Text(zh="无法识别的内容", en="content that can't be recognised")

_MARKS = (
    ((b"%PDF",), Text(zh="PDF 文件", en="a PDF file")),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), Text(zh="图片", en="a picture")),
    ((b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b"), _PACKED),
    ((b"{\\rtf",), _WORD),
    ((b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08"), _OLD_EXCEL),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype html|html|head|body|table|meta|style|script|\?xml|office:|!--)", re.IGNORECASE)
_MHTML = re.compile(rb"\s*MIME-Version:", re.IGNORECASE)

_TAKE_TABLE = Text(
    zh="把其中的表格复制到下发的模板中，存为 .xlsx 后报送",
    en="Copy the table into the template you were given, save it as .xlsx and submit it",
)
_UNPACK = Text(zh="先解压，再逐个报送其中的工作簿", en="Unpack it and submit the workbooks one by one")


def refuse_foreign(data: bytes) -> None:
    """Refuses a file that is neither a zip, nor a compound file, nor delimited text.

    Raises:
        Refused: W208 if the file is empty, W201 if it isn't a workbook.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise empty(Text(zh="文件是空的", en="the file is empty"))
    for marks, found in _MARKS:
        # Many texts start with "BM"; in a picture, the file's size follows.
        if data.startswith(marks) and (data[:2] != b"BM" or data[2:6] == len(data).to_bytes(4, "little")):
            raise not_a_workbook(found, {_PACKED: _UNPACK, _OLD_EXCEL: SAVE_AGAIN}.get(found, _TAKE_TABLE))
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\0", b"")[2:]
    elif b"\0" in data:
        raise not_a_workbook(_UNKNOWN, SAVE_AGAIN)
    if _MARKUP.match(head) or _MHTML.match(head):
        is_xml_sheet = b"schemas-microsoft-com:office:spreadsheet" in head and b"<html" not in head.lower()
        raise not_a_workbook(_XML_SHEET if is_xml_sheet else _HTML, SAVE_AGAIN)


def identify_zip(archive: Archive) -> str:
    """The format of a zip: "xlsx", "xlsm" or "ods".

    Raises:
        Refused: W201 if it is something else.
    """
    names = set(archive.names())
    if "mimetype" in names:
        kind = archive.part("mimetype")[:100].decode("latin-1").strip()
        if "opendocument.spreadsheet" in kind:
            return "ods"
        if "opendocument" in kind:
            raise not_a_workbook(Text(zh="OpenDocument 文档", en="an OpenDocument document"), _TAKE_TABLE)
    if any(name.endswith("workbook.bin") for name in names):
        raise not_a_workbook(Text(zh="二进制工作簿（.xlsb）", en="a binary workbook (.xlsb)"), SAVE_AGAIN)
    if any(name.startswith("word/") for name in names):
        raise not_a_workbook(_WORD, _TAKE_TABLE)
    if any(name.startswith("ppt/") for name in names):
        raise not_a_workbook(_SLIDES, _TAKE_TABLE)
    if any(name.endswith(".iwa") for name in names):
        raise not_a_workbook(Text(zh="苹果 Numbers 表格", en="an Apple Numbers document"), SAVE_AGAIN)
    if "[content_types].xml" not in names and not any(name.startswith("xl/") for name in names):
        raise not_a_workbook(_PACKED, _UNPACK)
    types = archive.part("[Content_Types].xml") if "[content_types].xml" in names else b""
    return "xlsm" if b"macroEnabled.main" in types else "xlsx"


def check_compound(names: Container[str]) -> None:
    """Refuses a compound file (W201) if none of its streams, named in lower case, is a workbook."""
    if "workbook" in names or "book" in names:
        return
    if "worddocument" in names:
        raise not_a_workbook(_WORD, _TAKE_TABLE)
    if "powerpoint document" in names:
        raise not_a_workbook(_SLIDES, _TAKE_TABLE)
    raise not_a_workbook(_UNKNOWN, SAVE_AGAIN)


def wrong_extension(name: str, format_found: str) -> RawFlag | None:
    """The flag for an extension that belongs to another format than the content, or None."""
    dot = name.rfind(".")
    extension = name[dot:].lower() if dot > 0 else ""
    if extension in _EXTENSIONS[format_found]:
        return None
    shown = Text(zh=extension or "（无）", en=extension or "(none)")
    return RawFlag(
        WRONG_EXTENSION,
        {"extension": shown, "format": format_found},
        Text(
            zh=f"把扩展名改为 {_EXTENSIONS[format_found][0]}，以便他人打开",
            en=f"Change the extension to {_EXTENSIONS[format_found][0]}, so that others can open the file",
        ),
    )


def empty(reason: Text) -> Refused:
    """A refusal because there is nothing to read."""
    advice = Text(zh="请确认报送的是填好并已保存的文件", en="Make sure that this is the file you filled in and saved")
    return Refused(RawFlag(NOTHING_IN_FILE, {"reason": reason}, advice))


def not_a_workbook(found: Text, advice: Text) -> Refused:
    """A refusal because the file is something else."""
    return Refused(RawFlag(NOT_A_WORKBOOK, {"found": found}, advice))
