"""Warnings about what a pack's author probably didn't mean. No warning keeps a pack from being used."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from checker.authoring.by_day import compared_by_day, ordered_by_day
from checker.authoring.overlaps import find_overlaps
from checker.authoring.points import earns_less, idle_limits
from checker.authoring.silences import find_silences
from checker.authoring.targets import doubtful_factor, doubtful_targets
from checker.authoring.whose import unclear_ceilings
from checker.codes import Code
from checker.codes.shared import FEW_EXAMPLES, IDLE_SETTING
from checker.definitions.asked import columns_asked
from checker.definitions.indicator_files import HEADER, PARAMETERS, REGISTER, ROSTER
from checker.definitions.indicators import Indicator
from checker.definitions.inheritance import read_layers
from checker.definitions.packs import Pack
from checker.definitions.variants import DISTRICT
from checker.periods import Period, Window, window_of
from checker.tables.contradictions import find_contradiction
from checker.tables.table import Table
from checker.tables.yaml.nodes import Definition, Node
from checker.tables.yaml.problems import Problem, Spot, problem, sort_problems
from checker.text.bilingual import Text
from checker.text.normalize import number_text

CONTRADICTION = Code("D151")
WEIGHTS_OFF = Code("D153")
NO_OWNER = Code("D155")
OPEN_KEY = Code("D156")
UNREGISTERED = Code("D158")
BEYOND_PLAN = Code("D159")
BINDS_OUTSIDE_PLAN = Code("D160")
OPEN_CHOICE = Code("D162")
_ENDING_ANYWHERE = ("week", "rolling-year", "year-to-date")
OVERLAP = Code("D171")
BY_DAY = Code("D190")

#: One below the target, one at it, and one with a row that is excluded or undecided.
EXAMPLES_WANTED = 3


def lint(pack: Pack) -> tuple[Problem, ...]:
    """Finds everything in a loaded pack that its author should look at again, by file and line."""
    files = _Files(pack)
    found: list[Problem] = []
    for check in (_weights, _limits, _roster, _parameters, _columns, _register, _windows):
        found += check(pack, files)
    for table in pack.tables.values():
        found += _table(table, files)
    for stem, indicator in pack.indicators.items():
        found += (*_indicator(pack, indicator, f"{stem}.yaml", files), *unclear_ceilings(pack, indicator, files.spot))
    return sort_problems(found)


class _Files:
    """The pack's files; each is read again when a place in it is needed."""

    def __init__(self, pack: Pack) -> None:
        self.paths = pack.files
        self.definitions: dict[str, Definition] = {}

    def read(self, name: str) -> Definition:
        if name not in self.definitions:
            self.definitions[name] = read_layers(self.paths[name]) or Definition(name, Node(None, 1, 1))
        return self.definitions[name]

    def spot(self, name: str, *path: str | int) -> Spot:
        return self.read(name).spot(*path)


def _weights(pack: Pack, files: _Files) -> Iterator[Problem]:
    departments = pack.roster.departments
    own = {_total_of(pack, each.code, pack.indicators_of(each.code)) for each in departments if each.submits}
    codes = [each.code for each in departments] if pack.variants else [DISTRICT]
    for total in dict.fromkeys(_total_of(pack, code, pack.indicators.values()) for code in codes):
        if total != 100 and own != {Fraction(100)}:
            yield problem(WEIGHTS_OFF, files.spot(HEADER, "id"), found=number_text(total))


def _total_of(pack: Pack, code: str, indicators: Iterable[Indicator]) -> Fraction:
    """The weights of indicators at the end of the plan, as they are for a department."""
    return sum((pack.own(each.id, code, pack.plan.end).weight for each in indicators), Fraction(0))


def _limits(pack: Pack, files: _Files) -> Iterator[Problem]:
    for index, key, reason in idle_limits(pack):
        yield problem(IDLE_SETTING, files.spot(HEADER, "limits", index, key), found=key, reason=reason)


