"""What a measure leaves out of its denominator, on whose word, and how much of it is worth a question."""

from collections.abc import Mapping
from fractions import Fraction

from checker.codes.shared import UNKNOWN_COLUMN, UNKNOWN_KEY, WRONG_TYPE
from checker.frozen import dataclass
from checker.tables.columns import Column
from checker.tables.logic import Condition, quote
from checker.tables.phrases import Columns, column_text
from checker.tables.sheets import Telling, if_any
from checker.tables.table import Table, compile_condition
from checker.tables.words import exact
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text
from checker.text.normalize import number_text

_KEYS = ("condition", "evidence", "flag_above")


@dataclass(frozen=True)
class Exclusion:
    """Which units are left out.

    Attributes:
        condition: what is true of each of them.
        evidence: the column that says by what it is proved.
        flag_above: the share of units left out above which the indicator is flagged.
        path: where the condition is written, below `exclusion`.
    """

    condition: Condition
    evidence: str | None = None
    flag_above: Fraction | None = None
    path: tuple[str, ...] = ()

    def describe(self, columns: Columns, zh: str, en: str) -> Telling:
        """Describes what is left out, in the sentence with a `{}`, and what is asked for it."""
        sentences = [*if_any(self.condition, columns, zh, en)]
        if self.evidence is not None:
            column = column_text(self.evidence, columns)
            sentences.append(
                Text(
                    zh=f"剔除的，要在{column.zh}写明依据。",
                    en=f"For each one that is left out, {column.en} must say by what it is proved.",
                )
            )
        if self.flag_above is not None:
            share = number_text(self.flag_above * 100)
            sentences.append(
                Text(zh=f"剔除的超过 {share}% 时予以提示。", en=f"It is flagged if more than {share}% are left out.")
            )
        return tuple(sentences)


def read_exclusion(raw: object, columns: dict[str, Column], tables: Mapping[str, Table]) -> Exclusion | None:
    """Reads an exclusion in a pydantic validator: a condition, or `condition` with `evidence` and `flag_above`.

    Raises:
        PydanticCustomError: it can't be read.
    """
    if raw is None or not columns:
        return None
    if not isinstance(raw, Mapping) or "condition" not in raw or "condition" in columns:
        return Exclusion(compile_condition(raw, columns, tables=tables))
    evidence, share = raw.get("evidence"), exact(raw.get("flag_above", 0))
    unknown = [str(key) for key in raw if key not in _KEYS]
    wrong = [refusal(UNKNOWN_KEY, key, found=key, allowed=_KEYS) for key in unknown]
    if evidence is not None and evidence not in columns:
        wrong.append(refusal(UNKNOWN_COLUMN, "evidence", found=quote(evidence), allowed=columns))
    if share is None or not 0 <= share < 1:
        needed = Text(zh="0% 以上、100% 以下的比例", en="a share from 0% to less than 100%")
        wrong.append(refusal(WRONG_TYPE, "flag_above", found=quote(raw["flag_above"]), needed=needed))
    if wrong:
        raise refused(*wrong)
    condition = compile_condition(raw["condition"], columns, "condition", tables=tables)
    return Exclusion(condition, evidence, share if "flag_above" in raw else None, ("condition",))
