"""Says how much of a document a report covers: what is computed, what a person attests, and what neither."""

from collections.abc import Sequence

from checker.model import Attestation, Language, Requirement, Support, count_supports
from checker.text.bilingual import Text
from checker.wording.headings import WORDS

SUPPORTS = {support: WORDS["supports"][support.value] for support in Support}


def coverage_text(requirements: Sequence[Requirement]) -> Text | None:
    """Says how many requirements are computed, attested and not covered; None if the pack has no register."""
    if not requirements:
        return None
    number = count_supports(requirements)
    total, computed, attested = len(requirements), number[Support.COMPUTED], number[Support.ATTESTED]
    zh = [f"文件的 {total} 项要求中，{computed} 项由报表算出", f"{attested} 项凭材料确认"]
    en = [f"{computed} of the document's {total} requirements computed", f"{attested} attested"]
    if denied := number[Support.ATTESTED_NOT_MET]:
        zh.append(f"{denied} 项确认没有达到")
        en.append(f"{denied} attested as not met")
    if expired := number[Support.EXPIRED]:
        zh.append(f"{expired} 项的确认不在有效期内")
        en.append(f"{expired} attested but not in force")
    zh.append(f"其余 {number[Support.NOT_COVERED]} 项没有覆盖")
    en.append(f"the rest ({number[Support.NOT_COVERED]}) not covered")
    return Text(zh="，".join(zh), en=", ".join(en))


def validity_text(attestation: Attestation, language: Language) -> str:
    """Says since when, and until when, an attestation holds."""
    on = attestation.on.isoformat()
    if attestation.until is None:
        return on
    until = attestation.until.isoformat()
    return f"{on} 至 {until}" if language == "zh" else f"{on} to {until}"
