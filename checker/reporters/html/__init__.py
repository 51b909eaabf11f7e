"""report.html: one file that opens anywhere, offline, and shows every flag."""
