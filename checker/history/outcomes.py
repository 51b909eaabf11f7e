"""What differs result by result between two runs: statuses, values, counts and scores."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.frozen import dataclass
from checker.history.changes import Kind, RowChange, find_row_changes
from checker.history.runs import Party, Run, list_runs
from checker.text.bilingual import Text
from checker.text.levels import EN, ZH, PackText

#: The fields in which results are compared.
COMPARED = (
    *("status", "value", "lower", "upper", "numerator", "denominator", "excluded", "unknown", "target", "attainment"),
    "reachable",
)
Item = Mapping[str, Any]
KINDS = {
    Kind.ADDED: Text(zh="新增", en="added"),
    Kind.REMOVED: Text(zh="删除", en="removed"),
    Kind.CHANGED: Text(zh="改动", en="changed"),
    Kind.MOVED: PackText(zh="改由其他⟨单位⟩报送", en="moved from another ⟨department⟩"),
    Kind.RECOUNTED: Text(zh="内容未变、计算有变", en="counted differently with the same cells"),
}


@dataclass(frozen=True)
class ResultChange:
    """One result that differs.

    Attributes:
        department: the department's code; "" for the district.
        before, after: the results as report.json has them; None where there is none.
        rows: how many rows that differ count, or counted, for it in another way.
    """

    department: str
    indicator: str
    before: Item | None
    after: Item | None
    rows: int


@dataclass(frozen=True)
class PartyChange:
    """A department whose state, score or grade differs; None where the run doesn't have it."""

    department: str
    before: Party | None
    after: Party | None


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two runs."""

    before: Run
    after: Run
    parties: tuple[PartyChange, ...]
    results: tuple[ResultChange, ...]
    rows: tuple[RowChange, ...]
    keyed: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.parties or self.results or self.rows)

    @property
    def same_rules(self) -> bool:
        """Whether both runs were judged by the same pack."""
        return self.before.sha256 == self.after.sha256

    def who(self, code: str) -> Text:
        """The name of a department, or of the district under "", as the second run has it if it does."""
        return (self.after if not code or code in self.after.parties else self.before).who(code)

    @property
    def counts(self) -> Text:
        """How much differs, in one line."""
        counts = [(sum(each.kind is kind for each in self.rows), KINDS[kind]) for kind in Kind]
        kinds = [(count, kind) for count, kind in counts if count]
        zh = "，".join(f"{kind.zh} {count}" for count, kind in kinds) or "没有差别"
        en = ", ".join(f"{count} {kind.en}" for count, kind in kinds) or "none differ"
        results, parties = len(self.results), len(self.parties)
        return Text(
            zh=f"行：{zh}；结果 {results} 项、{ZH.单位} {parties} 个有变",
            en=f"rows: {en}; results that differ: {results}; {EN.departments} that differ: {parties}",
        )


def describe_restatement(ledger: Any, seq: int) -> Text | None:
    """Says in one line what has changed since the run of the same pack and period before; None if there was none."""
    where = ledger.address.shown
    runs = list_runs(ledger.entries("run"), str(ledger.entry(seq).payload["pack"]["id"]), where)
    now = next(run for run in runs if run.seq == seq)
    earlier = [run for run in runs if run.period == now.period and run.seq < seq]
    if not earlier:
        return None
    counts = compare_runs(ledger, earlier[-1], now).counts
    how = f"checker compare {now.period}"
    return Text(
        zh=f"与 {earlier[-1].name} 相比，{counts.zh}；详见 {how}",
        en=f"compared with {earlier[-1].name}: {counts.en}; for details: {how}",
    )


def compare_runs(ledger: Any, before: Run, after: Run) -> Comparison:
    """Compares two runs of a ledger."""
    keyed = ledger.entry(before.seq).key == ledger.entry(after.seq).key
    rows = find_row_changes(ledger.items(before.seq, "rows"), ledger.items(after.seq, "rows"), keyed=keyed)
    results = find_result_changes(ledger.items(before.seq, "result"), ledger.items(after.seq, "result"), rows)
    return Comparison(before, after, tuple(_compare_parties(before, after)), tuple(results), tuple(rows), keyed)


def find_result_changes(before: Iterable[Item], after: Iterable[Item], rows: Sequence[RowChange]) -> list[ResultChange]:
    """Finds the results that differ, the district's first."""
    old, new = ({(each["department"], each["indicator"]): each for each in items} for items in (before, after))
    behind: dict[tuple[str, str], int] = {}
    for change in rows:
        for role in change.roles:
            for code in {change.department, change.came_from or change.department, ""}:
                behind[code, role.indicator] = behind.get((code, role.indicator), 0) + 1
    changes = []
    for place in dict.fromkeys((*new, *old)):
        was, now = old.get(place), new.get(place)
        if was is None or now is None or any(was.get(name) != now.get(name) for name in COMPARED):
            changes.append(ResultChange(*place, was, now, behind.get(place, 0)))
    return changes


def _compare_parties(before: Run, after: Run) -> Iterable[PartyChange]:
    for code in dict.fromkeys((*after.parties, *before.parties)):
        was, now = before.parties.get(code), after.parties.get(code)
        if was is None or now is None or (was.state, was.score, was.grade) != (now.state, now.score, now.grade):
            yield PartyChange(code, was, now)
