"""The declared base of a proportion: how many units its denominator must hold, as somebody writes it in a sheet."""

from __future__ import annotations

from pydantic import ValidationInfo

from checker.codes.shared import UNKNOWN_COLUMN
from checker.measures.toolkit.over_table import check_table, tables_of
from checker.measures.toolkit.parts import Part, Read
from checker.tables.dependence import columns_of
from checker.tables.phrases import column_text, phrase
from checker.tables.sheets import Tables, sheet
from checker.tables.table import compile_condition
from checker.tables.words import Asked, Strict
from checker.tables.yaml.problems import refusal, refused
from checker.text.bilingual import Text


class Base(Strict):
    """A column that says how many units the denominator must hold, those left out included.

    Attributes:
        column: with the number; of several rows, the largest number counts.
        table: whose column, if not that of the proportion.
        where: which rows say it; without it, the rows of the denominator themselves.
        required: whether the value is undetermined if nobody declares a number.
    """

    column: str
    table: str | None = None
    where: Asked = None
    required: bool = False


def check_base(base: Base, own: str | None, info: ValidationInfo) -> Base:
    """Compiles a base in a pydantic validator.

    Raises:
        PydanticCustomError: there is no such table or column, or the condition can't be read.
    """
    if base.table is not None:
        check_table(base.table, info)
    found = tables_of(info).get(base.table or own or "")
    if found is None:
        return base
    allowed = [name for name, column in found.columns.items() if column.type == "integer"]
    if base.column not in allowed:
        raise refused(refusal(UNKNOWN_COLUMN, "column", found=base.column, allowed=allowed))
    if base.where is None:
        return base
    where = compile_condition(base.where, found.columns, "where", tables=tables_of(info))
    return base.model_copy(update={"where": where})


def base_reads(base: Base | None, own: str) -> tuple[Read, ...]:
    """Lists the columns that say the number."""
    if base is None:
        return ()
    return ((base.table or own, (base.column, *(() if base.where is None else columns_of(base.where)))),)


def base_parts(base: Base | None, own: str) -> tuple[Part, ...]:
    """Gives the condition on the rows that say the number."""
    if base is None or base.where is None:
        return ()
    return (Part(("base", "where"), base.where, base.table or own),)


def describe_base(base: Base, own: str, tables: Tables) -> Text:
    """Says where the number is declared and what follows from it."""
    columns = tables[base.table or own].columns
    named, where = column_text(base.column, columns), Text("", "")
    if base.table is not None and base.table != own:
        of = sheet(base.table, tables)
        named = Text(f"{of.zh}的{named.zh}", f"{named.en} of {of.en}")
    if base.where is not None:
        of = phrase(base.where, columns)
        where = Text(f"（看{of.zh}的行）", f" (in the rows in which {of.en})")
    zh = f"分母（连同剔除的）应有几个，以{named.zh}{where.zh}为准，几行不同的以最大的为准；少列的按待定计入。"
    en = (
        f"The denominator, with those left out, must hold as many as {named.en} says{where.en}, the largest number if "
        "rows differ. Each one that is missing counts as undecided."
    )
    if base.required:
        zh, en = f"{zh}没有填写的，结果待定。", f"{en} Without a number, the result is undetermined."
    return Text(zh, en)
