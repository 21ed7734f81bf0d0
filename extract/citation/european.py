"""EU acts and treaties: numbers in both orders to CELEX ids, nicknames, conventions cited by name.

Directives are YEAR/NUMBER; regulations and decisions with 'nr.' are NUMBER/YEAR through 2014 and YEAR/NUMBER from
2015; two-digit years are 19xx. The letter of the id comes from the word or, failing that, from the form; where
neither says it, the alternatives are kept.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from loftespor.extract.citation.grammar import GAP, SPACE, squeeze
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import ActMention, Source, word_start
from loftespor.extract.data_file import read_data

STEMS = (
    "direktiv", "forordning", "(eu", "(ef", "(eø", "(ec", "(ee", "regulation", "directive", "/ef", "/eø", "/eu",
    "celex", "dir 19", "dir 20", "dir 9", "beslutning", "avgjerd", "vedtak",
)  # fmt: skip

TREATY_STEMS = (
    "konvensjon", "gdpr", "personvernforordning", "eøs-avtal", "emk", "solas", "traktaten om", "cartagena", "teuv",
)  # fmt: skip

_UNION = r"(?:EU|EF|EØF|EØS|EEC|EC|Euratom|EKSF)"
_WORD = re.compile(
    r"(?P<word>direktiv(?:et|ets|s|a|er)?|forordning(?:en|a|ens|er|s)?|beslutning(?:en|er|s)?|avgjerd(?:a)?|vedtak(?:et)?|regulation|directive|dir|rekommandasjon)"
    rf"(?![\w])(?P<rest>{GAP}\(?{GAP})",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    rf"(?:\({_UNION}(?:,{GAP}{_UNION})?[)\s-]{GAP}?)?{GAP}(?P<nr>(?:nr|[Nn]o)\.?{GAP})?(?P<one>\d{{1,4}})/{GAP}(?P<two>(?:19|20)\d\d(?=\d{{1,2}}(?!\d))|\d{{1,4}}(?!\d))"
    rf"(?:/{GAP}(?P<union>{_UNION})(?![^\W\d]))?(?!/)"
)
_ALSO = re.compile(rf"(?:,|{GAP}(?:og|eller|samt)){GAP}(?=(?:\({_UNION}\)|nr\.|\d{{1,4}}/\d))")
_CELEX = re.compile(rf"CELEX(?::|{SPACE}|%3A)?(?:nr\.?{SPACE})?(?P<id>[0-9]\d{{4}}[A-Z]{{1,2}}\d{{4}})", re.IGNORECASE)
_LETTERS = {"d": "l", "f": "r", "b": "d", "a": "d", "v": "d", "r": "h"}
_ILO = re.compile(rf"konvensjon(?:en|a)?(?:{GAP}nr\.?{GAP}|{SPACE})(?P<number>\d{{1,3}})(?!\d)", re.IGNORECASE)
_WORD_BACK = re.compile(
    r"(direktiv|forordning|beslutning|avgjerd|vedtak|rekommandasjon)\w{0,4}[\s,]{1,3}$", re.IGNORECASE
)
_NICKNAME = re.compile(r"(?:direktiv(?:et|ets)|forordning(?:en|a|ens)|forordning|direktiv)(?!\w)", re.IGNORECASE)


def _year(digits: str) -> int | None:
    if len(digits) == 2:
        return 1900 + int(digits) if int(digits) >= 50 else None
    return int(digits) if len(digits) == 4 and 1950 <= int(digits) <= 2049 else None


def _order(found: re.Match[str], letter: str) -> tuple[int, int] | None:
    """Year and number of an act, None when neither part can be a year."""
    one, two = found["one"], found["two"]
    first, second = _year(one), _year(two)
    number_first = letter in ("r", "") and (found["nr"] is not None or len(two) == 4)
    if second is not None and (first is None or (number_first and second < 2015 and not (first >= 2015))):
        return second, int(one)
    if first is not None:
        return first, int(two)
    return None


def _letter(word: str | None, found: re.Match[str]) -> str:
    if word:
        return "r" if word.lower().startswith("reg") else _LETTERS[word[0].lower()]
    if found["union"] and not found["nr"]:
        return "l"  # '92/65/EØF': the suffix form without 'nr.' is the directive's
    return "r" if found["nr"] or "(" in found.group() else ""


def _mention(found: re.Match[str], word: str | None, start: int) -> ActMention | None:
    letter = _letter(word, found)
    order = _order(found, letter)
    if order is None:
        return None
    year, number = order
    flags: tuple[str, ...] = ()
    if len(found["two"]) == 4 and found["two"][-1] == "7" and found.string.startswith("EC", found.end()):
        number, flags = number // 10, ("misprint",)  # '2006/1127EC': the slash before the suffix was typed as a 7
    if not letter:
        ids = tuple(f"eu/3{year}{kind}{number:04}" for kind in "lrd")
        return ActMention(start, found.end(), "eu", None, "eu-number", alternatives=ids)
    return ActMention(start, found.end(), "eu", f"eu/3{year}{letter}{number:04}", "eu-number", flags=flags)


def _numbers(source: Source, position: int, word: str | None, start: int) -> Iterator[ActMention]:
    found = _NUMBER.match(source.text, position)
    while found:
        mention = _mention(found, word, start)
        if mention is None:
            return
        yield mention
        also = _ALSO.match(source.text, found.end())
        if also is None:
            return
        found, start = _NUMBER.match(source.text, also.end()), also.end()


def european_at(source: Source, position: int) -> Iterator[ActMention]:
    """The mentions of EU acts whose key word, union mark or CELEX number stands at a position."""
    if found := _CELEX.match(source.text, position):
        yield ActMention(position, found.end(), "eu", f"eu/{found['id'].lower()}", "eu-celex")
        return
    if found := _WORD.match(source.text, position):
        start = word_start(source.text, position)
        start = _institution(source, start)
        numbered = list(_numbers(source, found.end("word") + len(found["rest"].rstrip("(")), found["word"], start))
        numbered = numbered or list(_numbers(source, found.end(), found["word"], start))
        if numbered:
            yield from numbered
            return
        yield from _nickname(source, position)
        return
    yield from _bare(source, position)


_INSTITUTION = re.compile(
    r"(?:(?:Rådets|Kommisjonens|EUs|Rådet sitt)\s|(?:europaparlaments- og |delegert |delegerte ))$", re.IGNORECASE
)


def _institution(source: Source, start: int) -> int:
    before = _INSTITUTION.search(source.text, max(0, start - 30), start)
    return before.start() if before and not before.group().lower().startswith("eus") else start


def _bare(source: Source, position: int) -> Iterator[ActMention]:
    """'(EU) 2016/679' and '92/65/EØF' without a word for their kind."""
    if source.text[position] == "(":
        back = _WORD_BACK.search(source.text, max(0, position - 24), position)
        yield from _numbers(source, position, back.group(1) if back else None, position)
        return
    if source.text[position] == "/":
        start = position
        while (
            start > position - 10 and start > 0 and (source.text[start - 1].isdigit() or source.text[start - 1] == "/")
        ):
            start -= 1
        found = _NUMBER.match(source.text, start) if start < position else None
        back = _WORD_BACK.search(source.text, max(0, start - 24), start)
        if found and found["union"] and (mention := _mention(found, back.group(1) if back else None, start)):
            yield mention


def _nickname(source: Source, position: int) -> Iterator[ActMention]:
    """'personvernforordningen', 'eurovignettdirektivet': known ones by id, others open."""
    ending = _NICKNAME.match(source.low, position)
    start = word_start(source.text, position)
    if ending is None or position - start < 3:
        return
    name = squeeze(source.text[start : ending.end()])
    key = name.lower().removesuffix("s")
    if treaty := treaties().get(key):
        yield ActMention(
            start, ending.end(), "eu", str(treaty["id"]), "eu-name", name, article_base=_article_base(source, treaty)
        )
        return
    if name.lower().startswith(("europaparlaments", "råds", "kommisjons", "gjennomførings", "endrings")):
        return
    if ending.group() in ("forordning", "direktiv") and "EU" not in source.text[max(0, start - 6) : ending.end()]:
        return  # 'kongelig forordning', 'påtaledirektiv': not the Union's unless the text says so
    yield ActMention(start, ending.end(), "eu", f"eu/?/{slug(key)}", "eu-name", name)


@lru_cache(maxsize=1)
def treaties() -> dict[str, dict[str, object]]:
    """The treaties by each of their names."""
    rows = read_data("citation/treaties.toml")["treaty"]
    return {name: row for row in rows for name in row["names"]}


def as_treaty(citation_id: str) -> str:
    """The id of a treaty's article outside Norwegian acts: 'lov/2018-06-15-38/gdpr/a9' is 'eu/32016r0679/a9'."""
    for row in _made_law():
        if citation_id.startswith(str(row["articles_in_acts"])):
            return f"{row['id']}/a{citation_id.removeprefix(str(row['articles_in_acts']))}"
    return citation_id


