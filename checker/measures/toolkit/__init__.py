"""What measures share: the interface that each implements (`base`), and the parts that it can use.

Nothing here depends on a particular measure. `rows` loads numpy, so measures import it inside the methods that compute.
"""
