"""summary.xlsx: a run for people who print it."""
