"""What a step's results depend on: the code and data of the stage that made them.

A step stamps each document with this version; where it is unchanged, nothing is done twice, and where a rule
file or a finder changed, exactly the steps that depend on it run again.
"""

import hashlib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

_SOURCES = (".py", ".toml", ".txt", ".xz", ".tsv", ".jsonl", ".html", ".css", ".js", ".po")


@lru_cache(maxsize=16)
def stage_version(*stages: str) -> str:
    """A hash over the sources of the named stages ('ingest', 'extract' …), 12 hexadecimal digits."""
    seen = hashlib.sha256()
    for name, content in chain.from_iterable(map(_sources, stages)):
        seen.update(name.encode() + b"\0" + content + b"\0")
    return seen.hexdigest()[:12]


def _sources(stage: str) -> list[tuple[str, bytes]]:
    return sorted(_below(files("loftespor").joinpath(stage), stage))


def _below(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        name = f"{prefix}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            found += _below(entry, name)
        elif entry.name.endswith(_SOURCES):
            found.append((name, entry.read_bytes()))
    return found
