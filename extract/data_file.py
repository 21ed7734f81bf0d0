"""Data files of the finders: TOML beside the modules, read once, with errors that name file and field."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from loftespor.errors import RuleFileError


@cache
def read_data(name: str) -> dict[str, Any]:
    """The content of a TOML file of this package, read once; raises RuleFileError when it cannot be read."""
    try:
        return tomllib.loads(files("loftespor.extract").joinpath(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as cause:
        raise RuleFileError(f"extract/{name}: {cause}. Correct the file or install loftespor again.") from cause


def compile_pattern(pattern: str, *, where: str) -> re.Pattern[str]:
    """A compiled pattern that ignores case; raises RuleFileError with file and row when it is none."""
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as cause:
        raise RuleFileError(f"{where}: '{pattern}' is no regular expression: {cause}. Correct the pattern.") from cause
