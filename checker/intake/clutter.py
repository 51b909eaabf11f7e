"""Recognises the files among submissions that are no workbooks, and says what they are.

The ending decides, since it says what somebody meant the file to be. A file with an ending that is in no list is a
workbook if its content is one.
"""

import re
from pathlib import Path

from checker.errors import raise_shortage
from checker.text.bilingual import Text
from checker.text.ordinary_files import open_ordinary

#: Files with these endings are read; if they turn out to be something else, their department has to be told.
WORKBOOK_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".et", ".ett", ".ods", ".ots", ".csv", ".tsv"}
)
SYSTEM = Text(zh="系统文件或隐藏文件", en="system or hidden files")
_LOCK = Text(zh="打开工作簿时留下的临时文件", en="left behind while a workbook is open")
_PARTIAL = Text(
    zh="没有下载或保存完的文件，重新下载后再放入", en="an unfinished download or saved only in part; download it again"
)
_BACKUP = Text(zh="备份文件", en="a backup")
_SHORTCUT = Text(zh="快捷方式，不是文件本身；请放入它所指的文件", en="a shortcut; put the file that it leads to here")
_PDF = Text(zh="版式文件（PDF、OFD），不是工作簿", en="a PDF or OFD document, not a workbook")
_PICTURE = Text(zh="图片，不是工作簿", en="a picture, not a workbook")
_DOCUMENT = Text(zh="文档，不是工作簿", en="a document, not a workbook")
_SLIDES = Text(zh="演示文稿，不是工作簿", en="a presentation, not a workbook")
_NUMBERS = Text(zh="Numbers 表格，请导出为 .xlsx", en="an Apple Numbers document; export it as .xlsx")
_MAIL = Text(
    zh="邮件，里面的附件没有读取；请把附件另存到这里", en="an e-mail, whose attachments weren't read; save them here"
)
_PACKED = Text(
    zh="不是 zip 格式的压缩包，没有打开；先解压", en="an archive that isn't a zip file, so it wasn't opened; unpack it"
)
_MEDIA = Text(zh="音频或视频，不是工作簿", en="audio or video, not a workbook")
_PROGRAM = Text(zh="程序文件，不是工作簿", en="a program, not a workbook")
_PAGE = Text(zh="网页，不是工作簿", en="a web page, not a workbook")
_NOTE = Text(zh="文本说明，不是工作簿", en="a plain text note, not a workbook")
_DATA = Text(zh="数据库或程序数据，不是工作簿", en="a database or data of a program, not a workbook")
_SHARD = Text(zh="分片，供 checker merge 使用", en="a shard, for checker merge")
_SEAL = Text(zh="电子签章或证书，不是工作簿", en="a signature or certificate, not a workbook")
_OTHER = Text(zh="不是能读取的工作簿", en="not a workbook that can be read")

_KINDS = (
    (_PARTIAL, ".crdownload .part .partial .download .opdownload .filepart .downloading .td .xltd .icloud .aria2"),
    (_PARTIAL, ".tmp .temp .~tmp .asd"),
    (_BACKUP, ".bak .old .xlk .backup .orig .sav .wbk"),
    (_SHORTCUT, ".lnk .url .webloc .desktop .website"),
    (_PDF, ".pdf .ofd .ceb .caj .xps .djvu"),
    (_PICTURE, ".jpg .jpeg .jfif .png .gif .bmp .tif .tiff .webp .heic .heif .svg .psd .ico"),
    (_DOCUMENT, ".doc .docx .docm .dot .dotx .wps .wpt .rtf .odt .ott .pages .uot .wpd .epub"),
    (_SLIDES, ".ppt .pptx .pptm .pps .ppsx .dps .dpt .odp .key"),
    (_NUMBERS, ".numbers"),
    (_MAIL, ".eml .msg .emlx .mbox .pst"),
    (_PACKED, ".rar .7z .tar .gz .tgz .bz2 .xz .zst .cab .iso .z01 .001 .arj .lzh"),
    (_MEDIA, ".mp3 .wav .amr .m4a .aac .flac .ogg .wma .mp4 .mov .avi .mkv .wmv .flv .webm"),
    (_PROGRAM, ".exe .bat .cmd .com .msi .scr .vbs .js .jar .apk .dll .py .sh .ps1 .reg"),
    (_PAGE, ".html .htm .mht .mhtml .xhtml"),
    (_NOTE, ".txt .md .log .nfo .ini"),
    (_DATA, ".db .sqlite .sqlite3 .mdb .accdb .dbf .json .xml .yaml .yml .toml .parquet"),
    (_SHARD, ".shard"),
    (_SEAL, ".p7s .p7m .pfx .cer .crt .esl .sig"),
)
_BY_ENDING = {ending: reason for reason, endings in _KINDS for ending in endings.split()}
#: What systems leave in folders, in lower case.
_SYSTEM_FILES = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", "icon\r", "ntuser.dat"})
_SYSTEM_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information", "@eadir", "lost+found"})
#: The lock files of Excel, WPS and LibreOffice, and the temporary files of Word and Excel.
_LOCKS = re.compile(r"~|\.~")
#: What a program appends to a name instead of an ending: 区司法局.xlsx~, 区司法局.xlsx.part2
_TILDE = re.compile(r".+~\Z")
#: As a reader would know a workbook: the start of a zip, of a compound file, and the directory's name in the latter.
_ZIP, _COMPOUND, _STREAM = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", "Workbook".encode("utf-16-le")
_MOST_BYTES = 100 * 1024 * 1024


def why_not_a_workbook(path: Path) -> Text | None:
    """Says what a file is, if it is no workbook; None if it is one, or means to be."""
    name = path.name.casefold()
    if _LOCKS.match(name):
        return _LOCK
    if name.startswith(".") or name in _SYSTEM_FILES:
        return SYSTEM
    ending = path.suffix.casefold()
    if ending in WORKBOOK_ENDINGS:
        return None
    if ending in _BY_ENDING:
        return _BY_ENDING[ending]
    if _TILDE.match(name):
        return _BACKUP
    return None if _has_a_workbook(path) else _OTHER


def is_hidden_folder(name: str) -> bool:
    """Whether a folder is not meant to be seen: those of systems, and those whose name begins with a point."""
    return name.startswith(".") or name.casefold() in _SYSTEM_FOLDERS


def _has_a_workbook(path: Path) -> bool:
    """Whether the content is a workbook's, whatever the ending."""
    from checker.intake.zips import is_package  # imports late: few files have no known ending

    try:
        with open_ordinary(path) as stream:
            head = stream.read(len(_ZIP))
            if head == _ZIP:
                return is_package(path)
            return head == _COMPOUND and _STREAM in stream.read(_MOST_BYTES)
    except OSError as error:
        raise_shortage(error)
        return False
