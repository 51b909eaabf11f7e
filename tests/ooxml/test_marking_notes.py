"""Notes: whose they are, what they say, how large their boxes are, and how many there may be."""

from __future__ import annotations

import io
import re
import warnings

import openpyxl
import pytest
import xlsxwriter

from checker.model import Severity
from checker.ooxml import comments, vml
from checker.ooxml.mark import CannotMark, mark_package, remove_marks
from checker.ooxml.notes import MOST_NOTES, choose_noted
from checker.ooxml.page import Mark
from samples.library.handmade import MAIN, row
from tests.ooxml.gallery import GALLERY, changed, declared, replacing, with_conversation
from tests.ooxml.pages import page_leading_to
from tests.ooxml.sound import Sound, assert_sound

_CONTENT = declared(row(1, '<c r="A1"><v>1</v></c>'))


def marked(content, *marks, sheet="S1"):
    return mark_package(content, {sheet: marks}, page_leading_to(sheet))


def notes_of(content, sheet="S1"):
    """By cell: author and text."""
    package = assert_sound(content)
    part = next(each.part for each in package.sheets if each.name == sheet)
    for kind, target in package.relations(part).values():
        if kind == "comments":
            root = package.xml(target)
            authors = [author.text for author in root.find("{*}authors")]
            return {
                note.get("ref"): (authors[int(note.get("authorId"))], "".join(note.itertext()))
                for note in root.iter("{*}comment")
            }
    return {}


def boxes_of(content, sheet="S1"):
    package = Sound(content)
    part = next(each.part for each in package.sheets if each.name == sheet)
    return next(
        package.parts[package.spelled(target)]
        for kind, target in package.relations(part).values()
        if kind == "vmlDrawing"
    )


def test_a_note_stands_between_head_and_foot():
    copy = marked(_CONTENT, Mark(2, 3, Severity.ERROR, "错了 <b>&\n应为：2024-01-02\x07"))
    assert notes_of(copy) == {"C2": ("checker", "【核对 checker】\n错了 <b>&\n应为：2024-01-02␇\n────────")}


def test_a_mark_without_words_gets_no_note():
    copy = marked(_CONTENT, Mark(2, 3, Severity.ERROR, ""))
    assert notes_of(copy) == {}
    assert not any("comments" in name or "vml" in name for name in Sound(copy).parts)


def test_two_marks_of_one_cell_are_one_note_and_the_gravest_colour():
    copy = marked(_CONTENT, Mark(2, 3, Severity.INFO, "info"), Mark(2, 3, Severity.RED, "red"))
    assert notes_of(copy)["C2"][1] == "【核对 checker】\nred\ninfo\n────────"
    sheet = Sound(copy).parts["xl/worksheets/sheet1.xml"]
    assert sheet.count(b"<cfRule") == 1 and b"checker:red" in sheet


def test_the_note_of_somebody_else_keeps_its_words_and_its_author():
    copy = marked(GALLERY["by_openpyxl"](), Mark(4, 1, Severity.ERROR, "ours"), sheet="Reviews")
    assert notes_of(copy, "Reviews") == {"A4": ("Li", "theirs\n【核对 checker】\nours\n────────")}


def test_a_conversation_is_left_alone():
    content = with_conversation()
    copy = marked(content, Mark(1, 1, Severity.ERROR, "ours"), Mark(3, 2, Severity.RED, "joined"))
    before, after = notes_of(content), notes_of(copy)
    assert after["A1"] == before["A1"]
    assert after["B3"] == ("Wang", before["B3"][1] + "\n【核对 checker】\njoined\n────────")


def test_a_box_grows_by_what_is_put_into_its_note_and_shrinks_again():
    content = with_conversation()
    copy = marked(content, Mark(3, 2, Severity.RED, "one\ntwo\nthree"))
    # five lines of 17 pixels and 16 around them are 101, six rows of the sheet
    assert b"3, 15, 2, 2, 5, 31, 12, 9</x:Anchor>" in boxes_of(copy)
    assert boxes_of(remove_marks(copy)) == boxes_of(content)


def test_what_somebody_wrote_around_ours_stays():
    copy = marked(_CONTENT, Mark(1, 1, Severity.ERROR, "ours"), Mark(2, 2, Severity.ERROR, "gone"))
    part = next(name for name in Sound(copy).parts if "comments" in name)
    answered = changed(copy, {part: replacing("────────", "────────\n已与法院核实")})
    assert notes_of(remove_marks(answered)) == {"A1": ("checker", "\n已与法院核实")}
    again = notes_of(marked(answered, Mark(1, 1, Severity.RED, "new")))
    assert again["A1"][1] == "\n已与法院核实\n【核对 checker】\nnew\n────────"


