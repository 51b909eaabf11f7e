"""Requirements and attestations as report.json has them."""

from checker.model import Attestation, Requirement
from checker.privacy.masking import mask_sentence, mask_text, mask_value
from checker.text.bilingual import Text
from checker.text.exact_json import Json
from checker.wording.flags import mask_both


def requirement_data(requirement: Requirement, reveal: bool) -> Json:
    """A requirement, what supports it, and what departments attest of it."""
    return {
        "requirement": requirement.id,
        "clause": mask_text(requirement.clause),
        "name": mask_both(requirement.name),
        "support": requirement.support.value,
        "indicators": requirement.indicators,
        "attestations": [_attestation(name, each, reveal) for name, each in requirement.attestations],
    }


def _attestation(department: Text, attestation: Attestation, reveal: bool) -> Json:
    return {
        "department": mask_sentence(department, "zh", reveal),
        "support": attestation.support.value,
        "evidence": mask_value(attestation.evidence, "zh", reveal),
        "by": mask_value(attestation.by, "zh", reveal),
        "on": attestation.on.isoformat(),
        "until": None if attestation.until is None else attestation.until.isoformat(),
        "sheet": mask_text(attestation.sheet, reveal),
        "row": attestation.row,
    }
