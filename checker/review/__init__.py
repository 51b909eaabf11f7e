"""What an auditor needs from one run to the next: which flag is which, and what was decided about it.

Works on what the ledger holds; judges no workbook. Only the commands know this room.
"""
