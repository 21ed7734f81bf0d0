"""Locators: what a person can say."""

from pathlib import Path

import pytest

from loftespor.corpus.locator import Locators
from loftespor.extract import extract
from loftespor.ingest import read_file

NUMBERED = """Notat om trygge skoleveier

1 Bakgrunn

Mange barn går langs trafikkerte veier uten fortau.

2.1 Fortau og fart

Forslag:

• Bygge fortau langs alle skoleveier.

• Senke fartsgrensen rundt skolene.
"""


def locators(tmp_path: Path, text: str, **stated: str) -> list[str]:
    path = tmp_path / "dokument.txt"
    path.write_text(text, encoding="utf-8")
    document = read_file(path, stated=stated)
    found = Locators(document)
    return [found.locator(commitment) for commitment in extract(document).commitments]


def test_a_numbered_section_and_the_number_in_its_list(tmp_path: Path) -> None:
    assert locators(tmp_path, NUMBERED, kind="memo") == ["kap. 2.1, forslag 1", "kap. 2.1, forslag 2"]


@pytest.mark.parametrize(
    ("title", "expected"), [("U17: Fortau", "U17 linje 9"), ("Fortau for alle barn", "Fortau for alle barn, linje 9")]
)
def test_a_printed_line_number_goes_before_all_else(tmp_path: Path, title: str, expected: str) -> None:
    prose = [f"Dette er en setning om veien til skolen som står på linje nummer {n}" for n in range(2, 8)]
    lines = [title, *prose, "Bylyset vil:", "▪ bygge fortau langs alle skoleveier"]
    text = "\n\n".join(f"{line} {number}" for number, line in enumerate(lines, start=1))
    assert locators(tmp_path, text, kind="resolution", title=title) == [expected]
