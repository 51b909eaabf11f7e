"""The document that a pack comes from, and the bands of its scores."""

from checker.tables.words import Day, Exact, Strict, Words


class Document(Strict):
    """The published document that the indicators come from."""

    title: Words
    issuer: Words
    dated: Day


class Grade(Strict):
    """A band of scores, 0 to 100."""

    name: Words
    at_least: Exact
