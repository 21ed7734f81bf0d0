"""Cases of municipal bodies and archives: 'Byrådssak 194/19', 'PS 78/2024', 'Arkivsak: 25/2639 - 2'.

A political case is NUMBER/YEAR, an archive case YEAR/NUMBER, and both look the same. The word before decides first;
a part that cannot be a year, or a document number at the end, decides against the word. Whose case it is, the text
rarely says: without a municipality in the context the id has '?'.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from loftespor.extract.citation.grammar import DASH, DAY_DATE, GAP, SPACE, full_year
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import Source, begins_word, word_start
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Citation

STEMS = (
    "sak", "ps", "ds ", "ks ", "fsk ", "referanse", "ref.", "arkivref", "journalnr", "byrådsmelding", "bystyremelding",
    "privat forslag", "interpellasjon", "verbalforslag", "plan-id", "planid", "bygg-", "klage-", "plan-2",
)  # fmt: skip

_NUMBER = re.compile(
    rf"(?P<one>\d{{1,6}})(?:{GAP}/{GAP}|[-\u2010\u2011]{GAP}(?=\d))(?P<two>\d{{2,6}})(?!\d|/|\.\d)"
    rf"(?:\s?(?:-|{DASH})\s?(?P<doc>\d{{1,4}})(?![\d/.]))?"
)
_MORE = re.compile(r"(?:,|\s+og|\s+samt)\s+(?=\d{1,5}/\d\d)|(?:\s[a-zæøå]+){1,3},?\s+og\s+(?=\d{1,5}/\d\d)")
_RANGE = re.compile(
    rf"(?P<one>\d{{1,5}}){GAP}(?:{DASH}|til){GAP}(?P<two>\d{{1,5}})(?:{GAP}/{GAP}(?P<year>(?:19|20)\d\d|\d\d))?(?![\d/])"
)
_BY_DATE = re.compile(
    rf"(?P<one>\d{{1,5}}){SPACE}(?:av|den){SPACE}"
    rf"(?:\d{{1,2}}\.{GAP}\d{{1,2}}\.{GAP}(?P<year>(?:19|20)\d\d|\d\d)(?!\d)|{DAY_DATE.replace('<year>', '<year2>')})"
)
_AFTER_WORD = re.compile(rf"(?:ene|en|er)?(?:s?(?:-\n)?nr|s?nummer|s?ref)?[.:]{{0,2}}{GAP}(?:nr\.?{GAP})?:?{GAP}")
_PS = re.compile(rf"(?P<word>PS|DS|KS|FSK){GAP}(?=\d)")
_NINE = re.compile(r"(?P<year>20[0-3]\d)(?P<sequence>\d{4,5})(?!\d)")
_ALSO_NINE = re.compile(rf"{GAP}(?:,|og){GAP}(?=20[0-3]\d{{5,6}}(?!\d))")
_REFERENCE = re.compile(
    rf"(?:[VvDd](?:år|eres){GAP})?(?:[Aa]rkiv-?)?(?:[Rr]ef(?:eranse)?|[Jj]ournal(?:nr|nummer))\.?{GAP}:?{GAP}(?=[A-Z]{{0,6}}-?\d)"
)
_OWN = re.compile(
    rf"(?P<word>interpellasjon|verbalforslag){GAP}nr\.?{GAP}(?P<number>\d{{1,3}})(?:/(?P<year>(?:19|20)\d\d|\d\d))?(?![\d/])",
    re.IGNORECASE,
)
# 'HU-sak 12/24': a body by its letters. What these letters mean is no municipal body.
_BODY_LETTERS = re.compile(r"[A-ZÆØÅ]{1,5}-")
_LINE_END = re.compile(r"(?<=[a-zæøå]{3})-\s+|\u00ad\s*")
_LETTERS_BEFORE = re.compile(r"(?<!\w)(?:kst|fsk|ks|ft) $")
_OTHER_CASES = frozenset({"emd", "esa", "efta", "eu", "eøs", "ef", "fn", "ilo", "it", "kofa"})
_LETTERED = re.compile(r"(?P<prefix>[A-Z]{3,6})-(?P<one>(?:19|20)\d\d)/(?P<two>\d{1,6})(?:-(?P<doc>\d{1,4}))?(?!\d)")
_PLAN_ID = re.compile(
    rf"(?:(?:areal)?plan-?{GAP}id)\.?{GAP}:?{GAP}(?:(?P<municipality>\d{{4}})_)?(?P<number>\d{{4,12}})(?!\d)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:(?P<place>[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?)\s)?"
    r"(?P<body>[Bb]ystyre|[Kk]ommunestyre|[Ff]ormannskap|[Bb]yråd(?!s)|[Ff]ylkesting)(?:e?t)?s?\b"
)
_BYRAAD_PROPOSES = re.compile(r"\s*[-–:,«\"]?\s*Byrådets\s+(?:forslag|innstilling)")
_BODIES = {"bystyre": "bystyresak", "kommunestyre": "kommunestyresak", "formannskap": "formannskapssak",
           "byråd": "byrådssak", "fylkesting": "fylkestingssak"}  # fmt: skip
# Cities governed by a byråd; their council never reaches a thousand cases a year, so a higher number is the byråd's.
_BYRAAD_CITIES = frozenset({"oslo", "bergen"})


@dataclass(frozen=True, slots=True)
class CaseKind:
    """A row of cases.toml."""

    type: str
    prefix: str
    county: bool = False


@lru_cache(maxsize=1)
def case_kinds() -> dict[str, CaseKind]:
    """The kinds of political cases by the words that stand before the number."""
    rows = read_data("citation/cases.toml")["case"]
    return {
        word: CaseKind(row["type"], row["id"], row.get("owner") == "county") for row in rows for word in row["words"]
    }


_LIST_BEFORE = re.compile(
    r"(?P<word>[a-zæøå]{1,20}-?sak) \d{1,5}[-/]\d\d\d{0,2}(?:,| og)(?: og)?(?: i)? "
    r"(?:sak \d{1,5}[-/]\d{2,4}(?:,| og)(?: og)?(?: i)? ){0,3}$"
)

PLAIN = CaseKind("politisk_sak", "sak")
PS = {word: CaseKind("politisk_sak", f"{word.lower()}-sak") for word in ("PS", "DS", "KS", "FSK")}


def _is_year(digits: str) -> bool:
    return len(digits) == 2 or (len(digits) == 4 and 1900 <= int(digits) <= 2049)


def _owner(source: Source, kind: CaseKind) -> str:
    context = source.context
    return (context.region if kind.county else context.place) or "?"


def _citation(start: int, end: int, type_: str, cite_id: str, rule: str) -> Citation:
    status = "unresolved" if "?" in cite_id else "resolved"
    return Citation(start, end, type_, "case", rule, cite_id, status=status)


def _archive(source: Source, start: int, found: re.Match[str], prefix: str = "") -> Citation | None:
    if not _is_year(found["one"]) or int(found["two"]) == 0:
        return None
    year = full_year(found["one"], latest=source.context.latest_year)
    doc, end = found["doc"], found.end()
    if doc and doc.startswith("0"):  # '12/00093 - 032' ends in an archive code
        doc, end = None, found.end("two")
    owner = source.context.place or source.context.region or "?"
    cite_id = f"arkivsak/{owner}/{prefix}{year}/{int(found['two'])}" + (f"/{doc}" if doc else "")
    return _citation(start, end, "arkivsak", cite_id, "case-archive")


def _political(source: Source, start: int, found: re.Match[str], kind: CaseKind) -> Citation | None:
    one, two = found["one"], found["two"]
    if found["doc"] and len(found["doc"]) < 5 and len(one) == 4 and _is_year(one):
        return _archive(source, start, found)
    if not _is_year(two):
        return _archive(source, start, found)
    if len(one) > 4 or int(one) == 0:
        return None
    year = full_year(two, latest=source.context.latest_year)
    kind = _byraad_number(source, kind, int(one))
    cite_id = f"{kind.prefix}/{_owner(source, kind)}/{int(one)}/{year}"
    return _citation(start, found.end("two"), kind.type, cite_id, "case-political")


def _byraad_number(source: Source, kind: CaseKind, number: int) -> CaseKind:
    if kind is PLAIN and number > 1000 and source.context.place in _BYRAAD_CITIES:
        return case_kinds()["byrådssak"]
    return kind


def _listed(source: Source, first: Citation, kind: CaseKind) -> Iterator[Citation]:
    """The case and those that follow in its list without a word of their own."""
    yield first
    end = first.end
    while more := _MORE.match(source.text, end):
        found = _NUMBER.match(source.text, more.end())
        member = _political(source, more.end(), found, kind) if found else None
        if member is None:
            return
        yield member
        end = member.end


def _unslashed(source: Source, start: int, position: int, kind: CaseKind) -> Citation | None:
    """'Byrådssak 240 – 243', 'Byrådssak 213 av 18.12.2025': the year is the document's or the date's."""
    owner = _owner(source, kind)
    if found := _BY_DATE.match(source.text, position):
        year = str(full_year(found["year"] or found["year2"], latest=source.context.latest_year))
        return _citation(
            start, found.end(), kind.type, f"{kind.prefix}/{owner}/{int(found['one'])}/{year}", "case-dated"
        )
    if (found := _RANGE.match(source.text, position)) and int(found["one"]) < int(found["two"]):
        year = source.context.date[:4] if source.context.date else "?"
        if found["year"]:
            year = str(full_year(found["year"], latest=source.context.latest_year))
        cite_id = f"{kind.prefix}/{owner}/{int(found['one'])}..{int(found['two'])}/{year}"
        return _citation(start, found.end(), kind.type, cite_id, "case-range")
    return None


def _nines(source: Source, start: int, position: int) -> Iterator[Citation]:
    """Archive numbers of nine digits, the year first: 'Saksnr. 201804004 og 201806338'."""
    found = _NINE.match(source.text, position)
    while found:
        agency = source.context.agency
        owner = source.context.place or "?"
        whole = f"{owner}-{slug(agency)}" if agency else "?"
        yield _citation(
            start, found.end(), "arkivsak", f"arkivsak/{whole}/{found['year']}/{found['sequence']}", "case-nine"
        )
        also = _ALSO_NINE.match(source.text, found.end())
        if also is None:
            return
        start, found = also.end(), _NINE.match(source.text, also.end())


def _body_of(source: Source, start: int, end: int) -> tuple[CaseKind, str | None]:
    """The body whose case a bare 'sak 332/23' is, from the sentence; with the place the text names, if it does."""
    if _BYRAAD_PROPOSES.match(source.text, end):
        return case_kinds()["bystyresak"], None
    before = source.text[max(0, start - 120) : start]
    cut = max(before.rfind(". "), before.rfind("\n\n"))
    # A date's full stop 'den 30. januar' ends no sentence: only a stop before a capital does.
    while cut > 0 and not before[cut + 2 : cut + 3].isupper():
        cut = before.rfind(". ", 0, cut)
    bodies = list(_BODY.finditer(before, max(0, cut)))
    if not bodies:
        return PLAIN, None
    last = bodies[-1]
    place = last["place"].lower() if last["place"] and not last.group().endswith(("t", "ts")) else None
    return case_kinds()[_BODIES[last["body"].lower()]], place


def _bare(source: Source, start: int, position: int, inherited: CaseKind | None) -> Iterator[Citation]:
    found = _NUMBER.match(source.text, position)
    if found is None:
        return
    kind, place = _body_of(source, start, found.end("two"))
    if kind is PLAIN and inherited is not None:
        kind = inherited
    citation = _political(source, start, found, kind)
    if citation is None:
        return
    if place and citation.id and "/?/" in citation.id:
        citation = replace(citation, id=citation.id.replace("/?/", f"/{place}/", 1), status="resolved")
    if kind is PLAIN and citation.type == "politisk_sak" and int(found["one"]) <= 49 and len(found["two"]) == 2:
        # 'sak 21/19' may be case 21 of 2019 or number 19 of 2021.
        flip = f"arkivsak/{_owner(source, kind)}/{full_year(found['one'].zfill(2), latest=2049)}/{int(found['two'])}"
        citation = replace(citation, alternatives=(flip,))
    yield from _listed(source, citation, kind)


def cases_at(source: Source, position: int, inherited: CaseKind | None) -> Iterator[Citation]:
    """The cases whose key word stands at a position. `inherited` is the kind of a case just before in the list."""
    text, low = source.text, source.low
    if found := _LETTERED.match(text, position):
        citation = _archive(source, position, found, prefix=found["prefix"] + "-")
        yield from [citation] if citation else []
        return
    if (
        found := _REFERENCE.match(text, word_start(text, position))
        or _REFERENCE.match(text, max(0, position - 4))
        or _REFERENCE.match(text, max(0, position - 6))
    ):
        lettered = _LETTERED.match(text, found.end())
        number = _NUMBER.match(text, found.end())
        citation = _archive(source, found.start(), number) if number and not lettered else None
        yield from [citation] if citation else []
        return
    if (found := _PLAN_ID.match(text, word_start(text, position))) and begins_word(text, found.start()):
        owner = found["municipality"] or source.context.municipality_number or "?"
        yield _citation(found.start(), found.end(), "planid", f"planid/{owner}/{found['number']}", "plan-id")
        return
    if (found := _OWN.match(text, position)) and begins_word(text, position):
        year = full_year(found["year"], latest=source.context.latest_year) if found["year"] else "?"
        cite_id = f"{found['word'].lower()}/{source.context.place or '?'}/{int(found['number'])}/{year}"
        yield _citation(position, found.end(), found["word"].lower(), cite_id, "case-political")
        return
    if (found := _PS.match(text, position)) and begins_word(text, position):
        number = _NUMBER.match(text, found.end())
        citation = _political(source, position, number, PS[found["word"]]) if number else None
        yield from [citation] if citation else []
        return
    yield from _worded(source, position, low, inherited)


def kind_before(source: Source, position: int) -> CaseKind | None:
    """The kind of the case right before a bare 'sak' in a list: 'bystyresak 12-08, sak 34/09 og i sak 56-10'."""
    before = source.low[max(0, position - 60) : position]
    found = None
    for match in _LIST_BEFORE.finditer(before):
        found = match
    return case_kinds().get(found["word"]) if found else None


def _worded(source: Source, position: int, low: str, inherited: CaseKind | None) -> Iterator[Citation]:
    text = source.text
    start = word_start(text, position)
    word = low[start:position] + ("sak" if low.startswith("sak", position) else low[position : position + 14])
    word = _LINE_END.sub("", word)
    if word == "sak" and (before := _LETTERS_BEFORE.search(low, max(0, start - 5), start)):
        start = before.start()
        word = before.group().strip() + " sak"
    after = position + 3 if low.startswith("sak", position) else position + len(word)
    if not low.startswith("sak", position):
        word = next(
            (w for w in ("byrådsmelding", "bystyremelding", "privat forslag") if low.startswith(w, position)), ""
        )
        after = position + len(word)
    number_at = _AFTER_WORD.match(text, after)
    if number_at is None or not word:
        return
    where = number_at.end()
    lettered = None if word in case_kinds() else _lettered_body(source, start, position)
    kind = case_kinds().get(word) or lettered
    if kind is not None:
        found = _NUMBER.match(text, where)
        citation = _political(source, start, found, kind) if found else _unslashed(source, start, where, kind)
        if lettered and citation and citation.type == "arkivsak":
            return  # 'VA-sak 2022/1945': whose archive it is, the letters do not say
        yield from _listed(source, citation, kind) if citation else []
    elif word == "arkivsak" or (word == "sak" and "nr" in number_at.group() and "snr" in low[after - 1 : after + 4]):
        yield from _filed(source, start, where)
    elif word == "sak":
        if _PS.match(text, where):
            return  # found at its own letters
        if _NINE.match(text, where):
            yield from _nines(source, where, where)
        else:
            yield from _bare(source, start, where, inherited)


def _lettered_body(source: Source, start: int, position: int) -> CaseKind | None:
    """The kind of 'HU-sak 12/24': a body that goes by its letters."""
    letters = _BODY_LETTERS.fullmatch(source.text, start, position)
    if letters is None or (name := letters.group()[:-1].lower()) in _OTHER_CASES:
        return None
    return CaseKind("politisk_sak", f"{name}-sak")


def _filed(source: Source, start: int, where: int) -> Iterator[Citation]:
    """'Arkivsak: 25/2639 - 2', 'Saksnr. 201804004': archive numbers; 'saksnr 38/23' is a political case."""
    if _NINE.match(source.text, where):
        yield from _nines(source, start, where)
        return
    found = _NUMBER.match(source.text, where)
    if found is None:
        return
    political = source.low[start : start + 4] == "saks" and len(found["two"]) == 2 and not found["doc"]
    citation = _political(source, start, found, PLAIN) if political else _archive(source, start, found)
    if citation:
        yield citation
