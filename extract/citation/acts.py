"""Mentions of acts and regulations: by date and number, id, short name, full title, or a word like 'lovens'."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loftespor.extract.citation.actname import name_key
from loftespor.extract.citation.grammar import DAY_DATE, GAP, SPACE, iso_date, squeeze
from loftespor.extract.citation.phrase import noun_phrase_end
from loftespor.extract.citation.registry import Choice, by_abbreviation, by_date, by_name, registry
from loftespor.extract.citation.relations import made_under
from loftespor.extract.citation.slug import slug
from loftespor.extract.citation.source import ActMention, Source, begins_word, word_start

STEMS = (
    "lov", "forskrift", "for-1", "for-2", "res.", "resolusjon", "instruks", "vedtekt", "vedtak", "meddelelse",
    "fastsatt",
)  # fmt: skip

_NUMBER = rf"(?:,?{GAP}nr\b\.?{GAP}(?P<number>\d{{1,5}})(?![\d/]))"
_BY_DATE = re.compile(
    r"(?P<kind>lov(?:er|en|a)?|forskrift(?:er|en|a)?|res\.|resolusjon(?:en)?|vedtak|meddelelse|fastsatt)"
    rf"{SPACE}(?:av{SPACE})?(?:den{SPACE})?{DAY_DATE}{_NUMBER}?",
    re.IGNORECASE,
)
_ALSO = re.compile(
    rf"(?P<bracket>\s?\([^()]{{0,80}}\))?(?:,|{GAP}(?:og|samt)){GAP}(?P<kind>(?:lov|forskrift){SPACE})?{DAY_DATE}{_NUMBER}",
    re.IGNORECASE,
)
_TAIL = re.compile(rf"{SPACE}(?:av{SPACE})?{DAY_DATE}(?:{_NUMBER})?", re.IGNORECASE)
_ID = re.compile(r"(?P<kind>LOV|FOR)-(?P<date>\d{4}-\d\d-\d\d)(?:-(?P<number>\d{1,5}))?(?!\d)")
_NAME_END = re.compile(
    r"(?:lov(?:ens|en|as|a|s)?|forskrift(?:ens|en|as|a|s)?|instruks(?:ens|en)?|vedtekt(?:ene)?)(?![\w-])", re.IGNORECASE
)
_YEAR_AFTER = re.compile(
    rf"{SPACE}(?:\((?:av{SPACE})?(?P<year>1[89]\d\d|20\d\d)\)"
    rf"|(?:(?:av|fra|frå){SPACE})?(?P<bare>1[89]\d\d|20\d\d)(?![\d/–-]|\.\d))"
)
_GENERIC = re.compile(r"(?:lov(?:ens|en|as|a)|forskrift(?:ens|en|as|a))(?![\w-])", re.IGNORECASE)
_OWN = re.compile(r"(?:lov(?:en|a)?|forskrift(?:en|a)?)\s+her\b|(?:lov|forskrift)\w{0,3}", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[^\s,;:()\[\]«»\"]+[,]?")
_NUMBERED_NAME = re.compile(r"\b[A-ZÆØÅa-zæøå]{3,5}\s\d\d$")  # 'TEK 17'
_BEFORE = re.compile(r"(\S+)\s+$")
# The words that stand before most '§': none of them is an act.
_NO_ACT = frozenset(
    {"etter", "i", "og", "jf", "jf.", "av", "med", "til", "eller", "for", "enn", "se", "under", "samt", "at", "om"}
)
_BROKEN = re.compile(r"(?<=[a-zæøå])-\n(?!og\b)")
_UNDER = re.compile(r"\bforskrift(?:en|a)?\s{1,4}til\s{1,4}$")
_THREE_WORDS = re.compile(r"(lov|forskrift)(?:en|a)?\s{1,8}([^\s,;:()]{2,4})\s{1,8}([^\s;:()]{1,40})")
_TITLE_THEN_DATE = re.compile(
    rf"(?P<kind>lov|forskrift(?:er)?){SPACE}(?:om|for|til|vedrørende|angående|vedkommende){SPACE}"
    r"(?P<title>(?:(?!\b(?:lov|lova|loven|forskrift|jf|fastsatt)\b)[^§;:()\n.]|\.(?!\s+[A-ZÆØÅ])){3,160}?),?\s"
    rf"(?:av|fra|frå){SPACE}(?:den{SPACE})?{DAY_DATE}{_NUMBER}?",
    re.IGNORECASE,
)
_WORD_APART = re.compile(r"([A-ZÆØÅa-zæøå]{3,20}) $")
_LOST_LIGATURE = re.compile(r"(?<=[a-zæøå])W(?=[a-zæøå])")
# Words before 'lov' that say which act is meant.
_THIS = re.compile(r"(?:\b(denne|dette|denna)|\b(samme|same|nevnte|nemnde))\s+$", re.IGNORECASE)
# Ordinary words and groups of rules that end like a name.
_NO_NAME = re.compile(
    r"(?:til|grunn|natur|jante|u|over|klo|slo|år|ferie|grunnlag)?(?:lov|forskrift)|k[lr]?ø?lova|lova", re.IGNORECASE
)


def _kind(word: str) -> str:
    return "lov" if word.lower().startswith("lov") else "forskrift"


def _dated(found: re.Match[str], kind: str, start: int) -> ActMention | None:
    day = iso_date(found["year"], found["month"], found["day"])
    if day is None:
        return None
    act_id, flags = by_date(kind, day, found["number"])
    # Acts had no number before 1970, and not all of them are in the registry.
    unnumbered = kind == "lov" and day < "1970" and not registry().by_date.get(f"lov/{day}")
    known = found["number"] is not None or unnumbered or act_id in registry().by_date.get(f"{kind}/{day}", ())
    return ActMention(start, found.end(), kind, act_id if known else None, "act-by-date", flags=flags)


def _dates_at(source: Source, position: int) -> Iterator[ActMention]:
    found = _BY_DATE.match(source.text, position)
    if found is None or not _is_notice(source, found):
        return
    kind = _kind(found["kind"])
    while found:
        start = found.start() if found.start() == position else found.start("kind" if found["kind"] else "day")
        if mention := _dated(found, kind, start):
            yield mention
        found = _ALSO.match(source.text, found.end())
        if found and found["bracket"]:
            yield from _in_bracket(source, *found.span("bracket"))
        if found and found["kind"]:
            kind = _kind(found["kind"])


def _is_notice(source: Source, found: re.Match[str]) -> bool:
    """Whether a decision by date and number is one of Norsk Lovtidend: in an act's text, or of a regulation."""
    word = found["kind"].lower()
    if word == "fastsatt":
        before = source.low[max(0, found.start() - 200) : found.start()]
        return found["number"] is not None and "forskrift" in before
    if word in ("vedtak", "meddelelse"):
        return found["number"] is not None and source.context.own_act is not None
    return True


