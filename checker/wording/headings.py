"""The headings of everything in a report except the fields of a flag. Every output takes its headings from here."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from checker.text.bilingual import Language, Text
from checker.text.levels import make_text

#: The texts of words.toml, by table and id.
WORDS = {
    table: {id: make_text(**text) for id, text in texts.items()}
    for table, texts in tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8")).items()
}
HEADINGS = WORDS["headings"]


def csv_headings(ids: Iterable[str], language: Language, table: str = "csv") -> list[str]:
    """The headings of a csv file, some of which only that table has; in English they are the ids."""
    words = {**WORDS["csv"], **WORDS[table]}
    return [id if language == "en" else words[id].zh for id in ids]


def with_clause(heading: Text) -> Text:
    """Adds "(clause)" to the heading of a column that gives the clause in brackets."""
    clause = HEADINGS["clause"]
    return Text(f"{heading.zh}（{clause.zh}）", f"{heading.en} ({clause.en.lower()})")
