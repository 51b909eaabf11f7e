"""Finds the mean, the median or the percentile that a document limits."""

import re

_PERCENTILE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th) percentile|第\s*(\d{1,2})\s*百分位", re.I)
_MEDIAN = re.compile(r"\bmedian\b|中位数", re.I)
_MEAN = re.compile(r"\b(?:mean|average)\b|平均", re.I)


def find_middle(phrase: str) -> tuple[str, ...]:
    """The measure, with its setting, of a phrase that speaks of a mean, a median or a percentile; else nothing."""
    percentile = _PERCENTILE.search(phrase)
    if percentile:
        return "percentile", f"at: {percentile[1] or percentile[2]}%"
    return ("median",) if _MEDIAN.search(phrase) else ("mean",) if _MEAN.search(phrase) else ()
