"""The same second computation for the pack hantai, whose rules are of many more kinds."""
