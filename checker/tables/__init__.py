"""Tables as packs define them: columns, conditions on rows, the YAML they are read from, and sentences about them.

Everything here loads without numpy and pandas except `rows`, which evaluates conditions over typed rows.
"""
