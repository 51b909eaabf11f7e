"""What defines a marked copy: its name, its flags sheet, and whether somebody has edited it."""
