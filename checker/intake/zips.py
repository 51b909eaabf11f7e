"""Opens the zip files among submissions: within limits, one level deep, and with the names that people gave the files.

A zip may be hostile. Its names never decide where something is written, what is inflated is counted and never taken
from a header, and what is refused is named with the reason.
"""

import os
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path, PurePosixPath

from checker.errors import raise_shortage
from checker.frozen import dataclass
from checker.sources.limits import MB, Limits
from checker.text.bilingual import Text
from checker.text.ordinary_files import open_ordinary

ENDINGS = (".zip", ".zipx")
_BAD = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, EOFError, OSError, struct.error)
_ENCRYPTED, _UTF8 = 0x1, 0x800
#: The field that gives a name in UTF-8, whatever the name in the directory.
_UNICODE_PATH = 0x7075
#: In what programs write names without saying so: macOS in UTF-8, Chinese Windows in GBK.
_CHARSETS = ("utf-8", "gb18030")
_DRIVE = re.compile(r"[A-Za-z]:")
_CHUNK = 1 << 18
#: The longest part of a name on disk, in bytes; people see the whole name.
_LONGEST = 150
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]')


@dataclass(frozen=True)
class Member:
    """A file of a zip, unpacked; `name` is its name in the zip, with "/" between folders."""

    name: str
    path: Path


@dataclass(frozen=True)
class Refusal:
    """A file of a zip that was not unpacked; without a `name`, the whole zip."""

    name: str
    reason: Text


@dataclass
class Budget:
    """How many bytes the zips of an inbox may inflate to, all together."""

    left: int = 4 * 512 * MB


