"""The library for making workbooks: what the samples, the drawn workbooks, the benchmarks and the tests share.

Imports nothing of the checker, so that what is expected of a workbook never comes from the program it is meant to test.
"""
