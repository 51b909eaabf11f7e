"""Every number of the summary, counted a second way: from report.json."""

import json
from collections import Counter

import pytest

from checker.reporters import report_json
from checker.wording.labels import MARKS, SEVERITIES, STATES, STATUSES
from tests.reporters.summary.opened import BOARD, CODES, DISTRICT, FLAGS, MATRIX, MISSING, RESULTS, opened

STATUS_HEADS = {status.value: f"{MARKS[status]} {words.zh}" for status, words in STATUSES.items()}
SEVERITY_HEADS = {severity.word: words.zh for severity, words in SEVERITIES.items()}
STATE_WORDS = {state.value: words.zh for state, words in STATES.items()}


@pytest.fixture(params=["full", "quarter", "submission", "sample"])
def both(request):
    """A report's summary and its document."""
    report = request.getfixturevalue(request.param)
    return opened(report), json.loads(report_json.render(report))


def flags_on(department):
    """The flags on what a department submitted: one that has not submitted is listed apart."""
    return [] if department["state"] == "missing" else department["flags"]


def flags_of(document):
    owners = document["departments"] + document["unplaced"]
    return [flag for each in owners for flag in flags_on(each)] + document["district"]["flags"]


def results_of(document):
    return [result for each in document["departments"] for result in each["results"]]


def address(said):
    """A cell's address; None for what names a row or nothing at all."""
    return said if said and said.isascii() else None


def test_each_department_stands_once_with_its_counts(both):
    summary, document = both
    rows = {row["部门"]: row for row in summary.sheet(BOARD).rows}
    assert len(rows) == len(summary.sheet(BOARD).rows) == len(document["departments"])
    for department in document["departments"]:
        row = rows[department["department"]]
        assert row["报送"] == STATE_WORDS[department["state"]]
        assert row["等次"] == department["grade"]
        if department["score"] is None:
            assert row["得分"] is None
        else:
            assert 0 <= department["score"] - row["得分"] < 0.01
        statuses = Counter(result["status"] for result in department["results"])
        assert {word: row[head] for word, head in STATUS_HEADS.items()} == {
            word: statuses[word] for word in STATUS_HEADS
        }
        severities = Counter(flag["severity"] for flag in flags_on(department))
        assert {word: row[head] for word, head in SEVERITY_HEADS.items()} == {
            word: severities[word] for word in SEVERITY_HEADS
        }


def test_departments_stand_by_score_and_the_missing_last(both):
    summary, _ = both
    rows = summary.sheet(BOARD).rows
    for group in {row.get("排名范围") for row in rows}:
        together = [row for row in rows if row.get("排名范围") == group]
        scores = [row["得分"] for row in together if row["得分"] is not None]
        assert scores == sorted(scores, reverse=True)
        ranks = [row["名次"] for row in together if row["名次"] is not None]
        assert ranks == sorted(ranks)
        for row in together:
            shared = row["名次"] is not None and ranks.count(row["名次"]) > 1
            assert ("并列" in (row["可能名次"] or "")) == shared
    states = [row["报送"] == "未报送" for row in rows]
    assert states == sorted(states)
    assert all(row["名次"] is None for row in rows if row["得分"] is None)


def test_the_sums_of_the_board_are_those_of_the_report(both):
    summary, document = both
    board = summary.sheet(BOARD)
    sums = dict(zip(board.heads, board.below[0], strict=True))
    statuses = Counter(result["status"] for result in results_of(document))
    own = Counter(flag["severity"] for each in document["departments"] for flag in flags_on(each))
    assert {word: sums[head] for word, head in STATUS_HEADS.items()} == {word: statuses[word] for word in STATUS_HEADS}
    assert {word: sums[head] for word, head in SEVERITY_HEADS.items()} == {word: own[word] for word in SEVERITY_HEADS}
    if document["district"]["results"]:
        district = dict(zip(board.heads, board.below[1], strict=True))
        statuses = Counter(result["status"] for result in document["district"]["results"])
        assert {w: district[head] for w, head in STATUS_HEADS.items()} == {w: statuses[w] for w in STATUS_HEADS}
        assert district["红旗"] == len(document["district"]["flags"])


def test_the_lines_of_the_board_tell_states_and_severities(both):
    summary, document = both
    states = Counter(department["state"] for department in document["departments"])
    severities = Counter(flag["severity"] for flag in flags_of(document))
    lines = [row[0] for row in summary.sheet(BOARD).cells.iter_rows(max_row=4, max_col=1, values_only=True)]
    by_state = "，".join(f"{STATE_WORDS[state]} {states[state]}" for state in STATE_WORDS)
    assert lines[2] == f"部门 {len(document['departments'])} 个：{by_state}"
    assert lines[3] == (
        f"问题 {len(flags_of(document))} 处：错误（须改正） {severities['error']}，红旗（未达标） {severities['red']}，"
        f"黄旗（请核对或改正） {severities['amber']}，提示（供参考） {severities['info']}"
    )


def in_points(document):
    """The indicators whose values people read as percentage points: 0.2 as 20."""
    return {each["indicator"] for each in document["indicators"] if each["unit"]["zh"] == "个百分点"}


