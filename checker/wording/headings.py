"""The headings of everything in a report except the fields of a flag. Every output takes its headings from here."""

import tomllib
from pathlib import Path

from checker.text.bilingual import Text

#: The texts of words.toml, by table and id.
WORDS = {
    table: {id: Text(**text) for id, text in texts.items()}
    for table, texts in tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8")).items()
}
HEADINGS = WORDS["headings"]


def with_clause(heading: Text) -> Text:
    """Adds "(clause)" to the heading of a column that gives the clause in brackets."""
    clause = HEADINGS["clause"]
    return Text(f"{heading.zh}（{clause.zh}）", f"{heading.en} ({clause.en.lower()})")
