"""The page for people without a terminal: takes workbooks, has them checked in other processes, and keeps nothing."""
