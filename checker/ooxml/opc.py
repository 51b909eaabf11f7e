"""Reads and changes the parts of a package, their relationships and their content types.

Follows the Open Packaging Conventions and knows nothing of what is in a part. Unchanged parts are copied as they are.
Names of parts have no leading slash.
"""

import posixpath
from itertools import count

from checker.frozen import dataclass
from checker.ooxml.cannot_mark import broken
from checker.ooxml.splice import Element, Markup
from checker.ooxml.xml_text import attribute
from checker.ooxml.zip_writer import Member, pack, write_zip
from checker.sources.archive import Archive
from checker.sources.limits import Limits

TYPES = "[Content_Types].xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Relation:
    """One relationship of a part."""

    id: str
    kind: str  # the last word of its type, e.g. "worksheet"
    part: str  # its target; empty if the target is outside the package


class Package:
    """A package in memory: the submitted bytes, and the parts that are changed, added or dropped.

    Raises (when it opens and when it reads a part):
        Refused: as `Archive` does.
    """

    def __init__(self, content: bytes) -> None:
        self._archive = Archive(content, Limits())
        self._names = {_key(member.filename): member.filename for member in self._archive.members()}
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._names

    @property
    def changed(self) -> bool:
        """Whether any part differs from the submitted file."""
        return bool(self._changed or self._dropped)

    def part(self, name: str) -> bytes:
        """Returns the content of a part, inflated.

        Raises:
            CannotMark: there is no such part.
        """
        if name not in self:
            raise broken(name)
        changed = self._changed.get(_key(name))
        return self._archive.part(name) if changed is None else changed

    def head(self, name: str, size: int) -> bytes:
        """Returns at most the first `size` bytes of a part without inflating the rest."""
        return self.part(name)[:size] if _key(name) in self._changed else self._archive.head(name, size)

    def put(self, name: str, content: bytes) -> None:
        """Sets the content of a part, new or not."""
        self._names.setdefault(_key(name), name)
        self._changed[_key(name)] = content

    def drop(self, name: str) -> None:
        """Removes a part with its relationships and its content type."""
        for part in (name, _rels(name)):
            if part in self:
                key = _key(part)
                del self._names[key]
                self._changed.pop(key, None)
                self._dropped.add(key)
        types = Markup(self.part(TYPES), TYPES)
        for override in _overrides(types, name):
            types.remove(override)
        self._keep(types, TYPES)

    def free_name(self, pattern: str) -> str:
        """Fills a pattern such as "xl/comments{}.xml" with the lowest number that gives an unused name."""
        return next(name for name in map(pattern.format, count(1)) if name not in self)

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Returns the relationships of a part; "" is the package itself."""
        return tuple(relation for _, relation in self._related(part)[1])

    def attach(self, part: str, relation_type: str, target: str, content: bytes, content_type: str) -> str:
        """Adds the new part `target` and a relationship from `part` to it, and returns the relationship's id."""
        self.put(target, content)
        self.declare(target, content_type)
        if _rels(part) not in self:
            self.put(_rels(part), f'{XML_HEAD}<Relationships xmlns="{RELATIONSHIPS}"/>'.encode())
            self._declare_default("rels", RELS_TYPE)
        rels, related = self._related(part)
        taken = {relation.id for _, relation in related}
        id = next(id for id in map("rId{}".format, count(1)) if id not in taken)
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        rels.append(rels.root, f'<Relationship Id="{id}" Type="{relation_type}" Target={attribute(path)}/>')
        self._keep(rels, _rels(part))
        return id

    def unrelate(self, part: str, ids: set[str]) -> None:
        """Removes relationships, and the part that lists them if none is left."""
        rels, related = self._related(part)
        for element, relation in related:
            if relation.id in ids:
                rels.remove(element)
        if rels.changed and {relation.id for _, relation in related} <= ids:
            self.drop(_rels(part))
        else:
            self._keep(rels, _rels(part))

    def detach(self, part: str, target: str) -> None:
        """Removes the part `target` and the relationships from `part` to it."""
        self.unrelate(part, {relation.id for relation in self.relations(part) if relation.part == target})
        self.drop(target)

    def reachable(self, source: str) -> set[str]:
        """Returns the keys of all parts that can be reached from the package and from the part `source`."""
        found: set[str] = set()
        ahead = ["", source]
        while ahead:
            for relation in self.relations(ahead.pop()):
                if relation.part in self and _key(relation.part) not in found:
                    found.add(_key(relation.part))
                    ahead.append(relation.part)
        return found

    def content_type(self, part: str) -> str:
        """Returns the content type that is declared for this very part, or an empty string."""
        overrides = _overrides(Markup(self.part(TYPES), TYPES), part)
        return overrides[0].attributes.get("ContentType", "") if overrides else ""

    def declare(self, part: str, content_type: str) -> None:
        """Declares the content type of a part; that of a *.vml part by its extension, as programs expect."""
        if part.endswith(".vml"):
            self._declare_default("vml", content_type)
            return
        types = Markup(self.part(TYPES), TYPES)
        if overrides := _overrides(types, part):
            types.set(overrides[0], "ContentType", content_type)
        else:
            types.append(types.root, f'<Override PartName={attribute("/" + part)} ContentType="{content_type}"/>')
        self._keep(types, TYPES)

    def to_bytes(self) -> bytes:
        """Writes the package: the submitted parts in their old order, then the new ones."""
        added, members = dict(self._changed), []
        for member in self._archive.members():
            key = _key(member.filename)
            if key in added:
                members.append(pack(member.filename, added.pop(key), member))
            elif key in self._names:
                members.append(Member(member, self._archive.packed(member)))
        return write_zip((*members, *(pack(self._names[key], content) for key, content in added.items())))

    def _declare_default(self, ending: str, content_type: str) -> None:
        types = Markup(self.part(TYPES), TYPES)
        if all(child.attributes.get("Extension", "").lower() != ending for child in types.root.children):
            types.insert(types.root.inside, f'<Default Extension="{ending}" ContentType="{content_type}"/>')
            self._keep(types, TYPES)

    def _keep(self, markup: Markup, part: str) -> None:
        if markup.changed:
            self.put(part, markup.to_bytes())

    def _related(self, part: str) -> tuple[Markup, list[tuple[Element, Relation]]]:
        listing = _rels(part)
        xml = self.part(listing) if listing in self else f'<Relationships xmlns="{RELATIONSHIPS}"/>'.encode()
        markup = Markup(xml, listing)
        return markup, [(child, _relation(child, posixpath.dirname(part))) for child in markup.root.children]


def _relation(element: Element, folder: str) -> Relation:
    given = element.attributes
    target = given.get("Target", "").replace("\\", "/")
    path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    outside = given.get("TargetMode") == "External"
    return Relation(given.get("Id", ""), given.get("Type", "").rsplit("/", 1)[-1], "" if outside else path)


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _overrides(types: Markup, part: str) -> list[Element]:
    return [each for each in types.root.children if _key(each.attributes.get("PartName", "")) == _key(part)]


def _key(name: str) -> str:
    """Folds a name: names of parts are not case-sensitive."""
    return name.replace("\\", "/").lstrip("/").lower()
