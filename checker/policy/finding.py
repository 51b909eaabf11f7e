"""Finds the requirements of a document: what it measures with numbers, and what it says in strict words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from checker.policy.amounts import Amount
from checker.policy.dates import find_issued, find_years
from checker.policy.duties import find_strict, find_trends
from checker.policy.folding import MASK, fold
from checker.policy.lists import Lead, find_lead, is_item_of, make_item
from checker.policy.measured import find_measured, has_claim, measures_alone
from checker.policy.model import Findings, Kind, Line, Requirement, Sentence, write_number
from checker.policy.parts import Carried
from checker.policy.questions import ask
from checker.policy.responsible import find_subject
from checker.policy.rules import Rules, find_language, load_rules
from checker.policy.segments import is_outside_brackets, mask, split_sentence
from checker.policy.sentences import is_furniture, split_document
from checker.policy.tabled import cover_idle_cells, vary_row
from checker.policy.weights import without_weights
from checker.text.bilingual import Text

#: A part with more joints than this is a list, and not split further.
MOST_CUTS = 12
#: Units of what is deducted; the others say for how much.
PAID = {"score points", "money", "yuan", "%"}
NOTHING = Text("没有可以计量的内容", "nothing that can be measured")
LEAD = Text("引出下面的列项", "it leads into the list below it")
PAST = Text("说的是已经发生的事", "it reports what has happened")
GENERAL = Text("是总的目标和要求，没有数字", "it states aims without a number")
TITLE = Text("是标题", "it is a title")
EXAMPLE = Text("是举例", "it is an example")


def find_requirements(lines: Sequence[Line]) -> Findings:
    """Finds the requirements of a document and says of every other sentence why it has none."""
    text = "\n".join(line.text for line in lines)
    language = find_language(text)
    rules = load_rules(language).for_document(fold(text))
    sentences = split_document(lines, rules)
    years, day = find_years(list(lines), rules), find_issued(list(lines), rules)
    issued = day.year if day else years[0] if years else 0
    found: list[Requirement] = []
    left: dict[int, Text] = {}
    lead: Lead | None = None
    past = False
    for index, sentence in enumerate(sentences):
        carried = Carried(is_listed=bool(lead and is_item_of(sentence, lead) and lead.is_of_targets))
        past = past and index > 0 and _goes_on(sentences[index - 1], sentence)
        of_sentence, deductions, reason, past = _find_in(sentence, issued, rules, carried, past)
        if lead and is_item_of(sentence, lead) and not _is_covered(sentence, rules):
            of_sentence = of_sentence or ([make_item(sentence, lead)] if reason == NOTHING and not deductions else [])
        else:
            lead = find_lead(sentence, rules)
            if lead:
                of_sentence, reason = [each for each in of_sentence if each.strength == "number"], LEAD
        found += [ask(each, rules) for each in of_sentence]
        if deductions:
            of_sentence = _deduct(found, sentence, deductions, rules)
        if not of_sentence:
            left[index] = reason
    return Findings(language, _title(lines, rules), sentences, found, left)


def _deduct(
    found: list[Requirement], sentence: Sentence, deductions: list[tuple[str, Amount]], rules: Rules
) -> list[Requirement]:
    """Ties deductions to the requirement before them in the same clause; without one, they are one of their own."""
    last = found[-1] if found else None
    if (
        last
        and last.kind != "deduction"
        and last.sentence.clause == sentence.clause
        and abs(last.sentence.line - sentence.line) <= 1
    ):
        text = "; ".join(words for words, _ in deductions)
        of_row = [index for index, each in enumerate(found) if sentence.is_row and each.sentence == sentence]
        for index in of_row or [len(found) - 1]:
            found[index] = replace(found[index], consequence="; ".join(filter(None, (found[index].consequence, text))))
        return found[-1:]
    made: list[Requirement] = []
    paid = [(words, each) for words, each in deductions if each.unit in PAID]
    for words, amount in paid or deductions:
        if made and amount.operator == "<=":
            made[-1] = replace(made[-1], words=f"{made[-1].words}; {words}")
        else:
            value, who = write_number(amount.value), sentence.responsible
            kind: Kind = "deduction"
            made.append(
                Requirement(
                    sentence, sentence.text, kind, "number", "==", value, amount.unit, "event", who=who, words=words
                )
            )
    found += [ask(each, rules) for each in made]
    return made


def _is_covered(sentence: Sentence, rules: Rules) -> bool:
    """Whether most of a sentence is never a requirement: a formula, a note."""
    masked = mask(sentence.text, rules).strip()
    return 2 * masked.count(MASK) > len(masked)


def _title(lines: Iterable[Line], rules: Rules) -> str:
    named = (
        line.text.strip(" #\t\u3000")
        for line in lines
        if line.text.strip() and not is_furniture(fold(line.text), rules)
    )
    return next((text for text in named if len(text) > 3), "")


def _read_parts(sentence: Sentence, masked: str, rules: Rules) -> list[tuple[str, str]]:
    """The parts of a sentence, masked and as written; of a row, one for each thing that a cell asks for."""
    if sentence.is_row:
        alone = partial(measures_alone, rules=rules)
        return [(each, sentence.text) for each in vary_row(masked, sentence.text, alone)]
    return [(masked[start:end], sentence.text[start:end]) for start, end in _parts(masked, rules)]


def _goes_on(before: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence goes on with what the one before it reports: 2024 saw this; and that."""
    return before.line == sentence.line and fold(before.text).rstrip().endswith(";")