def _roster(pack: Pack, files: _Files) -> Iterator[Problem]:
    for group in pack.roster.groups:
        if not any(group in entry.groups for entry in pack.roster.departments):
            reason = Text(zh="没有单位属于这一组", en="no department belongs to this group")
            yield problem(IDLE_SETTING, files.spot(ROSTER, "groups", group), found=group, reason=reason)


def _parameters(pack: Pack, files: _Files) -> Iterator[Problem]:
    read = (HEADER, *(f"{stem}.yaml" for stem in pack.indicators if pack.header.parameters or pack.parameters))
    used = {name for file in read for name in _named_parameters(files.read(file).root.value)}
    for file, names in ((HEADER, pack.header.parameters), (PARAMETERS, pack.parameters)):
        for name in names:
            if name not in used:
                reason = Text(zh="没有地方用到这个参数", en="nothing uses this parameter")
                yield problem(IDLE_SETTING, files.spot(file, "parameters", name), found=name, reason=reason)


def _columns(pack: Pack, files: _Files) -> Iterator[Problem]:
    read = columns_asked(pack.header.model_copy(update={"columns": {}}), pack.tables, pack.indicators.values())
    for name, columns in (pack.header.columns or {}).items():
        for index, column in enumerate(columns):
            if column in read[name] or column in pack.tables[name].key or pack.tables[name].columns[column].required:
                reason = Text(zh="不写也会要求填报这一列", en="the column is asked for anyway")
                yield problem(IDLE_SETTING, files.spot(HEADER, "columns", name, index), found=column, reason=reason)


def _register(pack: Pack, files: _Files) -> Iterator[Problem]:
    named = {name for entry in pack.register for name in entry.indicators} | {each.indicator for each in pack.further}
    for name in pack.indicators if pack.register else ():
        if name not in named:
            yield problem(UNREGISTERED, files.spot(REGISTER), found=name)


def _windows(pack: Pack, files: _Files) -> Iterator[Problem]:
    """Finds a plan that begins or ends inside a window of the calendar: months, quarters and years are never cut."""
    indicators = pack.indicators.values()
    beyond = False
    for key, day in (("starts", pack.plan.start), ("ends", pack.plan.end)):
        # A duty that binds from a day of the plan is not judged before it.
        free = [each for each in indicators if key == "ends" or each.binds_from is None or each.binds_from < day]
        cycles = dict.fromkeys(each.period for each in free if each.period not in _ENDING_ANYWHERE)
        windows = {cycle: window_of(cycle, Period("", Window(day, day)), pack.plan) for cycle in cycles}
        found = [
            f"period: {cycle} = {window.start} – {window.end}"
            for cycle, window in windows.items()
            if (window.start < day if key == "starts" else window.end > day)
        ]
        beyond = beyond or bool(found)
        if found and not pack.header.calendar_windows:
            yield problem(BEYOND_PLAN, files.spot(HEADER, key), found=str(day), windows="; ".join(found))
    if pack.header.calendar_windows and not beyond:
        reason = Text(zh="没有评判期超出期限", en="no window reaches beyond the plan")
        spot = files.spot(HEADER, "calendar_windows")
        yield problem(IDLE_SETTING, spot, found="calendar_windows", reason=reason)


def _named_parameters(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"parameter"}:
            yield str(value["parameter"])
        for each in value.values():
            yield from _named_parameters(each)
    elif isinstance(value, list):
        for each in value:
            yield from _named_parameters(each)


def _table(table: Table, files: _Files) -> Iterator[Problem]:
    file = f"tables/{table.id}.yaml"
    if table.key and not any(table.columns[name].required for name in table.key):
        yield problem(OPEN_KEY, files.spot(file, "key"), found=", ".join(table.key))
    for index, timed, day in ordered_by_day(table):
        yield problem(BY_DAY, files.spot(file, "order", index), found=timed, day=day)
    for name, condition in table.required_when().items():
        reason = find_contradiction([condition], table.columns)
        if reason is not None:
            spot = files.spot(file, "columns", name, "required_when")
            yield problem(CONTRADICTION, spot, part=f"{name}.required_when", reason=reason)
        if table.columns[name].required:
            reason = Text(zh="该列本来就是必填", en="the column is already required in every row")
            yield problem(IDLE_SETTING, files.spot(file, "columns", name), found="required_when", reason=reason)


