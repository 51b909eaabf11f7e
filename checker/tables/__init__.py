"""Tables as packs define them: columns, the conditions that can be asked of a row, and how both are read and told.

Everything here loads without pandas, but for `rows`: conditions evaluated over typed rows, and the places of these.
"""
