"""What a Word file says of itself beside its text: the title somebody gave it, and the language it states."""

from collections.abc import Iterator, Sequence

from loftespor.ingest.drafts import Draft
from loftespor.ingest.language import read_languages
from loftespor.ingest.lines import clean_line, joined
from loftespor.ingest.metadata.fields import Property
from loftespor.ingest.word.parts import Package, relations_of
from loftespor.ingest.word.styles import untitled

_SOURCE = "Word properties"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_LONGEST_TITLE = 300
_LANGUAGES = {"nb": "nb", "no": "nb", "nn": "nn"}


def properties_of(package: Package, drafts: Sequence[Draft]) -> Iterator[Property]:
    """The title and language in a file's properties.

    Its author, company and times are those of the file or of its template, not of the document. The language that
    is stated is often the template's: it counts only where the words do not say otherwise.
    """
    named = (r.target for r in relations_of(package.parts, "").values() if r.kind == "core-properties")
    name = next((target for target in named if target in package.parts.names), "docProps/core.xml")
    root = package.parts.root(name)
    if root is None:
        return
    title = clean_line(root.findtext(f"{_DUBLIN_CORE}title") or "").text
    if title and is_title(title):
        yield Property("title", title, _SOURCE)
    stated = (root.findtext(f"{_DUBLIN_CORE}language") or "").strip().lower()
    language = _LANGUAGES.get(stated.split("-")[0].split("_")[0])
    if language is not None and not _speaks_against(language, drafts):
        yield Property("language", language, _SOURCE)


def is_title(text: str) -> bool:
    """Whether somebody gave a file this title: it is no program's, template's or file's name."""
    return len(text) <= _LONGEST_TITLE and not any(pattern.fullmatch(text.strip()) for pattern, _ in untitled())


def _speaks_against(language: str, drafts: Sequence[Draft]) -> bool:
    languages = read_languages()
    evidence = sum(
        languages.evidence(joined(lines)) for draft in drafts for lines in (draft.lines, *draft.cells) if lines
    )
    return evidence > 0 if language == "nb" else evidence < 0
