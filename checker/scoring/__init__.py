"""From what was measured to bounds, status, trend and score."""
