"""Inflates the parts of a zipped workbook within the limits.

Like spreadsheet programs, it ignores case and the direction of slashes in the names of parts.
"""

import io
import struct
import zipfile
import zlib

from checker.sources.limits import MB, Limits
from checker.sources.refusals import SEND_AGAIN, Refused, damaged, encrypted, forbidden_doctype, unsafe
from checker.text.bilingual import Text

_TRIM = Text(
    zh="删去不需要的图片、工作表和空白行列，或把数据拆成几个文件后再报送",
    en="Delete pictures, sheets, and blank rows and columns that you don't need, or split the data into several files",
)
_MALFORMED = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError, struct.error)
_ENCRYPTED_BIT = 0x1


class Archive:
    """A zip file, `data`, whose parts are inflated one at a time and counted.

    Raises (on opening and on reading a part):
        Refused: W202 if it needs a password, W203 if it is damaged, W205 if it exceeds a limit.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.data = data
        self._view = memoryview(data)
        self._limits = limits
        self._inflated = 0
        self._counted: set[str] = set()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as listing:
                members = [member for member in listing.infolist() if not member.filename.endswith("/")]
        except _MALFORMED as error:
            raise damaged(
                zh="文件没有完整的目录，可能没有传完或被截断",
                en="its directory is incomplete; the file may have been cut off while it was copied",
                advice=SEND_AGAIN,
            ) from error
        if len(members) > limits.members:
            raise unsafe(
                zh=f"文件内有 {len(members)} 个部件，最多 {limits.members} 个",
                en=f"it has {len(members)} parts, at most {limits.members} are read",
            )
        if any(member.flag_bits & _ENCRYPTED_BIT for member in members):
            raise encrypted()
        self._members = {_key(member.filename): member for member in members}
        if len(self._members) < len(members):
            names = [_key(member.filename) for member in members]
            twice = next(name for name in names if names.count(name) > 1)
            raise unsafe(
                zh=f"文件内有两个同名部件 {twice}，不能确定以哪一个为准",
                en=f"it contains two parts named {twice}, so it is unclear which one counts",
            )

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def names(self) -> list[str]:
        """The names of all parts, in lower case, with forward slashes."""
        return list(self._members)

    def members(self) -> list[zipfile.ZipInfo]:
        """The directory's entry for each part, in its order."""
        return list(self._members.values())

    def part(self, name: str) -> bytes:
        """The inflated bytes of one part.

        Raises:
            Refused: the part is missing, damaged or too large, or it declares a document type.
        """
        key = _key(name)
        member = self._members.get(key)
        if member is None:
            raise damaged(zh=f"缺少部件 {name}", en=f"the part {name} is missing")
        read_before = key in self._counted
        left = self._limits.inflated_bytes - (0 if read_before else self._inflated)
        inflated = self._inflate(member, min(self._limits.part_bytes, left))
        if not read_before:
            self._counted.add(key)
            self._inflated += len(inflated)
        if key.endswith((".xml", ".rels")):
            doctype = b"<\0!\0D\0O\0C\0T\0Y\0P\0E" if b"\0" in inflated[:4] else b"<!DOCTYPE"
            if b"!" in inflated and doctype in inflated:  # one byte is found, or not, in no time
                raise forbidden_doctype(name)
        return inflated

    def head(self, name: str, size: int) -> bytes:
        """Up to `size` first bytes of one part, unchecked; empty if it is missing or cannot be inflated."""
        member = self._members.get(_key(name))
        if member is None:
            return b""
        if member.compress_type == zipfile.ZIP_STORED:
            return bytes(self.packed(member)[:size])
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(self.packed(member), size)
        except zlib.error:
            return b""

    def check_rest(self) -> None:
        """Inflates and counts every part that has not been read yet; refuses as `part` does."""
        for key in self._members:
            if key not in self._counted:
                self.part(key)

    def with_part(self, name: str, content: bytes) -> bytes:
        """The file with other content in one part; call it only after every part was read."""
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w") as copy:
            for key, member in self._members.items():
                copy.writestr(member.filename, content if key == _key(name) else self.part(key))
        return whole.getvalue()

    def packed(self, member: zipfile.ZipInfo) -> memoryview:
        """The packed bytes of one part; refused if the directory's entry doesn't point to one."""
        start = member.header_offset
        header = bytes(self._view[start : start + 30]) if start >= 0 else b""
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise _broken(member)
        name_size, extra_size = struct.unpack_from("<HH", header, 26)
        first = start + 30 + name_size + extra_size
        return self._view[first : first + member.compress_size]

    def _inflate(self, member: zipfile.ZipInfo, room: int) -> bytes:
        packed = self.packed(member)
        if member.compress_type == zipfile.ZIP_STORED:
            inflated, whole = bytes(packed), len(packed) == member.compress_size
        elif member.compress_type == zipfile.ZIP_DEFLATED and not member.compress_size:
            inflated, whole = b"", True  # some programs call nothing at all deflated
        elif member.compress_type == zipfile.ZIP_DEFLATED:
            stream = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                inflated = stream.decompress(packed, room + 1)
            except zlib.error as error:
                raise _broken(member) from error
            whole = stream.eof
        else:
            raise _broken(member)
        self._check_size(member, len(inflated), room)
        if not whole or zlib.crc32(inflated) != member.CRC:
            raise _broken(member)
        return inflated

    def _check_size(self, member: zipfile.ZipInfo, size: int, room: int) -> None:
        limits = self._limits
        if size > room:
            part, total = limits.part_bytes // MB, limits.inflated_bytes // MB
            raise unsafe(
                zh=f"部件 {member.filename} 解压后超过 {part} MB，或全部部件解压后超过 {total} MB",
                en=f"the part {member.filename} inflates to more than {part} MB, or all parts together "
                f"to more than {total} MB",
                advice=_TRIM,
            )
        if size > limits.ratio_from and size > limits.ratio * member.compress_size:
            raise unsafe(
                zh=f"部件 {member.filename} 解压后是压缩时的 {limits.ratio} 倍以上",
                en=f"the part {member.filename} inflates to more than {limits.ratio} times its packed size",
            )


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _broken(member: zipfile.ZipInfo) -> Refused:
    return damaged(
        zh=f"部件 {member.filename} 解压失败或校验不符",
        en=f"the part {member.filename} can't be inflated or fails its checksum",
        advice=SEND_AGAIN,
    )
