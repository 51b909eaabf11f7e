"""Samples in a ledger: what was drawn and what was found in it, and whether these records can be true.

The chain of hashes shows that nothing was altered. What is checked here would also be found in a chain that somebody
wrote anew: rows that the seed didn't draw, and a conclusion that doesn't follow from what was found.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from checker.ledger.records import Entry
from checker.sampling.bounds import upper_rate
from checker.sampling.design import Design, Stratum
from checker.sampling.form import read_answer
from checker.sampling.outcome import Outcome, conclude, is_unseen
from checker.sampling.percent import percent_text
from checker.sampling.sample import Part, Sample, check_value, is_lot
from checker.text.bilingual import Text
from checker.text.exact_json import Json

KIND, DRAWN, EVALUATED = "sample", "drawn", "evaluated"
ROW = "row"
#: The terms of a sample that its check value covers, as `Terms.fields` names them.
_TERMS = (
    *("pack", "pack_sha256", "period", "as_of", "indicator", "seed", "confidence", "tolerable", "expected", "allowed"),
)
Item = Mapping[str, Any]


def drawn_payload(sample: Sample, run: str) -> dict[str, Json]:
    """What the ledger says of a sample that was drawn from the rows of a recorded run."""
    return {
        "action": DRAWN,
        "run": run,
        **sample.terms.fields(),
        "check": sample.check,
        "population": sum(each.population for each in sample.parts),
        "population_sha256": sample.population,
        "size": len(sample.rows),
        "departments": [
            {"code": each.code, "sha256": each.sha256, "population": each.population, "size": each.size}
            for each in sample.parts
        ],
    }


def drawn_items(sample: Sample) -> Iterator[dict[str, Json]]:
    """Yields the rows that were drawn."""
    for each in sample.rows:
        yield {"item": ROW, "department": each.part.code, "identity": each.identity, "lot": each.lot}


def evaluated_payload(outcome: Outcome, drawn: Entry) -> dict[str, Json]:
    """What the ledger says of a sample that was filled in."""
    return {
        "action": EVALUATED,
        "drawn": drawn.id,
        "pack": outcome.returned.terms.pack,
        "period": outcome.returned.terms.period,
        "check": outcome.returned.check,
        "size": outcome.design.size,
        "deviations": len(outcome.deviating),
        "missing_documents": outcome.unseen,
        "upper_rows": outcome.upper_rows,
        "process_upper_rate": percent_text(outcome.process_rate),
        "conclusion": outcome.conclusion,
        "extend_to": outcome.extend_to,
    }


def evaluated_items(outcome: Outcome) -> Iterator[dict[str, Json]]:
    """Yields what was found of each row: whether there is a document, and whether it agrees."""
    for line in outcome.returned.lines:
        seen = not is_unseen(line)
        agrees = seen and read_answer(line.answers["agrees"])
        yield {"item": ROW, "identity": line.identity, "seen": seen, "agrees": agrees}


def series_of(payload: Mapping[str, Any]) -> tuple[str, str]:
    """What makes two records of samples ones of the same sample."""
    return str(payload["action"]), str(payload["check"])


def find_drawn(entries: Sequence[Entry], check: str) -> Entry | None:
    """Finds the record of a draw by the sample's check value."""
    return next((each for each in entries if each.payload["action"] == DRAWN and each.payload["check"] == check), None)


def check_samples(entries: Sequence[Entry], items: Callable[[int], Sequence[Item]]) -> Iterator[tuple[int, Text]]:
    """Yields the number of each record of a sample that can't be true, and why."""
    for place, entry in enumerate(entries):
        if entry.kind == KIND:
            check = _check_drawn if entry.payload.get("action") == DRAWN else _check_evaluated
            try:
                wrong = check(entry, entries[:place], items)
            except (KeyError, ValueError, TypeError, AttributeError):
                wrong = Text("写法不对", "it is not written as such a record")
            if wrong is not None:
                zh, en = (
                    f"第 {entry.seq} 条记录的样本不成立：{wrong.zh}",
                    f"the sample in entry {entry.seq}: {wrong.en}",
                )
                yield entry.seq, Text(zh, en)


def _check_drawn(entry: Entry, before: Sequence[Entry], items: Callable[[int], Sequence[Item]]) -> Text | None:
    said, rows = entry.payload, items(entry.seq)
    run = next((each for each in before if each.id == said["run"] and each.kind == "run"), None)
    if run is None or (run.payload["pack"]["id"], run.payload["period"]) != (said["pack"], said["period"]):
        return Text("之前没有它所抽的那次检查", "the run that it was drawn from is not recorded before it")
    if not str(said["seed"]).startswith(f"{run.id} "):
        return Text("抽签号不以那次检查的编号开头", "its seed doesn't begin with the id of that run")
    recorded = {each["code"]: each["sha256"] for each in run.payload["departments"]}
    parts = [_read_part(each) for each in said["departments"]]
    if any(recorded.get(each.code) != each.sha256 for each in parts):
        return Text("所抽的工作簿不是那次检查的", "it was drawn from workbooks that the run didn't check")
    drawn = [sum(row["department"] == each.code for row in rows) for each in parts]
    if drawn != [each.size for each in parts] or len(rows) != said["size"]:
        return Text("行数与所说的不符", "it doesn't have as many rows as it says")
    if not all(is_lot(row["lot"], said["seed"], row["identity"]) for row in rows):
        return Text("有的行不是抽签号抽中的", "the seed doesn't draw all of its rows")
    fields = {name: str(said[name]) for name in _TERMS}
    if check_value(fields, parts, (row["identity"] for row in rows)) != said["check"]:
        return Text("校验值不符", "its check value isn't that of its terms and rows")
    return None


def _check_evaluated(entry: Entry, before: Sequence[Entry], items: Callable[[int], Sequence[Item]]) -> Text | None:
    said, rows = entry.payload, items(entry.seq)
    drawn = next((each for each in before if each.id == said["drawn"] and each.kind == KIND), None)
    if drawn is None or drawn.payload["check"] != said["check"]:
        return Text("之前没有这份样本的抽取记录", "the draw of this sample is not recorded before it")
    if sorted(row["identity"] for row in rows) != sorted(row["identity"] for row in items(drawn.seq)):
        return Text("不是抽中的那些行", "its rows are not those that were drawn")
    unseen, found = sum(not row["seen"] for row in rows), sum(not (row["seen"] and row["agrees"]) for row in rows)
    risk, design = _read_design(drawn.payload)
    conclusion, extend_to = conclude(design, found)
    counted = (found, unseen, design.size, design.upper_rows(found), conclusion, extend_to)
    names = ("deviations", "missing_documents", "size", "upper_rows", "conclusion", "extend_to")
    process = percent_text(upper_rate(risk, found, design.size))
    if counted != tuple(said[name] for name in names) or process != said["process_upper_rate"]:
        return Text("结论与各行的结果不符", "its figures don't follow from what was found of its rows")
    return None


def _read_part(said: Mapping[str, Any]) -> Part:
    return Part(str(said["code"]), _NO_NAME, "", str(said["sha256"]), int(said["population"]), int(said["size"]))


def _read_design(said: Mapping[str, Any]) -> tuple[Fraction, Design]:
    risk = 1 - Fraction(str(said["confidence"]).removesuffix("%")) / 100
    tolerable = Fraction(str(said["tolerable"]).removesuffix("%")) / 100
    parts = map(_read_part, said["departments"])
    return risk, Design(risk, tolerable, tuple(Stratum(each.code, each.population, each.size) for each in parts))


_NO_NAME = Text("", "")
