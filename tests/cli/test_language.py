"""In which language the program speaks."""

import pytest

from checker.cli.app import choose_language, find_option


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_TW"}, "zh"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, "zh"),
        ([], {"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
        (["--lang", "zh", "check"], {"LANG": "en_GB"}, "zh"),
        (["check", "x", "--lang=en"], {"LANG": "zh_CN"}, "en"),
        (["check", "--lang", "zh", "--lang", "en"], {}, "en"),
        (["check", "--", "--lang", "zh"], {}, "en"),
        (["check", "--lang"], {"LANG": "zh_CN"}, "zh"),
        (["check", "--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_option_counts_before_the_locale(arguments, environment, language):
    assert choose_language(arguments, environment) == language


def test_an_option_that_is_not_there_has_no_value():
    assert find_option(["check", "--formats", "json"], "--format") is None


COMMANDS = [
    "explain C401",
    "explain NONE",
    "indicators list",
    "indicators list heping --clause 38 --format text",
    "indicators show heping proposal-satisfaction",
    "indicators lint nowhere",
    "indicators schema",
    "run heping 2022Q4 nowhere",
    "check nowhere.xlsx --pack heping",
    "template heping 2019Q4",
    "check --help",
    "indicators --help",
    "indicators diff --help",
    "indicators",
    "zzz",
]


def everywhere(command: str) -> list[tuple[str, ...]]:
    """The command with `--lang zh` and `--lang=zh` in every place; not between an option and its value."""
    words = command.split()
    places = [place for place in range(len(words) + 1) if not place or words[place - 1] not in OPTIONS_WITH_A_VALUE]
    return [
        (*words[:place], *written, *words[place:]) for written in (("--lang", "zh"), ("--lang=zh",)) for place in places
    ]


OPTIONS_WITH_A_VALUE = ("--clause", "--format", "--pack")


@pytest.mark.parametrize("arguments", [each for command in COMMANDS for each in everywhere(command)], ids=" ".join)
def test_the_option_counts_wherever_it_is_written(called, arguments):
    plain = [word for word in arguments if word not in ("--lang", "zh", "--lang=zh")]
    expected, english = called(*plain, language="zh"), called(*plain, language="en")
    done = called(*arguments, language="en")
    assert (done.code, done.out, done.err) == (expected.code, expected.out, expected.err)
    assert done.out + done.err != english.out + english.err


@pytest.mark.parametrize(
    ("arguments", "said", "page"),
    [
        (("--lang", "fr", "explain", "C401"), "Invalid value for '--lang': 'fr' is not one of 'zh', 'en'.", "checker"),
        (
            ("indicators", "--lang", "fr", "list"),
            "Invalid value for '--lang': 'fr' is not one of 'zh', 'en'.",
            "checker indicators",
        ),
        (
            ("indicators", "list", "--lang=fr"),
            "Invalid value for '--lang': 'fr' is not one of 'zh', 'en'.",
            "checker indicators list",
        ),
        (("indicators", "list", "--lang"), "Option '--lang' requires an argument.", "checker indicators list"),
        (("indicators", "--lang"), "Option '--lang' requires an argument.", "checker indicators"),
    ],
)
def test_a_language_that_does_not_exist_is_refused_at_every_level(called, arguments, said, page):
    done = called(*arguments)
    assert done.code == 2
    assert done.err.splitlines() == [f"Cannot go on: {said}", f"  What to do: see {page} --help"]


def test_the_last_of_several_counts(called):
    assert called("--lang", "en", "explain", "--lang", "zh", "C401").out == called("explain", "C401", language="zh").out
