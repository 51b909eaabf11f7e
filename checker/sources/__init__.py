"""One file a format: bytes to a Workbook, no address lost."""
