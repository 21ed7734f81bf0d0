"""Whether decisions stray between cases: `python benchmarks/withheld.py SHARED`.

Each folder of the chains holds the papers of one case. They are assessed together three times: complete, and with the
council's minutes taken out of every second case. A point may then be left without a decision, but nothing may be called
adopted, partly adopted or rejected by minutes of another case. Prints what was, and ends with status 1 if anything was.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
DECIDED = ("adopted", "partly_adopted", "rejected")
COUNCILS = ("bystyre", "kommunestyre", "heradsstyre", "fylkesting")


def withhold_minutes(folder: Path) -> None:
    """Take the council's minutes out of the folder of a case, and out of its corpus.toml."""
    listed = folder / "corpus.toml"
    top, *tables = listed.read_text(encoding="utf-8").split("[[document]]")
    for table in list(tables):
        row = tomllib.loads(table)
        if row.get("kind") == "minutes" and any(council in row.get("issuer", "").casefold() for council in COUNCILS):
            (folder / row["file"]).unlink()
            tables.remove(table)
    listed.write_text("[[document]]".join([top, *tables]), encoding="utf-8")


def statuses(chains: Path, withheld: frozenset[str], scratch: Path) -> list[Row]:
    """The statuses of all chains, with the council's minutes of some taken out."""
    copy = scratch / "chains"
    shutil.copytree(chains, copy)
    for folder in sorted(copy.iterdir()):
        if folder.name in withheld:
            withhold_minutes(folder)
    database = ["--db", str(scratch / "corpus.db")]
    loftespor("run", str(copy), *database, "--no-report", "--today", "2026-03-01")
    return [json.loads(line) for line in loftespor("export", "statuses", *database).splitlines()]


def loftespor(*args: str) -> str:
    """What a command of loftespor prints."""
    command = [sys.executable, "-m", "loftespor", *args]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def strays(rows: list[Row], case_of: dict[str, str]) -> Iterator[tuple[Row, str]]:
    """The statuses with a decision that a document of another case gave, with that document."""
    for row in rows:
        decided = [e for e in row["evidence"] if e["axis"] == "decision" and e["value"] in DECIDED]
        other = next((e["document"] for e in decided if case_of[e["document"]] != case_of[row["document"]]), None)
        if other is not None:
            yield row, other


def main() -> int:
    """Run the three rounds and print what strayed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    chains = parser.parse_args().shared / "evidence" / "chains"
    names = sorted(folder.name for folder in chains.iterdir() if folder.is_dir())
    case_of = {path.name: path.parent.name for path in chains.glob("*/*.txt")}
    strayed = 0
    for title, withheld in (("complete", ()), ("even cases withheld", names[::2]), ("odd cases withheld", names[1::2])):
        with tempfile.TemporaryDirectory() as scratch:
            rows = statuses(chains, frozenset(withheld), Path(scratch))
        found = list(strays(rows, case_of))
        strayed += len(found)
        of_withheld = Counter(row["decision"] for row in rows if case_of[row["document"]] in withheld)
        print(
            f"{title}: {len(rows)} statuses, {len(found)} strayed; of the withheld {dict(sorted(of_withheld.items()))}"
        )
        for row, other in found:
            print(f"  {case_of[row['document']]} {row['decision']} by {case_of[other]}/{other}: {row['text'][:100]}")
    return int(strayed > 0)


if __name__ == "__main__":
    sys.exit(main())