def _in_bracket(source: Source, start: int, end: int) -> Iterator[ActMention]:
    """The acts that stand in brackets between the dates of a list: '(i kraft etter res. 30 okt 2009 nr. 1324)'."""
    for found in _BY_DATE.finditer(source.text, start, end):
        if mention := _dated(found, _kind(found["kind"]), found.start()):
            yield mention


def _title_at(source: Source, position: int) -> ActMention | None:
    """An act named by its full title, the longest that is known."""
    head = _THREE_WORDS.match(source.low, position)
    if head is None:
        return None
    first, second, third = head.groups()
    counts = registry().lengths.get(f"{first} {second} {third.rstrip('.,')}", ())
    counts = counts or registry().lengths.get(f"{first} {second} {third}", ())
    if not counts:
        return None
    spans = _TITLE_WORD.finditer(source.low, position, position + 240)
    words = [(found.group(), found.end()) for found in spans]
    for count in counts:
        if count > len(words):
            continue
        name = " ".join([first, *(word for word, _ in words[1:count])]).rstrip(",.")
        if choice := by_name(name, source.context.date):
            end = words[count - 1][1]
            while source.text[end - 1] in ",.":
                end -= 1
            return _with_date(source, _named(source, position, end, choice, "act-title"))
    return None


def _title_with_date(source: Source, position: int) -> ActMention | None:
    """'Lov om rasjonering av kraft av 9. juli 1948 nr. 10': a title that is not in the registry, and the act's date."""
    found = _TITLE_THEN_DATE.match(source.text, position)
    mention = _dated(found, _kind(found["kind"]), position) if found else None
    return mention if mention and mention.id else None


