"""Documents in every format that is read, and one clear line for those that can't be."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfWriter

from checker.codes import catalogue
from checker.errors import Stop
from checker.policy.reading.files import read_lines

NOTICE = "第一条 接通率不低于95%。\n第二条 每季度至少检查2次。\n"


def texts_of(path: Path) -> list[str]:
    return [line.text.strip() for line in read_lines(path) if line.text.strip()]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_is_read_in_every_usual_encoding(tmp_path, coding):
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE.encode(coding))
    assert texts_of(path) == NOTICE.split("\n")[:2]


def test_lines_broken_to_fit_a_width_are_joined(tmp_path):
    path = tmp_path / "notice.txt"
    path.write_text(
        "1. The Contractor shall attend every emergency call-out within two\n"
        "hours of notification, by day or by night.\n"
        "2. The Contractor shall report to the Authority every month.\n(a) in writing; and within 5 days\n"
    )
    assert texts_of(path)[0].endswith("within two hours of notification, by day or by night.")
    assert len(texts_of(path)) == 3


def test_word_shows_its_numbers_and_the_rows_of_its_tables(tmp_path):
    document = docx.Document()
    document.add_paragraph("Service levels")
    document.add_paragraph("Calls must be answered within 20 seconds.", style="List Number")
    document.add_paragraph("Letters must be answered within 10 days.", style="List Number")
    table = document.add_table(rows=2, cols=2)
    texts = ["Measure", "Target", "Calls answered", "95%"]
    for cell, text in zip([*table.rows[0].cells, *table.rows[1].cells], texts, strict=True):
        cell.text = text
    document.save(str(tmp_path / "levels.docx"))
    assert texts_of(tmp_path / "levels.docx") == [
        "Service levels",
        "1. Calls must be answered within 20 seconds.",
        "2. Letters must be answered within 10 days.",
        "Measure; Target",
        "Measure: Calls answered; Target: 95%",
    ]


def test_a_page_is_read_without_its_menus_and_with_its_tables(tmp_path):
    page = (
        "<html><head><title>x</title><meta charset='gbk'></head><body><nav>首页 不得</nav><h1>办法</h1>"
        "<p>第一条 接通率<b>不低于</b>95%。</p><script>var a = '必须'</script>"
        "<table><tr><th>指标</th><th>目标</th></tr><tr><td>办结率</td><td>98%</td></tr></table>"
        "<footer>版权所有</footer></body></html>"
    )
    (tmp_path / "notice.html").write_bytes(page.encode("gb18030"))
    assert texts_of(tmp_path / "notice.html") == [
        "办法",
        "第一条 接通率不低于95%。",
        "指标; 目标",
        "指标: 办结率; 目标: 98%",
    ]


def write_pdf(path: Path, *rows: str) -> None:
    """A PDF of one page in a standard font, written by hand."""
    shown = " ".join(f"BT /F1 12 Tf 72 {720 - 20 * number} Td ({row}) Tj ET" for number, row in enumerate(rows))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    path.write_bytes((body + end).encode())


def test_the_text_of_a_pdf_is_read(tmp_path):
    write_pdf(
        tmp_path / "plan.pdf", "1. At least 95% of calls must be answered.", "2. Reports are due by 31 March 2026."
    )
    assert texts_of(tmp_path / "plan.pdf") == [
        "1. At least 95% of calls must be answered.",
        "2. Reports are due by 31 March 2026.",
    ]


def zipped(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


def blank_pdf(password: str = "") -> bytes:
    writer, packed = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(packed)
    return packed.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD = {
    "notice.doc": (b"text", "D180"),
    "old.docx": (OLE, "D180"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "D181"),
    "locked.pdf": (blank_pdf("secret"), "D181"),
    "empty.txt": (b"", "D182"),
    "blank.txt": ("\n  \n\u3000\n".encode(), "D182"),
    "scan.pdf": (blank_pdf(), "D182"),
    "empty.html": (b"<html><body><script>x</script></body></html>", "D182"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "D183"),
    "bomb.docx": (zipped(**{"word__document.xml": bytes(1 << 20) * 40}), "D184"),
    "cut.docx": (zipped(**{"word__document.xml": b"<w/>"})[:60], "D185"),
    "words.docx": (b"only text", "D185"),
    "other.docx": (zipped(**{"xl__workbook.xml": b"<w/>"}), "D185"),
    "broken.docx": (zipped(**{"word__document.xml": b"<w"}), "D185"),
    "words.pdf": (b"only text", "D185"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", "D185"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_in_one_line_with_its_code(tmp_path, name):
    data, code = BAD[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(Stop) as caught:
        read_lines(tmp_path / name)
    stop = caught.value
    assert stop.reference == catalogue()[code].slug
    for text in (stop.message.zh, stop.message.en):
        assert text.startswith(f"{code} ") and "\n" not in text and "{" not in text
    assert stop.context == str(tmp_path / name)


def test_a_document_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(Stop) as caught:
        read_lines(tmp_path / "none.txt")
    assert caught.value.reference == "no-document"
