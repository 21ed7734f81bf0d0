"""What tests of evaluation begin with: an invented document, its annotations, and the two held up to each other."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from loftespor.evaluation.evaluation import Evaluation, by_name, evaluate
from loftespor.evaluation.gold import read_gold
from loftespor.extract import extract
from loftespor.ingest import read_file

PROGRAMME = """Program for Fjordvik SV

Oppvekst

Fjordvik vokser, og skolene er fulle. Derfor må kommunen bygge en ny skole i Sollia. Elevene venter.

Fjordvik SV vil:

• gi alle barn gratis skolemat fra 2027

• ansette helsesykepleiere på hver skole

• <b>åpne</b> biblioteket hver søndag

Skolene er gode i dag. Lærerne skal få tid til hver elev. Det vet alle.
"""
PASSAGES = (
    ("gi alle barn gratis skolemat fra 2027", "list", "pledge"),
    ("ansette helsesykepleiere på hver skole", "list", "pledge"),
    ("Derfor må kommunen bygge en ny skole i Sollia.", "sentence", "demand"),
)


def line(text: str, form: str = "list", kind: str | None = "pledge", **fields: Any) -> dict[str, Any]:
    """A line of a gold file about the invented programme."""
    return {"doc": "program.txt", "text": text, "form": form, "kind": kind, "required": True} | fields


def write_lines(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    """A file of JSON lines."""
    path.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")
    return path


def write_programme(folder: Path) -> Path:
    """The invented programme as a file."""
    path = folder / "program.txt"
    path.write_text(PROGRAMME, encoding="utf-8")
    return path


def evaluated(folder: Path, rows: Sequence[Mapping[str, Any]]) -> Evaluation:
    """The evaluation of the invented programme against these lines of gold."""
    document = read_file(write_programme(folder))
    searched = by_name([(document, extract(document).commitments)])
    return evaluate(read_gold(write_lines(folder / "gold.jsonl", rows)), searched)
