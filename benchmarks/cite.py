"""How fast citations are found, and whether time grows with length alone.

    python benchmarks/cite.py [FILE …]

Reads the given text files, or a built text of laws and municipal prose when none is given, and prints characters a
second and the ratio of the times for ten times the text and for the text. The bar: 3 million characters a second, 12.
"""

import sys
import time
from pathlib import Path

from loftespor.extract.citation import find_citations

DENSE = (
    "Departementet viser til Meld. St. 11 (2018–2019) og Innst. 40 S (2019–2020). Etter plan- og bygningsloven § 12-4 "
    "første ledd og §§ 20-1 til 20-3 skal kommunen, jf. byrådssak 31/20, bevilge 2,4 mill. kroner innen 2027.\n"
)
PROSE = (
    "Kommunen arbeider for at flere barn skal lære å svømme. Skolene får tid til opplæringen, og lærerne får kurs. "
    "Hallene åpnes i helgene, og idrettslagene låner utstyr. Ordføreren takket alle som hadde hjulpet til i år.\n"
)


def seconds(text: str) -> float:
    """The least of three processor times for one text."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        find_citations(text)
        times.append(time.process_time() - begun)
    return min(times)


def report(name: str, text: str) -> None:
    """Print one line for a text: its speed, and what ten times its length costs."""
    once, ten = seconds(text), seconds(text * 10)
    speed = len(text) / once / 1e6
    print(f"{name:10} {speed:6.2f} million characters/s, ten times the text {ten / once:5.1f} times the time")


def main() -> None:
    """Measure the built texts or the files named on the command line."""
    find_citations(DENSE)  # reads the data files
    if len(sys.argv) > 1:
        for name in sys.argv[1:]:
            report(Path(name).name[:10], Path(name).read_text(encoding="utf-8"))
        return
    report("dense", DENSE * 300)
    report("prose", PROSE * 600)


if __name__ == "__main__":
    main()
