"""What the template and the summary workbook both need of openpyxl."""
