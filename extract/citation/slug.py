"""The slug of a name: what an id made of a name looks like."""

import re

_NOT_WORD = re.compile(r"[^a-zæøå0-9]+")


def slug(name: str) -> str:
    """The name in lower case, words joined by hyphens: '"En psykt bra by" (2019)' gives 'en-psykt-bra-by-2019'."""
    return _NOT_WORD.sub("-", name.lower().replace("\u00ad", "")).strip("-")