def test_a_note_without_its_foot_ends_where_the_note_ends():
    copy = marked(_CONTENT, Mark(1, 1, Severity.ERROR, "ours"))
    part = next(name for name in Sound(copy).parts if "comments" in name)
    cut = changed(copy, {part: lambda xml: xml.replace("\n────────".encode(), b"")})
    assert notes_of(remove_marks(cut)) == {}


def _comments(body):
    return (
        f'<comments xmlns="{MAIN}"><authors><author>Li</author></authors><commentList>'
        f'<comment ref="A1" authorId="0">{body}</comment></commentList></comments>'
    ).encode()


@pytest.mark.parametrize(
    "body",
    [
        "<text><t>bare</t></text>",
        '<text><t xml:space="preserve"> bare\n</t></text>',
        "<text><r><rPr><b/></rPr><t>bold</t></r></text>",
        '<text><r><rPr><b/></rPr><t>bold</t></r><r><t> and</t></r><phoneticPr fontId="1"/></text>',
        '<text><r><t>spoken</t></r><rPh sb="0" eb="1"><t>sound</t></rPh></text>',
        "<text/>",
        "<text></text>",
        "",
    ],
)
def test_a_block_goes_into_any_note_and_comes_out(body):
    xml = _comments(body)
    added, became = comments.add(xml, "p", {(1, 1): comments.block("ours"), (2, 1): comments.block("new")})
    assert became == {(1, 1): "joined", (2, 1): "new"}
    erased = comments.erase(added, "p")
    assert erased.gone == {(2, 1)}
    assert erased.cut == {(1, 1): comments.block("ours")}
    assert erased.notes == 1
    plain = re.sub(rb"<text ?/>", b"<text></text>", xml)
    unwrapped = plain.replace(b"<r><t>spoken</t></r>", b"<t>spoken</t>")  # which says the same
    assert erased.xml in (plain, unwrapped, plain.replace(b"</comment>", b"<text></text></comment>"))
    assert comments.add(erased.xml, "p", {(1, 1): comments.block("ours"), (2, 1): comments.block("new")})[0] == added


def test_a_block_that_a_program_split_into_runs_comes_out_whole():
    block = comments.block("ours")
    runs = ("th", f"eirs\n{block[:3]}", block[3:9], f"{block[9:]}!")
    body = f"<text>{''.join(f'<r><t>{run}</t></r>' for run in runs)}</text>"
    erased = comments.erase(_comments(body), "p")
    assert b"<t>th</t>" in erased.xml and b">eirs</t>" in erased.xml and b">!</t>" in erased.xml
    assert b"checker" not in erased.xml and b"ours" not in erased.xml


@pytest.mark.parametrize("xml", [b"<comments/>", f'<comments xmlns="{MAIN}"><authors/></comments>'.encode()])
def test_a_part_without_lists_cannot_be_marked(xml):
    with pytest.raises(CannotMark):
        comments.add(xml, "p", {(1, 1): "x"})


def test_the_gravest_get_the_notes_where_there_are_too_many():
    marks = [Mark(line, 1, Severity.INFO, "i") for line in range(1, MOST_NOTES + 1)] + [
        Mark(5000, 2, Severity.ERROR, "e"),
        Mark(5001, 2, Severity.ERROR, ""),
    ]
    chosen = choose_noted(marks)
    assert len(chosen) == MOST_NOTES
    assert chosen[-1] == Mark(5000, 2, Severity.ERROR, "e")
    assert chosen[-2].row == MOST_NOTES - 1
    copy = marked(_CONTENT, *marks)
    assert len(notes_of(copy)) == MOST_NOTES
    assert re.search(rb'idmap v:ext="edit" data="1,2"', boxes_of(copy))


def test_a_box_is_as_high_as_its_text_and_as_wide_as_any():
    grid = vml.Grid((), 70, 20)
    short = vml.add_boxes(vml.empty(1), "p", [((5, 2), "字")], grid).decode()
    # left of it column B, above it row 4; 355 pixels are five columns of 70 and 5; 33 are one row of 20 and 13
    assert "<x:Anchor>2, 15, 3, 4, 7, 5, 4, 17</x:Anchor>" in short
    assert "width:255pt;height:24pt" in short
    assert "<x:Row>4</x:Row><x:Column>1</x:Column>" in short
    long = vml.add_boxes(vml.empty(1), "p", [((5, 2), "字" * 50)], grid).decode()
    # 49 letters a line, of which a hundred need three: 67 pixels, three rows of 20 and 7
    assert "<x:Anchor>2, 15, 3, 4, 7, 5, 6, 11</x:Anchor>" in long


