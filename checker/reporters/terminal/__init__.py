"""The report on a terminal, for the department and for the office that runs the quarter: see `screens`.

Text is always rich `Text`, never markup, so that no cell of a workbook can add styles or links.
"""
