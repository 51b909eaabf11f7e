"""Whose workbook it is, for which pack and period; and who has not submitted."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

COVER_DIFFERS = Code(
    "W241",
    "cover-differs",
    Severity.ERROR,
    Text(zh="填报说明与本次核对不符", en="The cover sheet says something else"),
    Text(
        zh="填报说明中“{header}”为“{found}”，而本次核对的是“{asked}”",
        en="{header} on the cover sheet is “{found}”, but this run is for “{asked}”",
    ),
)
DEPARTMENT_UNKNOWN = Code(
    "W242",
    "department-unknown",
    Severity.ERROR,
    Text(zh="无法确定报送单位", en="Whose workbook this is cannot be told"),
    Text(
        zh="“{found}”不在单位名册中，无法确定报送单位{nearest}",
        en="“{found}” is not on the roster, so whose workbook this is cannot be told{nearest}",
    ),
)
NOT_SUBMITTED = Code(
    "W243",
    "not-submitted",
    Severity.ERROR,
    Text(zh="未报送", en="Not submitted"),
    Text(zh="{department} 尚未报送 {period}", en="{department} has not submitted {period}"),
)
SUBMITTED_TWICE = Code(
    "W244",
    "submitted-twice",
    Severity.ERROR,
    Text(zh="同一单位报送了多个文件", en="One department submitted several workbooks"),
    Text(
        zh="{department} 有 {count} 个文件（{files}），无法确定以哪个为准，均未统计",
        en="{department} has {count} workbooks ({files}); which one counts cannot be told, so none was judged",
    ),
)
OLD_TEMPLATE = Code(
    "W245",
    "old-template",
    Severity.AMBER,
    Text(zh="用的是旧版模板", en="An old version of the template"),
    Text(
        zh="填报说明中“{header}”为“{found}”，现行模板是 {current}，其间的变动：{changes}",
        en="{header} on the cover sheet is “{found}”; the current template is {current}. Changed since then: {changes}",
    ),
)
UNKNOWN_TEMPLATE = Code(
    "W246",
    "unknown-template",
    Severity.AMBER,
    Text(zh="模板版本不属于本指标包", en="Not a template of this pack"),
    Text(
        zh="填报说明中“{header}”为“{found}”，指标包没有这一版模板（有 {known}），现行模板是 {current}",
        en="{header} on the cover sheet is “{found}”, which is no template of this pack (there is {known}); the "
        "current template is {current}",
    ),
)
FILE_OF_ANOTHER = Code(
    "W247",
    "file-of-another",
    Severity.AMBER,
    Text(zh="文件名与报送单位不符", en="The file's name names another department"),
    Text(
        zh="填报说明中“{header}”为“{found}”，而文件名“{file}”是{other}的",
        en="{header} on the cover sheet is “{found}”, but the file's name, {file}, is that of {other}",
    ),
)
PERIOD_DOUBTFUL = Code(
    "W248",
    "period-doubtful",
    Severity.AMBER,
    Text(zh="报送期可能填错", en="The period may be wrong"),
    Text(
        zh="各表 {dated} 个日期中有 {count} 个不在 {period} 的统计期内，报送期可能填错",
        en="{count} of the {dated} dates in the tables lie outside {period}; the period may be wrong",
    ),
)
TARGET_UNKNOWN = Code(
    "W249",
    "target-unknown",
    Severity.ERROR,
    Text(zh="无法确定按什么核对", en="What it is checked against cannot be told"),
    Text(zh="这份工作簿没有核对：{why}", en="This workbook was not checked: {why}"),
)
