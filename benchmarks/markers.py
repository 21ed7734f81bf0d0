"""Markers counted against commitments: `python benchmarks/markers.py ../shared [--items]`, or any PDF programmes.

Counts in pdfium's raw text, which our reader has no part in, the lines that begin with a bullet, dash, number or letter
between a lead-in ('Fjordvik SV vil:') and the next heading of the file's bookmarks or lead-in, and prints beside it how
many commitments of lists were found, with the ratio; then how many commitments stand on pages of a table of contents.
The bars: within 1 % for each programme, and none. --items lists what only one of the two has.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

from loftespor.extract import Commitment, extract
from loftespor.ingest import Document, PageIndex, read_file

# Some programmes number their lines in the margin: the number stands before the marker.
_LINE_NUMBER = re.compile(r"\s*(?:\d{1,4} )?")
_MARKER = re.compile(
    r"(?:(?P<bullet>[•●▪·–])|(?P<dash>-)|(?P<number>\(?\d{1,2}[.)])|(?P<letter>[a-zæøå]{1,2}\)))\s+(?=\S)"
)
_SPEAKER = re.compile(r"(?:\S+ ){1,6}(?:vil|skal):?", re.IGNORECASE)  # a line of its own: 'Fjordvik SV vil:'
_CONTENTS = re.compile(r"(?:\.{4,}\s*|\bs\. )\d{1,3}\s*$")
_CONTENTS_LINES = 10  # so many such lines make a page one of a table of contents
_SAME = 12  # letters from which an item is known: most first lines have as many


def letters(text: str) -> str:
    """The first letters of a text, by which an item of a page is known in both counts; W for ff (a font) is mended."""
    return re.sub(r"[\W_]", "", text.replace("W", "ff").casefold())[:_SAME]


def raw_pages(path: Path) -> tuple[list[list[str]], frozenset[str]]:
    """The lines of each page as pdfium gives them, without line numbers, and the titles of the bookmarks."""
    pdf = pdfium.PdfDocument(path)
    texts = (page.get_textpage().get_text_range().replace("\ufffe", "") for page in pdf)
    pages = [[_LINE_NUMBER.sub("", line, count=1).strip() for line in text.splitlines()] for text in texts]
    return pages, frozenset(mark.get_title().strip() for mark in pdf.get_toc())


def marked_items(pages: list[list[str]], headings: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The page and words of each line that a marker begins below a lead-in.

    Only markers of the kind that comes first below it count: others are of lists in its items, or dashes of prose.
    """
    kind: str | None = ""  # of the markers that count: '' below a lead-in before its first, None where there is none
    for number, lines in enumerate(pages, start=1):
        for line in lines:
            marker = _MARKER.match(line)
            if marker is not None and kind in ("", marker.lastgroup):
                kind = marker.lastgroup
                yield number, line[marker.end() :]
            elif line in headings:
                kind = None
            elif _SPEAKER.fullmatch(line) or (kind is None and line.endswith(":")):
                kind = ""


def contents_pages(pages: list[list[str]]) -> set[int]:
    """The numbers of the pages that hold a table of contents."""
    return {
        number
        for number, lines in enumerate(pages, start=1)
        if sum(_CONTENTS.search(line) is not None for line in lines) >= _CONTENTS_LINES
    }


def compare(path: Path, *, items: bool) -> None:
    """Print the two counts of a programme, their ratio, and with `items` what only one of them has."""
    pages, headings = raw_pages(path)
    document = read_file(path)
    commitments = extract(document).commitments
    index = PageIndex(document)
    marked = list(marked_items(pages, headings))
    found = [(index.page(c.start), document.text[c.start : c.end]) for c in commitments if c.form == "list"]
    in_contents = in_pages(document, commitments, contents_pages(pages))
    ratio = len(found) / len(marked) if marked else 0.0
    print(f"{path.stem:28} markers {len(marked):5}  commitments of lists {len(found):5}  ratio {ratio:.4f}", end="")
    print(f"  in the table of contents {in_contents}")
    if items:
        for sign, one, other in (("only marked", marked, found), ("only found ", found, marked)):
            for page, text in surplus(one, other):
                print(f"  {sign} p. {page}: {text[:100]}")


def in_pages(document: Document, commitments: tuple[Commitment, ...], pages: set[int]) -> int:
    """How many commitments begin on some pages."""
    index = PageIndex(document)
    return sum(index.page(c.start) in pages for c in commitments)


def surplus(items: list[tuple[int, str]], others: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The items that the others do not have, as often as they lack them."""
    left = Counter((page, letters(text)) for page, text in others)
    for page, text in items:
        if left[page, letters(text)] > 0:
            left[page, letters(text)] -= 1
        else:
            yield page, text


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="PDF files, or the folder that holds programmes/")
    parser.add_argument("--items", action="store_true")
    args = parser.parse_args()
    for given in args.paths:
        for file in sorted(given.glob("programmes/*.pdf")) if given.is_dir() else [given]:
            compare(file, items=args.items)
