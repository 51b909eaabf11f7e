"""Adds our text to a sheet's notes, also to notes that others wrote, and removes it again.

Handles the part that holds a sheet's comments. Each block that we write has a head line and a foot line, so that we
recognise it after any program has saved the file. What people add above or below a block stays.
"""

import itertools
import re
from typing import Literal

from checker.frozen import dataclass
from checker.model.workbook import letters
from checker.ooxml.opc import XML_HEAD
from checker.ooxml.splice import Element, Markup
from checker.ooxml.vml import Cell
from checker.ooxml.xml_text import content
from checker.sources.sheet_xml import address

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
AUTHOR = "checker"
HEAD, FOOT = "【核对 checker】", "────────"
_OURS = re.compile(r"(?:\r?\n)?【核对\s*checker】.*?(?:─{8}|\Z)", re.DOTALL)
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="Microsoft YaHei"/><family val="2"/>'
#: A threaded comment leaves a plain note for older programs; the author of that note has a name of this kind.
_THREADED = "tc="

Kind = Literal["new", "joined", "left out"]


@dataclass(frozen=True)
class Erased:
    """A comments part without our text."""

    xml: bytes
    gone: frozenset[Cell]  # the cells (row and column, 1-based) whose notes held only our text
    cut: dict[Cell, str]  # the text that was cut from the notes of others, by cell
    notes: int  # how many are left


def block(text: str) -> str:
    """Adds the head line and the foot line to a text."""
    return f"{HEAD}\n{text}\n{FOOT}"


def empty(main: str) -> bytes:
    """Makes a part without notes, in the namespace `main`."""
    return f'{XML_HEAD}<comments xmlns="{main}"><authors/><commentList/></comments>'.encode()


def add(xml: bytes, part: str, blocks: dict[Cell, str]) -> tuple[bytes, dict[Cell, Kind]]:
    """Adds each block to the note of its cell, or to a new note, unless the cell has a threaded comment.

    Returns the part, and by cell what happened to its block.

    Raises:
        CannotMark: the part isn't a valid comments part.
    """
    markup = Markup(xml, part)
    authors, notes = markup.need("authors"), markup.need("commentList")
    names = [author.text for author in authors.children]
    became: dict[Cell, Kind] = {}
    for note in notes.children:
        cell = _cell_of(note)
        if cell in blocks and _author(note, names).startswith(_THREADED):
            became[cell] = "left out"
        elif cell in blocks:
            became[cell] = "joined"
            _join(markup, note, blocks[cell])
    author = names.index(AUTHOR) if AUTHOR in names else len(names)
    new = {cell: text for cell, text in sorted(blocks.items()) if cell not in became}
    if new:
        became |= dict.fromkeys(new, "new")
        markup.append(notes, "".join(_comment(cell, author, text) for cell, text in new.items()))
    if author == len(names) and new:
        markup.append(authors, f"<author>{AUTHOR}</author>")
    return markup.to_bytes(), became


def erase(xml: bytes, part: str) -> Erased:
    """Removes our text.

    Raises:
        CannotMark: the part isn't a valid comments part.
    """
    markup = Markup(xml, part)
    authors, notes = markup.need("authors"), markup.need("commentList")
    names = [author.text for author in authors.children]
    gone: set[Cell] = set()
    cut: dict[Cell, str] = {}
    kept_authors = set()
    for note in notes.children:
        removed = _cut(markup, note)
        if removed == "":
            gone.add(_cell_of(note))
            continue
        if removed is not None:
            cut[_cell_of(note)] = removed
        kept_authors.add(_author(note, names))
    if gone and names[-1:] == [AUTHOR] and AUTHOR not in kept_authors:
        markup.remove(authors.children[-1])
    return Erased(markup.to_bytes(), frozenset(gone), cut, len(notes.children) - len(gone))


def _cell_of(note: Element) -> Cell:
    return address(note.attributes.get("ref", "")) or (0, 0)


def _author(note: Element, names: list[str]) -> str:
    number = note.number("authorId")
    return names[number] if number is not None and number < len(names) else ""


def _comment(cell: Cell, author: int, text: str) -> str:
    return f'<comment ref="{letters(cell[1])}{cell[0]}" authorId="{author}"><text>{_runs(text)}</text></comment>'


def _runs(text: str, before: str = "") -> str:
    head, rest = text[: len(HEAD)], text[len(HEAD) :]
    return (
        f'<r><rPr><b/>{_FONT}</rPr><t xml:space="preserve">{before}{content(head)}</t></r>'
        f'<r><rPr>{_FONT}</rPr><t xml:space="preserve">{content(rest)}</t></r>'
    )


def _join(markup: Markup, note: Element, text: str) -> None:
    """Adds a block after the text of a note; plain text becomes a run, because more runs follow."""
    body, runs = note.child("text"), _runs(text, "\n")
    if body is None:
        markup.append(note, f"<text>{runs}</text>")
        return
    existing = [child for child in body.children if child.local in ("t", "r")]
    for bare in existing:
        if bare.local == "t":
            markup.replace(bare, markup.encode("<r>") + markup.source(bare) + markup.encode("</r>"))
    if existing:
        markup.insert(existing[-1].end, runs)
    else:
        markup.append(body, runs)


def _cut(markup: Markup, note: Element) -> str | None:
    """Cuts our blocks out of a note and returns them; None for no blocks, "" if the whole note was ours and is gone."""
    holders = [child for child in note.within("text") if child.local in ("t", "r")]
    texts = [(holder, holder if holder.local == "t" else holder.child("t")) for holder in holders]
    whole = "".join(text.text for _, text in texts if text is not None)
    blocks = list(_OURS.finditer(whole))
    if not blocks:
        return None
    if blocks[0].start() == 0 and whole.startswith(HEAD[0]) and not _OURS.sub("", whole).strip():
        markup.remove(note)
        return ""
    kept = [True] * len(whole)
    for found in blocks:
        kept[found.start() : found.end()] = [False] * (found.end() - found.start())
    reached, rest = 0, []
    for holder, text in texts:
        words = text.text if text is not None else ""
        keep = kept[reached : reached + len(words)]
        reached += len(words)
        if all(keep):
            rest.append((holder, text))
        elif text is not None and any(keep):
            left = "".join(itertools.compress(words, keep))
            markup.replace(text, f'<t xml:space="preserve">{content(left)}</t>')
            rest.append((holder, None))
        else:
            markup.remove(holder)
    # The only run that is left becomes plain text again, as it was before a block joined it.
    match rest:
        case [(Element(local="r", children=[_]) as run, Element() as text)]:
            markup.replace(run, markup.source(text))
    return "\n".join(found[0].strip() for found in blocks)
