"""loftespor: every commitment in Norwegian policy documents, where it stands and what became of it.

The five stages are packages of their own: `ingest`, `extract`, `corpus`, `rules`, `reports`.
"""

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    """The version, looked up when it is asked for: each process that reads files would wait for it at its start."""
    if name != "__version__":
        raise AttributeError(f"module 'loftespor' has no attribute '{name}'")
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("loftespor")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0+unknown"
