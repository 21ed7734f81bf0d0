"""Which pairs of commitments that say the same are proposed as links: `python benchmarks/same.py SHARED`.

Runs over the seed documents and prints for each annotated pair the rank among the proposals of its two documents (a
document with itself is a pair too), the score and the reasons; then how many proposals have a score of 0.5 or more.
--sample FOLDER prints proposals between the documents of another folder instead, so many of each band of scores, to be
read and judged.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from loftespor.corpus.identity import normalise

Row = dict[str, Any]
SURE = 0.5
SHOWN = 10  # so many proposals of a pair of documents a person looks through
BANDS = ((0.5, 1.01), (0.3, 0.5), (0.0, 0.3))
KIND = {"same": "same", "across": "same", "about_measure": "cites"}


def linked(documents: Path) -> tuple[list[Row], list[Row]]:
    """The commitments of a folder's documents, and the links that are proposed, best first."""
    with tempfile.TemporaryDirectory() as scratch:
        database = ["--db", f"{scratch}/corpus.db"]
        loftespor("run", str(documents), *database, "--no-report", "--today", "2026-03-01")
        tables = [loftespor("export", table, *database) for table in ("commitments", "links")]
    commitments, links = ([json.loads(line) for line in table.splitlines()] for table in tables)
    return commitments, sorted(links, key=lambda link: (-link["score"], link["id"]))


def loftespor(*args: str) -> str:
    """What a command of loftespor prints."""
    command = [sys.executable, "-m", "loftespor", *args]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def nearest(side: Mapping[str, str], commitments: Iterable[Row]) -> str | None:
    """The id of the commitment that has an annotated text, to the letter or nearly, as score.py matches."""
    texts = {row["id"]: normalise(row["text"]) for row in commitments if row["document"] == side["doc"]}
    found = process.extractOne(normalise(side["text"]), texts, scorer=fuzz.ratio, score_cutoff=90)
    return found[2] if found else None


def proposal_of(pair: Row, commitments: list[Row], links: list[Row]) -> Row | None:
    """The link that says what an annotated pair says."""
    one = nearest(pair["a"], commitments)
    if pair["relation"] == "about_measure":
        return next((link for link in links if link["commitment"] == one and _same_passage(link, pair["b"])), None)
    ends = {one, nearest(pair["b"], commitments)}
    return next((link for link in links if {link["commitment"], link["target"]} == ends), None)


def _same_passage(link: Row, side: Mapping[str, str]) -> bool:
    text = normalise(link["target_text"] or "")
    return link["target_document"] == side["doc"] and fuzz.ratio(text, normalise(side["text"])) >= 90


def score(shared: Path) -> None:
    """Print what became of every annotated pair."""
    commitments, links = linked(shared / "seeds")
    gold = (shared / "gold" / "seed_links.jsonl").read_text(encoding="utf-8").splitlines()
    for pair in map(json.loads, gold):
        link = proposal_of(pair, commitments, links)
        print(f"{pair['relation']}: {pair['a']['text'][:70]} … | {pair['b']['text'][:70]} …")
        if link is None:
            print("    not proposed")
            continue
        ends = {link["document"], link["target_document"]}
        rivals = [r for r in links if r["kind"] == link["kind"] and {r["document"], r["target_document"]} == ends]
        rank = rivals.index(link) + 1
        best = "among the ten best" if rank <= SHOWN else "NOT among the ten best"
        print(f"    {best}: {rank} of {len(rivals)}, {link['score']:.2f}: {'; '.join(link['reasons'])}")
    same = [link for link in links if link["kind"] == "same"]
    print(f"{len(same)} proposals, {sum(link['score'] >= SURE for link in same)} of them with {SURE} or more")


def sample(documents: Path, most: int) -> None:
    """Print proposals between different documents, by band of scores."""
    _, links = linked(documents)
    across = [r for r in links if r["kind"] == "same" and r["document"] != r["target_document"]]
    for low, high in BANDS:
        band = [link for link in across if low <= link["score"] < high]
        print(f"{low} to {min(high, 1)}: {len(band)} proposals")
        for link in random.Random(0).sample(band, min(most, len(band))):  # noqa: S311 a sample to read
            print(f"  {link['score']:.2f} {'; '.join(link['reasons'])}\n    {link['text']}\n    {link['target_text']}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds gold/ and seeds/")
    parser.add_argument("--sample", type=Path, metavar="FOLDER", help="print proposals between these documents instead")
    parser.add_argument("--most", type=int, default=60, help="so many of each band")
    args = parser.parse_args()
    if args.sample:
        sample(args.sample, args.most)
    else:
        score(args.shared)
