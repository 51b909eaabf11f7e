"""W201 to W209: faults of a file as a whole, before any table is looked for."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

NOT_A_WORKBOOK = Code(
    "W201",
    "not-a-workbook",
    Severity.ERROR,
    Text(zh="不是工作簿", en="Not a workbook"),
    Text(zh="{file} 不是能读取的工作簿，而是{found}", en="{file} is no workbook that can be read, but {found}"),
)
ENCRYPTED = Code(
    "W202",
    "encrypted",
    Severity.ERROR,
    Text(zh="文件有密码", en="The file is protected with a password"),
    Text(zh="{file} 设有打开密码，无法读取", en="{file} is protected with a password and cannot be read"),
)
DAMAGED = Code(
    "W203",
    "damaged",
    Severity.ERROR,
    Text(zh="文件损坏", en="The file is damaged"),
    Text(zh="{file} 不完整或已损坏：{reason}", en="{file} is incomplete or damaged: {reason}"),
)
READER_STOPPED = Code(
    "W204",
    "reader-stopped",
    Severity.ERROR,
    Text(zh="文件没有读完", en="The file could not be read to its end"),
    Text(zh="{file} 没有读完：{reason}", en="{file} could not be read to its end: {reason}"),
)
OVER_LIMIT = Code(
    "W205",
    "over-limit",
    Severity.ERROR,
    Text(zh="文件超出读取上限", en="The file goes beyond what is read"),
    Text(zh="{file} 超出读取上限：{reason}", en="{file} goes beyond what is read: {reason}"),
)
WRONG_EXTENSION = Code(
    "W206",
    "wrong-extension",
    Severity.INFO,
    Text(zh="扩展名与内容不符", en="The extension does not match the content"),
    Text(
        zh="{file} 的扩展名是 {extension}，内容却是 {format}，已按内容读取",
        en="{file} has the extension {extension} but the content of {format}; it was read as what it is",
    ),
)
CELLS_NOT_READ = Code(
    "W207",
    "cells-not-read",
    Severity.ERROR,
    Text(zh="单元格没有读准", en="Cells were not read as the file has them"),
    Text(
        zh="工作表“{sheet}”有 {count} 个单元格的读取结果与文件内容不一致：{cells}",
        en="on the sheet {sheet}, {count} cells were not read as the file has them: {cells}",
    ),
)
NOTHING_IN_FILE = Code(
    "W208",
    "nothing-in-file",
    Severity.ERROR,
    Text(zh="文件没有内容", en="There is nothing in the file"),
    Text(zh="{file} 没有可读的内容：{reason}", en="{file} has nothing to read: {reason}"),
)
UNDECODABLE = Code(
    "W209",
    "undecodable-text",
    Severity.ERROR,
    Text(zh="文字编码无法辨认", en="The text is in no known encoding"),
    Text(
        zh="{file} 第 {line} 行有不符合 {encoding} 编码的字节",
        en="line {line} of {file} has bytes that do not fit the encoding {encoding}",
    ),
)
