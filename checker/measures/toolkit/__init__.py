"""What measures share: the interface that each fulfils, and the parts that it may build itself from.

Nothing here knows one measure from another. `base` is the interface. What reads rows (`rows`, `date_ranges`) loads
numpy and pandas, so measures import it late, inside the methods that compute.
"""
