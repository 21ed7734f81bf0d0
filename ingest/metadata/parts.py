"""Pieces that the patterns of the metadata rules share: dates, periods, case numbers, names of bodies and parties."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from loftespor.errors import RuleFileError
from loftespor.ingest.metadata.dates import DAY, SHORT_DAY

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@cache
def parts() -> dict[str, str]:
    """The pieces by name, each without placeholders; raises RuleFileError for one that names an unknown piece."""
    data = tomllib.loads(files("loftespor.ingest.metadata").joinpath("parts.toml").read_text(encoding="utf-8"))
    made = {"day": DAY, "short_day": SHORT_DAY}
    for name, pattern in data["parts"].items():
        made[name] = _filled(pattern, made, name)
    return made


def with_parts(pattern: str) -> str:
    """The pattern with {day}, {body} … replaced by their pieces; raises RuleFileError for an unknown one."""
    return _filled(pattern, parts(), pattern)


def _filled(pattern: str, known: dict[str, str], where: str) -> str:
    def piece(found: re.Match[str]) -> str:
        if found[1] not in known:
            names = ", ".join(known)
            raise RuleFileError(f"ingest/metadata/parts.toml: '{where}' uses {{{found[1]}}}; known are {names}")
        return known[found[1]]

    return _PLACEHOLDER.sub(piece, pattern)
