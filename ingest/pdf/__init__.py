"""PDF files: words and lines, then columns, tables and blocks."""
