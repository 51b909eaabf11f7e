"""Reads the text of a PDF; pypdf is imported here and nowhere else, and is an extra."""

import io
import logging

from checker.errors import Stop
from checker.policy.model import Line
from checker.policy.reading.paragraphs import join_broken
from checker.policy.reading.refusals import Unreadable, damaged, locked, no_text, too_large
from checker.text.bilingual import Text

MOST_PAGES = 2_000


def read_pdf(data: bytes) -> list[Line]:
    """Reads the lines of a PDF; the numbers count the lines of its text.

    Raises:
        Unreadable: it is locked, damaged, or has pictures of pages only.
        Stop: the extra isn't installed.
    """
    try:
        from pypdf import PdfReader
    except ImportError as error:
        raise Stop(
            "needs-draft-extra",
            Text("读 PDF 需要另装一个程序库", "reading a PDF needs another library"),
            hint=Text("请运行 pip install 'checker[draft]'", "run: pip install 'checker[draft]'"),
        ) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every fault that it mends
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise locked()
        if len(reader.pages) > MOST_PAGES:
            raise too_large(f"{MOST_PAGES:,} 页", f"{MOST_PAGES:,} pages")
        pages = [page.extract_text() or "" for page in reader.pages]
    except (Unreadable, Stop):
        raise
    except Exception as error:  # pypdf raises whatever a spoiled file leads it to
        raise damaged(".pdf") from error
    rows = [row for page in pages for row in page.splitlines()]
    if not any(row.strip() for row in rows):
        raise no_text(
            "各页都是图片（扫描件），请先做文字识别", "its pages are pictures; have their text recognised first"
        )
    return [Line(number, text) for number, text in join_broken(enumerate(rows, 1))]
