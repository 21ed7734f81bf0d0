"""The finders on annotated prose that no rule was written for: `make prose SHARED=../shared`.

`annotated/prose.jsonl` holds stretches of municipal papers by their source, place and hash, with the passages that
readers marked; `annotated/frames_*.jsonl` frames of commitments. Their texts are looked up in the papers beside the
checkout.
Prints what `loftespor evaluate` says of them; --page writes its page of errors.
"""

import argparse
import gzip
import hashlib
import json
import lzma
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ANNOTATED = Path(__file__).parent / "annotated"


def rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def papers(shared: Path, wanted: set[tuple[str, str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """The papers named, as ((file, number or id), text with single spaces)."""
    with lzma.open(shared / "text" / "municipal.txt.xz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if ("municipal", str(number)) in wanted:
                yield ("municipal", str(number)), " ".join(line.split())
    for path in sorted((shared / "evidence" / "bergen").glob("*.jsonl.gz")):
        kind = path.name.removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for paper in map(json.loads, lines):
                if (kind, paper["dokument_id"]) in wanted:
                    yield (kind, paper["dokument_id"]), " ".join(paper["tekst"].split())


def write_prose(stretches: list[dict[str, Any]], texts: dict[tuple[str, str], str], folder: Path) -> Path:
    """Write each stretch as a text file and the passages in them as a gold file, whose path is given."""
    lines: list[dict[str, Any]] = []
    for stretch in stretches:
        text = texts.get((stretch["file"], stretch["source"]), "")[stretch["start"] : stretch["end"]]
        if hashlib.sha256(text.encode()).hexdigest()[:12] != stretch["hash"]:
            print(f"{stretch['name']}: the paper it is from is not there", file=sys.stderr)
            continue
        name = f"{stretch['name']}.txt"
        (folder / name).write_text(text + "\n", encoding="utf-8")
        lines += [
            {"doc": name, "text": text[start:end], "required": required, "kind": kind, "form": form}
            for start, end, required, kind, form in stretch["passages"]
        ] or [{"doc": name, "text": "", "kind": None, "form": "sentence", "required": False, "empty": True}]
    gold = folder / "gold.json-lines"
    gold.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return gold


def evaluate(*args: str | Path) -> None:
    """Run the command."""
    subprocess.run([sys.executable, "-m", "loftespor", "evaluate", *map(str, args)], check=True)


def main() -> None:
    """Find the papers, and evaluate passages and frames."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds text/, evidence/, seeds/ and programmes/")
    parser.add_argument("--page", type=Path, help="write the page of errors here")
    args = parser.parse_args()
    stretches = rows(ANNOTATED / "prose.jsonl")
    frames = ANNOTATED / "frames_municipal.jsonl"
    whole = {("municipal", row["doc"].removeprefix("municipal-").removesuffix(".txt")) for row in rows(frames)}
    texts = dict(papers(args.shared, whole | {(s["file"], s["source"]) for s in stretches}))
    with tempfile.TemporaryDirectory() as scratch:
        prose, municipal = Path(scratch) / "prose", Path(scratch) / "municipal"
        prose.mkdir()
        municipal.mkdir()
        gold = write_prose(stretches, texts, prose)
        evaluate(prose, "--gold", gold, *(["--out", args.page] if args.page else ["--no-page"]))
        for file, number in sorted(whole):
            (municipal / f"municipal-{number}.txt").write_text(texts[file, number] + "\n", encoding="utf-8")
        print("\nframes of municipal papers")
        evaluate(municipal, "--frames", frames)
        print("\nframes of seeds, programmes and chains")
        known = [args.shared / folder for folder in ("seeds", "programmes", "evidence/chains")]
        evaluate(*known, "--frames", ANNOTATED / "frames_shared.jsonl")


if __name__ == "__main__":
    main()
