"""Turns drafts into decisions: all of a file, or none of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from checker.errors import Stop
from checker.model.decisions import Holds, Kind, Reason
from checker.model.stops import make_stop
from checker.review.deciding import make_request
from checker.review.decisions import Decision
from checker.review.drafts import Draft, Drafts
from checker.review.flags import Review, ReviewedFlag
from checker.review.form import kind_choices, read_kind, reason_choices
from checker.review.taking import Wish, read_reason, take
from checker.text.bilingual import Text

#: The most problems of a file that are listed.
_MOST = 20
#: The fields that hold days.
_DAYS = ("begins", "until", "due")

Group = tuple[Wish, tuple[ReviewedFlag, ...]]


def read_wishes(review: Review, drafts: Drafts, by: str, login: str) -> tuple[list[Group], int]:
    """Reads what a file asks for, and checks that all of it can be recorded.

    Equal decisions on several flags become one. What is recorded already is left out and counted.

    Args:
        review: the run under review.
        drafts: what the file holds.
        by: who decides where the file names nobody.
        login: the account of this computer.

    Raises:
        Stop: something in the file can't be recorded; it lists every such place. Nothing was recorded.
    """
    stamp = drafts.stamp
    if (stamp.pack, stamp.period) != (review.pack, review.period):
        asked, here = f"{stamp.pack} {stamp.period}", f"{review.pack} {review.period}"
        raise make_stop("other-review", drafts.source, file=asked, run=here)
    problems: list[tuple[str, Text]] = []
    groups: dict[Wish, list[ReviewedFlag]] = {}
    seen: dict[str, str] = {}
    known, repeated = {each["ref"]: each for each in review.flags if "gone" not in each.data}, 0
    for draft in drafts.drafts:
        try:
            flag = _find_flag(draft, known, seen)
            wish = _read(draft, drafts.source, by, login)
            if _is_recorded(wish, flag):
                repeated += 1
                continue
            wish = _complete(wish, flag)
            if wish.kind is Kind.APPROVE and wish.of is None:
                take(review, make_request(wish, flag), (flag,))
            elif wish.of is None:
                take(review, wish, (flag,))
        except Stop as stop:
            problems.append((stop.context or draft.place, _strip_lead(stop.message)))
        else:
            groups.setdefault(wish, []).append(flag)
    problems += _find_incomplete(review, groups)
    if problems:
        raise _refuse(problems)
    return [(wish, tuple(flags)) for wish, flags in groups.items()], repeated


def _find_incomplete(review: Review, groups: Mapping[Wish, Sequence[ReviewedFlag]]) -> Iterator[tuple[str, Text]]:
    """Finds approvals and closings that can't be taken: which flags the file chooses is known only at its end."""
    for wish, flags in groups.items():
        if wish.of is not None:
            try:
                take(review, wish, flags)
            except Stop as stop:
                yield wish.place, _strip_lead(stop.message)


def _find_flag(draft: Draft, known: Mapping[str, ReviewedFlag], seen: dict[str, str]) -> ReviewedFlag:
    if draft.ref in seen:
        first = seen[draft.ref]
        why = Text(f"编号 {draft.ref} 重复，已见于 {first}", f"{draft.ref} is there twice, also at {first}")
        raise make_stop("no-decision", draft.at("ref"), why=why)
    seen[draft.ref] = draft.at("ref")
    flag = known.get(draft.ref)
    if flag is None:
        why = Text(
            f"编号 {draft.ref or '空白'} 不在本次检查中：问题已变化或已不在，请重新导出",
            f"{draft.ref or 'a blank reference'} is not a flag of this run: it has changed or is gone; export again",
        )
        raise make_stop("no-decision", draft.at("ref"), why=why)
    return flag


