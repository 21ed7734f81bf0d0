"""Plans, strategies and programmes by their titles: 'Temaplan for X 2021–2030', '"En by for alle" (2019)'.

A plan that somebody shall make is no source: after a verb of creation and an indefinite article the citation gets the
flag 'proposed'. The owner is taken from the title or, for a municipality's kinds of plans, from the context.
"""

import re
from collections.abc import Iterator

from loftespor.extract.citation.grammar import DASH, GAP, SPACE, YEAR, squeeze
from loftespor.extract.citation.phrase import noun_phrase_end
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import Source, word_start
from loftespor.extract.records import Citation

STEMS = ("plan", "strategi", "program", "uttalelse", '" (', "» (", "” (")

_HEAD = re.compile(r"(?:plan|strategi|program)(?:ens|en|met|mets|a|s)?(?![\w-])")
_DEFINITE = re.compile(r"(?:planen|planens|strategien|programmet|plana)(?!\w)")
_YEARS = rf"\(?(?P<from>{YEAR})(?:{GAP}(?:{DASH}|til){GAP}(?P<to>{YEAR}))?\)?(?=\d{{0,2}}(?!\d))"
_TITLE = re.compile(rf"(?P<about>{SPACE}(?:for|mot){SPACE}[^.,;:()\"«»\d\u2022]{{3,90}}?){GAP}{_YEARS}")
_PERIOD = re.compile(rf"(?:{SPACE}for)?(?:{SPACE}perioden)?{GAP}{_YEARS}")
# A title holds no verb, no other title, and does not end in the preposition of a date.
_NO_TITLE = re.compile(
    r"\b(?:å|ble|blei|blir|kom|er|var|skal|har|vil|som|at|vedtatt|vedteke|ferdig\w*|gjennomført|hvordan|korleis)\s"
    r"|\b[A-ZÆØÅ][a-zæøå]*(?:plan|strategi|program)\b|\b(?:i|innen|innan|fra|frå|før|etter|mot|ved)\s*$"
)
_FROM_YEAR = re.compile(rf"{SPACE}(?:fra|frå|av){SPACE}(?P<year>{YEAR})(?=\d{{0,2}}(?!\d))")
_DIVISION = re.compile(rf"{SPACE}(?:samfunnsdel|arealdel)(?:{SPACE}med{SPACE}[a-zæøå]+)?{SPACE}(?P<year>{YEAR})(?!\d)")
_ABOUT = re.compile(rf"{SPACE}(?:for|mot){SPACE}")
_ACRONYM = re.compile(rf"{GAP}\((?P<acronym>[A-ZÆØÅ][\wæøåÆØÅ-]{{1,14}})\)")
_OWNER_BEFORE = re.compile(r"(?P<owner>[A-ZÆØÅ][\wæøå-]+)\skommunes?\s$")
_OWNER_INSIDE = re.compile(
    r"\b(?P<owner>[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?)\s+kommune|\b(?:for|i)\s(?P<place>Oslo|Bergen|Trondheim|Stavanger)\b"
)
_NATIONAL_BEFORE = re.compile(r"\b(?:nasjonale?|Nasjonale?|regional|Regional)\s$")
_CREATES = re.compile(
    r"\b(?:utarbeid\w*|lag(?:e|er|a|ar)?|utvikl\w*|utform\w*|(?:legg\w*|legge?s)\s(?:fram|frem)|fremm\w*|etabler\w*|vedta\w?|innfør\w*|få\spå\splass"
    r"|få|opprett\w*|start\w*|sett\w*\si\sgang|iverksett\w*)\s(?:[\wæøå-]+\s){0,2}?(?:en|ein|ei|et|eit|ny|nye|nytt)\s(?:[\wæøå-]+\s){0,3}$",
    re.IGNORECASE,
)
# A new plan without an article that points ('ny opptrappingsplan for …') is one that is wanted or on its way.
_NEW = re.compile(r"\bny(?:tt)?\s$", re.IGNORECASE)
# What stands before the bare name of a plan that there is: 'i tråd med opptrappingsplan for …'.
_REFERS = re.compile(
    r"(?:\b(?:i|jf\.|jfr\.|iht\.|jamfør|ifølge|ifølgje|henhold\stil|tråd\smed|samsvar\smed))\s$", re.IGNORECASE
)
_QUOTED_END = re.compile(rf"[\"»”]\s\((?P<year>{YEAR})\)")
_QUOTE_START = re.compile(r"[\"«“](?P<title>[^\"«»“”\n]{3,90})$")
_STATEMENT = re.compile(rf"uttalelsen{SPACE}fra{SPACE}[A-ZÆØÅ][\wæøå]+{SPACE}landsmøte(?:{SPACE}i)?{SPACE}{YEAR}(?!\d)")
# Plans of single plots and the words of planning law, which are no measure by themselves.
_NO_PLAN = re.compile(
    r"(?:økonomi|områderegulerings|områdeplan|va-|ramme|plan(?=program)|kjøre|tids|års|belysnings|regulerings|bebyggelses|detalj|bygge|arbeids|møte|timeplan|fram|utomhus|situasjons|budsjett|under|parti|valg|data|tv-|radio)",
    re.IGNORECASE,
)