def _indicator(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    if len(indicator.examples) < EXAMPLES_WANTED:
        spot = files.spot(file, "examples")
        yield problem(FEW_EXAMPLES, spot, found=str(len(indicator.examples)), needed=EXAMPLES_WANTED)
    if not indicator.owner:
        yield problem(NO_OWNER, files.spot(file, "id"))
    yield from doubtful_targets(pack, indicator, lambda *path: files.spot(file, *path))
    yield from doubtful_factor(indicator, lambda *path: files.spot(file, *path))
    yield from _binds_from(pack, indicator, file, files)
    yield from _idle_settings(pack, indicator, file, files)
    yield from _contradictions(pack, indicator, file, files)
    yield from _overlaps(pack, indicator, file, files)
    for code, path, values in find_silences(pack, indicator):
        yield problem(code, files.spot(file, *path), **values)


def _binds_from(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    """Finds a first day of a duty that is outside the plan, or that starts no window later than without it."""
    first, plan = indicator.binds_from, pack.plan
    if first is None:
        return
    spot, found = files.spot(file, "binds_from"), str(first)
    if first not in plan:
        yield problem(BINDS_OUTSIDE_PLAN, spot, found=found, starts=str(plan.start), ends=str(plan.end))
    elif first <= window_of(indicator.period, Period("", Window(plan.start, plan.start)), plan).start:
        reason = Text(zh="第一个评判期本来就从这一天开始", en="the first window starts on that day anyway")
        yield problem(IDLE_SETTING, spot, found="binds_from", reason=reason)


def _idle_settings(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    if indicator.near > 0 and indicator.scoring == "pass-fail":
        reason = Text(zh="pass-fail 计分不设接近目标", en="pass-fail scoring has no near band")
        yield problem(IDLE_SETTING, files.spot(file, "near"), found="near", reason=reason)
    if indicator.veto and indicator.level == "district":
        reason = Text(zh="全区没有得分和等次可否决", en="the district has no score and no grade")
        yield problem(IDLE_SETTING, files.spot(file, "veto"), found="veto", reason=reason)
    if not pack.judged(indicator):
        reason = Text(zh="没有单位符合", en="it chooses no department")
        yield problem(IDLE_SETTING, files.spot(file, "applies_to"), found="applies_to", reason=reason)
    for idle in indicator.asked.idle_settings(pack.tables):
        spot = files.spot(file, "measure", indicator.measure.kind, *idle.path)
        code = OPEN_CHOICE if idle.open_choice else IDLE_SETTING
        yield problem(code, spot, found=idle.found, reason=idle.reason)
    for path, found, reason in earns_less(indicator):
        yield problem(IDLE_SETTING, files.spot(file, *path), found=found, reason=reason)


def _contradictions(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    for part in indicator.asked.conditions():
        columns = pack.tables[part.table].columns
        reason = find_contradiction([part.condition, *part.besides], columns)
        for timed, day in compared_by_day(part.condition, columns):
            spot = files.spot(file, "measure", indicator.measure.kind, *part.path)
            yield problem(BY_DAY, spot, found=timed, day=day)
        if reason is not None and (not part.besides or find_contradiction(part.besides, columns) is None):
            spot = files.spot(file, "measure", indicator.measure.kind, *part.path)
            yield problem(CONTRADICTION, spot, part=str(part.path[-1]), reason=reason)


def _overlaps(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    for part in indicator.asked.conditions():
        for words in find_overlaps(part.condition, pack.tables[part.table].columns):
            spot = files.spot(file, "measure", indicator.measure.kind, *part.path)
            yield problem(OVERLAP, spot, part=str(part.path[-1]), condition=words)
    for index, band in enumerate(indicator.bands):
        if band.limit() in [each.limit() for each in indicator.bands[:index]]:
            spot = files.spot(file, "bands", index)
            same = Text(zh="另一档的界限与它相同", en="another band has the same limit")
            yield problem(OVERLAP, spot, part=f"bands[{index}]", condition=same)
