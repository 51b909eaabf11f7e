"""Two reports, or two versions of a pack, side by side."""
