"""Budgets: chapters and posts of the state budget, and budget documents of state and municipalities by name.

Chapters have three or four digits; those below 3000 are expenses, from 3000 to 5999 revenues. The year is the text's
own budget year, or the one budget that the sentence speaks of; otherwise '?'.
"""

import re
from collections.abc import Iterator

from loftespor.extract.citation.grammar import DASH, GAP, SPACE, YEAR, full_year, squeeze
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.records import Citation

STEMS = ("kap", "budsjett", "økonomiplan", "høp ", "statsbudsjett", "revidert nasjonalbudsjett", "nasjonalbudsjett",
         "revidert statsbudsjett", "kommuneproposisjon", "gul bok", "grønt hefte", "tildelingsbrev", "rnb ",
         "tjeneste")  # fmt: skip

_NO_AMOUNT = rf"(?![\d.,]\d|\d|{GAP}(?:mill|mrd|kr\b|kroner|prosent|pst|%|{DASH}\d))"
_CHAPTER = re.compile(
    rf"kap(?:ittel|itlene|itla|itler|itlet|\.)?{GAP}(?P<chapter>\d{{3,4}})(?:{GAP}/{GAP}(?P<pair>\d{{3,4}}))?(?![\d.]\d|\d)",
    re.IGNORECASE,
)
_ALSO_CHAPTER = re.compile(rf"(?:,|{GAP}(?:og|samt)){GAP}(?P<chapter>\d{{3,4}})(?!/\d|{GAP}\d){_NO_AMOUNT}")
_RANGE = rf"(?:{GAP}(?:{DASH}|til(?:{SPACE}og{SPACE}med)?|t\.o\.m\.){GAP}(?P<last>\d{{2}})(?!\d))?"
_POST_WORD = r"(?:under)?post(?:ene|er|ane|ar)?"
_POST = re.compile(
    rf"(?:{GAP},?{GAP}|(?:[^.,;:\d§]|,(?!{GAP}(?:kap|post))){{1,90}},{GAP}){_POST_WORD}{GAP}(?P<post>\d{{1,2}})(?!\d){_RANGE}",
    re.IGNORECASE,
)
_ALSO = re.compile(
    rf"(?:{GAP},|{GAP},?{GAP}(?:og|samt|eller)){GAP}(?:{_POST_WORD}{GAP}(?P<named>\d{{1,2}})(?!\d)|(?P<post>\d{{2}}){_NO_AMOUNT}){_RANGE}",
    re.IGNORECASE,
)
_POST_BEFORE = re.compile(
    rf"\bpost{GAP}(?P<post>\d{{1,2}})(?!\d)[^.;:\d]{{0,60}}?{SPACE}(?:på|under|i|over|av)?{GAP}$", re.IGNORECASE
)
_BUDGET_WORDS = re.compile(r"bevilg|budsjett|løyv|løyving|kap\.|\bpost", re.IGNORECASE)
_BUDGET_OF = re.compile(
    rf"(?:stats)?budsjett(?:et|forslaget)?{SPACE}(?:for{SPACE}|i{SPACE})?(?P<year>20\d\d)(?!{GAP}{DASH}|\d)"
    rf"|gul{SPACE}bok{SPACE}(?:for{SPACE})?(?P<book>20\d\d)|prop\.{GAP}1{GAP}L?S{GAP}\(20\d\d{GAP}{DASH}{GAP}(?P<session>20\d\d)\)",
    re.IGNORECASE,
)
_PERIOD = rf"(?P<from>{YEAR}|\d\d){GAP}{DASH}{GAP}(?P<to>{YEAR}|\d\d)(?!\d)"
_PLAN = re.compile(
    rf"(?:(?:handlings-?(?:{SPACE}og{SPACE})?)?økonomiplan(?:en)?|HØP)(?:{SPACE}(?:for|i))?(?:{SPACE}perioden)?{SPACE}{_PERIOD}",
    re.IGNORECASE,
)
_CITY = re.compile(
    rf"(?:byrådets{SPACE})?(?:års)?budsjett(?:et|forslag|forslaget)?(?:{SPACE}for)?{SPACE}(?P<year>{YEAR})(?!\d|{GAP}{DASH}{GAP}\d)"
    rf"(?P<plan>(?:{GAP}(?:og|/|med)|/){GAP}(?:handlings-?{SPACE}?og{SPACE})?økonomiplan(?:{SPACE}for)?{SPACE}{YEAR}{GAP}{DASH}{GAP}(?:{YEAR}|\d\d)"
    rf"(?:{GAP}\(Sak{SPACE}1[^)]{{0,8}}\))?)?",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"(?:(?P<rnb>revidert{SPACE}(?:nasjonal|stats)budsjett(?:et)?|RNB)|(?P<stat>statsbudsjett(?:et)?|gul{SPACE}bok)"
    rf"|(?P<nasjonal>nasjonalbudsjett(?:et)?)|(?P<kommune>kommuneproposisjon(?:en)?)|(?P<hefte>grønt{SPACE}hefte)"
    rf"|(?P<brev>tildelingsbrev(?:et)?))(?:{SPACE}(?:for|i))?{SPACE}(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
_STATE_IDS = {
    "rnb": "revidert-nasjonalbudsjett", "stat": "statsbudsjettet", "nasjonal": "nasjonalbudsjettet",
    "kommune": "kommuneproposisjonen", "hefte": "grønt-hefte", "brev": "tildelingsbrev/?",
}  # fmt: skip
_BOOK = re.compile(rf"[Gg]ul{SPACE}bok(?!\w)")
_SERVICE = re.compile(rf"tjeneste{SPACE}(?P<number>\d{{5}})(?!\d)", re.IGNORECASE)
_BACK = re.compile(rf"(?:byrådets{SPACE}|handlings-{SPACE}og{SPACE}|års|handlings- og )$", re.IGNORECASE)


def budgets_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The chapters, posts and budget documents named at a position."""
    if stem == "kap":
        yield from _chapters(source, position)
        return
    owner = source.context.place or "?"
    start = _start(source, position)
    if found := _STATE.match(source.text, position):
        if begins_word(source.text, position):
            name = next(_STATE_IDS[group] for group in _STATE_IDS if found[group])
            yield _document(position, found.end(), f"{name}/{found['year']}", squeeze(found.group()))
    elif (found := _BOOK.match(source.text, position)) and begins_word(source.text, position):
        yield _document(position, found.end(), f"statsbudsjettet/{source.context.budget_year or '?'}", "Gul bok")
    elif found := _CITY.match(source.text, start):
        if begins_word(source.text, start):
            yield _document(start, found.end(), f"budsjett/{owner}/{found['year']}", squeeze(found.group()))
    elif found := _PLAN.match(source.text, start):
        first = full_year(found["from"], latest=2060)
        last = full_year(found["to"], latest=2060)
        if begins_word(source.text, start) and first < last:
            yield _document(start, found.end(), f"økonomiplan/{owner}/{first}-{last}", squeeze(found.group()))
    elif found := _SERVICE.match(source.text, position):
        cite_id = f"tjeneste/{owner}/{found['number']}"
        yield Citation(position, found.end(), "kostra", "budget", "budget-service", cite_id, status=_status(cite_id))


def _start(source: Source, position: int) -> int:
    """Where the name begins whose key word stands at a position: 'Handlings- og økonomiplan'."""
    start = position
    for _ in range(2):
        back = _BACK.search(source.text, max(0, start - 24), start)
        if back is None:
            break
        start = back.start()
    return start


def _status(cite_id: str) -> str:
    return "unresolved" if "?" in cite_id else "resolved"


def _document(start: int, end: int, cite_id: str, name: str) -> Citation:
    return Citation(start, end, "budsjettdok", "budget", "budget-name", cite_id, status=_status(cite_id), name=name)


def _chapters(source: Source, position: int) -> Iterator[Citation]:
    """'kap. 3410 postene 02 og 03': one citation for each post, or one for each chapter alone."""
    found = _CHAPTER.match(source.text, position)
    if found is None or not begins_word(source.text, position) or int(found["chapter"]) > 5999:
        return
    year = str(source.context.budget_year or "") or _year_near(source, position, found.end())
    base = f"statsbudsjettet/{year}/kap/"
    chapter = base + found["chapter"] + (f"+{found['pair']}" if found["pair"] else "")
    if post := _POST.match(source.text, found.end()):
        yield _post(position, post.end(), f"{chapter}/post/{_span(post['post'], post['last'])}")
        yield from _further_posts(source, post.end(), chapter)
    elif before := _POST_BEFORE.search(source.text, max(0, position - 80), position):
        yield _post(before.start(), found.end(), f"{chapter}/post/{int(before['post'])}")
    elif source.context.budget_year or _BUDGET_WORDS.search(source.text, max(0, position - 60), position):
        yield _post(position, found.end(), chapter)
        end = found.end()
        while also := _ALSO_CHAPTER.match(source.text, end):
            yield _post(also.start("chapter"), also.end(), base + also["chapter"])
            end = also.end()


def _year_near(source: Source, start: int, end: int) -> str:
    """The year of the one state budget that is spoken of right around a chapter, '?' where there is none or several."""
    before = source.text[max(0, start - 150) : start]
    before = before[max(before.rfind(". "), before.rfind("\n\n"), 0) :]
    years = {year for part in (before, source.text[end : end + 120]) for year in _years(part)}
    return years.pop() if len(years) == 1 else "?"


def _years(text: str) -> Iterator[str]:
    for found in _BUDGET_OF.finditer(text):
        yield found["year"] or found["book"] or found["session"]


def _further_posts(source: Source, end: int, chapter: str) -> Iterator[Citation]:
    while also := _ALSO.match(source.text, end):
        start = also.start("post") if also["post"] else also.start("named")
        yield _post(start, also.end(), f"{chapter}/post/{_span(also['post'] or also['named'], also['last'])}")
        end = also.end()


def _span(first: str, last: str | None) -> str:
    return f"{int(first)}..{int(last)}" if last and int(last) > int(first) else str(int(first))


def _post(start: int, end: int, cite_id: str) -> Citation:
    return Citation(start, end, "budsjettpost", "budget", "budget-post", cite_id, status=_status(cite_id))
