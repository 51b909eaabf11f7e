"""Lists below a sentence such as "The Contractor shall:": what it asks for, each item asks for."""

from checker.frozen import dataclass
from checker.policy.duties import make_strict
from checker.policy.folding import fold
from checker.policy.model import Requirement, Sentence
from checker.policy.parts import Carried
from checker.policy.responsible import find_subject
from checker.policy.rules import Rules
from checker.policy.segments import mask

#: A stretch no longer than "and" or "or" between two items is none.
LONGEST_JOINT = 4


@dataclass(frozen=True)
class Lead:
    """A sentence that leads into a list: its clause, the strict words in it, their rule, and if it is of targets."""

    sentence: Sentence
    words: str
    says: dict[str, object]
    who: tuple[str, ...]
    is_of_targets: bool = False


def find_lead(sentence: Sentence, rules: Rules) -> Lead | None:
    """Reads a sentence as a lead into a list; None if it is none."""
    if not fold(sentence.text).rstrip().endswith(":") or sentence.is_row or sentence.status != "asked":
        return None
    masked = mask(sentence.text, rules)
    for pattern, says in rules.strict:
        match = pattern.search(masked)
        if match and not rules.find("idle", "words").search(masked):
            who = find_subject(masked.lstrip(), sentence.text.lstrip(), rules)
            of_targets = bool(rules.find("targets", "listed").search(masked))
            return Lead(sentence, sentence.text[match.start() : match.end()], says, who, of_targets)
    return None


def is_item_of(sentence: Sentence, lead: Lead) -> bool:
    """Whether a sentence is an item of the list: its clause is one below that of the lead."""
    above, text = lead.sentence.clause, sentence.text.strip()
    if text.isascii() and len(text) <= LONGEST_JOINT:
        return False
    return sentence.clause != above and sentence.clause.startswith(above) and not sentence.is_row


def make_item(sentence: Sentence, lead: Lead) -> Requirement:
    """Makes a requirement of an item that has no number and no strict words of its own."""
    return make_strict(sentence, sentence.text, lead.says, lead.words, Carried(who=lead.who))