def plans_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The plan whose key word, or the end of whose quoted title, stands at a position."""
    text = source.text
    if not stem[0].isalpha():
        yield from _quoted(source, position)
        return
    if stem == "uttalelse":
        if found := _STATEMENT.match(text, position):
            yield _plan(position, found.end(), "uttalelse", text, "?", "statement", measure_class="document")
        return
    head = _HEAD.match(source.low, position)
    if head is None:
        return
    start = word_start(text, position)
    if _NO_PLAN.match(source.low, start, position):
        return
    yield from _titled(source, start, position, head.end())


def _quoted(source: Source, position: int) -> Iterator[Citation]:
    end = _QUOTED_END.match(source.text, position)
    start = _QUOTE_START.search(source.text, max(0, position - 92), position) if end else None
    if start and end:
        owner = source.context.place or "?"
        yield _plan(start.start("title"), end.end(), "plan", source.text, owner, "plan-quoted")


def _titled(source: Source, start: int, position: int, end: int) -> Iterator[Citation]:
    text = source.text
    begin = _begin(source, start)
    found = _with_years(text, end, bare=start == position)
    if found:
        stop = found.end()
        if acronym := _ACRONYM.match(text, stop):
            stop = acronym.end()
        flags = ("proposed",) if _is_wanted(source, begin, position) else ()
        yield _plan(begin, stop, "plan", text, _owner(source, begin, stop), "plan-years", flags=flags)
        return
    about = _ABOUT.match(text, end)
    if about is None:
        return
    stop = noun_phrase_end(text, about.end(), most=4)
    if stop == about.end():
        return
    compound = position - start >= 3
    if _is_wanted(source, begin, position, new=compound):
        yield _plan(begin, stop, "plan", text, "?", "plan-proposed", flags=("proposed",))
    elif compound and _is_a_name(source, start, begin, position):
        yield _plan(begin, stop, "plan", text, _owner(source, begin, stop), "plan-name")


def _is_wanted(source: Source, begin: int, position: int, *, new: bool = True) -> bool:
    """Whether somebody shall make the plan: it has the indefinite form, and is created or called new."""
    if _DEFINITE.match(source.low, position):
        return False
    if _CREATES.search(source.text, max(0, begin - 70), begin):
        return True
    return new and _NEW.search(source.text, max(0, begin - 5), begin) is not None


def _is_a_name(source: Source, start: int, begin: int, position: int) -> bool:
    """Whether the words name a plan: in the definite form, with a capital or an owner, or after 'i tråd med'."""
    if _indefinite(source, begin):
        return False
    if _DEFINITE.match(source.low, position) or source.text[start].isupper() or begin < start:
        return True
    return _REFERS.search(source.text, max(0, start - 16), start) is not None


def _with_years(text: str, end: int, *, bare: bool) -> re.Match[str] | None:
    """The rest of a title that ends in its years; 'Program 2025–2029' alone is the text's own running title."""
    titled = _TITLE.match(text, end)
    if titled and not _NO_TITLE.search(titled["about"]):
        return titled
    if bare:
        return None
    return _DIVISION.match(text, end) or _PERIOD.match(text, end) or _FROM_YEAR.match(text, end)


def _indefinite(source: Source, begin: int) -> bool:
    before = source.low[max(0, begin - 12) : begin].split()
    return bool(before) and before[-1] in ("en", "ein", "ei", "et", "eit", "ny", "egen", "helhetlig")


def _begin(source: Source, start: int) -> int:
    """Where the title begins: with its owner, 'Oslo kommunes', or 'Nasjonal'."""
    for pattern in (_OWNER_BEFORE, _NATIONAL_BEFORE):
        if before := pattern.search(source.text, max(0, start - 40), start):
            return before.start()
    return start


def _owner(source: Source, start: int, end: int) -> str:
    named = _OWNER_INSIDE.search(source.text, start, end)
    if named:
        return (named["owner"] or named["place"]).lower()
    if source.low.startswith(("temaplan", "kommuneplan", "kommunedelplan"), start):
        return source.context.place or "?"
    return "?"


def _plan(
    start: int,
    end: int,
    type_: str,
    text: str,
    owner: str,
    rule: str,
    *,
    flags: tuple[str, ...] = (),
    measure_class: str = "plan",
) -> Citation:
    name = squeeze(text[start:end])
    cite_id = f"{type_}/{owner}/{slug(name)}"
    status = "unresolved" if owner == "?" else "resolved"
    return Citation(start, end, type_, measure_class, rule, cite_id, status=status, name=name, flags=flags)