def _read(draft: Draft, source: str, by: str, login: str) -> Wish:
    words = draft.words
    kind = read_kind(words.get("decision", ""))
    if kind is None:
        said, choices = words.get("decision", ""), kind_choices()
        why = Text(f"审核意见“{said}”不在可选之列：{choices.zh}", f"“{said}” is not a decision; choose {choices.en}")
        raise make_stop("no-decision", draft.at("decision"), why=why)
    days = {name: _read_day(draft, name) for name in _DAYS}
    return Wish(
        kind,
        words.get("by") or by,
        _read_reason(draft),
        words.get("text", ""),
        days["begins"],
        days["until"],
        words.get("person", ""),
        days["due"],
        words.get("evidence", ""),
        login=login,
        source=source,
        place=draft.at("decision"),
    )


def _read_reason(draft: Draft) -> Reason | None:
    try:
        return read_reason(draft.words.get("reason"))
    except Stop:
        said, choices = draft.words["reason"], reason_choices()
        why = Text(f"理由“{said}”不在可选之列：{choices.zh}", f"“{said}” is not a reason; choose {choices.en}")
        raise make_stop("no-decision", draft.at("reason"), why=why) from None


def _read_day(draft: Draft, name: str) -> date | None:
    return read_day(draft.words.get(name, ""), draft.at(name))


def read_day(text: str, place: str) -> date | None:
    """Reads a day as people write it; None for a blank.

    Raises:
        Stop: it isn't a day.
    """
    plain = text.strip()
    for separator in "./年月":
        plain = plain.replace(separator, "-")
    if not plain:
        return None
    try:
        year, month, day = (int(part) for part in plain.rstrip("日").split("-"))
        return date(year, month, day)
    except ValueError:
        why = Text(f"“{text}”不是日期，请写成 2026-12-31", f"“{text}” is not a date such as 2026-12-31")
        raise make_stop("no-decision", place, why=why) from None


def _complete(wish: Wish, flag: ReviewedFlag) -> Wish:
    """Names the decision that is approved or closed: the one that holds of the flag."""
    decision = flag.verdict.decision
    wanted = {Kind.APPROVE: (Holds.REQUESTED,), Kind.CLOSE: (Holds.PLANNED, Holds.OVERDUE)}.get(wish.kind)
    if wanted is None:
        return wish
    if flag.verdict.holds in wanted and decision is not None:
        return replace(wish, of=decision.seq)
    if wish.kind is Kind.APPROVE and flag.asked == "waiver":
        return replace(wish, of=None)
    why = {
        Kind.APPROVE: Text("没有待批的豁免申请", "no waiver was asked for"),
        Kind.CLOSE: Text("没有整改可销号", "there is no rectification to close"),
    }[wish.kind]
    raise make_stop("no-decision", wish.place, why=why)


def _is_recorded(wish: Wish, flag: ReviewedFlag) -> bool:
    """Returns whether the same decision is already the one that holds: a file may be imported twice."""
    return any(_says_the_same(each, wish) for each in (flag.verdict.decision, flag.verdict.second, *flag.comments))


def _says_the_same(decision: Decision | None, wish: Wish) -> bool:
    if decision is None or decision.kind is not wish.kind:
        return False
    begins = wish.begins or decision.begins
    made = (decision.reason, decision.by, decision.begins, decision.ends, decision.person, decision.due)
    return made == (wish.reason, wish.by.strip(), begins, wish.until, wish.person, wish.due) and (
        decision.text == wish.text and decision.evidence == wish.evidence
    )


def _strip_lead(message: Text) -> Text:
    """Returns only why a decision can't be recorded."""
    lead = make_stop("no-decision", why=Text("", "")).message
    return Text(message.zh.removeprefix(lead.zh), message.en.removeprefix(lead.en))


def _refuse(problems: Sequence[tuple[str, Text]]) -> Stop:
    zh = "；".join(f"{place}：{why.zh}" for place, why in problems[:_MOST])
    en = "; ".join(f"{place}: {why.en}" for place, why in problems[:_MOST])
    more = len(problems) - _MOST
    if more > 0:
        zh, en = f"{zh}；另有 {more} 处", f"{en}; and {more} more"
    return make_stop("drafts-refused", problems=Text(zh, en), count=str(len(problems)))
