"""Some indicators of one pack over one year, straight over the frames of one department's sheets.

Imports nothing of the checker. The working behind each figure is that of the pack's document, in pandas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

Frames = dict[str, pd.DataFrame]
FIRST, LAST = pd.Timestamp(2022, 1, 1), pd.Timestamp(2022, 12, 31)
PLAN_FIRST = pd.Timestamp(2022, 1, 1)
_NAMED = ("重大公共利益", "社会高度关注", "可能引发群体性事件", "检察机关提起的行政公益诉讼")
_COUNTED = ("业务知识", "法律法规", "公共法律知识")
_HOURS = 60


@dataclass(frozen=True)
class Figures:
    """What an indicator comes to."""

    numerator: int
    denominator: int
    excluded: int
    unknown: int = 0

    @property
    def against(self) -> int:
        """How many rows (or members) count against it."""
        return self.denominator - self.numerator


def figures_of(frames: Frames) -> dict[str, Figures]:
    """The figures of the indicators that a script of this length can judge, by their ids."""
    reviews, visits = frames["casefile_reviews"], frames["court_visits"]
    finished = _in_year(reviews["reviewed_on"]) & reviews["level"].isin(("本单位", "区级"))
    observed = _in_year(visits["held_on"]) & (visits["leaders_attending"] >= 1)
    return {
        "casefile-review": Figures(int((finished & (reviews["files_sampled"] >= 1)).any()), 1, 0),
        "court-appearance": court_appearance(frames["litigation"]),
        "court-observation": Figures(int(observed.any()), 1, 0),
        "leader-training": leader_training(frames["leaders"], frames["leader_training"]),
        "officer-training": officer_training(frames["officers"], frames["training"]),
    }


def _in_year(days: pd.Series) -> pd.Series:
    return days.between(FIRST, LAST)


def _share(counted: pd.Series, out: pd.Series, good: pd.Series) -> Figures:
    judged = counted & ~out
    return Figures(int((judged & good).sum()), int(judged.sum()), int((counted & out).sum()))


def court_appearance(cases: pd.DataFrame) -> Figures:
    """Cases of the four named kinds that a head attended."""
    came = cases["head_appeared"].eq(True)
    out = cases["outcome"].eq("开庭前撤诉")
    out |= cases["head_appeared"].eq(False) & cases["absence_accepted"].eq(True)
    return _share(_in_year(cases["hearing_on"]) & cases["category"].isin(_NAMED), out, came)


def leader_training(leaders: pd.DataFrame, courses: pd.DataFrame) -> Figures:
    """Heads with a course on law, off the job, within their term; terms that run and have none are left out."""
    unknown = lapsed(leaders)
    there = (leaders["term_start"] <= LAST) & ~(leaders["term_end"] < PLAN_FIRST) & ~unknown
    good = courses[courses["off_job"].eq(True) & ~courses["law_topic"].eq(False) & (courses["start_on"] <= LAST)]
    pairs = leaders.reset_index().merge(good[["person_id", "start_on"]], on="person_id")
    inside = (pairs["start_on"] >= pairs["term_start"]) & ~(pairs["start_on"] > pairs["term_end"])
    reached = pd.Series(leaders.index.isin(pairs.loc[inside, "index"]), index=leaders.index)
    return replace(_share(there, ~reached & ~(leaders["term_end"] <= LAST), reached), unknown=int(unknown.sum()))


def lapsed(leaders: pd.DataFrame) -> pd.Series:
    """A term is five years: whether a head with a blank end is still in it after that, nobody knows."""
    over: pd.Series = leaders["term_end"].isna() & (leaders["term_start"] + pd.DateOffset(months=60) < LAST)
    return over


def officer_training(officers: pd.DataFrame, courses: pd.DataFrame) -> Figures:
    """Officers with 60 hours, or the part of them that falls to their months on duty."""
    begins = officers["on_duty_from"].clip(lower=FIRST).fillna(FIRST)  # type: ignore[call-overload]  # the stubs know no days
    ends = officers["on_duty_to"].clip(upper=LAST).fillna(LAST)  # type: ignore[call-overload]
    counted = ~officers["role"].eq("辅助人员") & (begins <= ends)
    own = courses[_in_year(courses["held_on"]) & courses["content_type"].isin(_COUNTED)]
    hours = officers["officer_id"].map(own.groupby("officer_id")["hours"].sum()).fillna(0.0)
    after = ends + pd.Timedelta(days=1)
    whole = (after.dt.year - begins.dt.year) * 12 + after.dt.month - begins.dt.month
    months = whole + _into_month(after) - _into_month(begins)
    # Half an hour is the finest step; what comes out of the division is not exact.
    reached = hours >= _HOURS * months / 12 - 1e-9
    return _share(counted, officers["cert_status"].isin(("注销", "无证")), reached)


def _into_month(days: pd.Series) -> pd.Series:
    share: pd.Series = (days.dt.day - 1) / days.dt.days_in_month
    return share
