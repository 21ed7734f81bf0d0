"""What the words around a place say of its act: that it is another one, not named; the EEA Agreement's; a heading."""

import re

from loftespor.extract.citation.section import Places
from loftespor.extract.citation.source import ActMention, Source

_HEADING_END = re.compile(r"\.?\s{1,4}(?:\(|[A-ZÆØÅ])|\.\s")
_FOREIGN = r"[\w-]{0,40}(?:konvensjonen|avtalen|protokollen|traktaten|vedtektene|direktivet|forordningen|forordninga)"
# What stands between '§ 5' and a title that the registry does not have, or before a '§' as an unknown abbreviation.
_UNKNOWN_AFTER = re.compile(
    r"\s{1,4}(?:i|av|til|etter)\s{1,4}(?:[«\"“”]?(?:lov|forskrift)\w{0,2}\s{1,4}(?:om|for|til|av|\d)"
    r"|(?:den\s{1,4})?(?:nevnte|nemnde)\b|(?:fullmakt|reglement|planbestemmelse|bestemmelsene|retningslinje|kommuneplan"
    rf"|reguleringsplan|kpa\b|instruks)|{_FOREIGN}\b)",
    re.IGNORECASE,
)
_UNKNOWN_BEFORE = re.compile(
    r"(?:\b[a-zæøå]{1,9}l\.|\b[A-ZÆØÅ]{3,8}|[\w-]{2,40}(?:konvensjonen|protokollen|traktaten)s?)\s{0,3}\(?$"
)
# Papers that have sections of their own: 'reguleringsplanen § 18', 'vedtektene § 3'.
_PAPER_BEFORE = re.compile(
    r"(?:plan(?:en|ens)?|\bforskrift(?:en)?|arealdel(?:en|ens)?|\bkpa ?\d{0,4}|planbestemmelse(?:r|ne)"
    r"|vedtekt(?:er|ene)s?|reglement(?:et)?s?|retningslinje(?:r|ne)?s?|kontrakten?s?|avtalen?s?)"
    r"(?:\s(?:nr\.?\s)?\d{4,10})?\s{0,3}\(?$"
)
_PAPER = re.compile(r"plan(?:en|ens)\b|\bk(?:pa|dp)(?![a-zæøå])|vedtekt|fullmakt|arealdel|reglement\b")
_TITLE_FOLLOWS = re.compile(r"\.?\s{1,4}[–-]?\s{0,2}[A-ZÆØÅ][a-zæøå]{2}")
_LINK_BEFORE = re.compile(r"\b(?:etter|i|av|til|og|eller|jf\.?|jfr\.?|se|med|under|ved|fra|at|om|samt|på|kan)\s+$")
_TITLE_BEFORE = re.compile(
    r"\b(?:forskrift|lov)\s(?:om|til|for)\s[^.,;:§\n]{3,150}"
    r"(?:(?<!\si)(?<!\better)(?<!\bav)(?<!\bjf)(?<!\bog)(?<!\bse)\s|(?<=[a-zæøå]))$"
)
_AMENDS = re.compile(r"[^.§]{0,60}?\b(?:skal\slyde|oppheves|blir\s(?:ny|nytt)|vert\s(?:ny|nytt|oppheva))\b")
_NEW_TEXT = re.compile(r"[^.§]{0,60}?\bskal\slyde\b")
_IN_ANNEX = re.compile(r"[^.;§]{0,60}?\s(?:i|av|til)\s(?:vedlegg|avdeling)\b")
# 'Prop. 9 L (2010–2011) Lov om …, kapittel 13': a chapter of the bill.
_BILL = re.compile(r"\((?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d\)[^.;§]{0,80}$")
_BILL_TITLE = re.compile(r"\((?:19|20)\d\d\s?[–-]\s?(?:19|20)?\d\d\)\s{0,3}(?:Om\s)?$")
_AGREEMENT = re.compile(r"\bEØS[^.;]{0,160}$")


def is_foreign(source: Source, places: Places) -> bool:
    """Whether the place is in an act or paper that is named right before or after it, and not known."""
    before = _UNKNOWN_BEFORE.search(source.text, max(0, places.start - 48), places.start)
    return before is not None or _UNKNOWN_AFTER.match(source.text, places.end) is not None


def points_elsewhere(source: Source, places: Places) -> bool:
    """Whether the words around say that the place is in another act, though not in which."""
    text = source.text
    if is_foreign(source, places):
        return True
    if places.kind != "§":
        return _in_bill_or_annex(source, places)
    if _PAPER_BEFORE.search(source.low, max(0, places.start - 44), places.start):
        return True
    window = max(0, places.start - 170)
    named = any(source.low.find(word, window, places.start) >= 0 for word in ("forskrift ", "lov "))
    if named and _TITLE_BEFORE.search(source.low, window, places.start):
        return True
    return _NEW_TEXT.match(text, places.end) is not None


def _in_bill_or_annex(source: Source, places: Places) -> bool:
    if places.kind != "kap":
        return False
    bill = source.text.rfind("(", max(0, places.start - 100), places.start) >= 0 and _BILL.search(
        source.text, max(0, places.start - 100), places.start
    )
    return bool(bill) or _IN_ANNEX.match(source.text, places.end) is not None


def amends(source: Source, places: Places) -> bool:
    """Whether the words after a place change it: 'skal lyde', 'oppheves'."""
    return _AMENDS.match(source.text, places.end) is not None


def is_bill_title(source: Source, act: ActMention) -> bool:
    """Whether an act's title is the one of a bill: 'Prop. 9 L (2010–2011) Lov om …'."""
    return _BILL_TITLE.search(source.text, max(0, act.start - 24), act.start) is not None


def of_eea(source: Source, places: Places) -> bool:
    """Whether an annex, 'vedlegg II kapittel XII nr. 5', is one of the EEA Agreement that the sentence names."""
    first = places.places[0].path
    numbered = first.removeprefix("/vedlegg")[:1] in ("I", "V", "X") and "/" in first[1:]
    before = _AGREEMENT.search(source.text, max(0, places.start - 180), places.start) if numbered else None
    return before is not None


def names_a_paper(source: Source, start: int, end: int) -> bool:
    """Whether a plan or another paper with sections of its own is named between two offsets."""
    return _PAPER.search(source.low, start, end) is not None


def has_title(source: Source, places: Places) -> bool:
    """Whether a section stands as a heading in running text: '(pbl § 12-7) § 1 Planens hensikt'."""
    if len(places.places) > 1 or not _TITLE_FOLLOWS.match(source.text, places.end):
        return False
    return _LINK_BEFORE.search(source.low, max(0, places.start - 10), places.start) is None


def is_heading(source: Source, places: Places) -> bool:
    """Whether the list is a provision's own heading, '§ 5-6. Filial', at the start of a line."""
    if source.text[places.start - 1 : places.start] not in ("", "\n") or len(places.places) > 1:
        return False
    return _HEADING_END.match(source.text, places.end) is not None
