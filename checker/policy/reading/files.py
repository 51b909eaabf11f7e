"""Reads a document of any known format, or says in one line why it can't be read."""

from collections.abc import Callable
from pathlib import Path

from checker.errors import Stop
from checker.policy.model import Line
from checker.policy.reading.refusals import Unreadable, damaged, locked, no_text, other, too_large
from checker.policy.reading.texts import read_text
from checker.sources.limits import MB
from checker.text.bilingual import Text
from checker.text.ordinary_files import TooLargeError, UnfitFileError, read_ordinary

#: A document beyond these is refused: a published plan has a hundredth of either.
MOST_BYTES = 50 * MB
MOST_CHARACTERS = 2_000_000
ENDINGS = (".txt", ".docx", ".html", ".pdf")
_ALSO = {".htm": ".html", ".xhtml": ".html", ".md": ".txt", ".text": ".txt"}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_lines(path: Path) -> list[Line]:
    """Reads the lines of a document.

    Raises:
        Stop: it can't be read; its message says why.
    """
    try:
        return _read(path)
    except Unreadable as error:
        raise error.stop(path) from error


def _read(path: Path) -> list[Line]:
    ending = _ALSO.get(path.suffix.lower(), path.suffix.lower())
    if ending not in ENDINGS:
        raise other(f"能读 {'、'.join(ENDINGS)}", f"{', '.join(ENDINGS)} can be read")
    try:
        data = read_ordinary(path, MOST_BYTES)
    except TooLargeError as error:
        raise too_large(f"{MOST_BYTES // MB} MB", f"{MOST_BYTES // MB} MB") from error
    except UnfitFileError as error:
        raise other(error.reason.zh, error.reason.en) from error
    except OSError as error:
        raise Stop(
            "no-document",
            Text(f"没有文件“{path}”", f"there is no file {path}"),
            hint=Text("请检查文件名", "check the name of the file"),
        ) from error
    if not data.strip():
        raise no_text("文件是空的", "the file is empty")
    if data.startswith(_COMPOUND):
        if _ENCRYPTED in data:
            raise locked()
        raise other("是旧版 Word 文件，请另存为 .docx", "it is an old Word file; save it as .docx")
    lines = _reader(_kind(ending, data))(data)
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        raise too_large(f"{MOST_CHARACTERS:,} 个字", f"{MOST_CHARACTERS:,} characters")
    if not any(line.text.strip() for line in lines):
        raise no_text("里面没有文字", "it has no text")
    return lines


def _kind(ending: str, data: bytes) -> str:
    """The format: what the first bytes show, else what the name says."""
    if data.startswith(b"%PDF-"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx"
    if ending in (".docx", ".pdf"):
        raise damaged(ending)
    return ending


def _reader(kind: str) -> Callable[[bytes], list[Line]]:
    if kind == ".docx":
        from checker.policy.reading.word import read_word

        return read_word
    if kind == ".html":
        from checker.policy.reading.web import read_web

        return read_web
    if kind == ".pdf":
        from checker.policy.reading.pdf import read_pdf

        return read_pdf
    return read_text
