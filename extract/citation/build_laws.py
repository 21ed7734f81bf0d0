"""The table of act names, laws.tsv, made from the public lists of acts and central regulations.

    python -m loftespor.extract.citation.build_laws FOLDER

Given the folder with `law_names.jsonl` (name, id, kind, current, in_force_from) and `laws.csv` (dokid, title), writes
`laws.tsv` beside this module. Source of the facts: Lovdata's open data (api.lovdata.no), licence NLOD 2.0.
"""

import csv
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from loftespor.extract.citation.actname import name_key
from loftespor.extract.citation.grammar import NEVER

HEADER = (
    "# Names of Norwegian acts and central regulations: name, id, in force from, weight (a = abbreviation).\n"
    "# Source: Lovdata, public data (api.lovdata.no), Norwegian Licence for Open Government Data (NLOD) 2.0.\n"
    f"# '{NEVER}' means not yet in force; '-' means repealed. Made by extract/citation/build_laws.py.\n"
)
FULL_TITLE = re.compile(r"((?:Lov|Forskrift) (?:om|til) [^(\[]{4,110}?)\s*(?:[(\[].*)?")
# Only names of acts and regulations proper: a regulation that has an act's name in brackets is about that act.
NOT_A_NAME = re.compile(r"(?i)kapittel |.{121}")

Row = tuple[str, str, str, str]


def in_force(entry: dict[str, object]) -> str:
    """The first date from which the act is in force, '-' when repealed, NEVER when nobody has set a date."""
    stated = str(entry["in_force_from"])
    if not entry["current"]:
        return "-"
    if found := re.match(r"\d{4}-\d\d-\d\d", stated):
        return found.group()
    if stated.startswith(("Kongen", "Når")):
        return NEVER
    return ""


def is_about_another(entry: dict[str, object]) -> bool:
    """Whether the name in brackets of a regulation's title is the name of the act it is made under."""
    name = str(entry["name"]).lower()
    return str(entry["id"]).startswith("forskrift/") and name.endswith(("loven", "lova"))


def name_rows(source: Path) -> Iterator[Row]:
    """The rows of the list of names, repealed and not yet living acts included."""
    for line in (source / "law_names.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if NOT_A_NAME.match(entry["name"]) or is_about_another(entry):
            continue
        kind = entry["kind"]
        weight = {"korttittel": "9", "forkortelse": "a", "tittelparentes": "5"}.get(kind, "4")
        yield name_key(entry["name"]), entry["id"], in_force(entry), weight


def listed(source: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The id and row of every act and central regulation."""
    for name in ("laws.csv", "central_regulations.csv"):
        with (source / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield row["dokid"].removeprefix("NL/").removeprefix("SF/"), row


def title_rows(source: Path) -> Iterator[Row]:
    """The full titles of acts and central regulations, without what stands in brackets."""
    for act_id, row in listed(source):
        if found := FULL_TITLE.fullmatch(row["title"]):
            day = re.match(r"\d{4}-\d\d-\d\d", row["dateInForce"])
            state = day.group() if day else NEVER if row["dateInForce"].startswith(("Kongen", "Når")) else ""
            yield name_key(found.group(1)), act_id, state, "8"


def alias_rows() -> Iterator[Row]:
    """The names and abbreviations that law_aliases.toml adds."""
    data = tomllib.loads(Path(__file__).with_name("law_aliases.toml").read_text(encoding="utf-8"))
    tables = (
        ("names", "", "4"), ("abbreviations", "", "a"), ("former_names", "-", "4"), ("former_abbreviations", "-", "a")
    )  # fmt: skip
    for table, state, weight in tables:
        for name, act_id in data[table].items():
            yield name_key(name), act_id, state, weight


def build(source: Path) -> str:
    """The table as text, one row for a name and an act, the heaviest where there are several."""
    best: dict[tuple[str, str], Row] = {}
    for row in [*name_rows(source), *title_rows(source), *alias_rows()]:
        known = best.get(row[:2])
        if known is None or row[3] > known[3]:
            best[row[:2]] = row
    return HEADER + "".join("\t".join(row) + "\n" for row in sorted(best.values()))


if __name__ == "__main__":
    Path(__file__).with_name("laws.tsv").write_text(build(Path(sys.argv[1])), encoding="utf-8")
