"""The three letters, and the names of their templates and files in each language."""

from checker.frozen import dataclass
from checker.text.bilingual import Language, Text

ENDING = ".docx"
#: The subfolder of `--out` that holds the letters.
FOLDER = "letters"


@dataclass(frozen=True)
class Kind:
    """One kind of letter.

    Attributes:
        id: its name in the code and in the table of placeholders.
        name: its name, which is also that of its template.
        purpose: what it is for, in a few words.
    """

    id: str
    name: Text
    purpose: Text

    def template(self, language: Language) -> str:
        """Returns the file name of the template."""
        return self.name.of(language) + ENDING


NOTICE = Kind("notice", Text("通报", "notice"), Text("通报", "the notice to all departments"))
REMINDER = Kind("reminder", Text("催报", "reminder"), Text("催报单", "the list of departments to remind"))
RETURN = Kind("return", Text("反馈单", "feedback"), Text("各单位的反馈单", "the page for each department"))
KINDS = (NOTICE, REMINDER, RETURN)
