"""The fonts, colours and print settings that templates and summaries share."""

from functools import cache
from typing import Any, Literal

from openpyxl.styles import Border, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

DARK, GREY, LINE = "1F3864", "595959", "BFBFBF"
#: Every Windows system and WPS have these; other systems substitute their own.
FONTS = {"zh": "Microsoft YaHei", "en": "Calibri"}
_A4 = 9


@cache
def make_frame() -> Border:
    """Makes a border with a thin line on every side."""
    line = Side("thin", LINE)
    return Border(line, line, line, line)


def set_up_page(
    sheet: Any, orientation: Literal["portrait", "landscape"], margins: PageMargins, pages_across: int
) -> None:
    """Sets a sheet up to print on A4, `pages_across` pages wide and as many pages long as it needs."""
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages_across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = margins
    sheet.print_options.horizontalCentered = orientation == "landscape"
