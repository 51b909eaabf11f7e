"""The words for results, flags and next steps, in both languages, shared by every output."""
