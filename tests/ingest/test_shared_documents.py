"""Real documents beside the checkout: what holds for all of them, and what can be counted without annotation."""

import re
from pathlib import Path

import pypdfium2
import pytest

from loftespor.ingest import read_file
from tests.ingest.invariants import assert_sound

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation data is not beside the checkout"),
]
SEEDS = sorted(SHARED.glob("seeds/*.txt"))
LISTS = sorted(SHARED.glob("evidence/followup/*.pdf"))
MINUTES = sorted(SHARED.glob("evidence/minutes/*.txt")) + sorted(SHARED.glob("evidence/chains/case_0*/*.txt"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_seed_bullets_are_items(path: Path) -> None:
    document = read_file(path)
    assert_sound(document)
    bullets = len(re.findall(r"^\s*[•▪*] ", path.read_text(encoding="utf-8"), re.MULTILINE))
    items = sum(block.kind == "list_item" for block in document.blocks)
    assert abs(items - bullets) <= 1


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_follow_up_lists_are_one_table(path: Path) -> None:
    document = read_file(path)
    assert_sound(document)
    assert [b.kind for b in document.blocks].count("table") == 1
    assert len({len(b.cells) for b in document.blocks if b.kind == "table_row"}) == 1


def test_minutes_stay_to_the_letter() -> None:
    for path in MINUTES:
        document = read_file(path)
        source = " ".join(path.read_text(encoding="utf-8").split())
        assert " ".join(document.text.split()) == source.removeprefix("TITTEL: "), path.name


def test_programme_bullets_are_items() -> None:
    path = SHARED / "programmes" / "sosialistisk_vensterparti.pdf"
    pdf = pypdfium2.PdfDocument(path)
    bullets = sum(page.get_textpage().get_text_range().count("•") for page in pdf)
    pdf.close()
    document = read_file(path)
    assert_sound(document)
    assert sum(block.marker == "•" for block in document.blocks) == bullets
    numbered = [block.line for block in document.blocks if block.kind == "list_item"]
    assert sum(line is not None for line in numbered) >= 0.99 * len(numbered)
