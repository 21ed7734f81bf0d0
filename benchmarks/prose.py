"""The finders on annotated prose of municipal papers: `make prose SHARED=../shared`.

`annotated/prose.jsonl` holds stretches of municipal papers by their source, place and hash, with the passages that
readers marked; `annotated/frames_*.jsonl` frames of commitments. Their texts are looked up in the papers beside the
checkout. Prints the figures of passages with the judge taught on the other stretches each time, and what `loftespor
evaluate` says of the frames. --page writes the page of errors, by the package's judge, which knows the stretches.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from loftespor.extract.training.annotated import MUNICIPAL, read_papers, read_rows, read_stretches, write_gold
from loftespor.extract.training.judge import lessons_of, measured

ANNOTATED = Path(__file__).parent / "annotated"


def evaluate(*args: str | Path) -> None:
    """Run the command."""
    subprocess.run([sys.executable, "-m", "loftespor", "evaluate", *map(str, args)], check=True)


def main() -> None:
    """Find the papers, and evaluate passages and frames."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the folder that holds text/, evidence/, seeds/ and programmes/")
    parser.add_argument("--page", type=Path, help="write the page of errors here")
    args = parser.parse_args()
    stretches = read_stretches(ANNOTATED / "prose.jsonl", args.shared)
    frames = ANNOTATED / "frames_municipal.jsonl"
    whole = {(MUNICIPAL, row["doc"].removeprefix("municipal-").removesuffix(".txt")) for row in read_rows(frames)}
    texts = dict(read_papers(args.shared, whole))
    with tempfile.TemporaryDirectory() as scratch:
        prose, municipal = Path(scratch) / "prose", Path(scratch) / "municipal"
        prose.mkdir()
        municipal.mkdir()
        gold = write_gold(stretches, prose)
        print("passages, by a judge that has not learned from them")
        print(*measured(tuple(lessons_of(stretches))).lines(), sep="\n")
        if args.page:
            evaluate(prose, "--gold", gold, "--out", args.page)
        for file, number in sorted(whole):
            (municipal / f"municipal-{number}.txt").write_text(texts[file, number] + "\n", encoding="utf-8")
        print("\nframes of municipal papers")
        evaluate(municipal, "--frames", frames)
        print("\nframes of seeds, programmes and chains")
        known = [args.shared / folder for folder in ("seeds", "programmes", "evidence/chains")]
        evaluate(*known, "--frames", ANNOTATED / "frames_shared.jsonl")


if __name__ == "__main__":
    main()