def test_boxes_stay_on_the_sheet_and_jump_hidden_columns():
    grid = vml.Grid(((3, 4, 0),), 70, 20)
    beside = vml.add_boxes(vml.empty(1), "p", [((1, 2), "a")], grid).decode()
    assert "<x:Anchor>2, 15, 0, 4, 9, 5, 1, 17</x:Anchor>" in beside
    last = vml.add_boxes(vml.empty(1), "p", [((1_048_576, 16_384), "a\n" * 30)], grid).decode()
    edges = [int(edge) for edge in re.search("Anchor>([^<]*)<", last)[1].split(",")]
    assert edges[0] < edges[4] <= 16_383 and edges[2] < edges[6] <= 1_048_575


def test_column_widths_are_read_from_the_sheet():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("S1")
        sheet.write("A1", 1)
        sheet.set_column("B:B", 60)
        sheet.set_column("C:C", None, None, {"hidden": True})
    copy = marked(out.getvalue(), Mark(1, 1, Severity.ERROR, "a"))
    # B alone is 425 pixels wide
    assert re.search(rb"<x:Anchor>1, 15, 0, 4, 1, 355, ", boxes_of(copy))


@pytest.mark.parametrize("size", ["NaN", "inf", "1e999", "-5", "", "many"])
def test_odd_sizes_are_no_sizes(size):
    odd = {
        "xl/worksheets/sheet1.xml": replacing(
            "<sheetData>",
            f'<sheetFormatPr defaultRowHeight="{size}" defaultColWidth="{size}"/><cols><col min="{size}" max="{size}" '
            f'width="{size}"/></cols><sheetData>',
        )
    }
    assert len(notes_of(marked(changed(_CONTENT, odd), Mark(1, 1, Severity.ERROR, "a")))) == 1


def test_a_drawing_without_an_end_cannot_be_marked():
    broken = changed(with_conversation(), {"xl/drawings/old.vml": lambda xml: xml.replace(b"</xml>", b"")})
    with pytest.raises(CannotMark, match=r"old\.vml"):
        marked(broken, Mark(9, 9, Severity.ERROR, "a"))


def test_openpyxl_reads_the_notes():
    copy = marked(
        GALLERY["by_xlsxwriter"](), Mark(3, 1, Severity.ERROR, "一"), Mark(5, 5, Severity.RED, "二"), sheet="应诉 案件"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that openpyxl does not know
        sheet = openpyxl.load_workbook(io.BytesIO(copy))["应诉 案件"]
    assert sheet["A3"].comment.text == "本科室核过\n【核对 checker】\n一\n────────"
    assert sheet["E5"].comment.text == "【核对 checker】\n二\n────────"
    assert sheet["C9"].comment.text == "不是我们的批注"


def test_boxes_of_unknown_size_keep_it():
    shape = (
        '<v:shape id="_x0000_s1025"><x:ClientData ObjectType="Note">{}<x:Row>0</x:Row><x:Column>0</x:Column>'
        "</x:ClientData></v:shape>"
    )
    for anchor in ("", "<x:Anchor>1, 2, 3</x:Anchor>", "<x:Anchor>1, 15, 0, 2, 3, 15, x, 4</x:Anchor>"):
        xml = f"<xml>{shape.format(anchor)}</xml>".encode()
        assert vml.resize_boxes(xml, "p", {(1, 1): 3}) == xml


def test_notes_without_boxes_are_erased_too():
    copy = marked(_CONTENT, Mark(1, 1, Severity.ERROR, "a"))
    boxless = changed(copy, {"xl/worksheets/sheet1.xml": lambda xml: re.sub(rb"<legacyDrawing [^>]*>", b"", xml)})
    unmarked = Sound(remove_marks(boxless)).parts
    assert "A1" not in unmarked["xl/worksheets/sheet1.xml"].decode().partition("</sheetData>")[2]
    assert not any("comments" in name for name in unmarked)


def test_buttons_of_the_sheet_stay_in_the_drawing_that_notes_share_with_them():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("S1").insert_button("C3", {"caption": "按钮"})
    copy = marked(out.getvalue(), Mark(1, 1, Severity.ERROR, "a"))
    assert boxes_of(copy).count(b"<v:shape ") == 2
    assert boxes_of(remove_marks(copy)).count(b"<v:shape ") == 1
    assert b"legacyDrawing" in Sound(remove_marks(copy)).parts["xl/worksheets/sheet1.xml"]
