"""Finds departments without a value, with two, and names that nobody has, in the parameters of a pack."""

from collections.abc import Iterable, Iterator
from datetime import date

from checker.codes import Code
from checker.codes.shared import BAD_COMBINATION, SHARED_NAME, UNKNOWN_DEPARTMENT, WITHOUT_VALUE
from checker.definitions.examples import own_value_examples
from checker.definitions.indicator_files import HEADER, PARAMETERS
from checker.definitions.parameter_tables import ParameterTable
from checker.definitions.parameters import named_parameters
from checker.definitions.partial_packs import Draft
from checker.definitions.roster import Roster
from checker.definitions.variants import DISTRICT, clashing_groups
from checker.tables.yaml.problems import Problem, problem
from checker.text.bilingual import Text, join_texts

TWO_VALUES = Code("D196")
#: So many departments are named; the others are counted.
NAMED = 3


def own_value_problems(draft: Draft) -> Iterator[Problem]:
    """Checks the parameters that have values of their own, and works out what each indicator is for whom."""
    if draft.parameters is None or draft.roster is None:
        return
    plain = {} if draft.header is None else draft.header.parameters
    for name, table in draft.parameters.parameters.items():
        if name in plain:
            spot = draft.spot(HEADER, "parameters", name, found=name)
            yield problem(SHARED_NAME, spot, found=name, one=HEADER, other=PARAMETERS)
        yield from _names(draft, draft.roster, name, table)
    lacking: dict[str, dict[str, date]] = {}
    for stem, own in draft.own.items():
        where = draft.where[f"{stem}.yaml"]
        for _, path in named_parameters(where.root, draft.parameters.parameters):
            if path[0] in ("binds_from", "examples"):
                reason = Text(
                    "这里请直接写值：parameters.yaml 的参数因单位而异",
                    "write the value itself: a parameter of parameters.yaml differs by department",
                )
                yield problem(BAD_COMBINATION, where.spot(*path), found=str(path[0]), reason=reason)
        if own.indicator is not None:
            judged = draft.roster.choose(own.indicator.judging)
            draft.variants[stem] = own.variants(judged)
            yield from own.problems
            yield from own_value_examples(where, own.indicator, judged)
            for name, found in own.lacking.items():
                for code, day in found.items():
                    known = lacking.setdefault(name, {})
                    known[code] = min(day, known.get(code, day))
    for name, found in lacking.items():
        spot = draft.spot(PARAMETERS, "parameters", name, found=name)
        whom, since = _whom(draft.roster, found), str(min(found.values()))
        yield problem(WITHOUT_VALUE, spot, found=name, whom=whom, since=since)


def _names(draft: Draft, roster: Roster, name: str, table: ParameterTable) -> Iterator[Problem]:
    spellings = {each for entry in roster.departments for each in (entry.code, *entry.name.all)}
    several = draft.where[PARAMETERS].node("parameters", name, "values").value
    for index, values in enumerate(table.values):
        path = ("parameters", name, "values", *((index,) if isinstance(several, list) else ()))
        for key, allowed in (("groups", roster.groups), ("departments", spellings)):
            for each in getattr(values, key):
                if each not in allowed:
                    spot = draft.spot(PARAMETERS, *path, key, each, found=each)
                    listed = roster.groups if key == "groups" else [entry.code for entry in roster.departments]
                    yield problem(UNKNOWN_DEPARTMENT, spot, found=each, allowed=listed)
        for entry in roster.departments:
            if clash := clashing_groups(entry, values):
                spot = draft.spot(PARAMETERS, *path, "groups", clash[1], found=clash[1])
                yield problem(TWO_VALUES, spot, found=name, whom=entry.name.text, groups=", ".join(clash))
                break


def _whom(roster: Roster, codes: Iterable[str]) -> Text:
    known = {entry.code: entry.name.text for entry in roster.departments} | {DISTRICT: Text("全区", "the district")}
    names = [known[code] for code in codes]
    listed = join_texts(names[:NAMED], "、", ", ")
    more = len(names) - NAMED
    return listed if more <= 0 else Text(f"{listed.zh}等 {len(names)} 个单位", f"{listed.en} and {more} more")
