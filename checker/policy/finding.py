"""Finds the requirements of a document: what it measures with numbers, and what it says in strict words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.policy.amounts import Amount
from checker.policy.dates import find_issued, find_years
from checker.policy.duties import find_strict, find_trends
from checker.policy.folding import fold
from checker.policy.lists import Lead, find_lead, is_item_of, make_item
from checker.policy.measured import find_measured, has_claim
from checker.policy.model import Findings, Line, Requirement, Sentence, write_number
from checker.policy.parts import Carried
from checker.policy.questions import ask
from checker.policy.responsible import find_subject
from checker.policy.rules import Rules, find_language, load_rules
from checker.policy.segments import is_outside_brackets, mask, split_sentence
from checker.policy.sentences import is_furniture, split_document
from checker.policy.tabled import cover_idle_cells
from checker.text.bilingual import Text

#: A part with more joints than this is a list, and not split further.
MOST_CUTS = 12
NOTHING = Text("没有可以计量的内容", "nothing that can be measured")
LEAD = Text("引出下面的列项", "it leads into the list below it")
PAST = Text("说的是已经发生的事", "it reports what has happened")
GENERAL = Text("是总的目标和要求，没有数字", "it states aims without a number")
TITLE = Text("是标题", "it is a title")


def find_requirements(lines: Sequence[Line]) -> Findings:
    """Finds the requirements of a document and says of every other sentence why it has none."""
    language = find_language("\n".join(line.text for line in lines))
    rules = load_rules(language)
    sentences = split_document(lines, rules)
    years, day = find_years(list(lines), rules), find_issued(list(lines), rules)
    issued = day.year if day else years[0] if years else 0
    found: list[Requirement] = []
    left: dict[int, Text] = {}
    lead: Lead | None = None
    for index, sentence in enumerate(sentences):
        of_sentence, deductions, reason = _find_in(sentence, issued, rules)
        if lead and is_item_of(sentence, lead):
            of_sentence = of_sentence or ([make_item(sentence, lead)] if reason == NOTHING and not deductions else [])
        else:
            lead = find_lead(sentence, rules)
            of_sentence, reason = ([], LEAD) if lead else (of_sentence, reason)
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
    text = "; ".join(words for words, _ in deductions)
    if found and found[-1].sentence.clause == sentence.clause and abs(found[-1].sentence.line - sentence.line) <= 1:
        found[-1] = replace(found[-1], consequence="; ".join(filter(None, (found[-1].consequence, text))))
    else:
        first, who = deductions[0][1], sentence.responsible
        value = write_number(first.value)
        made = Requirement(
            sentence, sentence.text, "deduction", "number", "==", value, first.unit, "event", who=who, words=text
        )
        found.append(ask(made, rules))
    return found[-1:]


def _title(lines: Iterable[Line], rules: Rules) -> str:
    named = (
        line.text.strip(" #\t\u3000")
        for line in lines
        if line.text.strip() and not is_furniture(fold(line.text), rules)
    )
    return next((text for text in named if len(text) > 3), "")


def _find_in(sentence: Sentence, issued: int, rules: Rules) -> tuple[list[Requirement], list[tuple[str, Amount]], Text]:
    masked = mask(sentence.text, rules)
    if sentence.is_row:
        masked = cover_idle_cells(masked, sentence.text, rules)
    if sentence.is_title and not rules.find("headings", "asks").search(masked):
        return [], [], TITLE
    found: list[Requirement] = []
    carried = Carried()
    past = reported = False
    parts = [(0, len(masked))] if sentence.is_row else _parts(masked, rules)
    for start, end in parts:
        part, text = masked[start:end], sentence.text[start:end]
        if rules.find("idle", "never").search(part):
            continue
        past = past and not rules.find("past", "goes_on").search(part)
        if past or _is_past(sentence, part, issued, rules):
            past = sentence.status == "asked"
            reported = True
            continue
        carried.who = find_subject(part.lstrip(), text.lstrip(), rules) or carried.who
        before = len(carried.deductions)
        measured, rest = find_measured(sentence, part, text, carried, rules)
        found += measured
        deducted = len(carried.deductions) > before
        if not sentence.is_row and (measured or not deducted):
            trends = not measured and sentence.status != "general"
            more = find_trends(sentence, part, text, carried, rules) if trends else []
            found += more or find_strict(sentence, part, text, rest, carried, rules)
    reason = PAST if reported else GENERAL if sentence.status == "general" else NOTHING
    return _without_echoes(found), carried.deductions, reason


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
        for cut in cuts if len(cuts) <= MOST_CUTS else ():
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
