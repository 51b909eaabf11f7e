"""What an earlier period hands over to a template: the roster, and rows that are still open. Comes from the ledger."""

from collections.abc import Mapping

from checker.frozen import dataclass
from checker.text.bilingual import Text

#: A cell as the ledger has it.
Stored = str | bool | None


@dataclass(frozen=True)
class Carried:
    """The rows of one table that come from an earlier period.

    Attributes:
        period: the label of that period.
        whole: whether they are the whole roster; else those that were still open.
        rows: their cells by column, without those that the ledger has masked.
        masked: the columns with personal data, which the ledger doesn't have.
    """

    period: str
    whole: bool
    rows: tuple[Mapping[str, Stored], ...]
    masked: tuple[str, ...]

    def note(self, headers: Mapping[str, Text]) -> Text:
        """Says where the rows come from, and what is missing in them."""
        kind = Text("名册", "the roster") if self.whole else Text("未办结的行", "rows that were still open")
        names = [headers[name] for name in self.masked if name in headers]
        zh = f"已填入 {self.period} 的{kind.zh}，请核对更新。"
        en = f"Filled in from {self.period}: {kind.en}. Check and update the rows."
        if names:
            zh += f"台账不存个人信息，请补填：{'、'.join(each.zh for each in names)}。"
            en += f" The ledger keeps no personal data: fill in {', '.join(each.en for each in names)}."
        return Text(zh, en)
