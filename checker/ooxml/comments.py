"""The texts of a sheet's notes: ours are put in, into notes of others too, and taken out again.

Knows the part with a sheet's comments. What we write stands between a head and a foot, so that it is known again
after any program has saved the file; what somebody added above or below stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from checker.model.workbook import letters
from checker.ooxml.opc import XML_HEAD
from checker.ooxml.splice import Element, Markup
from checker.ooxml.xml_text import content, qualified
from checker.sources.sheet_xml import address

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
AUTHOR = "checker"
HEAD, FOOT = "【核对 checker】", "────────"
_OURS = re.compile(r"(?:\r?\n)?【核对\s*checker】.*?(?:─{8}|\Z)", re.DOTALL)
_FONT = '<sz val="9"/><color indexed="81"/><rFont val="Microsoft YaHei"/><family val="2"/>'
#: A conversation leaves a note for programs that do not know conversations; its author has a name of this kind.
_CONVERSATION = "tc="

Cell = tuple[int, int]
Kind = Literal["new", "joined", "left out"]


@dataclass(frozen=True)
class Erased:
    """What is left of a part without what we wrote.

    Attributes:
        xml: the part.
        gone: the cells (row and column, 1-based) whose notes were nothing but ours.
        cut: what was cut from the notes of others, by cell.
        notes: how many notes are left.
    """

    xml: bytes
    gone: frozenset[Cell]
    cut: dict[Cell, str]
    notes: int


def block(text: str) -> str:
    """What we write into a note, with its head and foot."""
    return f"{HEAD}\n{text}\n{FOOT}"


def empty(main: str) -> bytes:
    """A part without notes, in the namespace `main`."""
    return f'{XML_HEAD}<comments xmlns="{main}"><authors/><commentList/></comments>'.encode()


def add(xml: bytes, part: str, blocks: dict[Cell, str]) -> tuple[bytes, dict[Cell, Kind]]:
    """Puts blocks into notes: into the one that a cell has, or into a new one.

    Returns:
        The part, and by cell what became of its block; where there is a conversation it is left out.

    Raises:
        CannotMark: it is no such part.
    """
    markup = Markup(xml, part)
    authors, notes = markup.need("authors"), markup.need("commentList")
    names = [author.text for author in authors.children]
    became: dict[Cell, Kind] = {}
    for note in notes.children:
        cell = address(note.attributes.get("ref", "")) or (0, 0)
        if cell in blocks:
            conversation = _author(note, names).startswith(_CONVERSATION)
            became[cell] = "left out" if conversation else "joined"
            if not conversation:
                _join(markup, note, blocks[cell])
    author = names.index(AUTHOR) if AUTHOR in names else len(names)
    prefix = markup.root.prefix
    for cell, text in sorted(blocks.items()):
        if cell not in became:
            became[cell] = "new"
            at = f"{letters(cell[1])}{cell[0]}"
            note_xml = f'<comment ref="{at}" authorId="{author}"><text>{_runs(text)}</text></comment>'
            markup.append(notes, qualified(note_xml, prefix))
    if author == len(names) and "new" in became.values():
        markup.append(authors, qualified(f"<author>{AUTHOR}</author>", prefix))
    return markup.written(), became


def erase(xml: bytes, part: str) -> Erased:
    """Takes out what we wrote.

    Raises:
        CannotMark: it is no such part.
    """
    markup = Markup(xml, part)
    authors, notes = markup.need("authors"), markup.need("commentList")
    names = [author.text for author in authors.children]
    gone, cut = set(), {}
    kept_authors = set()
    for note in notes.children:
        cell = address(note.attributes.get("ref", "")) or (0, 0)
        found = _cut(markup, note)
        if found == "":
            gone.add(cell)
            continue
        if found is not None:
            cut[cell] = found
        kept_authors.add(_author(note, names))
    if gone and names[-1:] == [AUTHOR] and AUTHOR not in kept_authors:
        markup.remove(authors.children[-1])
    return Erased(markup.written(), frozenset(gone), cut, len(notes.children) - len(gone))


def _author(note: Element, names: list[str]) -> str:
    number = note.attributes.get("authorId", "")
    return names[int(number)] if number.isdecimal() and int(number) < len(names) else ""


def _runs(text: str, before: str = "") -> str:
    head, rest = text[: len(HEAD)], text[len(HEAD) :]
    return (
        f'<r><rPr><b/>{_FONT}</rPr><t xml:space="preserve">{before}{content(head)}</t></r>'
        f'<r><rPr>{_FONT}</rPr><t xml:space="preserve">{content(rest)}</t></r>'
    )


def _join(markup: Markup, note: Element, text: str) -> None:
    """Puts a block behind what a note says; its bare text becomes a run, since more of them follow."""
    prefix = markup.root.prefix
    body = note.child("text")
    runs = qualified(_runs(text, "\n"), prefix)
    if body is None:
        markup.append(note, qualified("<text>", prefix) + runs + qualified("</text>", prefix))
        return
    said = [child for child in body.children if child.local in ("t", "r")]
    for bare in said:
        if bare.local == "t":
            run = (qualified("<r>", prefix).encode(), markup.source(bare), qualified("</r>", prefix).encode())
            markup.replace(bare, b"".join(run))
    if said:
        markup.insert(said[-1].end, runs)
    else:
        markup.append(body, runs)


def _cut(markup: Markup, note: Element) -> str | None:
    """Cuts our blocks out of a note; takes the note out where nothing else was ever in it.

    Returns:
        None where there are none, "" where the note is gone, else what was cut.
    """
    body = note.child("text")
    holders = [child for child in body.children if child.local in ("t", "r")] if body is not None else []
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
        said = text.text if text is not None else ""
        here = kept[reached : reached + len(said)]
        reached += len(said)
        if all(here):
            rest.append((holder, text))
        elif text is not None and any(here):
            left = "".join(character for character, keep in zip(said, here, strict=True) if keep)
            markup.replace(text, qualified(f'<t xml:space="preserve">{content(left)}</t>', markup.root.prefix))
            rest.append((holder, None))
        else:
            markup.remove(holder)
    _unwrap(markup, rest)
    return "\n".join(found[0].strip() for found in blocks)


def _unwrap(markup: Markup, rest: list[tuple[Element, Element | None]]) -> None:
    """Makes the only run that is left bare text again, as it was before a block was joined to it."""
    if len(rest) == 1:
        holder, text = rest[0]
        if holder.local == "r" and text is not None and len(holder.children) == 1:
            markup.replace(holder, markup.source(text))
