"""Says which files among the submissions were not read, and why: nothing vanishes without a word."""

from collections import defaultdict
from collections.abc import Sequence

from checker.model import UnreadFile
from checker.privacy.masking import mask_sentence, mask_text
from checker.text.bilingual import Text

#: So many files are named for each reason; of more, only their number.
NAMED = 5


def unread_texts(unread: Sequence[UnreadFile], reveal: bool = False) -> tuple[Text, ...]:
    """Says what was not read: one sentence for each reason. Names are masked here, before they are joined."""
    by_reason: defaultdict[Text, list[str]] = defaultdict(list)
    for each in unread:
        zh, en = mask_sentence(each.reason, "zh", reveal), mask_sentence(each.reason, "en", reveal)
        by_reason[Text(zh, en)].append(mask_text(each.name, reveal))
    return tuple(_say(names, reason) for reason, names in by_reason.items())


def _say(names: Sequence[str], reason: Text) -> Text:
    zh, en = "、".join(names[:NAMED]), ", ".join(names[:NAMED])
    if len(names) > NAMED:
        zh, en = f"{zh} 等 {len(names)} 个文件", f"{en} and {len(names) - NAMED} more"
    was = "was" if len(names) == 1 else "were"
    return Text(zh=f"没有读取 {zh}：{reason.zh}", en=f"{en} {was} not read: {reason.en}")
