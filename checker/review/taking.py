"""Takes decisions: one rule for the command, the workbook, the page and the screen."""

from collections.abc import Sequence
from dataclasses import field
from datetime import date

from checker.errors import Stop
from checker.frozen import dataclass
from checker.model.decisions import NEEDS, REASONS_OF, Kind, Reason
from checker.model.stops import make_stop
from checker.periods import months_later
from checker.privacy.masking import mask_text
from checker.review.decisions import Decision, Member, is_same_person
from checker.review.flags import Review, ReviewedFlag
from checker.review.form import HEADS
from checker.review.words import KINDS, REASONS
from checker.text.bilingual import Text
from checker.text.normalize import key_form


@dataclass(frozen=True)
class Wish:
    """A decision as somebody asks for it; what isn't given is empty or None."""

    kind: Kind
    by: str
    reason: Reason | None = None
    text: str = ""
    begins: date | None = None
    until: date | None = None
    person: str = ""
    due: date | None = None
    evidence: str = ""
    of: int | None = None
    login: str = ""
    source: str = "cli"
    place: str = field(default="", compare=False)  # where it was asked for, e.g. "review.xlsx, Flags, row 7"


def read_reason(word: str | None, place: str = "--reason") -> Reason | None:
    """Reads a reason by its code or its word in either language; None for none.

    Raises:
        Stop: it is none of them.
    """
    if word is None or not word.strip():
        return None
    form = key_form(word)
    for each, names in REASONS.items():
        if form in (key_form(each.value), key_form(names.zh), key_form(names.en)):
            return each
    raise make_stop("bad-reason", place, text=word, reasons=[each.value for each in Reason])


def take(review: Review, wish: Wish, flags: Sequence[ReviewedFlag]) -> Decision:
    """Makes a decision, ready to be recorded.

    Args:
        review: the run that is reviewed, with the decisions so far.
        wish: what is asked for.
        flags: the flags that it is about; for an approval, a closing or an undoing, those of the decision it is of.

    Raises:
        Stop: something is missing or can't be; nothing is recorded.
    """
    _require(wish)
    if wish.kind in (Kind.APPROVE, Kind.CLOSE, Kind.UNDO):
        return _follow_up(review, wish, flags)
    if not flags:
        raise _refuse(wish, Text("没有选中任何问题", "no flag is chosen"))
    gone = next((each for each in flags if "gone" in each.data), None)
    if gone is not None and wish.kind is not Kind.COMMENT:
        why = Text("问题已不在本次检查中", "the flag is no longer found")
        raise _refuse(wish, Text(f"{gone['ref']}：{why.zh}", f"{gone['ref']}: {why.en}"))
    if wish.kind is Kind.WAIVE:
        _require_span(wish, review)
    if wish.kind is Kind.PLAN and wish.due is not None and wish.due < review.as_of:
        raise _refuse(wish, Text(f"完成期限 {wish.due} 已过", f"the due day {wish.due} has passed"))
    members = tuple(Member(each["finding"], each["facts"], each["ref"], each["department"]) for each in flags)
    return _decision(wish, review, members, None)


def _follow_up(review: Review, wish: Wish, flags: Sequence[ReviewedFlag]) -> Decision:
    first = review.decisions.by_seq.get(wish.of or 0)
    if first is None or (first.seq in review.decisions.undone and wish.kind is not Kind.UNDO):
        raise _refuse(wish, Text(f"台账中没有第 {wish.of} 号决定", f"the ledger has no decision {wish.of}"))
    expected = {Kind.APPROVE: Kind.WAIVE, Kind.CLOSE: Kind.PLAN}.get(wish.kind)
    if expected is not None and first.kind is not expected:
        zh = f"第 {first.seq} 号决定是“{KINDS[first.kind].zh}”，不是“{KINDS[expected].zh}”"
        en = f"decision {first.seq} is “{KINDS[first.kind].en}”, not “{KINDS[expected].en}”"
        raise _refuse(wish, Text(zh, en))
    if wish.kind is Kind.UNDO:
        if first.seq in review.decisions.undone:
            raise _refuse(wish, Text(f"第 {first.seq} 号决定已经撤销", f"decision {first.seq} was taken back already"))
        return _decision(wish, review, (), first.seq)
    if first.seq in review.decisions.seconds:
        done = Text(f"第 {first.seq} 号决定已经办结", f"decision {first.seq} is approved or closed already")
        raise _refuse(wish, done)
    _require_all(review, wish, first, flags)
    other = first.by if wish.kind is Kind.APPROVE else first.person
    if is_same_person(wish.by, other):
        zh, en = f"须由另一人办理，不能还是 {other}", f"this takes another person than {other}"
        raise _refuse(wish, Text(zh, en))
    if wish.kind is Kind.APPROVE and first.ends is not None and first.ends < review.as_of:
        raise _refuse(wish, Text(f"豁免期 {first.ends} 已过", f"the waiver ended on {first.ends}"))
    return _decision(wish, review, (), first.seq)


