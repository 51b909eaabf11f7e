"""Says of departments that have not submitted how late they are, and of any department whom to ask."""

from checker.model import Contact, Language, Report
from checker.privacy.masking import mask_value
from checker.text.bilingual import Text
from checker.text.days import day_text


def due_text(report: Report) -> Text | None:
    """Says by when the workbooks were due, and how late the missing ones are; None if the pack doesn't say when."""
    if report.due_on is None:
        return None
    day, late = day_text(report.due_on), report.days_late
    if not late:
        return Text(f"报送截止日为{day.zh}", f"due by {day.en}")
    days = "day" if late == 1 else "days"
    return Text(f"报送截止日为{day.zh}，已逾期 {late} 天", f"due by {day.en}, {late} {days} late")


def contact_text(contact: Contact | None, language: Language, reveal: bool) -> str:
    """Writes the name and the telephone number, masked unless `reveal`; empty if neither is known."""
    if contact is None:
        return ""
    known = [each for each in (contact.name, contact.phone) if each is not None]
    return " ".join(mask_value(each, language, reveal) for each in known)
