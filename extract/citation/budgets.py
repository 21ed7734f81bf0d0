"""Budgets: chapters and posts of the state budget, and budget documents of state and municipalities by name."""

import re
from collections.abc import Iterator

from loftespor.extract.citation.grammar import DASH, GAP, SPACE, YEAR, full_year, squeeze
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.records import Citation

STEMS = ("kap", "budsjett", "økonomiplan", "høp ", "statsbudsjett", "revidert nasjonalbudsjett", "nasjonalbudsjett",
         "kommuneproposisjonen", "gul bok", "tjeneste")  # fmt: skip

_CHAPTER = re.compile(
    rf"kap(?:ittel|\.)?{GAP}(?P<chapter>\d{{3,4}})(?:/(?P<pair>\d{{3,4}}))?(?![\d.]\d|\d)", re.IGNORECASE
)
_POST = re.compile(
    rf"(?:{GAP},?{GAP}|(?:[^.,;:\d§]|,(?!{GAP}(?:kap|post))){{1,90}},{GAP})"
    rf"(?:post(?:ene|er|ane)?){GAP}(?P<post>\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_ALSO = re.compile(rf"(?:,|{GAP}og){GAP}(?P<post>\d{{2}})(?![\d.,]\d|\d|{GAP}(?:mill|mrd|kr|prosent|pst))")
_BUDGET_WORDS = re.compile(r"bevilg|budsjett|løyv|kap\.|\bpost", re.IGNORECASE)
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
    rf"(?P<name>statsbudsjettet|gul{SPACE}bok|revidert{SPACE}nasjonalbudsjett|nasjonalbudsjettet|kommuneproposisjonen)"
    rf"(?:{SPACE}for)?{SPACE}(?P<year>{YEAR})(?!\d)",
    re.IGNORECASE,
)
_SERVICE = re.compile(rf"tjeneste{SPACE}(?P<number>\d{{5}})(?!\d)", re.IGNORECASE)
_BACK = re.compile(rf"(?:byrådets{SPACE}|handlings-{SPACE}og{SPACE}|års|handlings- og )$", re.IGNORECASE)


def budgets_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The chapters, posts and budget documents named at a position."""
    if stem == "kap":
        yield from _chapter(source, position)
        return
    owner = source.context.place or "?"
    start = _start(source, position)
    if found := _STATE.match(source.text, position):
        if begins_word(source.text, position):
            name = (
                "statsbudsjettet"
                if found["name"].lower().startswith(("stats", "gul"))
                else slug(squeeze(found["name"]))
            )
            yield _document(position, found.end(), f"{name}/{found['year']}", squeeze(found.group()))
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


def _chapter(source: Source, position: int) -> Iterator[Citation]:
    """'kap. 3410 postene 02 og 03': one citation for each post, or one for the chapter alone."""
    found = _CHAPTER.match(source.text, position)
    if found is None or not begins_word(source.text, position) or int(found["chapter"]) > 5999:
        return
    year = source.context.budget_year or "?"
    chapter = found["chapter"] + (f"+{found['pair']}" if found["pair"] else "")
    base = f"statsbudsjettet/{year}/kap/{chapter}"
    post = _POST.match(source.text, found.end())
    if post is None:
        near = source.text[max(0, position - 60) : position]
        if source.context.budget_year or _BUDGET_WORDS.search(near):
            yield _post(position, found.end(), base)
        return
    yield _post(position, post.end(), f"{base}/post/{int(post['post'])}")
    end = post.end()
    while also := _ALSO.match(source.text, end):
        yield _post(also.start("post"), also.end(), f"{base}/post/{int(also['post'])}")
        end = also.end()


def _post(start: int, end: int, cite_id: str) -> Citation:
    return Citation(start, end, "budsjettpost", "budget", "budget-post", cite_id, status=_status(cite_id))
