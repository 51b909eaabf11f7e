"""W251 to W256: what is wrong with the answers in a findings sheet that came back."""

from __future__ import annotations

from checker.model import Code, Severity
from checker.text.bilingual import Text

STILL_FOUND = Code(
    "W251",
    "still-found",
    Severity.AMBER,
    Text(zh="填写已改正，问题仍在", en="Said to be corrected, still found"),
    Text(
        zh="核对结果中填写为“{said}”，但 {finding}（{title}）仍然存在",
        en="the findings sheet says “{said}”, but {finding} ({title}) is still found",
    ),
)
ANSWER_INCOMPLETE = Code(
    "W252",
    "answer-incomplete",
    Severity.AMBER,
    Text(zh="处理意见没有填完整", en="An answer is not complete"),
    Text(
        zh="对{finding}的说明没有填写“{missing}”",
        en="the answer to {finding} lacks “{missing}”",
    ),
)
DISPOSITION_UNKNOWN = Code(
    "W253",
    "disposition-unknown",
    Severity.AMBER,
    Text(zh="处理结果不在可选之列", en="A disposition that cannot be chosen"),
    Text(
        zh="对{finding}填写的处理结果“{found}”不在可选之列，未采用",
        en="the disposition “{found}” of {finding} cannot be chosen and was not taken over",
    ),
)
ANSWERS_OF_ANOTHER = Code(
    "W254",
    "answers-of-another",
    Severity.AMBER,
    Text(zh="核对结果不是本次的", en="A findings sheet of another submission"),
    Text(
        zh="工作表“{sheet}”中的 {count} 条处理意见与本次发现的问题都对不上（该表注明：{whose}），未采用",
        en="none of the {count} answers on the sheet {sheet} is to a finding of this submission (it is of {whose}); "
        "none was taken over",
    ),
)
ANSWERED_TWICE = Code(
    "W255",
    "answered-twice",
    Severity.AMBER,
    Text(zh="同一问题有两种处理意见", en="Two answers to one finding"),
    Text(
        zh="编号 {ref} 有两种处理意见（{first}、{second}），采用的是前一种",
        en="the finding {ref} has two answers ({first}, {second}); the first was taken",
    ),
)
ANSWERS_UNREADABLE = Code(
    "W256",
    "answers-unreadable",
    Severity.AMBER,
    Text(zh="处理意见无法对应", en="Answers that cannot be read"),
    Text(
        zh="工作表“{sheet}”的表头缺少“{header}”，其中 {count} 条处理意见无法对应到问题，未采用",
        en="the sheet {sheet} has no column “{header}”, so its {count} answers belong to no finding; "
        "none was taken over",
    ),
)
