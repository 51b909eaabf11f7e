"""report.json: the promised fields in their order, exact numbers, nothing personal, equal bytes for equal reports."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Answer, Disposition, Needed, Operator, Point, Previous, Severity, Shown, State, Status
from checker.reporters.report_json import render
from checker.reporters.report_schema import report_schema
from checker.text.bilingual import Text
from checker.text.exact_json import dumps
from tests.reporters.drawn_reports import JUSTICE

RESULT_FIELDS = (
    "indicator clause status final reachable value lower upper numerator denominator excluded unknown target expected "
    "unit needed attainment weight reason course"
)
FLAG_FIELDS = (
    "code slug severity sheet row column cell table field header key indicator observed expected difference record "
    "due_on days_late message fingerprint facts ref since answer decision"
)
DEPARTMENT_FIELDS = (
    "department code name file sha256 state score grade adjusted rank group basis contact settled score_settled "
    "results flags tallies sheets"
)


def read(text):
    return json.loads(text, parse_float=Decimal)


@pytest.mark.parametrize("reveal", [False, True])
def test_a_report_satisfies_its_schema(quarter, failed, reveal):
    jsonschema.Draft202012Validator.check_schema(report_schema())
    for report in (quarter, failed):
        jsonschema.validate(json.loads(render(report, reveal)), report_schema())


def test_the_schema_names_every_word_of_the_model():
    schema = report_schema()
    flag, result = (schema["$defs"][name]["properties"] for name in ("flag", "result"))
    department = schema["properties"]["departments"]["items"]["properties"]
    assert department["state"]["enum"] == [state.value for state in State]
    assert result["status"]["enum"] == [status.value for status in Status]
    assert result["target"]["properties"]["op"]["enum"] == [*get_args(Operator), "between"]
    assert flag["severity"]["enum"] == [severity.word for severity in Severity]
    answer = flag["answer"]["anyOf"][0]["properties"]
    assert answer["disposition"]["enum"] == [disposition.value for disposition in Disposition]


def test_the_schema_refuses_what_is_not_promised(quarter):
    document = json.loads(render(quarter))
    for change in (
        {"extra": 1},
        {"format": "checker-report/2"},
        {"departments": [{**document["departments"][1], "state": "fine"}]},
        {"departments": [{key: value for key, value in document["departments"][1].items() if key != "score"}]},
    ):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**document, **change}, report_schema())


def test_fields_and_their_order_are_those_promised(quarter):
    document = read(render(quarter))
    top = "format tool pack period period_days due_on as_of run head previous comparisons selection indicators"
    top += " requirements departments unplaced unread district faults"
    assert " ".join(document) == top
    department = document["departments"][1]
    assert " ".join(department) == DEPARTMENT_FIELDS
    assert " ".join(department["results"][0]) == RESULT_FIELDS
    assert " ".join(department["flags"][0]) == FLAG_FIELDS
    assert " ".join(document["district"]) == "name results flags missing not_submitted"
    assert document["format"] == "checker-report/1"
    assert document["pack"] == {"id": "heping", "version": "1.0", "sha256": "d" * 64}
    assert (document["period"], document["as_of"], document["run"]) == ("2022Q3", "2022-09-30", None)
    assert document["previous"] is None
    assert document["district"]["missing"] == ["区审计局"]


def test_a_result_carries_exact_numbers(quarter):
    text = render(quarter)
    assert '"score": 93.5,' in text
    assert '"score": 89.9966666667,' in text
    satisfied = read(text)["departments"][1]["results"][1]
    assert satisfied["value"] == Decimal("0.95")
    assert (satisfied["lower"], satisfied["upper"]) == (Decimal("0.9193548387"), Decimal("0.9516129032"))
    assert (satisfied["numerator"], satisfied["denominator"], satisfied["unknown"]) == (57, 60, 2)
    assert satisfied["target"] == {"op": "at_least", "value": Decimal("0.95")}
    assert satisfied["needed"] == {
        "count": None,
        "rows": [14, 33],
        "by": None,
        "text": {"zh": "补填 2 行即可判定：第 14、33 行", "en": "fill in 2 rows to decide it: 14, 33"},
    }
    assert satisfied["reason"]["en"] == "2 undecided rows can change the outcome"


def test_a_flag_says_where_what_and_what_is_accepted(quarter):
    found = read(render(quarter))["departments"][1]["flags"][1]
    assert found == {
        "code": "C401",
        "slug": "date-order",
        "severity": "error",
        "sheet": "行政应诉案件",
        "row": 7,
        "column": "F",
        "cell": "F7",
        "table": "litigation",
        "field": "judged_on",
        "header": "裁判日期",
        "key": "(2022)津0101行初7号",
        "indicator": "court-appearance-rate",
        "observed": "2022-02-01",
        "expected": {"zh": "2022-03-05 当日或以后的日期", "en": "2022-03-05 or a later date"},
        "difference": "32",
        "due_on": None,
        "days_late": None,
        "record": [{"header": "承办人", "value": "张三丰 138****5678"}],
        "message": {
            "zh": "裁判日期 2022-02-01 早于开庭日期 2022-03-05",
            "en": "Judgment date 2022-02-01 is before Hearing date 2022-03-05",
        },
        "fingerprint": "",
        "facts": "",
        "ref": "",
        "since": "",
        "answer": None,
        "decision": None,
    }


def test_an_answer_travels_with_its_flag_masked(submission):
    answer = Answer(Disposition.WAIVER, Shown("电话 13812345678 说明", "text"), Shown("欧阳修", "name"))
    flags = (replace(JUSTICE.flags[1], answer=answer),)
    report = replace(submission, departments=(replace(JUSTICE, flags=flags),))
    (masked,) = read(render(report))["departments"][0]["flags"]
    assert masked["answer"] == {"disposition": "waiver", "reason": "电话 138****5678 说明", "by": "欧**"}
    (revealed,) = read(render(report, reveal=True))["departments"][0]["flags"]
    assert revealed["answer"] == {"disposition": "waiver", "reason": "电话 13812345678 说明", "by": "欧阳修"}
    jsonschema.validate(json.loads(render(report)), report_schema())


def test_nothing_personal_is_in_it_unless_revealed(quarter):
    masked, revealed = render(quarter), render(quarter, reveal=True)
    for private in ("13812345678", "11010519491231002X", "欧阳修"):
        assert private not in masked
        assert private in revealed
    assert "欧**（证件 110105********002X，电话 138****5678）有两个工号" in masked


def test_a_needed_row_names_nobody_in_full(submission):
    needed = Needed(Fraction(1), (3,), Text(zh="还需 1 人：11010519491231002X 59/60", en="11010519491231002X 59/60"))
    changed = replace(JUSTICE, results=(replace(JUSTICE.results[2], needed=needed),))
    text = render(replace(submission, departments=(changed,)))
    assert "11010519491231002X" not in text
    assert "110105********002X 59/60" in text


def test_days_and_points_are_written_as_such(submission):
    needed = Needed(Fraction(1), (), Text(zh="还需 1 次", en="1 more"), date(2022, 12, 31))
    trend = (Point(date(2022, 1, 31), None, Fraction(1, 3)), Point(date(2022, 2, 28), Fraction(1), None))
    changed = replace(JUSTICE, results=(replace(JUSTICE.results[2], needed=needed, trend=trend),))
    previous = Previous("2022Q2", {}, {})
    text = render(replace(submission, departments=(changed,), previous=previous))
    document = read(text)
    (told,) = document["departments"][0]["results"]
    assert told["needed"]["by"] == "2022-12-31"
    assert told["course"] == [
        {"day": "2022-01-31", "value": None, "expected": Decimal("0.3333333333")},
        {"day": "2022-02-28", "value": 1, "expected": None},
    ]
    assert document["previous"] == {"period": "2022Q2", "flags": None, "gone": []}
    jsonschema.validate(json.loads(text), report_schema())


def test_equal_reports_give_equal_bytes_that_end_a_line(quarter):
    assert render(quarter) == render(replace(quarter))
    assert render(quarter).endswith("}\n")
    render(quarter).encode()


def test_a_lone_surrogate_cannot_break_the_file(submission):
    broken = replace(JUSTICE.flags[1], observed=Shown("a\ud800b"))
    text = render(replace(submission, departments=(replace(JUSTICE, flags=(broken,)),)))
    assert json.loads(text.encode())["departments"][0]["flags"][0]["observed"] == "a\ufffdb"


def test_nothing_not_known_is_zero(quarter):
    absent = read(render(quarter))["departments"][1]["results"][4]
    assert absent["status"] == Status.NOT_APPLICABLE
    assert [absent[name] for name in ("value", "lower", "upper", "numerator", "needed", "attainment")] == [None] * 6


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.decimals(-(10**6), 10**6, places=10),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_is_written_reads_back_the_same(value):
    def written(each):
        if isinstance(each, Decimal):
            return Fraction(each)
        if isinstance(each, list):
            return [written(one) for one in each]
        return {key: written(one) for key, one in each.items()} if isinstance(each, dict) else each

    assert json.loads(dumps(written(value)), parse_float=Decimal) == value
