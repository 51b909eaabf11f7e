"""Says which files among the submissions were not read, and why: nothing vanishes without a word."""

from collections import defaultdict
from collections.abc import Sequence

from checker.model import UnreadFile
from checker.text.bilingual import Text

#: So many files are named for each reason; of more, only their number.
NAMED = 5


def unread_texts(unread: Sequence[UnreadFile]) -> tuple[Text, ...]:
    """Says what was not read: one sentence for each reason."""
    by_reason: defaultdict[Text, list[str]] = defaultdict(list)
    for each in unread:
        by_reason[each.reason].append(each.name)
    return tuple(_say(names, reason) for reason, names in by_reason.items())


def _say(names: Sequence[str], reason: Text) -> Text:
    zh, en = "、".join(names[:NAMED]), ", ".join(names[:NAMED])
    if len(names) > NAMED:
        zh, en = f"{zh} 等 {len(names)} 个文件", f"{en} and {len(names) - NAMED} more"
    was = "was" if len(names) == 1 else "were"
    return Text(zh=f"没有读取 {zh}：{reason.zh}", en=f"{en} {was} not read: {reason.en}")
