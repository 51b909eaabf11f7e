"""In which language the program speaks."""

import pytest

from checker.cli.language import language_of, option_value


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
    assert language_of(arguments, environment) == language


def test_an_option_that_is_not_there_has_no_value():
    assert option_value(["check", "--formats", "json"], "--format") is None