class _RefusedError(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.reason = Text(zh, en)


def is_zip_of_files(path: Path) -> bool:
    """Whether a file is a zip to open: called so, and no workbook that a mail program has renamed."""
    return path.suffix.casefold() in ENDINGS and not is_package(path)


def is_package(path: Path) -> bool:
    """Whether a file is a zipped workbook: its parts say so."""
    try:
        with open_ordinary(path) as stream, zipfile.ZipFile(stream) as archive:
            names = [name.casefold() for name in archive.namelist()]
            if any(name.startswith("xl/") for name in names):
                return True
            return "mimetype" in names and b"opendocument.spreadsheet" in _head(archive)
    except (*_BAD, RuntimeError, zlib.error) as error:
        raise_shortage(error)
        return False


def unpack(path: Path, room: Path, limits: Limits, budget: Budget) -> tuple[list[Member], list[Refusal]]:
    """Unpacks the files of a zip into `room`, which it makes; returns them by name, and what it refused."""
    try:
        with _open(path) as stream:
            if os.fstat(stream.fileno()).st_size > limits.file_bytes:
                size = limits.file_bytes // MB
                raise _RefusedError(f"超过 {size} MB，没有打开", f"larger than {size} MB, so it wasn't opened")
            with zipfile.ZipFile(stream) as archive:
                return _unpack_all(archive, room, limits, budget)
    except _RefusedError as refused:
        return [], [Refusal("", refused.reason)]
    except _BAD as error:
        raise_shortage(error)
        return [], [Refusal("", Text(zh="压缩包已损坏或没有传完", en="a zip file that is damaged or incomplete"))]


def _open(path: Path) -> BufferedReader:
    try:
        return open_ordinary(path)
    except OSError as error:  # it was there a moment ago
        raise_shortage(error)
        why = error.strerror or type(error).__name__
        raise _RefusedError(f"打不开（{why}）", f"can't be opened ({why})") from error


def _unpack_all(
    archive: zipfile.ZipFile, room: Path, limits: Limits, budget: Budget
) -> tuple[list[Member], list[Refusal]]:
    infos = archive.infolist()
    if len(infos) > limits.members:
        raise _RefusedError(
            f"压缩包里有 {len(infos)} 个文件，最多 {limits.members} 个，没有打开",
            f"a zip with {len(infos)} files, at most {limits.members} are unpacked; it wasn't opened",
        )
    named = [(name, info) for name, info in zip(_read_names(infos), infos, strict=True) if not name.endswith("/")]
    if not named:
        raise _RefusedError("压缩包是空的", "an empty zip file")
    if all(info.flag_bits & _ENCRYPTED for _, info in named):
        raise _RefusedError(
            "压缩包有密码，没有打开；解压后再放入", "a zip with a password; unpack it and put the files here"
        )
    counted = Counter(name.casefold() for name, _ in named)
    members: list[Member] = []
    refused: list[Refusal] = []
    left = limits.inflated_bytes
    for number, (name, info) in enumerate(sorted(named, key=lambda pair: pair[0])):
        try:
            _require_safe(name, info, twice=counted[name.casefold()] > 1)
            target = room / str(number) / _safe_name(name)
            left -= _inflate(archive, info, target, min(left, budget.left, limits.file_bytes), limits)
        except _RefusedError as refusal:
            refused.append(Refusal(_shown(name), refusal.reason))
        except (*_BAD, RuntimeError, zlib.error) as error:
            raise_shortage(error)
            reason = Text(zh="在压缩包里已损坏", en="damaged inside the zip file")
            refused.append(Refusal(_shown(name), reason))
        else:
            budget.left -= target.stat().st_size
            members.append(Member(name, target))
    return members, refused


def _read_names(infos: Sequence[zipfile.ZipInfo]) -> Iterator[str]:
    """Decodes the names: as UTF-8 where the zip says so, else all of them in the one charset that fits them all."""
    plain = [_raw_name(info) for info in infos]
    unmarked = [raw for raw, info in zip(plain, infos, strict=True) if not info.flag_bits & _UTF8]
    charset = next((each for each in _CHARSETS if _fits(unmarked, each)), "cp437")
    for raw, info in zip(plain, infos, strict=True):
        name = _unicode_name(info, raw) or raw.decode("utf-8" if info.flag_bits & _UTF8 else charset, "replace")
        yield name.replace("\\", "/")  # as some programs on Windows write


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    return info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437", "surrogateescape")


def _fits(names: Sequence[bytes], charset: str) -> bool:
    try:
        return all(name.decode(charset) is not None for name in names)
    except UnicodeDecodeError:
        return False


def _unicode_name(info: zipfile.ZipInfo, raw: bytes) -> str:
    """The name that a field of its own gives in UTF-8, if it was written for this very name."""
    extra = info.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        content, extra = extra[4 : 4 + size], extra[4 + size :]
        is_path = kind == _UNICODE_PATH and len(content) > 5 and content[0] == 1
        if is_path and struct.unpack_from("<L", content, 1)[0] == zlib.crc32(raw):
            return content[5:].decode("utf-8", "replace")
    return ""


def _require_safe(name: str, info: zipfile.ZipInfo, *, twice: bool) -> None:
    parts = name.split("/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts or "\0" in name:
        raise _RefusedError("名称指向压缩包以外的位置", "its name leads out of the zip file")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise _RefusedError("是链接，不是文件", "a link, not a file")
    if twice:
        raise _RefusedError("压缩包里有两个同名文件", "the zip file holds two files of this name")
    if info.flag_bits & _ENCRYPTED:
        raise _RefusedError("有密码，没有打开", "protected by a password")


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, room: int, limits: Limits) -> int:
    """Writes a member and returns how many bytes it has; stops as soon as there are too many."""
    target.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    try:
        with archive.open(info) as packed, target.open("xb") as plain:
            while piece := packed.read(_CHUNK):
                size += len(piece)
                if size > room:
                    raise _RefusedError("解压后过大，没有打开", "too large when unpacked")
                if size > limits.ratio_from and size > limits.ratio * info.compress_size:
                    ratio = limits.ratio
                    raise _RefusedError(
                        f"解压后是压缩时的 {ratio} 倍以上，没有打开", f"inflates to more than {ratio} times its size"
                    )
                plain.write(piece)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return size


def _safe_name(name: str) -> str:
    """A name that every file system takes; the ending stays."""
    last = PurePosixPath(name)
    stem = last.stem.encode(errors="replace")[:_LONGEST].decode(errors="ignore")
    return f"{_NOT_IN_NAMES.sub('_', stem) or '_'}{last.suffix if last.suffix.isascii() else ''}"


def _shown(name: str) -> str:
    """The name as it may be listed: without what would lead elsewhere."""
    return name.lstrip("/") or "?"


def _head(archive: zipfile.ZipFile) -> bytes:
    with archive.open("mimetype") as stream:
        return stream.read(100)
