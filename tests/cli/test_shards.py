"""Shards of any number make the report of one run, byte for byte; each mistake is one line that names the file."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "inputs" / "heping" / "2022Q4"
NAMES = ("区司法局.xlsx", "区审计局.xls", "区城市管理委.xls", "劝业场街道办事处.csv")
PERIOD = ("heping", "2022Q4")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "in"
    made.mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES / name, made)
    return made


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def share(called, count: int, *more: str, out: str = "shards") -> None:
    for number in range(1, count + 1):
        done = called("run", *PERIOD, "in", "--shard", f"{number}/{count}", "--out", out, *more)
        assert (done.code, done.out) == (0, "")
        assert done.err.endswith(f"written: {out}/{number}-of-{count}.shard\n")
        if os.name == "posix":  # it holds personal data in plain
            assert Path(out, f"{number}-of-{count}.shard").stat().st_mode & 0o777 == 0o600


def mask(text: str, out: str) -> str:
    return text.replace(f"{out}/", "OUT/")


def test_shards_of_any_number_are_one_run(called, folder):
    whole = called("run", *PERIOD, "in", "--out", "whole")
    for count in (1, 7):  # of four workbooks: some of seven shards have none
        shards, out = f"shards{count}", f"merged{count}"
        share(called, count, out=shards)
        assert len(list(Path(shards).iterdir())) == count
        done = called("merge", *PERIOD, shards, "--out", out, "--inputs", "in")
        assert done.code == whole.code
        assert mask(done.out, out) == mask(whole.out, "whole")
        assert mask(done.err, out) == mask(whole.err, "whole")
        assert contents(Path(out)) == contents(Path("whole"))
    assert {"report.json", "report.html", "summary.xlsx"} < contents(Path("whole")).keys()


def test_shards_of_a_cluttered_folder_are_one_run_with_the_same_letters(called, folder):
    (folder / "区司法局.xlsx").unlink()
    (folder / "副本").mkdir()
    shutil.copy(SAMPLES / "区审计局.xls", folder / "副本")
    shutil.move(folder / "区城市管理委.xls", folder / "副本")
    (folder / "0.csv").write_bytes(b"")
    (folder / "z.pdf").write_bytes(b"%PDF-1.7")
    asked = ("--letters", "--no-annotate", "--lang", "zh")
    whole = called("run", *PERIOD, "in", "--out", "whole", *asked)
    share(called, 2)
    done = called("merge", *PERIOD, "shards", "--out", "merged", "--inputs", "in", *asked)
    assert mask(done.out, "merged") == mask(whole.out, "whole")
    assert mask(done.err, "merged") == mask(whole.err, "whole")
    assert contents(Path("merged")) == contents(Path("whole"))
    letters = [path.stem for path in Path("merged", "letters").iterdir()]
    assert len(letters) == 2 + 3
    assert {letter.partition("-")[0] for letter in letters} == {"通报", "催报", "退回"}


def test_without_the_workbooks_there_are_no_marked_copies(called, folder):
    share(called, 2)
    called("run", *PERIOD, "in", "--out", "whole", "--no-annotate")
    shutil.rmtree(folder)
    called("merge", *PERIOD, "shards", "--out", "merged")
    assert contents(Path("merged")) == contents(Path("whole"))


def test_a_run_is_recorded_when_its_shards_are_merged(called, folder):
    recorded = ("--ledger", "ledger.sqlite")
    share(called, 2, *recorded)
    assert not Path("ledger.sqlite").exists()
    done = called("merge", *PERIOD, "shards", "--out", "merged", *recorded)
    assert "recorded in the ledger as entry 2" in done.err
    assert called("ledger", "verify", "ledger.sqlite").code == 0
    again = called("run", *PERIOD, "in", "--out", "whole", *recorded)
    assert "the run was not recorded twice" in again.err


def test_what_was_judged_for_a_shard_is_in_the_cache(called, folder, monkeypatch, tmp_path):
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "home"))
    share(called, 2)
    assert "4 of 4 workbooks unchanged" in called("run", *PERIOD, "in", "--out", "whole").err


def test_a_file_and_its_marked_copies_are_in_one_shard():
    from checker.engine.shards import Share

    for count in (2, 3, 7):
        for name in NAMES:
            stem = Path(name).stem
            family = (name, f"{stem}.checked.xlsx", f"{stem}.checked-2.xlsx")
            of = [[Share(number, count).has(each) for number in range(1, count + 1)] for each in family]
            assert of[0] == of[1] == of[2]
            assert sum(of[0]) == 1


def merged(called, *more: str) -> str:
    done = called("merge", *PERIOD, "shards", "--out", "merged", *more)
    assert (done.code, done.out) == (2, "")
    assert not Path("merged").exists()
    return done.err


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("home"))


@pytest.fixture
def shards(called, folder: Path, home: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHECKER_CACHE", home)  # what these tests are about comes after the judging
    share(called, 2)
    return folder.parent / "shards"


def test_a_missing_shard_is_named(called, shards):
    (shards / "2-of-2.shard").unlink()
    assert "1 of 2 shards missing: 2-of-2.shard" in merged(called)
    (shards / "1-of-2.shard").unlink()
    assert "no shard in this folder" in merged(called)
    shutil.rmtree(shards)
    assert "no shard in this folder" in merged(called)


def test_a_shard_that_is_there_twice_is_named(called, shards):
    shutil.copy(shards / "2-of-2.shard", shards / "copy.shard")
    assert "copy.shard and 2-of-2.shard are the same shard" in merged(called)


def test_shards_of_two_runs_are_named(called, shards):
    called("run", *PERIOD, "in", "--shard", "3/3", "--out", "shards")
    assert "3-of-3.shard is one of 3 shards, 1-of-2.shard is one of 2" in merged(called)


@pytest.mark.parametrize(
    ("options", "what"),
    [(("--as-of", "2022-12-30"), "another as-of date"), (("--ledger", "ledger.sqlite"), "another options or limits")],
)
def test_a_shard_that_was_asked_for_something_else_is_named(called, shards, options, what):
    called("run", *PERIOD, "in", "--shard", "2/2", "--out", "shards", *options)
    said = merged(called)
    assert f"2-of-2.shard was judged with {what}" in said


def test_a_shard_of_another_period_pack_or_program_is_named(called, shards, monkeypatch):
    called("run", "heping", "2022", "in", "--shard", "2/2", "--out", "shards")
    assert "2-of-2.shard was judged with another period" in merged(called)
    shutil.copytree(ROOT / "indicators", "indicators")
    pack = Path("indicators", "heping", "pack.yaml")
    pack.write_text(pack.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    called("run", "indicators/heping", "2022Q4", "in", "--shard", "2/2", "--out", "shards")
    assert "2-of-2.shard was judged with another pack" in merged(called)
    from checker.engine import prints

    with monkeypatch.context() as other:
        other.setattr(prints, "print_program", lambda: "another")
        called("run", *PERIOD, "in", "--shard", "2/2", "--out", "shards")
    assert "2-of-2.shard was judged with another version of the program" in merged(called)


def test_a_shard_of_other_workbooks_is_named(called, shards, folder):
    shutil.copy(SAMPLES / NAMES[0], folder / "区司法局 2.xlsx")
    assert "1-of-2.shard was judged with another list of workbooks" in merged(called, "--inputs", "in")
    called("run", *PERIOD, "in", "--shard", "2/2", "--out", "shards")
    assert "2-of-2.shard was judged with another list of workbooks" in merged(called)


def cut(content: bytes) -> bytes:
    return content[:-100]


def change(content: bytes) -> bytes:
    return content[:-100] + b"x" + content[-99:]


def forge(content: bytes) -> bytes:
    """Leaves a workbook out, and makes the hash right."""
    head, _, _ = content.partition(b"\x00")
    return head + hashlib.sha256(head).digest()


def lie(content: bytes) -> bytes:
    """Says that it is another shard, and makes the hash right."""
    lying = content[:-32].replace(b'"shard": [2, 2]', b'"shard": [1, 2]')
    return lying + hashlib.sha256(lying).digest()


@pytest.mark.parametrize("spoil", [cut, change, forge, lie, lambda _: b"", lambda _: b"PK\x03\x04"])
def test_a_damaged_shard_is_named(called, shards, spoil):
    path = shards / "2-of-2.shard"
    path.write_bytes(spoil(path.read_bytes()))
    said = merged(called)
    assert "2-of-2.shard is damaged or isn't a shard" in said
    assert "Fault" not in said


@pytest.mark.parametrize("text", ["", "2", "0/4", "5/4", "a/b", "1/0", "-1/2", "1/2/3"])
def test_a_share_is_written_as_2_of_4(called, folder, text):
    done = called("run", *PERIOD, "in", "--shard", text, "--out", "shards")
    assert done.code == 2
    assert "is not a shard" in done.err


@pytest.mark.parametrize("option", [("--rows",), ("--select", "C4"), ("--format", "json"), ("--no-annotate",)])
def test_options_of_the_report_are_for_the_merge(called, folder, option):
    done = called("run", *PERIOD, "in", "--shard", "1/2", "--out", "shards", *option)
    assert done.code == 2
    assert f"--shard can't be combined with {option[0]}" in done.err
    assert not Path("shards").exists()


def test_a_shard_and_a_merge_need_a_folder(called, folder):
    assert "where to write the shard" in called("run", *PERIOD, "in", "--shard", "1/2").err
    assert "where to write the report" in called("merge", *PERIOD, "shards").err
