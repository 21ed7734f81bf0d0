"""`python -m loftespor` is the same as `loftespor`."""

from loftespor.cli import main

main()
