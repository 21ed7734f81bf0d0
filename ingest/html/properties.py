"""What a web page says of itself beside its text: title, day, address, language, who publishes it."""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from loftespor.ingest.html.main import Parts
from loftespor.ingest.html.names import effects, phrase
from loftespor.ingest.html.sizes import said
from loftespor.ingest.html.tree import Attributes, Node, Page
from loftespor.ingest.language import read_languages
from loftespor.ingest.metadata.dates import read_date
from loftespor.ingest.metadata.fields import Property

# The keys of meta elements, most certain first.
_DATES = ("article:published_time", "dc.date", "dcterms.date", "dc.date.issued", "dcterms.issued", "datepublished")
_ISSUERS = ("dc.creator", "dcterms.creator", "dc.publisher", "dcterms.publisher", "publisher", "og:site_name", "author")
_LANGUAGES = {"nb": "nb", "nn": "nn", "nb-no": "nb", "nn-no": "nn", "no": "nb", "no-no": "nb"}
_SEPARATORS = (" - ", " – ", " — ", " | ", " • ", " :: ", " · ", " » ")
_SHORT_BLOCK = 200
_MOST_BLOCKS = 60
_LONGEST = 500


def base_address(page: Page, saved_from: str) -> str:
    """The address that a page's links are relative to; nothing where it does not say."""
    own = next((value for value, _ in _addresses(page, saved_from)), "")
    stated = next((a.get("href", "") for tag, a in page.head if tag == "base" and a.get("href")), "")
    try:
        return urljoin(own, stated.strip())
    except ValueError:  # a broken host
        return own


def properties_of(page: Page, parts: Parts, *, saved_from: str, text: str) -> tuple[Property, ...]:
    """What a page says of itself; `saved_from` is the address that a browser wrote into the file when it saved it,
    `text` are the words of its blocks.
    """
    stated = _stated(page)
    found = [
        *(Property("title", title, source) for title, source in _titles(page, stated)),
        *(Property("date", day, source) for day, source in _dates(page, parts, stated)),
        *(Property("url", address, source) for address, source in _addresses(page, saved_from)),
        *(Property("language", language, source) for language, source in _languages(page, text)),
        *(Property("issuer", stated[key], f"HTML meta {key}") for key in _ISSUERS if _is_name(stated.get(key, ""))),
    ]
    first: dict[str, Property] = {}
    for each in found:
        first.setdefault(each.field, each)
    return tuple(first.values())


def _stated(page: Page) -> dict[str, str]:
    """What the page's meta elements state, by their keys in small letters."""
    stated: dict[str, str] = {}
    for tag, attributes in page.head:
        key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        value = " ".join(attributes.get("content", "").split())
        if tag == "meta" and key and value and len(value) <= _LONGEST:
            stated.setdefault(key.strip().lower(), value)
    return stated


def _titles(page: Page, stated: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    site = stated.get("og:site_name", "")
    for value, source in ((stated.get("og:title", ""), "HTML meta og:title"), (page.title[:_LONGEST], "HTML title")):
        title = _without_site(value, site)
        if title and title != site:
            yield title, source


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site at its end or beginning."""
    for separator in _SEPARATORS:
        if site and title.endswith(separator + site):
            return title[: -len(separator + site)].strip()
        if site and title.startswith(site + separator):
            return title[len(site + separator) :].strip()
    return title.strip()


def _dates(page: Page, parts: Parts, stated: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key in _DATES:
        if read_date(stated.get(key, "")):
            yield stated[key], f"HTML meta {key}"
    blocks = 0
    for node in _main_nodes(page, parts):
        if node.tag == "time" and _is_publication(node):
            day = node.attributes.get("datetime", "").strip() or said(node)
            if read_date(day):
                yield day, "HTML time"
        if node.is_block and parts.sizes.of(node).text and parts.sizes.is_short(node, _SHORT_BLOCK):
            blocks += 1
            found = phrase(said(node), effect="date") if blocks <= _MOST_BLOCKS else None
            if found and read_date(found["day"]):
                yield found["day"], "page 1"


def _main_nodes(page: Page, parts: Parts) -> Iterator[Node]:
    for number in sorted(parts.main):
        yield from (page.nodes[n] for n in range(number, parts.sizes.last[number] + 1))


def _is_publication(node: Node) -> bool:
    """Whether a time element is the page's day: it says so, or its class or that of what holds it does."""
    names = " ".join(
        f"{near.attributes.get('class', '')} {near.attributes.get('itemprop', '')}"
        for near in (node, node.parent)
        if near is not None
    )
    return "pubdate" in node.attributes or "day" in effects(names)


def _addresses(page: Page, saved_from: str) -> Iterator[tuple[str, str]]:
    links = [(a.get("href", ""), "HTML link canonical") for tag, a in page.head if tag == "link" and _is_own(a)]
    metas = [(a.get("content", ""), "HTML meta og:url") for _, a in page.head if a.get("property", "") == "og:url"]
    for address, source in (*links, *metas, (saved_from, "HTML comment 'saved from url'")):
        if address.strip().lower().startswith(("http://", "https://")) and len(address) <= _LONGEST:
            yield address.strip(), source


def _is_own(attributes: Attributes) -> bool:
    return "canonical" in attributes.get("rel", "").lower().split()


def _languages(page: Page, text: str) -> Iterator[tuple[str, str]]:
    """The language that the page states, unless its words are of the other: templates seldom know."""
    stated = next((n.attributes.get("lang", "") for n in page.nodes[:3] if n.tag == "html"), "").strip().lower()
    language = _LANGUAGES.get(stated.replace("_", "-"))
    evidence = read_languages().evidence(text)
    if language and (evidence == 0 or (evidence > 0) == (language == "nn")):
        yield language, "HTML lang"


def _is_name(value: str) -> bool:
    return (
        bool(value) and "://" not in value and len(value) <= 120 and value.casefold() not in ("admin", "administrator")
    )
