"""What the recorded runs of a ledger say together: figures over the periods, and what differs between two runs.

Reads what the ledger holds and judges nothing. Only the commands know this room.
"""
