"""The key under which a spelling of an act's name is looked up."""

import re
from functools import lru_cache

_BLANK = re.compile(r"[\s\u00ad\u200b]+")
_GENITIVE = re.compile(r"(lov(?:en|a)|lov|forskrift(?:en|a)|instruks(?:en)?|vedtekten|reglement(?:et)?)s$")
_AND_MORE = re.compile(r",? m\.? ?[mv]\.?$| mv\.?$")
_NYNORSK = ((re.compile(r"lova$"), "loven"), (re.compile(r"forskrifta$"), "forskriften"))


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """One spelling for a name: lower case, single spaces, no genitive, 'lova' as 'loven'.

    'Arbeidsmiljølovas' and 'arbeidsmiljøloven' have the same key; 'barnevernloven' and 'barnevernsloven' have not,
    since they are two acts.
    """
    key = _BLANK.sub(" ", name.replace("\u00ad", "")).strip().lower()
    key = _AND_MORE.sub("", key).rstrip(".")
    key = _GENITIVE.sub(r"\1", key)
    for ending, common in _NYNORSK:
        key = ending.sub(common, key)
    return key
