"""Describes one blank workbook: its department, period, pack and language."""

from dataclasses import dataclass

from checker.definitions.load import available_packs
from checker.definitions.packs import Pack, RosterEntry
from checker.model import Language
from checker.periods import Period
from checker.tables.table import Table
from checker.text.bilingual import Text

_PARTS = {"Q1": "第一季度", "Q2": "第二季度", "Q3": "第三季度", "Q4": "第四季度", "H1": "上半年", "H2": "下半年"}


@dataclass(frozen=True)
class Blank:
    """One blank workbook.

    Attributes:
        file: the name of its file.
    """

    pack: Pack
    period: Period
    entry: RosterEntry
    language: Language
    file: str

    def of(self, text: Text) -> str:
        """Returns a text in the workbook's language."""
        return text.of(self.language)

    def say(self, zh: str, en: str) -> str:
        """Returns the text in the workbook's language."""
        return zh if self.language == "zh" else en

    @property
    def department(self) -> str:
        """The department's name."""
        return self.of(self.entry.name.text)

    @property
    def period_text(self) -> str:
        """The period as people write it, e.g. 2022年第四季度 or 2022Q4."""
        label = self.period.label
        return self.say(f"{label[:4]}年{_PARTS.get(label[4:], '')}", label)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that the department submits, in the pack's order."""
        return tuple(self.pack.tables[name] for name in self.pack.tables_of(self.entry.code))

    def check_command(self, file: str) -> str:
        """Returns the command that checks a file; a placeholder marks the folder of a pack that isn't built in."""
        file = f'"{file}"' if " " in file else file
        folder = self.say("指标包文件夹", "FOLDER_OF_THE_PACK")
        return f"checker check {file}" + ("" if self.pack.header.id in available_packs() else f" --pack {folder}")
