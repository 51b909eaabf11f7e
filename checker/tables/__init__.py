"""Tables as packs define them: columns, conditions on rows, the YAML that both are read from, and how people say them.

Everything here loads without numpy and pandas except `rows`, which evaluates conditions over typed rows.
"""
