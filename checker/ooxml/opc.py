"""The parts of a package, how they hang together, and what each is declared to be; only what changes is written anew.

Knows the Open Packaging Conventions; knows nothing of what is in a part. Names of parts have no slash in front.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from checker.ooxml.cannot_mark import broken
from checker.ooxml.splice import Element, Markup
from checker.ooxml.xml_text import attribute, qualified
from checker.ooxml.zip_writer import Member as ZipMember
from checker.ooxml.zip_writer import packed, written
from checker.sources.archive import Archive
from checker.sources.limits import Limits

TYPES = "[Content_Types].xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Relation:
    """One relationship of a part.

    Attributes:
        id: its id.
        kind: the last word of its type, e.g. "worksheet".
        part: the part that it leads to; empty where it leads out of the package.
    """

    id: str
    kind: str
    part: str


class Package:
    """A package in memory: the submitted bytes, and the parts that are changed, added or dropped.

    Raises (on opening and on reading a part):
        Refused: as `Archive`.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._archive = Archive(content, Limits())
        self._names = {_key(member.filename): member.filename for member in self._archive.members()}
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._names

    @property
    def changed(self) -> bool:
        """Whether any part is not what it was."""
        return bool(self._changed or self._dropped)

    def part(self, name: str) -> bytes:
        """The content of a part, inflated.

        Raises:
            CannotMark: there is no such part.
        """
        if name not in self:
            raise broken(name)
        changed = self._changed.get(_key(name))
        return self._archive.part(name) if changed is None else changed

    def head(self, name: str, size: int) -> bytes:
        """The first bytes of a part, at most `size`; the rest is not inflated."""
        if _key(name) in self._changed:
            return self.part(name)[:size]
        return self._archive.head(name, size)

    def put(self, name: str, content: bytes) -> None:
        """Gives a part, new or not, its content."""
        key = _key(name)
        self._names.setdefault(key, name)
        self._changed[key] = content

    def drop(self, name: str) -> None:
        """Takes a part out, with its relationships and what it was declared to be."""
        for part in (name, _rels(name)):
            if part in self:
                key = _key(part)
                del self._names[key]
                self._changed.pop(key, None)
                self._dropped.add(key)
        types = Markup(self.part(TYPES), TYPES)
        for override in types.root.children:
            if _key(override.attributes.get("PartName", "")) == _key(name):
                types.remove(override)
        self._keep(types, TYPES)

    def free(self, pattern: str) -> str:
        """A name that no part has, made from a pattern such as "xl/comments{}.xml" with the lowest number."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What a part is related to; "" is the package itself."""
        return tuple(relation for _, relation in self._related(part)[1])

    def relate(self, part: str, type_url: str, target: str) -> str:
        """Relates a part to another part.

        Returns:
            The id of the new relationship.
        """
        if _rels(part) not in self:
            self.put(_rels(part), f'{XML_HEAD}<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
            self._declare_default("rels", RELS_TYPE)
        rels, related = self._related(part)
        taken = {relation.id for _, relation in related}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        fragment = f'<Relationship Id="rId{number}" Type="{type_url}" Target={attribute(path)}/>'
        rels.append(rels.root, qualified(fragment, rels.root.prefix))
        self._keep(rels, _rels(part))
        return f"rId{number}"

    def unrelate(self, part: str, ids: set[str]) -> None:
        """Takes relationships out; the list of them too, where none is left."""
        rels, related = self._related(part)
        for element, relation in related:
            if relation.id in ids:
                rels.remove(element)
        if rels.changed and {relation.id for _, relation in related} <= ids:
            self.drop(_rels(part))
        else:
            self._keep(rels, _rels(part))

    def reachable(self, source: str) -> set[str]:
        """The keys of all parts that relationships lead to from the package and from a part."""
        found: set[str] = set()
        ahead = ["", source]
        while ahead:
            for relation in self.relations(ahead.pop()):
                if relation.part in self and _key(relation.part) not in found:
                    found.add(_key(relation.part))
                    ahead.append(relation.part)
        return found

    def declared(self, part: str) -> str:
        """The content type of a part; empty where none is given for it in particular."""
        types = Markup(self.part(TYPES), TYPES)
        return next((e.attributes.get("ContentType", "") for e in types.root.children if _is_of(e, part)), "")

    def declare(self, part: str, content_type: str) -> None:
        """Says what a part is; a part named *.vml by its ending, as programs expect of those."""
        if part.endswith(".vml"):
            self._declare_default("vml", content_type)
            return
        types = Markup(self.part(TYPES), TYPES)
        for element in types.root.children:
            if _is_of(element, part):
                types.set(element, "ContentType", content_type)
                break
        else:
            fragment = f'<Override PartName={attribute("/" + part)} ContentType="{content_type}"/>'
            types.append(types.root, qualified(fragment, types.root.prefix))
        self._keep(types, TYPES)

    def written(self) -> bytes:
        """The package: unchanged parts as they came, in their order, new ones behind them."""
        return written(self._members())

    def _members(self) -> Iterator[ZipMember]:
        added = dict(self._changed)
        for member in self._archive.members():
            key = _key(member.filename)
            if key in added:
                yield packed(member.filename, added.pop(key), member)
            elif key in self._names:
                yield ZipMember(member, self._archive.packed(member))
        for key, content in added.items():
            yield packed(self._names[key], content)

    def _declare_default(self, ending: str, content_type: str) -> None:
        types = Markup(self.part(TYPES), TYPES)
        if all(child.attributes.get("Extension", "").lower() != ending for child in types.root.children):
            fragment = f'<Default Extension="{ending}" ContentType="{content_type}"/>'
            types.insert(types.root.inside, qualified(fragment, types.root.prefix))
            self._keep(types, TYPES)

    def _keep(self, markup: Markup, part: str) -> None:
        if markup.changed:
            self.put(part, markup.written())

    def _related(self, part: str) -> tuple[Markup, list[tuple[Element, Relation]]]:
        listing = _rels(part)
        xml = self.part(listing) if listing in self else f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
        markup = Markup(xml, listing)
        return markup, [(child, _relation(child, posixpath.dirname(part))) for child in markup.root.children]


def _relation(element: Element, folder: str) -> Relation:
    told = element.attributes
    target = told.get("Target", "").replace("\\", "/")
    path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    outside = told.get("TargetMode") == "External"
    return Relation(told.get("Id", ""), told.get("Type", "").rsplit("/", 1)[-1], "" if outside else path)


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_of(element: Element, part: str) -> bool:
    return _key(element.attributes.get("PartName", "")) == _key(part)


def _key(name: str) -> str:
    """Names are the same to a package whatever their case."""
    return name.replace("\\", "/").lstrip("/").lower()