def _named(source: Source, start: int, end: int, choice: Choice, rule: str) -> ActMention:
    kind = choice.id.split("/")[0] if choice.id else choice.alternatives[0].split("/")[0]
    name = squeeze(source.text[start:end])
    return ActMention(start, end, kind, choice.id, rule, name, alternatives=choice.alternatives)


def _word(source: Source, start: int, end: int) -> str:
    """The words between two offsets as one name: line-end hyphens joined, a broken ligature repaired."""
    word = source.text[start:end]
    if "\n" in word:
        word = _BROKEN.sub("", word)
    return _LOST_LIGATURE.sub("ff", word) if "W" in word else word


def _lost_ligature(source: Source, start: int, end: int) -> ActMention | None:
    """'stra elovens': a name whose ligature the file lost, and which is an act's name with it."""
    before = _WORD_APART.search(source.text, max(0, start - 24), start)
    if before is None:
        return None
    for ligature in ("ff", "fi", "fl", "ffi"):
        if choice := by_name(before.group(1) + ligature + source.text[start:end], source.context.date):
            mention = _named(source, before.start(1), end, choice, "act-name")
            return replace(mention, flags=("ligature",))
    return None


def _regulation_under(source: Source, mention: ActMention | None) -> ActMention | None:
    """'forskrift til vareførselsloven' is a regulation under the act, one whose own name the text does not give."""
    before = _UNDER.search(source.low, max(0, mention.start - 24), mention.start) if mention else None
    if mention is None or before is None:
        return mention
    name = squeeze(source.text[before.start() : mention.end])
    known = by_name(f"{name_key(mention.name or '').removesuffix('loven')}forskriften", source.context.date)
    if known and known.id and mention.id and made_under(known.id) == mention.id:
        return ActMention(before.start(), mention.end, "forskrift", known.id, "act-under", name)
    return ActMention(before.start(), mention.end, "forskrift", f"forskrift/?/{slug(name)}", "act-unknown", name)


def _short_name(source: Source, start: int, end: int) -> tuple[int, Choice] | None:
    """The longest known name that ends here, looking back over the words of names like 'plan- og bygningsloven'."""
    word = _word(source, start, end)
    starts = [start]
    for _ in range(registry().last_words.get(name_key(word), 1) - 1):
        before = _BEFORE.search(source.text, max(0, starts[-1] - 60), starts[-1])
        if before is None:
            break
        starts.append(before.start(1))
    for begin in reversed([_unwrapped(source.text, begin) for begin in starts]):
        if choice := by_name(_word(source, begin, end), source.context.date):
            return begin, choice
    return None


def _unwrapped(text: str, start: int) -> int:
    """The start of a word without the bracket or quotation mark before it."""
    while text[start] in '(«"“[':
        start += 1
    return start


def _name_at(source: Source, position: int) -> ActMention | None:
    ending = _NAME_END.match(source.low, position)
    if ending is None:
        return None
    start = word_start(source.text, position)
    if found := _short_name(source, start, ending.end()):
        mention = _named(source, found[0], ending.end(), found[1], "act-name")
        if _LOST_LIGATURE.search(source.text, found[0], ending.end()):
            mention = replace(mention, flags=("ligature",))
        return _of_year(source, mention) or _with_date(source, mention)
    word = source.low[start : ending.end()]
    if start == position and (apart := _written_apart(source, start, ending.end())):
        return apart
    if mended := _lost_ligature(source, start, ending.end()):
        return mended
    if start == position or position - start < 4 or ending.group() in ("lov", "lovs", "forskrift", "forskrifts"):
        return None
    if _NO_NAME.fullmatch(word) or ending.group().startswith(("instruks", "vedtekt")):
        return None
    kind = _kind(ending.group())
    end = _with_subject(source, ending.end())
    name = squeeze(source.text[start:end])
    unknown = ActMention(start, end, kind, f"{kind}/?/{slug(name_key(name))}", "act-unknown", name)
    return _with_date(source, unknown)


def _written_apart(source: Source, start: int, end: int) -> ActMention | None:
    """'AFP loven': a name with an abbreviation whose hyphen was left out."""
    before = _BEFORE.search(source.text, max(0, start - 20), start)
    if before is None or not before.group(1)[-1:].isupper():
        return None
    choice = by_name(f"{before.group(1).lstrip('(')}-{source.text[start:end]}", source.context.date)
    return _named(source, before.start(1), end, choice, "act-name") if choice else None


