"""ZIP archives, read as folders."""