def _require_all(review: Review, wish: Wish, first: Decision, flags: Sequence[ReviewedFlag]) -> None:
    """Requires every flag of which the first decision holds: nobody approves or closes what was not looked at."""
    chosen = {each["finding"] for each in flags}
    asked = [each for each in map(review.find, (member.finding for member in first.members)) if each is not None]
    asked = [each for each in asked if "gone" not in each.data and each.verdict.decision == first]
    rest = sum(each["finding"] not in chosen for each in asked)
    if rest:
        zh = f"第 {first.seq} 号决定（{KINDS[first.kind].zh}）共 {len(asked)} 条，另有 {rest} 条没有选中，须一并办理"
        en = f"decision {first.seq} ({KINDS[first.kind].en}) is about {len(asked)} flags, and {rest} are not chosen"
        raise _refuse(wish, Text(zh, f"{en}: choose them together"))


def _decision(wish: Wish, review: Review, members: tuple[Member, ...], of: int | None) -> Decision:
    begins = (wish.begins or review.as_of) if wish.kind is Kind.WAIVE else None
    return Decision(
        seq=0,
        kind=wish.kind,
        by=wish.by.strip(),
        on=review.as_of,
        members=members,
        reason=wish.reason if wish.kind in REASONS_OF else None,
        text=mask_text(wish.text.strip()),
        begins=begins,
        ends=wish.until if wish.kind is Kind.WAIVE else None,
        of=of,
        person=wish.person.strip(),
        due=wish.due if wish.kind is Kind.PLAN else None,
        evidence=mask_text(wish.evidence.strip()),
        login=wish.login,
        source=wish.source,
    )


def _require(wish: Wish) -> None:
    if not wish.by.strip():
        by = _field(wish, "by")
        raise _refuse(wish, Text(f"没有写明由谁决定（{by.zh}）", f"nobody's name is given ({by.en})"))
    for name in NEEDS[wish.kind]:
        if not getattr(wish, name):
            kind, lacking = KINDS[wish.kind], _field(wish, name)
            raise _refuse(wish, Text(f"“{kind.zh}”须写明{lacking.zh}", f"{kind.en} needs {lacking.en}"))
    allowed = REASONS_OF.get(wish.kind, ())
    if wish.reason is not None and wish.reason not in allowed:
        listed = Text(
            "、".join(f"{each.value}（{REASONS[each].zh}）" for each in allowed),
            ", ".join(f"{each.value} ({REASONS[each].en})" for each in allowed),
        )
        none = Text(f"“{KINDS[wish.kind].zh}”不写理由代码", f"{KINDS[wish.kind].en} takes no reason code")
        choose = Text(f"理由只能是：{listed.zh}", f"the reason must be one of: {listed.en}")
        raise _refuse(wish, choose if allowed else none)
    if wish.reason is Reason.OTHER and not wish.text.strip():
        text = _field(wish, "text")
        raise _refuse(wish, Text(f"理由为“其他”时须写明{text.zh}", f"the reason Other needs {text.en}"))


def _field(wish: Wish, name: str) -> Text:
    """Names what is missing as the place calls it: an option, or a column."""
    if wish.source == "cli":
        return Text(f"--{name}", f"--{name}")
    return Text(f"“{HEADS[name].zh}”", f"“{HEADS[name].en}”")


def _require_span(wish: Wish, review: Review) -> None:
    begins, until = wish.begins or review.as_of, wish.until
    assert until is not None
    if until < begins:
        raise _refuse(
            wish, Text(f"终止日 {until} 早于起始日 {begins}", f"the end {until} is before the start {begins}")
        )
    if until < review.as_of:
        raise _refuse(wish, Text(f"终止日 {until} 已过", f"the end {until} has passed"))
    latest = months_later(begins, review.waiver_months)
    if until > latest:
        zh = f"豁免最长 {review.waiver_months} 个月，从 {begins} 起最晚到 {latest}"
        en = f"a waiver may last {review.waiver_months} months: from {begins} to {latest} at the latest"
        raise _refuse(wish, Text(zh, en))


def _refuse(wish: Wish, why: Text) -> Stop:
    return make_stop("no-decision", wish.place, why=why)
