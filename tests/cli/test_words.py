"""Everything that a person reads exists in both languages: help pages, usage errors, and every text in the code."""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from typer.core import TyperGroup

import checker
from checker.cli.app import build
from checker.cli.failures import translate
from checker.cli.help import load_words
from checker.model import stops
from checker.text.bilingual import Text

CHINESE = re.compile(r"[\u3400-\u9fff]")
#: Words that are the same in Chinese: names of commands, options, files, and what is typed.
TYPED = re.compile(r"`[^`]*`|--?[a-z-]+|[A-Z]+(?![a-z])|[a-z]+\.(?:yaml|json|csv)|tables/|inputs/|[\w-]*\d[\w.-]*")


def commands(group, path=("checker",)):
    yield path, group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


def everything_said(language):
    for path, command in commands(build(language)):
        yield path, command.help
        for parameter in command.params:
            yield (*path, parameter.name), parameter.help


def test_every_command_and_option_is_described_in_both_languages():
    english, chinese = dict(everything_said("en")), dict(everything_said("zh"))
    assert set(english) == set(chinese)
    assert len(english) > 40
    for place, said in english.items():
        assert said, place
        assert not CHINESE.search(said), place
    for place, said in chinese.items():
        assert CHINESE.search(said) or not re.search("[A-Za-z]", TYPED.sub("", said)), place


PATHS = [path[1:] for path, _ in commands(build("zh"))]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: " ".join(path) or "-")
def test_a_chinese_help_page_has_no_english_sentence(called, path):
    page = called(*path, "--help", language="zh").out
    assert page.startswith(f"用法：checker {' '.join(path)}".rstrip())
    left = TYPED.sub("", re.sub("|".join(("checker", *path, r"\w+\|[\w|]+", "report", "flags", "pack")), "", page))
    assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{3,}", left)
    for word in ("Usage", "Options", "Arguments", "Commands", "Show", "default", "required", "OPTIONS"):
        assert word not in page


def test_an_english_help_page_has_no_chinese(called):
    for path, command in commands(build("en")):
        page = called(*path[1:], "--help").out
        assert page.startswith(f"Usage: {' '.join(path)} [OPTIONS]")
        assert not CHINESE.search(page)
        assert ("Commands" in page) == isinstance(command, TyperGroup)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_word_for_help_pages_is_on_one(called, language):
    pages = "".join("".join(called(*path, "--help", language=language).out.split()) for path in PATHS)
    for part, words in load_words().items():
        for name, texts in words.items():
            for text in re.split(r"\{\w+\}", texts[language == "en"]):
                assert "".join(text.split()) in pages, (part, name)


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (["check"], "缺少参数 工作簿…", "Missing argument 'WORKBOOK...'."),
        (["run", "heping"], "缺少参数 报送期", "Missing argument 'PERIOD'."),
        (["chekc"], "没有命令“chekc”，是不是 check？", "No such command 'chekc'. Did you mean 'check'?"),
        (["zzz"], "没有命令“zzz”", "No such command 'zzz'."),
        (["indicators"], "没有写命令", "Missing command."),
        (
            ["check", "x", "--outt", "y"],
            "没有选项 --outt，是不是 --out？",
            "No such option: --outt (Possible options: --out)",
        ),
        (["check", "x", "--zzz"], "没有选项 --zzz", "No such option: --zzz"),
        (["check", "x", "-z"], "没有选项 -z", "No such option: -z"),
        (["check", "x", "--pack"], "选项 --pack 后面要写值", "Option '--pack' requires an argument."),
        (["check", "x", "--reveal=1"], "选项 --reveal 后面不写值", "Option '--reveal' does not take a value."),
        (["run", "heping", "2022Q4", "in", "a", "x"], "多出的参数：a x", "Got unexpected extra argument(s) (a x)"),
        (
            ["check", "x", "--format", "xml"],
            "选项 --format 的值“xml”不对，可以写：text、csv、json",
            "Invalid value for '--format': 'xml' is not one of 'text', 'csv', 'json'.",
        ),
        (
            ["check", "x", "--lang", "fr"],
            "选项 --lang 的值“fr”不对，可以写：zh、en",
            "Invalid value for '--lang': 'fr' is not one of 'zh', 'en'.",
        ),
    ],
)
def test_a_usage_error_is_told_in_the_readers_language(called, arguments, chinese, english):
    done = called(*arguments, language="zh")
    assert done.code == 2
    assert done.err.splitlines()[0] == f"无法继续：{chinese}"
    path = next((path for path in sorted(PATHS, key=len, reverse=True) if arguments[: len(path)] == list(path)), ())
    assert done.err.splitlines()[1] == f"  怎么办：用法见 {' '.join(('checker', *path))} --help"
    assert called(*arguments).err.splitlines()[0] == f"Cannot go on: {english}"


def test_a_usage_error_that_is_not_known_is_still_a_chinese_sentence():
    assert translate("Something new.") == "命令写法不对（Something new.）"


def test_without_arguments_the_help_page_is_shown_and_nothing_was_done(called):
    done = called(language="zh")
    assert done.code == 2
    assert done.out.startswith("用法：checker [选项] 命令")


def constant(node):
    """The constant parts of a string in the source, with the values left out; None if it is no string."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def pairs():
    """Every (zh, en) in the package's source: arguments of Text, and of the functions that choose between two."""
    for path in sorted(Path(checker.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name not in ("Text", "say", "_say", "heading"):
                continue
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            both = (named["zh"], named["en"]) if {"zh", "en"} <= set(named) else node.args[-2:]
            texts = [constant(each) for each in both]
            if len(texts) == 2 and None not in texts:
                yield f"{path.name}:{node.lineno}", *texts
    for reference, words in tomllib.loads(
        Path(stops.__file__).with_suffix(".toml").read_text(encoding="utf-8")
    ).items():
        for kind in {name.removesuffix("zh") for name in words if name.endswith("zh")}:
            yield f"{reference} {kind}", words[f"{kind}zh"], words[f"{kind}en"]


def test_every_text_in_the_code_is_in_both_languages():
    found = list(pairs())
    assert len(found) > 200
    for place, zh, en in found:
        assert bool(zh.strip()) == bool(en.strip()), place
        said = re.sub(r"\{[^}]*\}", "", zh)
        assert CHINESE.search(said) or not re.search("[a-z]{2}", said) or zh == en, (place, zh)
        assert not CHINESE.search(re.sub("“[^”]*”", "", en)), (place, en)


def test_a_missing_language_would_be_found():
    assert not CHINESE.search(Text(zh="only English", en="only English").zh)
    assert CHINESE.search("中文 in English")
