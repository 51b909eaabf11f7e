"""The ledger: what was recorded, when and by whom, in a database whose records are chained by their hashes.

Only the commands and the review know it: nothing that judges a workbook does. SQLAlchemy is imported when a ledger is
opened, so that commands without one start as fast as before.
"""
