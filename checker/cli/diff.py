"""`checker indicators diff`: says what changed between two versions of a pack, and which results that changes."""

from collections.abc import Sequence
from itertools import groupby

from rich.console import Console, Group
from rich.padding import Padding

from checker.authoring.changes import Change
from checker.cli.streams import both
from checker.compare.outcomes import Effect
from checker.definitions.packs import Pack
from checker.model import Language
from checker.privacy.masking import mask_sentence, mask_text
from checker.reporters.terminal.line import Line
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.text.levels import EN, ZH, PackText
from checker.text.visible import visible

KINDS = {
    "pack": Text(zh="指标包", en="Pack"),
    "group": Text(zh="组别", en="Group"),
    "department": PackText(zh="⟨单位⟩", en="⟨Department⟩"),
    "table": Text(zh="报送表", en="Table"),
    "column": Text(zh="列", en="Column"),
    "indicator": Text(zh="指标", en="Indicator"),
    "requirement": Text(zh="要求", en="Requirement"),
}


def dump_diff(packs: tuple[Pack, Pack], changes: Sequence[Change], effects: Sequence[Effect] | None) -> Json:
    """Makes the document for programs; `results` is null if no workbooks were given."""
    old, new = ({"pack": pack.header.id, "version": pack.header.version, "sha256": pack.sha256} for pack in packs)
    changed = [
        {"of": each.of, "id": each.id, "name": both(each.name), "part": both(each.part), **_dump_sides(each)}
        for each in changes
    ]
    results = [
        {
            "code": each.code,
            "department": {"zh": mask_sentence(each.department, "zh"), "en": mask_sentence(each.department, "en")},
            "indicator": each.indicator,
            "name": both(each.name),
            **_dump_sides(each),
        }
        for each in effects or ()
    ]
    return {"old": old, "new": new, "changes": changed, "results": None if effects is None else results}


def _dump_sides(each: Change | Effect) -> dict[str, Json]:
    return {"before": both(each.before), "after": both(each.after)}


def print_diff(
    screen: Console,
    packs: tuple[Pack, Pack],
    changes: Sequence[Change],
    effects: Sequence[Effect] | None,
    language: Language,
) -> None:
    """Prints the changes by what they belong to, then the results that differ by department."""
    if not changes:
        screen.print(Line(_describe_sameness(packs).of(language), style="green"))
    for (of, name), group in groupby(changes, lambda each: (each.of, each.id)):
        mine = list(group)
        heading = Line.of(f"{KINDS[of].of(language)} ", "dim").append(visible(mine[0].name.of(language)), "bold")
        screen.print(Group(heading.append(f"  {visible(name)}", "dim")))
        for each in mine:
            if each.part is None:
                is_new = each.before is None
                text = Text(zh="新增", en="added") if is_new else Text(zh="删去", en="removed")
                screen.print(Padding.indent(Line(text.of(language), style="green" if is_new else "red"), 2))
            else:
                screen.print(Padding.indent(Line(visible(each.part.of(language))), 2))
                _print_sides(screen, each.before, each.after, language)
    if effects is not None:
        _print_effects(screen, effects, language)


def _describe_sameness(packs: tuple[Pack, Pack]) -> Text:
    old, new = packs
    if old.sha256 == new.sha256:
        return Text(zh="两个版本完全相同", en="The two versions are identical")
    return Text(
        zh="两个版本意思相同，只有注释、空格等写法不同",
        en="The two versions mean the same; only comments, spacing and the like differ",
    )


def _print_sides(screen: Console, before: Text | None, after: Text | None, language: Language) -> None:
    for sign, text, style in (("-", before, "red"), ("+", after, "green")):
        if text is not None:
            screen.print(Padding.indent(Line(f"{sign} {visible(text.of(language))}", style=style), 4))


def _print_effects(screen: Console, effects: Sequence[Effect], language: Language) -> None:
    if not effects:
        text = Text(zh=f"各{ZH.单位}的结果都不变", en=f"No {EN.department}'s results change")
        screen.print(Line(f"\n{text.of(language)}", style="green"))
        return
    text = Text(zh="会改变的结果", en="Results that change")
    screen.print(Line(f"\n{text.of(language)}", style="bold"))
    for (name, code), group in groupby(effects, lambda each: (each.department, each.code)):
        screen.print(Group(Line.of(mask_text(name.of(language)), "bold").append(f"  {code}", "dim")))
        for each in group:
            line = Line(visible(each.name.of(language))).append(f"  {each.indicator}", "dim")
            screen.print(Padding.indent(line, 2))
            _print_sides(screen, each.before, each.after, language)
