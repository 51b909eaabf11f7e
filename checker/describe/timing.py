"""Describes when an indicator is judged: its period, from which day it binds, and what an open period means."""

from dataclasses import replace

from checker.definitions.cycles import CYCLES
from checker.definitions.indicators import Indicator
from checker.definitions.pace import PaceBy
from checker.definitions.packs import Pack
from checker.periods import Period, window_of
from checker.text.bilingual import Text
from checker.text.days import day_text
from checker.text.normalize import number_text


def tell_timing(pack: Pack, indicator: Indicator) -> tuple[Text, ...]:
    """Says all of it, in this order."""
    return (_period(pack, indicator), *_earlier(indicator), *_binds(indicator), _pace(indicator))


def _period(pack: Pack, indicator: Indicator) -> Text:
    start, end = day_text(pack.header.starts), day_text(pack.header.ends)
    year, follows_years = pack.plan.year, indicator.period not in ("week", "month", "rolling-year", "term", "once")
    told = CYCLES[indicator.period].judged
    if pack.plan.year_month != 1 and indicator.period == "year":
        told = Text(zh="按年度评判。", en="It is judged by year.")
    told = Text(
        told.zh.format(year=year, start=start.zh, end=end.zh), told.en.format(year=year, start=start.en, end=end.en)
    )
    if pack.plan.year_month == 1 or not follows_years:
        return told
    days = window_of("year", Period("", replace(pack.plan, end=pack.plan.start)), pack.plan).days
    return Text(f"{told.zh}{year} 年度指{days.zh}。", f"{told.en} The year {year} is {days.en}.")


def _earlier(indicator: Indicator) -> tuple[Text, ...]:
    """Says where the earlier periods of a year to date come from, if not from the sheets."""
    if indicator.earlier_periods == "rows":
        return ()
    return (
        Text(
            zh="表中只填本期的行；本年以前各期的数取自以前的检查：台账（run --ledger）或上一期的报告（--previous）。"
            "缺少的，无法判定，并写明缺哪一段。",
            en="The sheets have the rows of the reporting period only. The figure for the year before it is from "
            "earlier runs: the ledger (run --ledger), or the report of the period before (--previous). Without it, the "
            "result is undetermined and says which days are missing.",
        ),
    )


def _binds(indicator: Indicator) -> tuple[Text, ...]:
    """Says from which day the duty binds, and what that does to the first period."""
    if indicator.binds_from is None:
        return ()
    first = day_text(indicator.binds_from)
    return (
        Text(
            zh=f"自{first.zh}起才有此项要求：日期在此以前的记录不计入，此前结束的评判期不评判；"
            "当时正在进行的评判期从这一天算起，目标不因此降低。",
            en=f"The duty binds from {first.en}: rows dated earlier are not counted, and periods that end earlier are "
            "not judged. The period in which that day lies starts on it, and its target is not reduced.",
        ),
    )


def _pace(indicator: Indicator) -> Text:
    if not any(indicator.asked.has_pace(each.op) for each in indicator.target[-1].target.limits):
        zh, en = "按已有的数据评判", "it is judged on the data so far"
    elif isinstance(indicator.pace, PaceBy):
        shares = [f"{number_text(share * 100)}%" for share in indicator.pace.by_quarter]
        zh = f"各季度末依次应完成 {'、'.join(shares)}"
        en = f"the shares of the target required by the end of each quarter are {', '.join(shares)}"
    elif indicator.pace == "end":
        zh, en = "不要求完成的数量，到期末再看", "nothing is required until its end"
    else:
        zh, en = "按已过的时间折算应完成的数量", "the required amount grows with the time that has passed"
    return Text(
        zh=f"评判期没有结束时，{zh}；再也达不到目标的，立即判为未达标。",
        en=f"While the period is open, {en}. As soon as the target can no longer be reached, it is missed.",
    )
