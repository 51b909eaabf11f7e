"""Which files count, and for which pack, period and department: settled before anything is judged."""
