"""The example corpus: sources in light markup, and the builder that makes the documents."""