def _with_subject(source: Source, end: int) -> int:
    """The end of an unknown act's name with what it is for: 'unntaksloven for kystkommuner'."""
    if not source.low.startswith(" for ", end):
        return end
    subject = noun_phrase_end(source.text, end + 5, most=1)
    return subject if subject > end + 9 else end


def _of_year(source: Source, mention: ActMention) -> ActMention | None:
    """'straffeloven (1902)': of the acts with one name the one of that year."""
    year = _YEAR_AFTER.match(source.text, mention.end)
    if year is None:
        return None
    given = year["year"] or year["bare"]
    of_year = [i for i in (mention.id, *mention.alternatives) if i and i.split("/")[1].startswith(given)]
    if len(of_year) != 1:
        return None
    return ActMention(mention.start, year.end(), mention.type, of_year[0], "act-of-year", mention.name)


def _with_date(source: Source, mention: ActMention) -> ActMention:
    """A name followed by its date 'alkoholloven av 2. juni 1989 nr. 27' is one mention, and the date decides."""
    tail = _TAIL.match(source.text, mention.end)
    if tail is None or (tail["number"] is None and not re.match(r"\s+av\s", tail.group())):
        return mention
    dated = _dated(tail, mention.type, mention.start)
    if dated is None or dated.id is None:
        return mention
    return ActMention(mention.start, tail.end(), mention.type, dated.id, "act-by-date", mention.name, dated.flags)


def _word_for_act(source: Source, position: int) -> ActMention | None:
    """'denne lov', 'lova her', 'samme lov', 'lovens': words for an act that is named elsewhere."""
    generic = _GENERIC.match(source.low, position)
    this = _THIS.search(source.low, max(0, position - 12), position)
    own = _OWN.match(source.low, position)
    if own is None or (generic is None and this is None):
        return None
    kind = _kind(own.group())
    if this is not None:
        return ActMention(this.start(), own.end(), kind, None, "own" if this.group(1) else "same")
    if own.group().endswith("her"):
        return ActMention(position, own.end(), kind, None, "own")
    return ActMention(position, own.end(), kind, None, "enabling")


def acts_at(source: Source, position: int) -> Iterator[ActMention]:
    """The mentions of acts whose key word stands at a position; several when dates are listed."""
    if begins_word(source.text, position) or source.text[position - 1].isdigit():  # a note's number: '1Lov 18 aug'
        dated = list(_dates_at(source, position))
        if dated:
            yield from dated
            return
        if found := _ID.match(source.text, position):
            kind = "lov" if found["kind"] == "LOV" else "forskrift"
            number = f"-{int(found['number'])}" if found["number"] else ""
            yield ActMention(position, found.end(), kind, f"{kind}/{found['date']}{number}", "act-id")
            return
    mention = None
    if begins_word(source.text, position):
        mention = _title_at(source, position) or _title_with_date(source, position)
    mention = mention or _regulation_under(source, _name_at(source, position))
    if mention is None and begins_word(source.text, position):
        mention = _word_for_act(source, position)
    if mention is not None:
        yield mention


def act_before(source: Source, position: int) -> ActMention | None:
    """The act named right before a '§' by an abbreviation 'pbl.' or a name without a key word, 'trafikkreglene'."""
    end = position
    while end > 0 and source.text[end - 1].isspace() and position - end < 8:
        end -= 1
    start = max(source.low.rfind(" ", max(0, end - 40), end) + 1, 0)
    word = source.text[start:end].rstrip(",")
    while word[:1] and word[0] in '(«"[“':
        start, word = start + 1, word[1:]
    if word.lower() in _NO_ACT:
        return None
    if word.isdigit() and (numbered := _NUMBERED_NAME.search(source.text, max(0, start - 12), start + len(word))):
        start, word = numbered.start(), numbered.group()
    if not word or not word[0].isalpha():
        return None
    if found := by_abbreviation(word, source.context.date):
        return _named(source, start, start + len(word), found, "act-abbreviation")
    if found := by_name(word, source.context.date):
        return _named(source, start, start + len(word), found, "act-name")
    return None
