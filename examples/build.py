"""Build the example corpus from its sources.

Run in the project's root: `python -m examples.build`. The same sources give the same bytes.
All documents, people, parties and places in them are invented.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from examples import pdf, plain, word
from examples.markup import Source, read_source

HERE = Path(__file__).parent
MUNICIPALITY = "Lindhavn kommune"
STATED = ("file", "title", "kind", "issuer", "date", "period", "language", "case", "work")
RENDERERS: dict[str, Callable[[Source], bytes]] = {
    ".pdf": pdf.render,
    ".docx": word.render,
    ".txt": plain.render,
}


def build(sources: Path, corpus: Path) -> list[Path]:
    """Write every document of the corpus, and corpus.toml; the paths written."""
    corpus.mkdir(parents=True, exist_ok=True)
    written = [_build_one(source, corpus) for source in read_sources(sources)]
    listing = corpus / "corpus.toml"
    listing.write_text(corpus_toml(read_sources(sources)), encoding="utf-8")
    return [*written, listing]


def read_sources(folder: Path) -> list[Source]:
    """The sources in order of date and file name."""
    return sorted(map(read_source, folder.glob("*.md")), key=_date_and_file)


def render(source: Source) -> bytes:
    """The document's bytes, in the form its file name asks for."""
    return RENDERERS[Path(source.meta["file"]).suffix](source)


def corpus_toml(sources: list[Source]) -> str:
    """What is known of every document, as `corpus.toml`."""
    tables = ["[[document]]\n" + "".join(_entry(key, source.meta) for key in STATED) for source in sources]
    return "\n".join([f'municipality = "{MUNICIPALITY}"\n', *tables])


def _entry(key: str, meta: dict[str, str]) -> str:
    if key not in meta:
        return ""
    return f"{key} = {meta[key]}\n" if key == "date" else f'{key} = "{meta[key]}"\n'


def _build_one(source: Source, corpus: Path) -> Path:
    path = corpus / source.meta["file"]
    path.write_bytes(render(source))
    return path


def _date_and_file(source: Source) -> tuple[str, str]:
    return source.meta["date"], source.meta["file"]


if __name__ == "__main__":
    for path in build(HERE / "sources", HERE / "corpus"):
        print(path, file=sys.stderr)
