"""Writes a new indicator, with its examples, from answers in plain words."""

from pathlib import Path

from checker.authoring.addition.answers import Answers, Questioner, collect
from checker.authoring.addition.written import propose_samples, write_indicator
from checker.authoring.examples import run_examples
from checker.authoring.lint import lint
from checker.codes.shared import FEW_EXAMPLES
from checker.definitions.load import load_pack
from checker.definitions.packs import Pack
from checker.frozen import dataclass
from checker.model.stops import make_stop
from checker.outputs.files import write_files
from checker.tables.yaml.problems import PackError, Problem
from checker.text.bilingual import Language
from checker.text.normalize import number_text

__all__ = ["Added", "Answers", "Questioner", "add_indicator", "collect"]


@dataclass(frozen=True)
class Added:
    """What came of the answers: the file, or the problems that kept it from being written."""

    path: Path
    answers: Answers
    examples: int
    problems: tuple[Problem, ...]
    weights: str


def add_indicator(pack: Pack, folder: Path, answers: Answers, language: Language) -> Added:
    """Writes the indicator into the pack's folder. If the pack's checks find anything in it, it is taken away again.

    Raises:
        Stop: there is such a file already.
    """
    name = f"{answers.id}.yaml"
    path = folder / name
    if path.exists():
        raise make_stop("indicator-exists", context=path)
    samples = propose_samples(answers, pack)
    kept = False
    try:
        write_files(folder, {name: write_indicator(answers, pack, language, samples)})
        loaded = load_pack(folder)
        outcomes = run_examples(loaded, [answers.id])
        fitting = [sample for sample, outcome in zip(samples, outcomes, strict=True) if outcome.passed]
        if len(fitting) < len(samples):
            write_files(folder, {name: write_indicator(answers, pack, language, fitting)})
            loaded = load_pack(folder)
        found = tuple(each for each in lint(loaded) if Path(each.file).name == name)
        problems = tuple(each for each in found if each.code != FEW_EXAMPLES)  # the file says that some are missing
        kept = not problems
        total = sum(each.weight for each in loaded.indicators.values())
        return Added(path, answers, len(fitting), problems, number_text(total))
    except PackError as error:
        return Added(path, answers, 0, error.problems, "")
    finally:
        if not kept:
            path.unlink(missing_ok=True)
