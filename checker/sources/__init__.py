"""Reads files: one module per format turns bytes into a Workbook and keeps every address.

A separate process reads the files, see `reader` and `child`.
"""
