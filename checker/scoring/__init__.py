"""Status, needs, trend and score of what was measured."""
