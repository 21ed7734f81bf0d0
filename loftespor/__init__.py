"""loftespor: every commitment in Norwegian policy documents, where it stands and what became of it.

The five stages are packages of their own: `ingest`, `extract`, `corpus`, `rules`, `reports`.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("loftespor")
except PackageNotFoundError:  # run from a checkout that was never installed
    __version__ = "0+unknown"

__all__ = ["__version__"]
