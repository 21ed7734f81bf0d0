"""How fast citations are found, and whether time grows with length alone: `make bench-cite SHARED=../shared`.

Prints, for the text of a budget proposition and of five programmes as pdfium gives it, how many characters a second are
searched and what ten times the text costs; beside each, eyecite with its default tokenizer on an English text of the
same length that cites as often. Then what `import loftespor.extract.citation` costs beyond an empty Python. Without
SHARED two built texts are measured. Everything in one thread, in processor time, the best of five.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sized
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

import pypdfium2 as pdfium

from loftespor.extract.citation import find_citations

DENSE = (
    "Departementet viser til Meld. St. 11 (2018–2019) og Innst. 40 S (2019–2020). Etter plan- og bygningsloven § 12-4 "
    "første ledd og §§ 20-1 til 20-3 skal kommunen, jf. byrådssak 31/20, bevilge 2,4 mill. kroner innen 2027.\n"
)
PROSE = (
    "Kommunen arbeider for at flere barn skal lære å svømme. Skolene får tid til opplæringen, og lærerne får kurs. "
    "Hallene åpnes i helgene, og idrettslagene låner utstyr. Ordføreren takket alle som hadde hjulpet til i år.\n"
)
# Invented parties and cases. Paragraphs with six citations and without any, mixed until citations are as frequent as
# in the Norwegian text.
CITED = (
    "The county contends that the permit lapsed when the quarry changed hands. We disagree. A permit that runs with "
    "the land binds whoever holds it. Aldermark v. Pinecrest Water Dist., 512 F.3d 1104, 1109 (9th Cir. 2008). Nor "
    "does the silence of the statute help the county, since silence has never been read as leave to revoke. See 16 "
    "U.S.C. § 1536. The hearing officer found that notice was mailed, but to an address that the owner had left. Id. "
    "at 1111. What is due depends on what was known. Thornbury v. Castellane, 431 U.S. 209, 214 (1977); Aldermark, 512 "
    "F.3d at 1112. The judgment is reversed. Id.\n"
)
PLAIN = (
    "The quarry lies east of the village and has been worked since the railway came. Its owners kept good books, and "
    "the neighbors seldom complained before the second crusher was set up. The county then asked for a study of dust "
    "and noise, which took most of a year. When the study was done the land had been sold, and nobody told the new "
    "owner what it said. At the hearing three witnesses spoke of the road, which the trucks had worn down, and one of "
    "the well on the lower farm. The officer visited the place and wrote down what he saw, and the parties agreed to "
    "most of it before the court was asked.\n"
)
_CITATIONS = 6
_ROUNDS = 5
_DENSE_BAR, _BAR, _TEN_BAR, _IMPORT_BAR = 3.0, 10.0, 12.0, 0.3


def seconds(work: Callable[[], Sized], *, rounds: int = _ROUNDS) -> tuple[float, int]:
    """The least processor time of some rounds of work, and how many things it gives."""
    times = []
    count = 0
    for _ in range(rounds):
        begun = time.process_time()
        count = len(work())
        times.append(time.process_time() - begun)
    return min(times), count


def report(name: str, text: str, *, bar: float | None = None) -> None:
    """Print the speed on a text, what ten times its length costs, and eyecite's speed on as much English."""
    once, count = seconds(lambda: find_citations(text))
    ten, _ = seconds(lambda: find_citations(text * 10), rounds=2)
    speed = len(text) / once / 1e6
    ratio = f", {speed / bar:.2f} times the bar of {bar:.0f} (should be at least 1)" if bar else ""
    print(f"{name:12} {speed:6.2f} million characters/s{ratio}")
    print(f"{'':12} {count} citations, one in {len(text) // max(count, 1)} characters", end="")
    print(f"; ten times the text {ten / once:.1f} times the time (should be at most {_TEN_BAR:.0f})", flush=True)
    if find_spec("eyecite"):
        beside(speed, english(len(text), citations=count))


def english(length: int, *, citations: int) -> str:
    """An English text of a length with about as many citations, evenly spread."""
    paragraphs = length // len(CITED) + 1
    cited = min(paragraphs, citations // _CITATIONS)
    marks = [(index + 1) * cited // paragraphs > index * cited // paragraphs for index in range(paragraphs)]
    return "".join(CITED if mark else PLAIN for mark in marks)[:length]


def beside(speed: float, text: str) -> None:
    """Print how fast eyecite reads an English text: its default tokenizer alone, and all of it."""
    from eyecite import get_citations
    from eyecite.tokenizers import default_tokenizer

    get_citations(CITED)  # reads its tables
    alone, _ = seconds(lambda: default_tokenizer.tokenize(text), rounds=1)
    whole, count = seconds(lambda: get_citations(text, tokenizer=default_tokenizer), rounds=1)
    tokens, theirs = len(text) / alone / 1e6, len(text) / whole / 1e6
    print(f"{'':12} eyecite on English: tokenizer {tokens:.2f}, all of it {theirs:.2f} million characters/s", end="")
    print(f", {count} citations; ours is {speed / tokens:.0f} and {speed / theirs:.0f} times as fast", flush=True)


def report_import() -> None:
    """Print what the import costs in a process of its own, beyond what an empty Python costs."""
    empty, imported = started("pass"), started("import loftespor.extract.citation")
    print(f"{'import':12} {imported - empty:6.3f} s, with the start of Python {imported:.3f} s ", end="")
    print(f"(should be under {_IMPORT_BAR})")


def started(code: str) -> float:
    """The least processor time of a Python process that runs some code."""
    times = []
    for _ in range(_ROUNDS):
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = getrusage(RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


def raw_text(path: Path) -> str:
    """The text of a PDF as pdfium gives it, page by page."""
    document = pdfium.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def main() -> None:
    """Measure the documents beside the checkout, or the built texts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", help="the folder that holds budget/ and programmes/")
    shared = parser.parse_args().shared
    find_citations(DENSE)  # reads the data files
    if shared is None:
        report("dense", DENSE * 300)
        report("prose", PROSE * 600)
    else:
        report("prop_1_ls", raw_text(shared / "budget" / "prop_1_ls.pdf"), bar=_DENSE_BAR)
        for path in sorted(shared.glob("programmes/*.pdf")):
            report(path.stem[:12], raw_text(path), bar=_BAR)
    if not find_spec("eyecite"):
        print("eyecite is not installed: `make bench-cite` puts its speed beside each.")
    report_import()


if __name__ == "__main__":
    main()
