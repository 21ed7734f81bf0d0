"""Addresses in text: joined where a line end broke them, read to canonical ids where they carry one.

A line end joins only after a character that cannot end an address ('-', '/', '_', '=', '&', '%', '?', '.'); nothing is
de-hyphenated. Addresses of the government, the Storting and Lovdata name the document that they lead to.
"""

import re
from collections.abc import Iterator

from loftespor.extract.citation.source import Source
from loftespor.extract.records import Citation

STEMS = ("http://", "https://", "www.", ".no/", ".com/", ".org/", ".eu/", "doi.org/", "doi:", "doi 10")

# Nobody prints longer addresses; without a bound a text of brackets would cost its square.
_PIECE = re.compile(r"[^\s<>\"«»“”|\\^`{}\u00ad]{1,1500}")
# After a slash the address may be at its end: what follows must look like a path, not like a word of the sentence.
_JOIN = re.compile(
    r"(?:(?<=[-_=&%?])|(?<=/)(?=\s*\n\s*[A-Za-z0-9.~]*[-/_=%]))\s{0,8}\n\s{0,8}(?=[a-z0-9%?&=._-])(?!\d{1,3}\s|https?:|www\.)"
)
_SPACED = re.compile(r"(?<=[a-z0-9]-)\s(?=\d[\d-]*[-/]|\d+/)")
_HOST_BACK = re.compile(r"[a-zA-Z0-9.-]+(?:-\s{0,2}\n\s{0,2}[a-zA-Z0-9.-]+)?$")
_DOI = re.compile(r"doi(?:\.org/|:\s?|\s)(?P<doi>10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)
_CANONICAL = (
    (re.compile(r"/(?P<s>meld\.?-?st)\.?-(?P<n>\d+)-(?P<a>\d{4})-?(?P<b>\d{4})"), "meld-st/{a}-{b}/{n}"),
    (re.compile(r"/prop\.?-(?P<n>\d+)-(?P<l>ls|l|s)-(?P<a>\d{4})-?(?P<b>\d{4})"), "prop/{a}-{b}/{n}-{l}"),
    (re.compile(r"/nou-?\s?-?(?P<a>\d{4})-\s?(?P<n>\d+)(?P<l>[a-z]?)/"), "nou/{a}/{n}{l}"),
    (re.compile(r"/inns-(?P<s>\d{6})-(?P<n>\d+)(?P<l>ls|l|s)\b"), "innst/{session}/{n}-{l}"),
    (re.compile(r"/dok(?P<d>\d+)-(?P<s>\d{6})-(?P<n>\d+)(?P<l>ls|l|s)\b"), "dok/{session}/{d}:{n}-{l}"),
    (
        re.compile(r"lovdata\.no/eli/(?P<t>lov|forskrift)/(?P<y>\d{4})/(?P<m>\d\d)/(?P<day>\d\d)/(?P<n>\d+)"),
        "{t}/{y}-{m}-{day}-{n}",
    ),
    (
        re.compile(r"lovdata\.no/all/hl-(?P<y>\d{4})(?P<m>\d\d)(?P<day>\d\d)-(?P<n>\d+)\.html(?:#(?P<p>\d[\w-]*))?"),
        "lov/{y}-{m}-{day}-{n}{place}",
    ),
    (
        re.compile(r"lovdata\.no/(?:dokument/\w+/)?(?P<t>lov|forskrift)/(?P<d>\d{4}-\d\d-\d\d(?:-\d+)?)(?:/§(?P<p>[\w-]+))?"),
        "{t}/{d}{place}",
    ),
    (re.compile(r"CELEX(?::|%3A)(?P<n>\d{5}[A-Z]{1,2}\d{4})", re.IGNORECASE), "eu/{n}"),
    (re.compile(r"/doi/(?:abs/|full/|pdf/)?(?P<n>10\.\d{4,9}/[^\s?#]+)"), "doi/{n}"),
    (re.compile(r"doi\.org/(?P<n>10\.\d{4,9}/[^\s?#]+)"), "doi/{n}"),
)  # fmt: skip


def canonical(address: str) -> str | None:
    """The id of the document an address leads to, None when the address does not say."""
    for pattern, template in _CANONICAL:
        if found := pattern.search(address):
            parts = {key: value or "" for key, value in found.groupdict().items()}
            if "n" in parts and parts["n"].isdigit():
                parts["n"] = str(int(parts["n"]))
            if "s" in parts and parts["s"].isdigit():
                start = int(parts["s"][:4])
                parts["session"] = f"{start}-{start + 1}"
            parts["place"] = f"/§{parts['p']}" if parts.get("p") else ""
            filled = template.format(**parts)
            return filled.lower() if filled.startswith("eu/") else filled
    return None


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
