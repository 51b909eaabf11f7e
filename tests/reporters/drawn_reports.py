"""Two reports drawn by hand: a district's quarter, and one department's workbook."""

from datetime import date
from fractions import Fraction

from checker.model import (
    Department,
    Flag,
    IndicatorLabel,
    Needed,
    Place,
    Report,
    Result,
    Severity,
    SheetCount,
    Shown,
    State,
    Status,
    Tally,
    Target,
    flag,
)
from checker.text.bilingual import Text
from tests.made_up import made_up

DATE_ORDER = made_up(
    "C401",
    "date-order",
    Severity.ERROR,
    Text(zh="日期先后颠倒", en="Two dates are in the wrong order"),
    Text(zh="{second} {later} 早于{first} {earlier}", en="{second} {later} is before {first} {earlier}"),
)
NOT_A_DATE = made_up(
    "V320",
    "not-a-date",
    Severity.ERROR,
    Text(zh="不是日期", en="Not a date"),
    Text(zh="{header}“{value}”不是日期", en="{header} “{value}” is not a date"),
)
NAME_TWICE = made_up(
    "A720",
    "name-twice",
    Severity.AMBER,
    Text(zh="同名人员", en="Two officers of one name"),
    Text(zh="{name}（证件 {id}，电话 {phone}）有两个工号", en="{name} (id {id}, phone {phone}) has two numbers"),
)
SHEET_NOT_READ = made_up(
    "W213",
    "sheet-not-read",
    Severity.INFO,
    Text(zh="工作表未读取", en="A sheet was not read"),
    Text(zh="工作表“{sheet}”不对应任何报送表，未读取", en="Sheet “{sheet}” doesn't match any table and was not read"),
)
TARGET_MISSED = made_up(
    "T601",
    "target-missed",
    Severity.RED,
    Text(zh="未达目标", en="Target missed"),
    Text(zh="“{indicator}”为 {value}，目标 {target}", en="{indicator} is {value}; the target is {target}"),
)
UNREADABLE = made_up(
    "W202",
    "unreadable",
    Severity.ERROR,
    Text(zh="文件无法读取", en="The file cannot be read"),
    Text(zh="文件不是可读的工作簿：{reason}", en="The file is not a readable workbook: {reason}"),
)

PERCENT = Text("%", "%")
LABELS = (
    IndicatorLabel(
        "court-appearance-rate",
        Text(zh="行政机关负责人出庭应诉率", en="Court appearance rate of agency heads"),
        "二十七",
        PERCENT,
    ),
    IndicatorLabel("satisfaction-rate", Text(zh="办理满意率", en="Satisfaction with replies"), "十二", PERCENT),
    IndicatorLabel(
        "training-coverage",
        Text(zh="法治培训学时达标率", en="Officers with 60 class hours of training"),
        "三十",
        PERCENT,
    ),
    IndicatorLabel("lectures", Text(zh="法治专题讲座", en="Rule-of-law lectures"), "三十一", Text(zh="次", en="times")),
    IndicatorLabel("reply-in-time", Text(zh="依申请公开按期答复率", en="Disclosure replies in time"), "九", PERCENT),
    IndicatorLabel(
        "power-list", Text(zh="权责清单按期公布", en="Power-and-duty lists published on time"), "四", PERCENT
    ),
)
UNITS = {label.id: label.unit.en for label in LABELS}
CLAUSES = {label.id: label.clause for label in LABELS}


def result(indicator, status, value, target, *, counted=None, bounds=None, **more):
    numerator, denominator = counted or (None, None)
    lower, upper = bounds or (value, value)
    return Result(
        indicator=indicator,
        clause=CLAUSES[indicator],
        status=status,
        final=more.pop("final", True),
        reachable=more.pop("reachable", True),
        value=value,
        lower=lower,
        upper=upper,
        numerator=None if numerator is None else Fraction(numerator),
        denominator=None if denominator is None else Fraction(denominator),
        excluded=more.pop("excluded", 0),
        unknown=more.pop("unknown", 0),
        target=Target(more.pop("op", "at_least"), Fraction(target)),
        unit=UNITS[indicator],
        needed=more.pop("needed", None),
        attainment=more.pop("attainment", Fraction(1)),
        weight=Fraction(more.pop("weight", 5)),
        **more,
    )


