"""checker indicators: what the library of definitions says of itself."""

import json
import shutil
import sys
from types import SimpleNamespace

import jsonschema
import pytest

from checker.definitions.load import available_packs, definitions_root, load_pack
from checker.text.bilingual import Text


def test_list_names_the_packs_and_the_indicators_of_one(called):
    packs = called("indicators", "list")
    assert packs.code == 0
    assert [line.split()[0] for line in packs.out.splitlines()[1:] if not line.startswith(" ")] == list(
        available_packs()
    )
    documents = json.loads(called("indicators", "list", "--format", "json").out)
    assert [each["pack"] for each in documents] == list(available_packs())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_list_shows_every_indicator_of_a_pack(called, language):
    pack = load_pack("heping")
    text = called("indicators", "list", "heping", language=language).out
    for indicator in pack.indicators:
        assert indicator in text
    documents = json.loads(called("indicators", "list", "heping", "--format", "json").out)
    assert [each["indicator"] for each in documents] == list(pack.indicators)
    assert documents[0]["target"]["op"] in ("at_least", "at_most", "above", "below", "equals")


def test_show_says_an_indicator_in_words(called):
    identity = next(iter(load_pack("heping").indicators))
    name = load_pack("heping").indicators[identity].name
    for language in ("zh", "en"):
        text = called("indicators", "show", "heping", identity, language=language).out
        assert text.startswith(name.text.of(language))
        assert ("目标" if language == "zh" else "Target") in text
    document = json.loads(called("indicators", "show", "heping", identity, "--format", "json").out)
    assert document["indicator"] == identity
    assert {"title", "sentences"} == set(document["sections"][0])


def test_an_unknown_indicator_or_pack_names_the_nearest(called):
    identity = next(iter(load_pack("heping").indicators))
    done = called("indicators", "show", "heping", identity[:-1])
    assert done.code == 2
    assert identity in done.err
    assert "heping" in called("indicators", "show", "hepin", "x").err


def test_lint_finds_nothing_in_a_good_pack_and_every_problem_of_a_bad_one(called, tmp_path):
    done = called("indicators", "lint", "heping", language="zh")
    assert (done.code, done.out) == (0, "没有发现问题\n")
    shutil.copytree(definitions_root() / "heping", tmp_path / "heping")
    header = tmp_path / "heping" / "pack.yaml"
    header.write_text(header.read_text(encoding="utf-8") + "colour: red\nshape: round\n", encoding="utf-8")
    done = called("indicators", "lint", str(tmp_path / "heping"))
    assert done.code == 1
    assert "colour" in done.out
    assert "shape" in done.out
    problems = json.loads(called("indicators", "lint", str(tmp_path / "heping"), "--format", "json").out)
    assert {problem["found"] for problem in problems} >= {"colour", "shape"}
    assert all(problem["line"] > 0 for problem in problems)


def outcome(number, *differences):
    return SimpleNamespace(
        indicator="rate", number=number, name=Text("某例", "a case"), passed=not differences, differences=differences
    )


@pytest.mark.parametrize(
    ("outcomes", "code", "said"),
    [
        ((outcome(1), outcome(2)), 0, ["heping", "  ✓ rate  2 of 2 examples passed"]),
        (
            (outcome(1), outcome(2, Text("value：应为 1，实际为 0", "value: 1 expected, 0 found"))),
            1,
            ["heping", "  ✗ rate  1 of 2 examples passed", "      2 a case: value: 1 expected, 0 found"],
        ),
    ],
)
def test_test_tells_which_examples_fail_and_how(called, monkeypatch, outcomes, code, said):
    monkeypatch.setitem(sys.modules, "checker.authoring.examples", SimpleNamespace(run_examples=lambda pack: outcomes))
    done = called("indicators", "test", "heping")
    assert (done.code, done.out.splitlines()) == (code, said)
    documents = json.loads(called("indicators", "test", "heping", "--format", "json").out)
    assert [each["passed"] for each in documents] == [each.passed for each in outcomes]
    if code:
        assert "      2 某例：value：应为 1，实际为 0" in called("indicators", "test", "heping", "--lang", "zh").out


@pytest.mark.parametrize("kind", ["report", "pack", "departments", "table", "indicator", "register"])
def test_every_schema_is_a_schema(called, kind):
    jsonschema.Draft202012Validator.check_schema(json.loads(called("indicators", "schema", f"--{kind}").out))


@pytest.mark.parametrize("arguments", [[], ["--report", "--table"]])
def test_one_schema_is_asked_for(called, arguments):
    done = called("indicators", "schema", *arguments, language="zh")
    assert done.code == 2
    assert "--report、--pack、--departments、--table、--indicator、--register" in done.err


OF_THE_OFFICE = [
    *("decision-catalogue", "decision-publication", "disclosure-list", "disclosure-replies"),
    *("plenary-lectures", "proposal-satisfaction"),
]


@pytest.mark.parametrize(
    ("options", "listed"),
    [
        (["--clause", "三十八"], ["court-observation", "leader-training", "plenary-lectures"]),
        (["--clause", "第38条"], ["court-observation", "leader-training", "plenary-lectures"]),
        (["--owner", "区政府办公室"], OF_THE_OFFICE),
        (["--owner", "zfb"], OF_THE_OFFICE),
        (["--owner", "政府办", "--clause", "38"], ["plenary-lectures"]),
        (["--owner", "区残联"], []),
    ],
)
def test_list_is_narrowed_to_a_clause_and_an_owner(called, options, listed):
    document = json.loads(called("indicators", "list", "heping", *options, "--format", "json").out)
    assert [each["indicator"] for each in document] == listed


def test_list_names_the_owner_of_each_indicator(called):
    document = json.loads(called("indicators", "list", "heping", "--clause", "30", "--format", "json").out)
    assert [each["owner"] for each in document] == [["区政府办公室"]] * 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["heping", "--clause", "99"], "十七, 二十四, 二十七, 二十九, 三十, 三十一, 三十五, 三十六"),
        (["heping", "--owner", "区司法部"], "区司法局"),
        (["--clause", "38"], "name the pack"),
        (["--owner", "区司法局"], "name the pack"),
    ],
)
def test_a_clause_or_owner_that_is_not_there_lists_what_is(called, arguments, said):
    done = called("indicators", "list", *arguments)
    assert done.code == 2
    assert said in done.err
