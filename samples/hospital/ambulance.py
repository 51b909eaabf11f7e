"""Northmoor Ambulance Service: response times in every form in which dispatch systems print them."""

from __future__ import annotations

from datetime import date, timedelta

from samples.hospital.rows import add, add_cover, add_nil, incident
from samples.hospital.university import december
from samples.library.cells import Book, Cell
from samples.library.xlsx import by_xlsxwriter
from samples.truth import Outcome, Sample


def ambulance() -> Sample:
    """Northmoor Ambulance Service Dec 2022.xlsx."""
    told = Sample(
        "Northmoor Ambulance Service Dec 2022.xlsx",
        "nas",
        "accepted_with_errors",
        "响应时间有 Excel 时长、文本 0:07:30、“6 min 30 s”和单纯的分钟数。一类 6、7.5、8、6.5 分钟，平均正好 7，九成"
        " 8。二类 15、16、17、20、27，平均 19，九成 27。三类 8 起 100 分钟、2 起 2 小时 30 分，九成 150。四类 60、90 "
        "分钟和“about 2 hours”，最后一个不是确数，九成在 90 至 2880 之间，无法判定。没有投诉。",
        "Response times are lengths of time as Excel has them, text such as 0:07:30 and “6 min 30 s”, and plain "
        "minutes. Category 1: 6, 7.5, 8 and 6.5 minutes, a mean of exactly 7; nine in ten within 8. Category 2: 15, "
        "16, 17, 20 and 27, a mean of 19; nine in ten within 27. Category 3: 8 of 100 minutes and 2 of 2 hours 30 "
        "minutes; nine in ten within 150. Category 4: 60, 90 and “about 2 hours”, which isn't exact, so nine in ten "
        "are within something between 90 and 2880: undetermined. There are no complaints.",
    )
    book = Book()
    add_cover(book, "Northmoor Ambulance Service NHS Trust", "2022-12", 5, date(2023, 1, 4))
    first: list[Cell] = [timedelta(minutes=6), "0:07:30", 8, "6 min 30 s"]
    second: list[Cell] = [15, "16 min", timedelta(minutes=17), "0:20:00", 27]
    third: list[Cell] = [*[timedelta(minutes=100)] * 8, "2:30", timedelta(minutes=150)]
    fourth: list[Cell] = ["1 hour", 90, "about 2 hours"]
    kinds = (("Category 1", first), ("C2", second), ("Cat 3", third), ("4", fourth))
    times = [(category, each) for category, responses in kinds for each in responses]
    rows = [incident(number, december(1 + number % 31), *each) for number, each in enumerate(times, 1)]
    laid = add(book, "incidents", rows)
    told.outcomes["cat1-mean"] = Outcome("met", 28, 4)
    told.outcomes["cat1-90th"] = Outcome("met", None, 4, change="8")
    told.outcomes["cat2-mean"] = Outcome("missed", 95, 5)
    told.add("T601", "平均19分钟", "a mean of 19 minutes", indicator="cat2-mean")
    told.outcomes["cat2-90th"] = Outcome("met", None, 5, change="27")
    told.outcomes["cat3-90th"] = Outcome("missed", None, 10, change="150")
    told.add("T601", "九成150分钟", "nine in ten within 150 minutes", indicator="cat3-90th")
    for row in rows[17:19]:
        told.against("cat3-90th", laid, row, "response_time", "150分钟", "150 minutes")
    vague = rows[-1]
    told.at("V308", laid, vague, "response_time", "不是确数", "not an exact length of time")
    told.at("M502", laid, vague, "response_time", "因而未定", "and so undecided", indicator="cat4-90th")
    told.cannot_be_judged("cat4-90th", "可能超过180分钟", "it may be over 180 minutes")
    told.outcomes["cat4-90th"] = Outcome("undetermined", None, 2, unknown=1, change="90")
    add_nil(book, "complaints")
    told.comes_to("complaints-acknowledged", 0, 0, "not_applicable")
    told.content = lambda: by_xlsxwriter(book)
    return told
