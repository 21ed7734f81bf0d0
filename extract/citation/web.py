"""Addresses in text: joined where a line end broke them, read to canonical ids where they carry one (addresses.toml).

A line end joins only after a character that cannot end an address ('-', '/', '_', '=', '&', '%', '?', '.'); nothing is
de-hyphenated. Addresses of the government, the Storting and Lovdata name the document that they lead to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from loftespor.extract.citation.grammar import session_years
from loftespor.extract.citation.source import Source, begins_word
from loftespor.extract.data_file import read_data
from loftespor.extract.records import Citation

STEMS = ("http://", "https://", "www.", ".no/", ".com/", ".org/", ".eu/", "doi.org/", "doi:", "doi 10", "10.1", "10.2",
         "10.3", "10.4", "10.5", "10.7")  # fmt: skip

# Nobody prints longer addresses; without a bound a text of brackets would cost its square.
_PIECE = re.compile(r"[^\s<>\"«»“”|\\^`{}\u00ad]{1,1500}")
# After a slash the address may be at its end: what follows must look like a path, not like a word of the sentence.
_JOIN = re.compile(
    r"(?:(?<=[-_=&%?])|(?<=%[0-9A-Fa-f])|(?<=/)(?=\s*\n\s*[A-Za-z0-9.~]*[-/_=%])"
    r"|(?<=\.)(?=\s{0,8}\n\s{0,8}(?:pdf|html?|aspx|php|no|com|org|eu)\b(?!\s+[a-z])))\s{0,8}\n\s{0,8}(?=[a-z0-9%?&=._-])(?!\d{1,3}\s|https?:|www\.)"
)
_SPACED = re.compile(r"(?<=[a-z0-9]-)\s(?=\d[\d-]*[-/]|\d+/)")
_HOST_BACK = re.compile(r"[a-zA-Z0-9.-]+(?:-\s{0,2}\n\s{0,2}[a-zA-Z0-9.-]+)?$")
# Without 'doi' a number must have letters in it: tariff codes '08.10.1023/1024' look the same.
_BARE_DOI = re.compile(r"(?<![\d.])10\.\d{4,5}/(?=[\w.()-]{0,40}[A-Za-z])[\w.()/-]{3,80}[A-Za-z0-9]")
_DOI = re.compile(r"doi(?:\.org/|:\s?|\s)(?P<doi>10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """A row of addresses.toml."""

    pattern: re.Pattern[str]
    template: str


@lru_cache(maxsize=1)
def _addresses() -> tuple[Address, ...]:
    rows = read_data("citation/addresses.toml")["address"]
    return tuple(Address(re.compile(row["pattern"]), row["id"]) for row in rows)


def canonical(address: str) -> str | None:
    """The id of the document an address leads to, None when the address does not say."""
    plain = unquote(address)
    for row in _addresses():
        if (found := row.pattern.search(plain)) and (parts := _parts(found)):
            cite_id = row.template.format(**parts)
            return cite_id.lower() if cite_id.startswith(("eu/", "dom/")) else cite_id
    return None


def _parts(found: re.Match[str]) -> dict[str, str] | None:
    """The groups, and what is computed from them; None when the two years are no session."""
    groups = {key: value or "" for key, value in found.groupdict().items()}
    number = groups.get("n", "")
    parts = {**groups, "number": str(int(number)) if number else "", "padded": number.zfill(4)}
    parts["letter"] = f"-{groups['l']}" if groups.get("l") else ""
    parts["place"] = f"/§{groups['section']}" if groups.get("section") else ""
    if groups.get("chapter"):
        parts["place"] = f"/kap{groups['chapter'].lower()}"
    first, second = (
        (groups["s"][:4], groups["s"][4:]) if groups.get("s") else (groups.get("a", ""), groups.get("b", ""))
    )
    if second:
        years = session_years(first, second)
        if years is None:
            return None
        parts["session"] = f"{years[0]}-{years[1]}"
    return parts


def _end(text: str, start: int) -> int:
    """Where the address that begins at a position ends."""
    piece = _PIECE.match(text, start)
    end = piece.end() if piece else start
    for _ in range(6):
        gap = _JOIN.match(text, end) or _SPACED.match(text, end)
        piece = _PIECE.match(text, gap.end()) if gap else None
        if piece is None:
            break
        end = piece.end()
    return start + len(_stripped(text[start:end]))


def _stripped(address: str) -> str:
    """The address without the marks of the sentence after it; a bracket that it opened itself stays."""
    surplus = {")": address.count(")") - address.count("("), "]": address.count("]") - address.count("[")}
    end = len(address)
    while end and (address[end - 1] in ".,;:!?'*" or surplus.get(address[end - 1], 0) > 0):
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]


def _cut_markdown(text: str, start: int, end: int) -> int:
    """The end before a bracket that closes what was opened before the address."""
    depth = 0
    for index in range(start, end):
        depth += text[index] == "("
        depth -= text[index] == ")"
        if depth < 0:
            return index
    return end


def addresses_at(source: Source, position: int, stem: str) -> Iterator[Citation]:
    """The address whose scheme, 'www.' or host ending stands at a position."""
    if stem.startswith("doi") and (found := _DOI.match(source.text, position)):
        end = found.end() - len(found["doi"]) + len(found["doi"].rstrip(".,;)"))
        yield Citation(position, end, "url", "url", "doi", f"doi/{source.text[found.start('doi') : end]}")
        return
    if stem.startswith("10."):
        if (bare := _BARE_DOI.match(source.text, position)) and begins_word(source.text, position):
            yield Citation(position, bare.end(), "url", "url", "doi", f"doi/{bare.group()}")
        return
    start = position
    if stem.startswith("."):
        host = _HOST_BACK.search(source.text, max(0, position - 70), position)
        if host is None or "." in host.group()[:1]:
            return
        start = host.start()
    if start and source.text[start - 1].isalnum():
        return
    end = _cut_markdown(source.text, start, _end(source.text, start))
    if end - start < 6 or stem.startswith("doi"):
        return
    address = re.sub(r"\s+", "", source.text[start:end])
    full = address if address.startswith("http") else f"https://{address}"
    cite_id = canonical(full) or f"url/{full}"
    yield Citation(start, end, "url", "url", "address", cite_id, url=full)
