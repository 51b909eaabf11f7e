"""Warnings: what a pack may say and probably does not mean. Nothing here keeps a pack from being used."""

from __future__ import annotations

from collections.abc import Iterator

from checker.codes import Code
from checker.definitions.indicators import Indicator
from checker.definitions.packs import Pack
from checker.definitions.partial_packs import HEADER, REGISTER, ROSTER
from checker.definitions.ranges import is_always_met
from checker.tables.contradictions import find_contradiction
from checker.tables.table import Table
from checker.tables.yaml.nodes import Definition, Node
from checker.tables.yaml.problems import Problem, Spot, problem, sort_problems
from checker.tables.yaml.reading import read_definition
from checker.text.bilingual import Text
from checker.text.normalize import number_text

CONTRADICTION = Code("D151")
IDLE_TARGET = Code("D152")
WEIGHTS_OFF = Code("D153")
FEW_EXAMPLES = Code("D154")
NO_OWNER = Code("D155")
OPEN_KEY = Code("D156")
IDLE_SETTING = Code("D157")
UNREGISTERED = Code("D158")

#: Below the target, at it, and one case that is left out or unknown.
EXAMPLES_WANTED = 3


def lint(pack: Pack) -> tuple[Problem, ...]:
    """Everything about a pack that its author should look at again, by file and line.

    Args:
        pack: as loaded; its files are read once more for the places.
    """
    files = _Files(pack)
    found: list[Problem] = [*_weights(pack, files), *_roster(pack, files), *_parameters(pack, files)]
    found += _register(pack, files)
    for table in pack.tables.values():
        found += _table(table, files)
    for stem, indicator in pack.indicators.items():
        found += _indicator(pack, indicator, f"{stem}.yaml", files)
    return sort_problems(found)


class _Files:
    """The pack's files, read again one by one when a place in them is asked for."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.read: dict[str, Definition] = {}

    def of(self, name: str) -> Definition:
        if name not in self.read:
            path = self.pack.files[name]
            shown_as = f"{path.parent.name}/{path.name}"
            definition = read_definition(path, shown_as)[1]
            self.read[name] = definition or Definition(shown_as, Node(None, 1, 1))
        return self.read[name]

    def spot(self, name: str, *path: str | int) -> Spot:
        return self.of(name).spot(*path)


def _weights(pack: Pack, files: _Files) -> Iterator[Problem]:
    total = sum(indicator.weight for indicator in pack.indicators.values())
    if total != 100:
        yield problem(WEIGHTS_OFF, files.spot(HEADER, "id"), found=number_text(total))


def _roster(pack: Pack, files: _Files) -> Iterator[Problem]:
    for group in pack.roster.groups:
        if not any(group in entry.groups for entry in pack.roster.departments):
            reason = Text(zh="没有单位属于这一组", en="no department belongs to the group")
            yield problem(IDLE_SETTING, files.spot(ROSTER, "groups", group), found=group, reason=reason)


def _parameters(pack: Pack, files: _Files) -> Iterator[Problem]:
    if not pack.header.parameters:
        return
    used = {name for stem in pack.indicators for name in _named_parameters(files.of(f"{stem}.yaml").root.value)}
    for name in pack.header.parameters:
        if name not in used:
            reason = Text(zh="没有指标用到这个参数", en="no indicator names the parameter")
            yield problem(IDLE_SETTING, files.spot(HEADER, "parameters", name), found=name, reason=reason)


def _register(pack: Pack, files: _Files) -> Iterator[Problem]:
    named = {name for entry in pack.register for name in entry.indicators} | {each.indicator for each in pack.further}
    for name in pack.indicators if pack.register else ():
        if name not in named:
            yield problem(UNREGISTERED, files.spot(REGISTER), found=name)


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
    for name, condition in table.required_when().items():
        reason = find_contradiction([condition], table.columns)
        if reason is not None:
            spot = files.spot(file, "columns", name, "required_when")
            yield problem(CONTRADICTION, spot, part=f"{name}.required_when", reason=reason)
        if table.columns[name].required:
            reason = Text(zh="该列本来就是必填", en="the column is required in every row already")
            yield problem(IDLE_SETTING, files.spot(file, "columns", name), found="required_when", reason=reason)


def _indicator(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    if len(indicator.examples) < EXAMPLES_WANTED:
        spot = files.spot(file, "examples")
        yield problem(FEW_EXAMPLES, spot, found=str(len(indicator.examples)), needed=EXAMPLES_WANTED)
    if not indicator.owner:
        yield problem(NO_OWNER, files.spot(file, "id"))
    for index, dated in enumerate(indicator.target):
        spot = files.spot(file, "target", index)
        if is_always_met(dated.target, indicator, pack.tables):
            yield problem(IDLE_TARGET, spot, found=f"{dated.target.op}: {number_text(dated.target.value)}")
        if dated.since is not None and dated.since > pack.header.ends:
            reason = Text(zh="在指标包的年限之后", en="it begins after the pack ends")
            yield problem(IDLE_SETTING, spot, found=str(dated.since), reason=reason)
    yield from _idle_settings(pack, indicator, file, files)
    yield from _contradictions(pack, indicator, file, files)


def _idle_settings(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    settings = [
        (
            "near",
            indicator.near > 0 and indicator.scoring == "pass-fail",
            Text(zh="pass-fail 没有接近一说", en="with pass-fail there is nothing near"),
        ),
        (
            "applies_to",
            not pack.judged(indicator),
            Text(zh="没有单位符合", en="no department is judged"),
        ),
    ]
    for name, without_effect, reason in settings:
        if without_effect:
            yield problem(IDLE_SETTING, files.spot(file, name), found=name, reason=reason)
    for idle_setting in indicator.asked.idle_settings(pack.tables):
        spot = files.spot(file, "measure", indicator.measure.kind, *idle_setting.path)
        yield problem(IDLE_SETTING, spot, found=idle_setting.found, reason=idle_setting.reason)
    best = max((band.at_least for band in indicator.bands), default=None)
    for index, band in enumerate(indicator.bands):
        higher = [other for other in indicator.bands if other.at_least > band.at_least]
        if band.at_least != best and any(other.earns < band.earns for other in higher):
            reason = Text(zh="更高一档得分反而更低", en="a higher band earns less")
            yield problem(IDLE_SETTING, files.spot(file, "bands", index), found=f"bands[{index}]", reason=reason)


def _contradictions(pack: Pack, indicator: Indicator, file: str, files: _Files) -> Iterator[Problem]:
    for part in indicator.asked.conditions():
        columns = pack.tables[part.table].columns
        reason = find_contradiction([part.condition, *part.besides], columns)
        if reason is not None and (not part.besides or find_contradiction(part.besides, columns) is None):
            spot = files.spot(file, "measure", indicator.measure.kind, *part.path)
            yield problem(CONTRADICTION, spot, part=str(part.path[-1]), reason=reason)
