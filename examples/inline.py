"""Turn the markup inside a text into ReportLab's own small XML."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

from examples.markup import NOTE_MARK

SOFT_HYPHEN = "\u00ad"
# Where long words may be divided at the end of a line.
DIVIDED = (
    "helse|stasjon", "helse|sykepleier", "skole|helse|tjeneste", "lav|terskel|tilbud", "mestrings|enhet",
    "bydels|utvalg", "frivillig|sentral", "frivillig|het", "aktivitets|skole", "samarbeids|avtale", "kom|mune",
    "gjennom|før", "helse|tjeneste", "bolig|bygging", "finansi|ering", "byg|ging", "inn|bygger", "for|skjell",
    "til|skudd", "kollektiv|trafikk", "ungdoms|skole", "barne|skole", "videre|gående", "arbeids|plass",
    "arbeids|giver", "behandlings|tilbud", "til|rettelegg", "forut|sigbar", "møte|plass", "nærings|liv",
    "erfarings|konsulent", "eldre|omsorg", "hjemme|tjeneste", "natur|mangfold", "råd|giver", "økonomi|plan",
    "forebygg|ende", "syke|hjem", "organisa|sjon", "psy|kisk", "fylkes|kommune", "klima|gass|utslipp", "beman|ning",
    "rehabili|tering", "leie|taker", "barne|hage", "samar|beid", "omsorgs|bolig", "bygge|plass", "eien|dom",
    "introduksjons|program", "opplys|ning", "rappor|tere", "plas|sering", "diskrimi|nering", "vente|tid",
)  # fmt: skip


def to_xml(text: str) -> str:
    """The text as ReportLab's own small XML."""
    marked = escape(_divisible(text)).replace("\n", "<br/>")
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", marked)
    marked = re.sub(r"\*(.+?)\*", r"<i>\1</i>", marked)
    return NOTE_MARK.sub(r'<super size="65%">\1</super><onDraw name="footnote" label="\1"/>', marked)


def _divisible(text: str) -> str:
    for word in DIVIDED:
        text = re.sub(f"(?i){word.replace('|', '')}", _with_hyphens(word), text)
    return text


def _with_hyphens(word: str) -> Callable[[re.Match[str]], str]:
    cuts = word.split("|")

    def divided(found: re.Match[str]) -> str:
        parts, start = [], 0
        for cut in cuts:
            parts.append(found[0][start : start + len(cut)])
            start += len(cut)
        return SOFT_HYPHEN.join(parts)

    return divided
