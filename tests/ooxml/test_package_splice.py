"""Splicing into XML: what is asked for changes, and not a byte besides."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from checker.ooxml.cannot_mark import CannotMark
from checker.ooxml.splice import Markup
from checker.ooxml.worksheet import split
from checker.ooxml.xml_text import attribute, content, qualify, rank_names
from checker.sources.refusals import Refused

_XML = b"""<?xml version='1.0'?>
<a:root xmlns:a="urn:a" xmlns="urn:d"><!-- one --><a:x  n = '1' m="&lt;2>"/>
 <a:y>text<b q="1">\xe4\xb8\xad</b></a:y ><a:y/></a:root>"""


def test_places_and_names_of_elements():
    root = Markup(_XML, "p").root
    assert (root.space, root.local, root.prefix) == ("urn:a", "root", "a:")
    first, second, third = root.children
    assert first.attributes == {"n": "1", "m": "<2>"}
    assert second.text == "text"
    assert (second.child("b").space, second.child("b").prefix, second.child("b").text) == ("urn:d", "", "中")
    assert _XML[first.start : first.end] == b"""<a:x  n = '1' m="&lt;2>"/>"""
    assert _XML[second.start : second.end] == b'<a:y>text<b q="1">\xe4\xb8\xad</b></a:y >'
    assert _XML[second.inside : second.close] == b'text<b q="1">\xe4\xb8\xad</b>'
    assert _XML[third.start : third.end] == b"<a:y/>"


def test_without_changes_nothing_changes():
    markup = Markup(_XML, "p")
    assert not markup.changed
    assert markup.to_bytes() == _XML


def test_changes_are_spliced_in():
    markup = Markup(_XML, "p")
    first, second, third = markup.root.children
    markup.set(first, "n", 'a"<b')
    markup.set(first, "m", None)
    markup.set(second.child("b"), "new", "1")
    markup.append(second, "<z/>")
    markup.append(third, "<one/>")
    markup.append(third, "<two/>")
    markup.set(third, "k", "v")
    markup.insert(markup.root.inside, "<in-front/>")
    assert markup.to_bytes() == _XML.replace(b"""<a:x  n = '1' m="&lt;2>"/>""", b"""<a:x  n = 'a"&lt;b'/>""").replace(
        b'q="1"', b'q="1" new="1"'
    ).replace(b"</a:y >", b"<a:z/></a:y >").replace(b"<a:y/>", b'<a:y k="v"><a:one/><a:two/></a:y>').replace(
        b"<!-- one", b"<a:in-front/><!-- one"
    )


def test_what_is_gone_is_gone_with_all_changes_in_it():
    markup = Markup(_XML, "p")
    second = markup.root.children[1]
    markup.append(second.child("b"), "lost")
    markup.set(second, "lost", "1")
    markup.remove(second.child("b"))
    markup.insert(second.start, b"<kept/>")
    markup.replace(second, "<new/>")
    markup.insert(second.end, "<behind/>")
    assert markup.to_bytes() == _XML.replace(_XML[second.start : second.end], b"<kept/><a:new/><a:behind/>")


def test_an_attribute_is_found_by_its_name_and_not_within_a_value():
    xml = b"""<r a="x count='7' " count="1"/>"""
    markup = Markup(xml, "p")
    markup.set(markup.root, "count", "2")
    assert markup.to_bytes() == b"""<r a="x count='7' " count="2"/>"""


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_comes_back_as_it_came(encoding):
    text = '\ufeff<?xml version="1.0" encoding="UTF-16"?><r><a>中😀</a></r>'
    markup = Markup(text.encode(encoding), "p")
    markup.append(markup.root, "<b>新</b>")
    assert markup.to_bytes() == text.replace("</r>", "<b>新</b></r>").encode(encoding)


def test_a_mark_of_utf_8_stays():
    xml = b"\xef\xbb\xbf<r><a/></r>"
    markup = Markup(xml, "p")
    markup.remove(markup.root.children[0])
    assert markup.to_bytes() == b"\xef\xbb\xbf<r></r>"


@pytest.mark.parametrize("xml", [b"", b"<r>", b"<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", b"<r>\xff</r>"])
def test_what_is_no_xml_or_more_than_xml_is_refused(xml):
    with pytest.raises(Refused):
        Markup(xml, "p")


def test_broken_utf_16_cannot_be_marked():
    with pytest.raises(CannotMark):
        Markup(b"\xff\xfe<\0r\0/\0>", "p")


def test_elements_deeper_than_asked_are_passed_over():
    markup = Markup(b"<r><a>t<b>u<c/>v</b>w</a></r>", "p", depth=2)
    assert [child.local for child in markup.root.children] == ["a"]
    assert markup.root.children[0].children == []
    assert markup.root.children[0].text == "tw"


@pytest.mark.parametrize(
    ("children", "wanted"),
    [
        ("", "<new/>"),
        ("<a/><d/>", "<a/><new/><d/>"),
        ("<d/>", "<new/><d/>"),
        ("<b/><odd/>", "<b/><new/><odd/>"),
        ("<new>1</new><new>2</new><d/>", "<new>1</new><new>2</new><new/><d/>"),
    ],
)
def test_a_new_child_stands_where_the_schema_wants_it(children, wanted):
    markup = Markup(f"<r>{children}</r>".encode(), "p")
    markup.add(markup.root, rank_names("a b new d"), "new", "<new/>")
    assert markup.to_bytes() == f"<r>{wanted}</r>".encode()


def test_a_new_child_can_stand_before_those_of_its_kind():
    markup = Markup(b"<r><a/><new>1</new><d/></r>", "p")
    markup.add(markup.root, rank_names("a b new d"), "new", "<new>2</new>", in_front=True)
    markup.add(markup.root, rank_names("a b new d"), "new", "<new>3</new>", in_front=True)
    assert markup.to_bytes() == b"<r><a/><new>2</new><new>3</new><new>1</new><d/></r>"


def test_a_new_child_opens_a_single_tag():
    markup = Markup(b"<r />", "p")
    markup.add(markup.root, rank_names("a b"), "b", "<b/>")
    assert markup.to_bytes() == b"<r><b/></r>"


def test_a_prefix_is_put_before_names_of_elements_alone():
    assert qualify('<a x="1"><b>2 &lt; 3</b></a>', "x:") == '<x:a x="1"><x:b>2 &lt; 3</x:b></x:a>'
    assert qualify("<a/>", "") == "<a/>"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\"'<>&"), max_size=40))
def test_any_text_can_be_an_attribute_and_a_content(text):
    element = etree.fromstring(f"<r a={attribute(text)}>{content(text)}</r>".encode())
    assert element.get("a") == text
    assert (element.text or "") == text


_SHEETS = {
    "plain": (b"<worksheet><cols/>", b"<sheetData><row/></sheetData>", b"<x/></worksheet>"),
    "prefix": (b"<q:worksheet>", b"<q:sheetData><q:row/></q:sheetData >", b"</q:worksheet>"),
    "misleading": (
        b"<worksheet><!-- <sheetData/> -->",
        b"""<sheetData a=">" b='/>'><row/></sheetData>""",
        b"</worksheet>",
    ),
    "misleading single": (b"<worksheet><!-- <sheetData> -->", b"""<sheetData a="/>"/>""", b"<x/></worksheet>"),
    "single": (b"<worksheet>", b"<sheetData />", b"<x/></worksheet>"),
}


@pytest.mark.parametrize("before, data, behind", _SHEETS.values(), ids=_SHEETS)
def test_cells_are_cut_out_and_put_back(before, data, behind):
    before = before.replace(b"worksheet", b'worksheet xmlns="urn:m" xmlns:q="urn:m"')
    text = split(before + data + behind, "p")
    assert text.cells == data
    assert text.with_around(text.around.replace(b"<x/>", b"<y/>")) == before + data + behind.replace(b"<x/>", b"<y/>")


@pytest.mark.parametrize(
    "xml", [b"<worksheet/>", b"<worksheet><sheetData></worksheet>", b"<worksheet><!-- none --></worksheet>"]
)
def test_a_sheet_without_cells_to_cut_out_cannot_be_marked(xml):
    with pytest.raises(CannotMark):
        split(xml, "p")


def test_a_sheet_that_looks_as_if_its_cells_were_cut_out_cannot_be_marked():
    text = split(b'<worksheet xmlns="urn:m"><sheetData/><!-- sheetData cells="cut out"/> --></worksheet>', "p")
    with pytest.raises(CannotMark):
        text.with_around(text.around)


def test_a_part_is_forgotten_at_once():
    gc.collect()
    gc.disable()
    try:
        Markup(_XML, "p")
        assert gc.collect() == 0
    finally:
        gc.enable()
