"""The standards of the hospital pack, worked out a second time from workbooks. Shares nothing with the checker."""