def date_order(row: int) -> Flag:
    return flag(
        DATE_ORDER,
        Place("行政应诉案件", row, "F", "litigation", "judged_on", "裁判日期", f"(2022)津0101行初{row}号"),
        indicator="court-appearance-rate",
        observed=Shown("2022-02-01"),
        expected=Text(zh="2022-03-05 当日或以后的日期", en="2022-03-05 or a later date"),
        difference="32",
        record=(("承办人", Shown("张三丰 13812345678", "text")),),
        first=Text(zh="开庭日期", en="Hearing date"),
        second=Text(zh="裁判日期", en="Judgment date"),
        later="2022-02-01",
        earlier="2022-03-05",
    )


def not_a_date(row: int, value: str) -> Flag:
    return flag(
        NOT_A_DATE,
        Place("行政应诉案件", row, "D", "litigation", "hearing_on", "开庭日期", f"(2022)津0101行初{row}号"),
        observed=Shown(value),
        expected=Text(zh="2022-03-05、2022年3月5日、2022.3.5 等", en="2022-03-05, 2022.3.5, 5/3/2022 and the like"),
        header=Text(zh="开庭日期", en="Hearing date"),
        value=value,
    )


def name_twice(row: int) -> Flag:
    return flag(
        NAME_TWICE,
        Place("公务员名册", row, "", "officers", "", "", "11010519491231002X"),
        indicator="training-coverage",
        name=Shown("欧阳修", "name"),
        id=Shown("11010519491231002X", "id"),
        phone=Shown("13812345678", "phone"),
    )


def missed(indicator: str, value: str, target: str) -> Flag:
    name = next(label.name for label in LABELS if label.id == indicator)
    values = (("indicator", Shown(name)), ("target", Shown(target)), ("value", Shown(value)))
    return Flag(TARGET_MISSED, Place(), values, Severity.RED, indicator)


JUSTICE_RESULTS = (
    result("court-appearance-rate", Status.MET, Fraction(1), 1, counted=(12, 12), excluded=1),
    result(
        "satisfaction-rate",
        Status.UNDETERMINED,
        Fraction(57, 60),
        "19/20",
        counted=(57, 60),
        bounds=(Fraction(57, 62), Fraction(59, 62)),
        unknown=2,
        needed=Needed(
            None, (14, 33), Text(zh="补填 2 行即可判定：第 14、33 行", en="fill in 2 rows to decide it: 14, 33")
        ),
        reason=Text(zh="有 2 行无法判定，足以影响结论", en="2 undecided rows can change the outcome"),
        attainment=Fraction(59, 62),
    ),
    result(
        "training-coverage",
        Status.MISSED,
        Fraction(18999, 20000),
        "19/20",
        counted=(18999, 20000),
        needed=Needed(
            Fraction(1), (412,), Text(zh="还需 1 人达到 60 学时：0417 59/60", en="1 more officer: 0417 59/60")
        ),
        attainment=Fraction(18999, 19000),
        weight=8,
    ),
    result("lectures", Status.ON_TRACK, Fraction(3), 4, expected=Fraction(3), final=False),
    result(
        "reply-in-time",
        Status.NOT_APPLICABLE,
        None,
        1,
        reason=Text(zh="没有应纳入统计的记录（分母为零）", en="no row belongs to the denominator (0/0)"),
        attainment=None,
    ),
)
MARKET_RESULTS = (
    result(
        "court-appearance-rate",
        Status.MISSED,
        Fraction(2, 3),
        1,
        counted=(2, 3),
        reachable=False,
        needed=Needed(
            None,
            (9,),
            Text(
                zh="新增记录已无法达到目标；如登记有误，更正 1 行即可：第 9 行",
                en="no further row can reach the target; correcting 1 row does it: 9",
            ),
        ),
        attainment=Fraction(2, 3),
    ),
    result("satisfaction-rate", Status.MET, Fraction(39, 40), "19/20", counted=(39, 40)),
    result(
        "lectures",
        Status.BEHIND,
        Fraction(1),
        4,
        expected=Fraction(3),
        final=False,
        needed=Needed(
            Fraction(3),
            (),
            Text(zh="到期末还需 3 次，按进度目前还差 2 次", en="3 times more by the end, 2 of them due by now"),
        ),
        attainment=Fraction(1, 3),
    ),
)

