"""Quarters drawn for the packs kundulun and shuanghuancun, judged a second time by hand-written rules."""
