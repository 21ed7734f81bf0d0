"""Why two commitments or two measures were put together, in the language of the report: they are kept in Bokmål."""

import re
from typing import Final

from loftespor.reports.language import N_, Language

# The beginnings, up to the colon, of the reasons of links (corpus/alike.py) and merges (corpus/merge_proposals.py).
_BEGINNINGS: Final = frozenset(
    {
        N_("felles ord"),
        N_("ord med felles ledd"),
        N_("viser til det samme"),
        N_("samme retning"),
        N_("motsatt retning"),
        N_("samme tall"),
        N_("ulike tall"),
        N_("bare den ene vil utrede"),
        N_("navn og nummer står sammen"),
        N_("forkortelse i navnet"),
        N_("kalt etter forkortelsen"),
        N_("samme navn"),
        N_("årene står bare det ene stedet"),
        N_("eieren står bare det ene stedet"),
        N_("det bes om en plan med samme navn"),
    }
)
# The labels of corpus/ways.toml, and what is said where one of two turns the other round.
_WAYS: Final = frozenset(
    {
        N_("den ene sier nei"),
        N_("mer"), N_("mindre"), N_("noe nytt"), N_("beholde"), N_("slutt"), N_("tillate"), N_("forby"), N_("utrede"),
    }
)  # fmt: skip
_WORDING = re.compile(r"ordlyden er (\d+) % lik")


def link_reason(reason: str, language: Language) -> str:
    """A reason in the report's language; one that is not known stands as it is."""
    if wording := _WORDING.fullmatch(reason):
        share = language.percent(int(wording[1]), 100)
        return language.text(N_("ordlyden er %(share)s lik")) % {"share": share}
    beginning, colon, rest = reason.partition(": ")
    if beginning not in _BEGINNINGS:
        return reason
    if beginning in ("samme retning", "motsatt retning"):
        rest = _ways(rest, language)
    return f"{language.text(beginning)}{colon}{rest}"


def _ways(told: str, language: Language) -> str:
    """'mer, noe nytt / slutt' with every way translated."""
    sides = (side.split(", ") for side in told.split(" / "))
    return " / ".join(", ".join(language.text(way) if way in _WAYS else way for way in side) for side in sides)
