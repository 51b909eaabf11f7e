"""Reads definition files from disk; gives one precise problem for a file that can't be read.

Must not import tables, indicators or packs.
"""

import errno
import re
from pathlib import Path

from checker.codes import Code
from checker.codes.shared import UNREADABLE_FILE, YAML_SYNTAX
from checker.errors import raise_shortage
from checker.tables.yaml.nodes import INVISIBLE, Definition, Node
from checker.tables.yaml.problems import Problem, Spot, problem
from checker.tables.yaml.quick import compose_quickly
from checker.text.bilingual import Text
from checker.text.ordinary_files import TooLargeError, UnfitFileError, read_ordinary

NOT_UTF8 = Code("D102")
NO_SUCH_FILE = Text(zh="没有这个文件", en="there is no such file")

#: Ten times the size of a roster of a thousand departments.
MAX_BYTES = 1_000_000

_INDENTED_BY_TAB = re.compile(r"^[ ]*\t", re.MULTILINE)
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def read_definition(path: Path, file: str) -> tuple[bytes, Definition | None, list[Problem]]:
    """Reads one definition file.

    Args:
        path: where it is.
        file: how problems name it.

    Returns:
        Its bytes, its definition (None if the file as a whole can't be read), and every problem found.
    """
    try:
        data = read_ordinary(path, MAX_BYTES)
    except OSError as error:
        return b"", None, [problem(UNREADABLE_FILE, Spot(file), reason=explain_os_error(error))]
    root, problems = _decode(data, file)
    return data, None if root is None else Definition(file, root), problems


def explain_os_error(error: OSError) -> Text:
    """Explains why the system can't read a file or folder.

    Raises:
        OSError: the system was short of something, whichever file it was.
    """
    raise_shortage(error)
    if isinstance(error, TooLargeError):
        size = MAX_BYTES // 1_000_000
        return Text(zh=f"超过 {size} MB", en=f"it is larger than {size} MB")
    if isinstance(error, UnfitFileError):
        return error.reason
    if error.errno == errno.ELOOP:
        return Text(zh="它是一个指向自己的链接", en="it is a link to itself")
    if isinstance(error, FileNotFoundError):
        return NO_SUCH_FILE
    if isinstance(error, PermissionError):
        return Text(zh="没有读取权限", en="you don't have permission to read it")
    return Text(zh=f"系统提示 {error.strerror}", en=f"the system says {error.strerror}")


def _decode(data: bytes, file: str) -> tuple[Node | None, list[Problem]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode("utf-8", "replace")) + 1
        spot = Spot(file, data.count(b"\n", 0, error.start) + 1, column)
        return None, [problem(NOT_UTF8, spot, found=f"0x{data[error.start]:02X}")]
    if match := _INDENTED_BY_TAB.search(text):
        reason = Text(zh="缩进只能用空格，不能用制表符(Tab)", en="indent with spaces, not with the Tab key")
        return None, [problem(YAML_SYNTAX, _spot(text, match.end() - 1, file), reason=reason)]
    if match := _INVISIBLE.search(text):
        name = f"U+{ord(match[0]):04X}"
        reason = Text(zh=f"有看不见的字符 {name}，请删除", en=f"delete the invisible character {name}")
        return None, [problem(YAML_SYNTAX, _spot(text, match.start(), file), reason=reason)]
    return compose(text, file)


def compose(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """Reads one YAML document.

    Args:
        text: the file's text, already decoded.
        file: how problems name it.

    Returns:
        The root node, or None if the text as a whole can't be read; and every problem found.
    """
    root = compose_quickly(text)
    if root is not None:
        return root, []
    from checker.tables.yaml.strict import compose_strictly  # imports late: few texts need it

    return compose_strictly(text, file)


def _spot(text: str, index: int, file: str) -> Spot:
    return Spot(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