@lru_cache(maxsize=1)
def _made_law() -> tuple[dict[str, object], ...]:
    return tuple(row for row in read_data("citation/treaties.toml")["treaty"] if "articles_in_acts" in row)


_TREATY_WORD = re.compile(r"[\wæøå-]+")


def treaty_at(source: Source, position: int) -> Iterator[ActMention]:
    """Treaties by their known names 'GDPR', 'EØS-avtalen', 'barnekonvensjonen'; ILO conventions by number."""
    start = word_start(source.text, position)
    while source.low[start].isdigit() and start < position:  # a note's number: '1EØS-avtalen'
        start += 1
    word = _TREATY_WORD.match(source.low, start)
    if word is None:
        return
    if "ilo" in source.low[start:position] and (number := _ILO.match(source.text, position)):
        yield ActMention(start, number.end(), "traktat", f"traktat/ilo-{number['number']}", "treaty-number")
        return
    key = word.group().removesuffix("s")
    begin, end, row = start, word.end(), treaties().get(word.group()) or treaties().get(key)
    if row is not None and len(key) <= 5 and not source.text[start : word.end()].isupper():
        return
    if longer := _longer_name(source, start, word.end()):
        begin, end, row = longer
    if row is None:
        return
    name = squeeze(source.text[begin:end])
    yield ActMention(
        begin, end, str(row["type"]), str(row["id"]), "treaty", name, article_base=_article_base(source, row)
    )


def _longer_name(source: Source, start: int, end: int) -> tuple[int, int, dict[str, object]] | None:
    """A name of several words that begins or ends with the word: 'den europeiske menneskerettskonvensjonen'."""
    for name in _names_with(source.low[start:end]):
        if source.low.startswith(name, start):
            return start, start + len(name), treaties()[name]
        if source.low.endswith(name, 0, end):
            return end - len(name), end, treaties()[name]
    return None


@lru_cache(maxsize=256)
def _names_with(word: str) -> tuple[str, ...]:
    """The names of several words that begin or end with a word, the longest first."""
    names = [name for name in treaties() if " " in name and (name.startswith(f"{word} ") or name.endswith(f" {word}"))]
    return tuple(sorted(names, key=len, reverse=True))


def _article_base(source: Source, row: dict[str, object]) -> str | None:
    """The id under which a treaty's articles are counted: in Norwegian acts that of the act that made them law."""
    base = row.get("articles_in_acts") if source.context.own_act else None
    base = base or row.get("articles")
    return str(base) if base else None
