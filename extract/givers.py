"""Who gives what stands below a line: 'Kommunedirektørens innstilling:', 'Byrådet … fattet følgende vedtak:'."""

import re

# A body of several words may hold small ones ('Utvalg for havn og miljø'); its name ends before the verb.
_GIVER = re.compile(
    r"(?<![\w-])(?:(?P<owner>[A-ZÆØÅ][\wæøå-]{3,40})s (?:forslag til )?(?:innstilling|tilråding|vedtak)"
    r"|(?P<body>[A-ZÆØÅ][\wæøå]{3,40}(?: [\w,æøå]{1,30}){0,8}?) (?:har )?"
    r"(?:(?:behandlet|behandla|handsama) sak(?:en|a)? i møte[^:\n]{0,80}?(?:avga|gav|fattet|fatta)"
    r"|innstiller|innstillar|tilrår|fattet|fatta|gjorde) )"
    r"[^.:\n]{0,60}:"
)


def last_giver(text: str, start: int = 0, end: int | None = None) -> str | None:
    """The name in the last such line between two offsets of a text, or None.

    >>> last_giver("Saken gjelder kaien. Byråd for havn innstiller til byrådet å fatte følgende vedtak:")
    'Byråd for havn'
    """
    found = list(_GIVER.finditer(text, start, len(text) if end is None else end))
    return (found[-1]["owner"] or found[-1]["body"]) if found else None