def test_each_result_stands_once_with_all_its_numbers(both):
    summary, document = both
    names = {each["indicator"]: each["name"]["zh"] for each in document["indicators"]}
    rows = {(row["部门"], row["指标"]): row for row in summary.sheet(RESULTS).rows}
    expected = [(each["department"], result) for each in document["departments"] for result in each["results"]]
    assert len(rows) == len(summary.sheet(RESULTS).rows) == len(expected)
    hundreds = in_points(document)
    for department, result in expected:
        times = 100 if result["indicator"] in hundreds else 1
        row = rows[department, names[result["indicator"]]]
        assert row["状态"] == STATUS_HEADS[result["status"]]
        for head, name in (("数值", "value"), ("下限", "lower"), ("上限", "upper"), ("按进度应达", "expected")):
            shown = None if result[name] is None else result[name] * times
            assert row[head] == pytest.approx(shown, abs=1e-9), (head, result)
        for head, name in (("分子", "numerator"), ("分母", "denominator"), ("剔除", "excluded"), ("未定", "unknown")):
            assert row[head] == result[name]
        assert row["目标值"] == pytest.approx(result["target"]["value"])
        assert row["完成比例"] == pytest.approx(result["attainment"], abs=1e-9)
        assert row["权重"] == result["weight"]
        assert row["能否达到"] == ("是" if result["reachable"] else "否")
        assert row["期满"] == ("是" if result["final"] else "否")
        assert (row["说明"] or None) == (result["reason"] and result["reason"]["zh"])


def test_the_matrix_has_every_result_and_the_district(both):
    summary, document = both
    matrix = summary.sheet(MATRIX)
    judged = [each for each in document["departments"] if each["results"]]
    assert matrix.heads[:3] == ["#", "指标", "全区"]
    assert sorted(matrix.heads[3:]) == sorted(each["department"] for each in judged)
    assert [row["#"] for row in matrix.rows] == list(range(1, len(document["indicators"]) + 1))
    names = {each["indicator"]: each["name"]["zh"] for each in document["indicators"]}
    rows = {row["指标"]: row for row in matrix.rows}
    filled = 0
    for head, results in [
        ("全区", document["district"]["results"]),
        *((e["department"], e["results"]) for e in judged),
    ]:
        for result in results:
            assert rows[names[result["indicator"]]][head].startswith(STATUS_HEADS[result["status"]][0])
            filled += 1
    assert filled == sum(value is not None for row in matrix.rows for head, value in row.items() if head not in "#指标")


def test_the_district_has_every_indicator_in_the_packs_order(both):
    summary, document = both
    rows = summary.sheet(DISTRICT).rows
    assert [row["指标"] for row in rows] == [each["name"]["zh"] for each in document["indicators"]]
    results = {result["indicator"]: result for result in document["district"]["results"]}
    for row, label in zip(rows, document["indicators"], strict=True):
        result = results.get(label["indicator"])
        assert row["条款"] == label["clause"]
        if result is None:
            assert row["状态"] is None
            continue
        assert row["状态"] == STATUS_HEADS[result["status"]]
        times = 100 if result["indicator"] in in_points(document) else 1
        for head, name in (("数值", "value"), ("下限", "lower"), ("上限", "upper")):
            shown = None if result[name] is None else result[name] * times
            assert row[head] == pytest.approx(shown, abs=1e-9)
        assert row["分子"] == pytest.approx(result["numerator"], abs=1e-9)


def test_every_flag_stands_once_the_gravest_first(both):
    summary, document = both
    rows = summary.sheet(FLAGS).rows
    seen = Counter(
        (SEVERITY_HEADS[flag["severity"]], flag["code"], flag["cell"] or None, flag["message"]["zh"])
        for flag in flags_of(document)
    )
    found = Counter((row["级别"], row["编码"], address(row["单元格"]), row["问题"]) for row in rows)
    assert found == seen
    order = ["错误", "红旗", "黄旗", "提示"]
    places = [order.index(row["级别"]) for row in rows]
    assert places == sorted(places)
    assert sorted(row["编号"] or "" for row in rows) == sorted(flag["ref"] for flag in flags_of(document))


def test_who_has_not_submitted_and_who_was_rejected(both):
    summary, document = both
    rows = summary.sheet(MISSING).rows
    for state in ("missing", "rejected"):
        expected = {each["department"] for each in document["departments"] if each["state"] == state}
        assert {row["部门"] for row in rows if row["情况"] == STATE_WORDS[state]} == expected
    assert sum(row["情况"] == "故障" for row in rows) == len(document["faults"])
    for row in rows:
        assert row["编码"] is None or (row["原因"] and row["怎么办"])


def test_each_code_stands_once_and_its_counts_add_up(both):
    summary, document = both
    codes = summary.sheet(CODES)
    counted = Counter((flag["code"], flag["severity"]) for flag in flags_of(document))
    assert [row["编码"] for row in codes.rows] == sorted({code for code, _ in counted})
    for row in codes.rows:
        for word, head in SEVERITY_HEADS.items():
            assert (row[head] or 0) == counted[row["编码"], word]
        assert row["合计"] == sum(row[head] or 0 for head in SEVERITY_HEADS.values())
        assert row["怎样改"]
    sums = dict(zip(codes.heads, codes.below[0], strict=True))
    assert sums["合计"] == len(flags_of(document))


def test_two_readers_find_the_same(both):
    summary, _ = both
    for name, rows in summary.by_calamine().items():
        known = list(summary.book[name].iter_rows(values_only=True))
        assert len(rows) == len(known)
        for theirs, ours in zip(rows, known, strict=True):
            for their, our in zip(theirs, ours, strict=False):
                day = getattr(our, "date", lambda value=our: value)()
                assert (their if their != "" else None) == day or float(their) == our
