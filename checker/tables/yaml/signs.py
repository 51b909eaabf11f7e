"""Names the signs that an author types by habit and YAML takes for text, or for the end of a text.

A full-width colon, comma or quote is part of a text to YAML, and a plain comma inside braces or brackets ends a text.
The parser's own complaint about what follows doesn't help somebody who can't program, so these take its place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from checker.codes import Code
from checker.codes.shared import UNKNOWN_KEY, YAML_SYNTAX
from checker.tables.yaml.problems import Problem, Spot, problem

FULL_WIDTH = Code("D130")
OPEN_COMMA = Code("D131")
#: What to write instead of each sign.
_PLAIN = {"：": ":", "，": ",", "、": ",", "；": ",", "“": '"', "”": '"', "‘": "'", "’": "'"}
_KEY = r"[A-Za-z_][\w-]*"
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|(?<!\S)#.*')
#: A key with a full-width colon, or a key after a full-width comma: no text begins like that.
_ANYWHERE = (
    re.compile(rf"(?:^\s*(?:-\s+)?|[{{,]\s*){_KEY}\s*(：)"),
    re.compile(rf"\{{[^}}]*?([，；])\s*{_KEY}\s*[:：]"),
)
#: A value that begins with a curly quote, and a list whose parts are separated by full-width commas.
_WHERE_WRONG = (re.compile(r"[:\[,{]\s*([“‘”])"), re.compile(r"\[[^\]]*?([，、；])"))


def name_signs(problems: Iterable[Problem], texts: Mapping[str, bytes]) -> Iterator[Problem]:
    """Puts the sign that is to blame in the place of what the parser says of it.

    Args:
        problems: of all files.
        texts: the files by the names that problems have for them.
    """
    by_file: dict[str, list[Problem]] = {}
    for each in problems:
        by_file.setdefault(each.file, []).append(each)
    for file, found in by_file.items():
        lines = texts.get(file, b"").decode("utf-8-sig", "replace").split("\n")
        yield from _in_file(found, file, lines)


def _in_file(found: list[Problem], file: str, lines: list[str]) -> Iterator[Problem]:
    wrong = {each.line for each in found}
    blamed: dict[int, Problem] = {}
    for number, line in enumerate(lines, 1):
        bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), line)
        for pattern in (*_ANYWHERE, *(_WHERE_WRONG if number in wrong else ())):
            match = pattern.search(bare)
            if match and number not in blamed:
                at = Spot(file, number, match.start(1) + 1)
                sign = match[1]
                blamed[number] = problem(FULL_WIDTH, at, found=sign, plain=_PLAIN[sign])
    commas = {each.line: each for each in found if each.line not in blamed and _follows_comma(each, lines)}
    for at_line, each in commas.items():
        blamed[at_line] = problem(OPEN_COMMA, Spot(file, at_line, each.column), found=each.found)
    yield from blamed.values()
    for each in found:
        if each.line not in blamed and not (blamed and each.code == YAML_SYNTAX):
            yield each


def _follows_comma(each: Problem, lines: list[str]) -> bool:
    """Whether an unknown key is the rest of a text after a comma: it has no colon."""
    if each.code != UNKNOWN_KEY or not 0 < each.line <= len(lines):
        return False
    line = lines[each.line - 1]
    before, after = line[: each.column - 1], line[each.column - 1 + len(each.found) :]
    return before.rstrip().endswith(",") and after.lstrip()[:1] in (",", "}", "")
