"""Evaluation: what the finders give, held up against what readers marked, with everything that was wrong."""
