"""Tab completes commands and their words in every shell: driven as the shells drive it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import shells
from checker.cli.app import main
from checker.cli.completing import VARIABLE

SHELLS = ("bash", "zsh", "fish", "powershell")


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]):
    """Asks what may follow a line, whose last word is unfinished; gives the words."""

    def asked(*words: str, shell: str = "bash", language: str = "en") -> list[str]:
        line = " ".join(("checker", *words))
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8" if language == "zh" else "C.UTF-8")
        monkeypatch.setenv(VARIABLE, f"complete_{shell}")
        monkeypatch.setenv("COMP_WORDS", "\n".join(("checker", *words)))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", words[-1])
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        assert main([]) == 0
        monkeypatch.delenv(VARIABLE)
        done = capfd.readouterr()
        assert done.err == ""
        return done.out.splitlines()

    return asked


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("ru",), ["run"]),
        (("dec",), ["decide", "decisions"]),
        (("--vers",), ["--version"]),
        (("indicators", "li"), ["list", "lint"]),
        (("run", "he"), ["heping"]),
        (("run", "--pre"), ["--previous"]),
        (("run", "heping", "2022"), ["2022Q4"]),
        (("check", "--pack", "kun"), ["kundulun"]),
        (("check", "--pack=kun",), ["kundulun"]),
        (("indicators", "show", "heping", "court-o"), ["court-observation"]),
        (("indicators", "diff", "heping", "han"), ["hantai"]),
        (("template", "heping", "2022Q4", "Justice"), ["Justice Bureau"]),
        (("template", "heping", "2022Q4", "区司法"), ["区司法局"]),
        (("explain", "C40"), ["C401", "C402", "C403", "C404", "C405"]),
        (("run", "heping", "2022Q4", "--select", "V313,C405"), ["V313,C405"]),
        (("run", "heping", "2022Q4", "--format", "c"), ["csv"]),
        (("run", "heping", "2022Q4", "--fail-on", "a"), ["amber"]),
        (("--lang", "z"), ["zh"]),
        (("run", "nosuchpack", "--pre"), ["--previous"]),
        (("indicators", "show", "nosuchpack", "c"), []),
    ],
)  # fmt: skip
def test_a_word_is_completed(ask, words: tuple[str, ...], expected: list[str]) -> None:
    assert [line for line in ask(*words) if line] == expected


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_the_words_and_what_they_mean(ask, shell: str, language: str) -> None:
    title = "天津市和平区" if language == "zh" else "Heping District"
    (line,) = [line for line in ask("run", "hep", shell=shell, language=language) if line]
    assert "heping" in line
    assert shell == "bash" or title in line


def test_files_are_completed_where_a_file_belongs(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("区司法局 1.xlsx", "区司法局.csv", ".hidden", "~$区司法局.xlsx"):
        (tmp_path / name).touch()
    (tmp_path / "区下面").mkdir()
    assert ask("check", "区") == ["区下面/", "区司法局 1.xlsx", "区司法局.csv"]
    assert ask("run", "heping", "2022Q4", "区下") == ["区下面/"]


def test_a_folder_of_the_offices_own_is_asked(ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "ours" / "wuqing"
    own.mkdir(parents=True)
    (own / "pack.yaml").write_text("id: wuqing\ntitle: {zh: 武清, en: Wuqing}\n", encoding="utf-8")
    (own / "departments.yaml").write_text("departments:\n  - {code: a, name: {zh: 甲局, en: A}}\n", encoding="utf-8")
    (tmp_path / "checker.toml").write_text('packs = "ours"\ninputs = "in"\nlanguage = "zh"\n', encoding="utf-8")
    (tmp_path / "in" / "wuqing" / "2021H1").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert ask("run", "wu") == ["wuqing"]
    assert ask("run", "wuqing", "2021") == ["2021H1"]
    assert ask("template", "wuqing", "2021H1", "甲") == ["甲局"]
    (tmp_path / "checker.toml").write_text("packs = [", encoding="utf-8")
    assert ask("run", "he") in ([], ["heping"], [""]), "a broken file is silent"


def test_no_heavy_library_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom checker.cli.app import main\nmain([])\n"
        "heavy = {'pandas', 'numpy', 'pydantic', 'openpyxl', 'pandera'} & set(sys.modules)\n"
        "sys.exit(f'{heavy}' if heavy else 0)"
    )
    for words in ("run he", "indicators show heping c", "template heping 2022Q4 区", "explain C"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={VARIABLE: "complete_bash", "COMP_WORDS": f"checker {words}", "COMP_CWORD": str(len(words.split()))},
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=Path(__file__).parents[2],
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip()


@pytest.mark.parametrize("shell", [*SHELLS, "pwsh"])
def test_the_script_of_every_shell_is_shown(shell: str, monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    monkeypatch.setattr(shells, "find_shell", lambda: shell)
    assert main(["--show-completion"]) == 0
    assert VARIABLE in capfd.readouterr().out


@pytest.mark.parametrize(
    ("language", "words"), [("zh", "已为 bash 装好补全"), ("en", "completion for bash is installed")]
)
def test_it_is_installed_for_the_readers_shell(
    language: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(shells, "find_shell", lambda: "bash")
    assert main(["--lang", language, "--install-completion"]) == 0
    done = capfd.readouterr()
    assert words in done.out + done.err
    assert VARIABLE in (tmp_path / ".bash_completions" / "checker.sh").read_text(encoding="utf-8")
    assert "checker.sh" in (tmp_path / ".bashrc").read_text(encoding="utf-8")


def test_an_unknown_shell_is_said(monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    monkeypatch.setattr(shells._typer(), "_get_shell_name", lambda: None)
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert main(["--lang", "zh", "--show-completion"]) == 2
    assert "bash, zsh, fish, powershell" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        (("run",), "缺少参数 指标包"),
        (("run", "hepin", "2022Q4"), "没有指标包“hepin”"),
        (("indicators", "show"), "缺少参数 指标包"),
        (("template", "heping2", "2022Q4"), "没有指标包“heping2”"),
        (("indicators", "list", "和平"), "没有指标包“和平”"),
    ],
)
def test_packs_are_listed_with_their_titles(arguments: tuple[str, ...], beginning: str, capfd) -> None:
    for language, title in (
        ("zh", "天津市和平区法治政府建设指标"),
        ("en", "Rule-of-law government indicators of Heping"),
    ):
        assert main([*arguments, "--lang", language]) == 2
        shown = capfd.readouterr().err
        assert language == "en" or beginning in shown
        (line,) = [line for line in shown.splitlines() if line.split()[:1] == ["heping"]]
        assert title in line
        assert sum(line.split()[:1] == [name] for name in ("hantai", "jizhou") for line in shown.splitlines()) == 2
