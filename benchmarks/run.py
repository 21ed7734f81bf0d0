"""Time and memory of a whole run, step by step, and of running it again: `make bench SHARED=../shared`.

Prints seconds of each run, peak memory of the largest process, and the ratio of the second run to the first: a
second run over the same files must do no work twice.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATHS = (
    "seeds",
    "programmes",
    "evidence/minutes",
    "evidence/chains",
    "evidence/followup",
    "budget/gul_bok_2026_pages_87_106.pdf",
)
MEASURED = """
import resource, sys
from loftespor.cli import main
try:
    main(sys.argv[1:], standalone_mode=False)
finally:
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"peak of the largest process {peak / 1024:.0f} MB", file=sys.stderr)
"""


def timed(*args: str) -> tuple[float, str]:
    """Seconds that a command takes, and what it says on stderr."""
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", MEASURED, *args], capture_output=True, text=True, check=False)
    return time.perf_counter() - began, done.stderr


def main() -> None:
    """Run twice over the documents and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    shared = parser.parse_args().shared
    with tempfile.TemporaryDirectory() as scratch:
        paths = [str(shared / path) for path in PATHS if (shared / path).exists()]
        args = ["run", *paths, "--db", f"{scratch}/all.db", "--out", f"{scratch}/report", "--today", "2026-03-01"]
        first, said = timed(*args)
        second, again = timed(*args)
    print(said.strip())
    print(f"first run {first:.1f} s; second run {second:.1f} s, {second / first:.3f} of the first")
    print(again.strip().splitlines()[0])


if __name__ == "__main__":
    main()
