"""Files are read in processes of their own, with limits."""
