"""Decides, before anything is judged, which files count and for which pack, period and department each one is."""