JUSTICE = Department(
    code="justice",
    name=Text(zh="区司法局", en="District Bureau of Justice"),
    file="区司法局.xlsx",
    sha256="a" * 64,
    state=State.ACCEPTED_WITH_ERRORS,
    score=Fraction(187, 2),
    grade=Text(zh="优秀", en="Excellent"),
    results=JUSTICE_RESULTS,
    flags=(
        flag(SHEET_NOT_READ, Place(sheet="Sheet3"), sheet="Sheet3"),
        date_order(7),
        date_order(9),
        not_a_date(12, "三月五号左右"),
        name_twice(31),
        missed("training-coverage", "94.995%", "≥ 95%"),
    ),
    tallies=(Tally("C401", "litigation", 10, 2, 1), Tally("V320", "litigation", 12, 1, 0)),
    sheets=(
        SheetCount("行政应诉案件", "litigation", 13, 10, 3, 1),
        SheetCount("公务员名册", "officers", 120, 120, 0, 0),
    ),
)
MARKET = Department(
    code="market",
    name=Text(zh="区市场监督管理局", en="District Market Regulation Administration"),
    file="market.xlsx",
    sha256="b" * 64,
    state=State.ACCEPTED_WITH_ERRORS,
    score=Fraction(26999, 300),
    grade=Text(zh="良好", en="Good"),
    results=MARKET_RESULTS,
    flags=(*(date_order(row) for row in range(5, 11)), missed("court-appearance-rate", "66.67%", "≥ 100%")),
    tallies=(Tally("C401", "litigation", 20, 6, 0),),
    sheets=(SheetCount("行政应诉案件", "litigation", 26, 20, 6, 0),),
)
POLICE = Department(
    code="police",
    name=Text(zh="公安和平分局", en="Heping Police Branch"),
    file="police.xlsx",
    sha256="c" * 64,
    state=State.REJECTED,
    score=None,
    grade=None,
    results=(),
    flags=(flag(UNREADABLE, reason=Text(zh="压缩包不完整", en="the archive is cut short")),),
    tallies=(),
    sheets=(),
)
AUDIT = Department(
    code="audit",
    name=Text(zh="区审计局", en="District Audit Bureau"),
    file="",
    sha256="",
    state=State.MISSING,
    score=None,
    grade=None,
    results=(),
    flags=(),
    tallies=(),
    sheets=(),
)
QUARTER = Report(
    tool="0.1.0",
    pack="heping",
    pack_title=Text(zh="和平区法治政府建设指标", en="Rule-of-law targets of Heping District"),
    pack_version="1.0",
    pack_sha256="d" * 64,
    period="2022Q3",
    as_of=date(2022, 9, 30),
    run=None,
    departments=(AUDIT, JUSTICE, MARKET, POLICE),
    indicators=LABELS,
    district_name=Text(zh="和平区", en="Heping District"),
    district_results=(
        result("court-appearance-rate", Status.MISSED, Fraction(14, 15), 1, counted=(14, 15), reachable=False),
        result(
            "satisfaction-rate",
            Status.UNDETERMINED,
            Fraction(96, 100),
            "19/20",
            counted=(96, 100),
            bounds=(Fraction(96, 102), Fraction(98, 102)),
            unknown=2,
            reason=Text(zh="尚有 2 个单位未计入", en="2 departments are not counted yet"),
        ),
        result("training-coverage", Status.MISSED, Fraction(18999, 20000), "19/20", counted=(18999, 20000)),
        result("lectures", Status.BEHIND, Fraction(4), 8, expected=Fraction(6), final=False),
    ),
    district_flags=(missed("training-coverage", "94.995%", "≥ 95%"),),
    missing=(AUDIT.name,),
    faults=(),
)
