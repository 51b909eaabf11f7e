"""The words in which results, flags and next steps are told, in both languages, for every output."""
