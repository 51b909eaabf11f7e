"""`checker letters`: writes the built-in templates of the letters, for an office that wants to change them."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.help import Command, HelpTexts
from checker.cli.streams import emit
from checker.errors import Exit
from checker.model import Language
from checker.text.bilingual import Text
from checker.text.visible import visible


def add_to(app: typer.Typer, language: Language) -> None:
    """Adds the command."""
    texts = HelpTexts("letters", language)

    @app.command("letters", cls=Command, help=texts.find("help"))
    def letters(out: Annotated[Path | None, texts.option("--out", "DIR")] = None) -> int:
        from checker.cli.template import require_unfilled  # imports late: `--help` needs none of it
        from checker.outputs.files import write_files
        from checker.reporters.letters.letters import built_in

        folder, files = out or Path("letters"), built_in(language)
        require_unfilled(folder, files)
        write_files(folder, files)
        names = Text("、".join(files), ", ".join(files))
        said = Text(
            zh=f"已写入 {folder}：{names.zh}\n"
            f"下一步：在 Word 中修改，用 checker run … --letters-template {folder} 写文书；"
            "docs/letters.zh.md 列出占位符",
            en=f"written to {folder}: {names.en}\n"
            f"Next: change them in Word and write the letters with checker run … --letters-template {folder}; "
            "docs/letters.md lists the placeholders",
        )
        emit("".join(f"{visible(line)}\n" for line in said.of(language).splitlines()))
        return Exit.CLEAN
