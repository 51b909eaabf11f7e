"""Writes spreadsheets: cells, looks, pages and the room that texts take. Shared by templates, summaries and copies."""
