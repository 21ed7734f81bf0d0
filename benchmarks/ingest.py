"""What reading PDFs costs against pdfium's raw text: `make bench-ingest SHARED=../shared`, or any PDF files.

Prints CPU time a page (of all processes) and peak memory, alternating on the same files: raw pdfium text, our reader
with its structure in one process, the whole ingest with workers and database, and pdfplumber's extract_text on every
tenth page; then pages a second with one and two processes, and how memory grows with the number of pages. Read the
ratios: seconds are this machine's.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium

# What a fresh process does with the files; it prints CPU seconds of the work alone (no start, no imports) and pages.
TIMED = """
import json, sys, time
from pathlib import Path
paths = [Path(path) for path in sys.argv[1:]]
{setup}
{warm}
began = time.process_time()
pages = sum(map(read, paths))
print(json.dumps([time.process_time() - began, pages]))
"""
RAW = """
import pypdfium2 as pdfium
def read(path):
    pdf = pdfium.PdfDocument(path.read_bytes())
    for page in pdf:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    return len(pdf)
"""
OURS = """
from loftespor.ingest import read_file
def read(path):
    return read_file(path).pages
"""
PLUMBER = """
import pdfplumber
def read(path):
    with pdfplumber.open(path) as pdf:
        pages = pdf.pages[::10]
        for page in pages:
            page.extract_text()
            page.close()
        return len(pages)
"""


class Cost(NamedTuple):
    """CPU milliseconds a page, seconds of the clock, peak megabytes of the largest process."""

    cpu: float
    wall: float
    peak: float


def run(command: list[str], *, pages: int | None = None) -> Cost:
    """What a command costs with all its processes; it prints its own CPU time and pages where `pages` is not given."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command[:4])} … ended with status {process.returncode}")
        out.seek(0)
        said = out.read()
    cpu, count = json.loads(said) if pages is None else (used.ru_utime + used.ru_stime, pages)
    return Cost(1000 * cpu / count, time.perf_counter() - began, used.ru_maxrss / 1024)


def timed(setup: str, paths: list[str], *, warm: bool = True) -> Cost:
    """The cost of reading files in a fresh process that has read the first one before."""
    code = TIMED.format(setup=setup, warm="read(paths[0])" if warm else "")
    return run([sys.executable, "-c", code, *paths])


def ingest(paths: list[str], scratch: str, pages: int, *, jobs: int) -> Cost:
    """The cost of the whole command, database and all, in a new database."""
    database = Path(scratch) / "ingest.db"
    for file in Path(scratch).glob("ingest.db*"):
        file.unlink()
    command = [sys.executable, "-m", "loftespor", "ingest", *paths, "--db", str(database), "--jobs", str(jobs)]
    return run(command, pages=pages)


def copies(path: str, times: int, scratch: str) -> str:
    """A PDF with the pages of another several times over."""
    source, made = pdfium.PdfDocument(path), pdfium.PdfDocument.new()
    for _ in range(times):
        made.import_pages(source)
    target = str(Path(scratch) / f"{times}-times.pdf")
    made.save(target)
    return target


def compare(paths: list[str], scratch: str, *, rounds: int) -> None:
    """Print the four costs, alternating, and their ratios to raw text."""
    pages = sum(len(pdfium.PdfDocument(path)) for path in paths)
    costs: dict[str, list[Cost]] = {}
    for number in range(rounds):
        costs.setdefault("raw pdfium text", []).append(timed(RAW, paths))
        costs.setdefault("reader in process", []).append(timed(OURS, paths))
        costs.setdefault("whole ingest", []).append(ingest(paths, scratch, pages, jobs=1))
        if number == 0:
            costs["pdfplumber text"] = [timed(PLUMBER, paths, warm=False)]
    raw = costs["raw pdfium text"]
    print(f"{len(paths)} files, {pages} pages; medians of {rounds} rounds")
    for name, found in costs.items():
        ratios = [cost.cpu / before.cpu for cost, before in zip(found, raw, strict=False)]
        cpu, peak = median(c.cpu for c in found), max(c.peak for c in found)
        print(f"{name:18} {cpu:7.2f} ms a page = {median(ratios):6.2f} × raw; peak {peak:4.0f} MB")
    plumber = costs["pdfplumber text"][0].cpu
    for name in ("reader in process", "whole ingest"):
        print(f"pdfplumber's text costs {plumber / median(c.cpu for c in costs[name]):.1f} times the {name}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, help="PDF files, or the folder that holds programmes/")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    paths = [
        str(file)
        for path in args.paths
        for file in (sorted(path.glob("programmes/*.pdf")) if path.is_dir() else [path])
    ]
    if not paths:
        raise SystemExit("No PDF there. Name PDF files, or the folder that holds programmes/.")
    with tempfile.TemporaryDirectory() as scratch:
        compare(paths, scratch, rounds=args.rounds)
        pages = sum(len(pdfium.PdfDocument(path)) for path in paths)
        for jobs in (1, 2):
            cost = ingest(paths, scratch, pages, jobs=jobs)
            print(f"{jobs} process{'es' * (jobs > 1)}: {pages / cost.wall:.0f} pages a second")
        longest = max(paths, key=lambda path: len(pdfium.PdfDocument(path)))
        for times in (1, 4):
            path = copies(longest, times, scratch)
            count = len(pdfium.PdfDocument(path))
            print(f"{count} pages in one file: reader's peak {timed(OURS, [path], warm=False).peak:.0f} MB")


if __name__ == "__main__":
    main()
