"""Text, Markdown and JSON lines."""
