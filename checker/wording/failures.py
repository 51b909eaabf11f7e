"""The words around what stops a check or fails in the program, shared by the terminal and the page."""

from checker.text.bilingual import Text

CANNOT_GO_ON = Text(zh="无法继续：", en="Cannot go on: ")
WHERE = Text(zh="位置：", en="Where: ")
WHAT_TO_DO = Text(zh="怎么办：", en="What to do: ")
#: A workbook for which there was no memory, which is no fault of the program.
NOT_CHECKED = Text(zh="没有检查：", en="Not checked: ")
FAULT = Text(zh="故障：", en="Fault: ")
#: What it means for a check that a copy can't be made or written.
ONLY_THE_COPY = Text(
    zh="检查已完成，但没有写出标注副本：", en="The check is complete, but a marked copy was not written: "
)
