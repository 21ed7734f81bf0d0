"""Corpus: the SQLite database, identity over revisions, search, linking, reviews."""
