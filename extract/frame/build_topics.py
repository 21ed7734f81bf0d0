"""The table of topics, topics.tsv, made from the Los vocabulary.

    python -m loftespor.extract.frame.build_topics LOS.XML

Los is the public sector's vocabulary of services: themes in two levels, and words that lead to them, with the hidden
and alternative labels that people search by. Source: Digdir (psi.norge.no/los), licence NLOD.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

HEADER = (
    "# Topics and the words that lead to them. 'theme': id, name in Bokmål, Nynorsk, English; 'word': label, ids.\n"
    "# Source: Los, the vocabulary of the Norwegian public sector (psi.norge.no/los), Digdir, Norwegian Licence for\n"
    "# Open Government Data (NLOD). Made by extract/frame/build_topics.py.\n"
)
_SPACE = {"los": "urn:fdc:difi.no:2019:data:Skos-1"}
_LABELS = ("PrefLabel", "AltLabel", "HiddenLabel")
_MOST_WORDS = 4  # of a label; longer ones are descriptions
_MOST_THEMES = 2  # a word that leads to more says little about any


def concepts(source: Path) -> dict[str, ElementTree.Element]:
    """The concepts of the vocabulary by their path ('tema/barnehage', 'ord/skoleskyss')."""
    root = ElementTree.parse(source).getroot()  # noqa: S314 -- a file of our own choice, read once by hand
    return {str(found.get("path")): found for found in root.findall("los:Concept", _SPACE)}


def texts(concept: ElementTree.Element, tag: str, *, language: str | None = None) -> list[str]:
    """The texts of a concept's elements of a tag, in one language or in all."""
    found = concept.findall(f"los:{tag}", _SPACE)
    return [(e.text or "").strip() for e in found if language is None or e.get("lang") == language]


def theme_ids(themes: Mapping[str, ElementTree.Element]) -> dict[str, str]:
    """The id of each theme: 'helse-og-omsorg', below it 'helse-og-omsorg/folkehelse'."""
    ids = {}
    for path, theme in themes.items():
        above = texts(theme, "Broader")
        ids[path] = "/".join(p.removeprefix("tema/") for p in (*above, path))
    return ids


def word_rows(words: Mapping[str, ElementTree.Element], ids: Mapping[str, str]) -> Iterator[str]:
    """A row for each label of a word; a label of several themes under one parent leads to the parent."""
    leads: dict[str, set[str]] = defaultdict(set)
    for word in words.values():
        themes = {ids[path] for path in texts(word, "Broader") if path in ids}
        for label in (label for tag in _LABELS for label in texts(word, tag) if label):
            plain = re.sub(r"\s*\([^)]*\)", "", label).strip().casefold()
            if "," not in plain and len(plain) > 2 and len(plain.split()) <= _MOST_WORDS:
                leads[plain] |= themes
    for label, themes in sorted(leads.items()):
        parents = {theme.partition("/")[0] for theme in themes}
        chosen = parents if len(themes) > 1 and len(parents) == 1 else themes
        if 0 < len(chosen) <= _MOST_THEMES:
            yield "\t".join(("word", label, " ".join(sorted(chosen))))


def build(source: Path) -> str:
    """The table as text: themes in the order of their ids, then words in theirs. English labels are left out."""
    found = concepts(source)
    themes = {path: concept for path, concept in found.items() if path.startswith("tema/")}
    words = {path: concept for path, concept in found.items() if path.startswith("ord/")}
    ids = theme_ids(themes)
    rows = []
    for path, id in sorted(ids.items(), key=lambda pair: pair[1]):
        names = [texts(themes[path], "PrefLabel", language=language)[0] for language in ("nb", "nn", "en")]
        rows.append("\t".join(("theme", id, *names)))
    for word in words.values():
        for label in [e for tag in _LABELS for e in word.findall(f"los:{tag}", _SPACE) if e.get("lang") == "en"]:
            word.remove(label)
    return HEADER + "\n".join([*rows, *word_rows(words, ids)]) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("topics.tsv").write_text(build(Path(sys.argv[1])), encoding="utf-8")
