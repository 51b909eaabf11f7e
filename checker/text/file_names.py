"""Names of files as text, which some are not, because the system takes any bytes; and where links lead."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

Place = TypeVar("Place", bound="Path")


def real_path(path: Place) -> Place:
    """Returns the absolute path without links; a link that leads to itself stays one."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # Python 3.11 and 3.12 raise the latter
        return path.absolute()


def name_of(path: "Path") -> str:
    """Returns the name of a file as text."""
    return as_text(path.name)


def as_text(name: str) -> str:
    """Returns a name as text; bytes that are not UTF-8 are taken for GB 18030, as in archives made on Windows."""
    try:
        name.encode()
    except UnicodeEncodeError:
        coded = name.encode(errors="surrogateescape" if _is_bytes(name) else "replace")
        try:
            return coded.decode("gb18030")
        except UnicodeDecodeError:
            return coded.decode(errors="replace")
    return name


def _is_bytes(name: str) -> bool:
    """Whether what is no character stands for a byte, as in every name that Python gets from a system with bytes."""
    return all("\udc80" <= each <= "\udcff" for each in name if "\ud800" <= each <= "\udfff")
