"""An indicator in plain sentences, in both languages."""