def _find_in(
    sentence: Sentence, issued: int, rules: Rules, carried: Carried, past: bool
) -> tuple[list[Requirement], list[tuple[str, Amount]], Text, bool]:
    masked = mask(sentence.text, rules)
    if sentence.is_row:
        masked = cover_idle_cells(masked, sentence.text, rules)
    if sentence.is_title and not rules.find("headings", "asks").search(masked):
        return [], [], TITLE, False
    if rules.find("idle", "example").search(masked):
        return [], [], EXAMPLE, False
    found: list[Requirement] = []
    reported = False
    for part, text in _read_parts(sentence, masked, rules):
        if rules.find("idle", "never").search(part):
            continue
        past = past and not rules.find("past", "goes_on").search(part)
        if past or _is_past(sentence, part, issued, rules):
            past = sentence.status != "past"
            reported = True
            continue
        carried.who = find_subject(part.lstrip(), text.lstrip(), rules) or carried.who
        before = len(carried.deductions)
        measured, rest = find_measured(sentence, part, text, carried, rules)
        found += measured
        deducted = len(carried.deductions) > before
        if sentence.is_row:
            strict = [] if deducted else find_strict(sentence, part, text, part, carried, rules)
            if strict and (not measured or all(each.kind == "frequency" for each in measured)):
                found = [each for each in found if each not in measured]
                found += (
                    [replace(each, period=measured[0].period, period_written=True) for each in strict[:1]]
                    if measured
                    else strict
                )
        elif measured or not deducted:
            trends = not measured and sentence.status != "general"
            more = find_trends(sentence, part, text, carried, rules) if trends else []
            found += more or find_strict(sentence, part, text, rest, carried, rules)
    reason = PAST if reported else GENERAL if sentence.status == "general" else NOTHING
    return without_weights(_without_echoes(found), rules), carried.deductions, reason, past


def _without_echoes(found: list[Requirement]) -> list[Requirement]:
    """Leaves out what says the same of the same words."""
    seen: dict[tuple[str, str, str, str], Requirement] = {}
    for each in found:
        seen.setdefault((each.phrase, each.kind, each.threshold, each.unit), each)
    return list(seen.values())


def _is_past(sentence: Sentence, part: str, issued: int, rules: Rules) -> bool:
    """Whether a part of a sentence reports what has been done, and asks for nothing."""
    if sentence.status == "past":
        return not rules.find("past", "still_asked").search(part) or bool(rules.find("past", "done").search(part))
    year = rules.find("past", "year").search(part)
    past = rules.find("past", "words").search(part) or (year and (not issued or int(year["y"]) < issued))
    return bool(past) and not rules.find("past", "unless").search(part)


def _parts(masked: str, rules: Rules) -> list[tuple[int, int]]:
    """Splits a sentence into parts, each with its time or condition, and each with one measure where it can be."""
    found: list[tuple[int, int]] = []
    for start, end in _joined(split_sentence(masked, rules), masked, rules):
        begins = start
        cuts = list(rules.find("again").finditer(masked, start, end))
        shared = rules.find("targets", "each").search(masked, start, end)
        for cut in cuts if len(cuts) <= MOST_CUTS and not shared else ():
            left, right = masked[begins : cut.start()], masked[cut.end() : end]
            if has_claim(left, rules) and has_claim(right, rules) and is_outside_brackets(masked, cut.start()):
                found.append((begins, cut.start()))
                begins = cut.end()
        found.append((begins, end))
    return found


def _joined(parts: list[tuple[int, int]], masked: str, rules: Rules) -> list[tuple[int, int]]:
    """Joins a part that holds a time and little else, or a condition, to the part that follows."""
    joined: list[tuple[int, int]] = []
    begins: int | None = None
    for index, (start, end) in enumerate(parts):
        start = start if begins is None else begins
        begins = None
        last = index == len(parts) - 1
        if not last and rules.find("lead_in").fullmatch(masked[start:end].strip(" ,")):
            begins = start
        else:
            joined.append((start, end))
    return joined
