"""Reading in processes of their own: a file that hangs, swallows the memory or kills its reader ends alone.

A PDF sends a message for each page. Where a page ends its reader, it is marked and a new reader goes on after it; any
other file is given up, and the next one read.
"""

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from loftespor import errors
from loftespor.errors import LimitExceededError, LoftesporError, TooLargeError
from loftespor.ingest.archives.contents import size_of
from loftespor.ingest.document import Document, Unread
from loftespor.ingest.inputs import Input
from loftespor.ingest.ocr.tesseract import OcrMode
from loftespor.ingest.workers.limits import Limits
from loftespor.ingest.workers.page_log import PageFailure
from loftespor.ingest.workers.process import Composing, Done, Message, Opened, PageDone, Task, serve

# So many files for each process are taken in hand, so that a large file keeps no process waiting.
_AHEAD = 4
# So many results of a file may wait for those of the files before it.
_WAITING = 50
_CUT_OFF = (EOFError, ConnectionResetError, BrokenPipeError)


def ingest_files(
    inputs: Iterable[Input], *, jobs: int = 1, limits: Limits | None = None, ocr: OcrMode = "auto"
) -> Iterator[Document | Unread]:
    """The documents of the files in the order of the inputs, each file read in a worker process.

    A file whose reader dies or exceeds the limits is an Unread, a page that does is named in the document's warnings;
    the rest goes on. `jobs` files are read at a time. `ocr` says which pages are recognised, where Tesseract is there.
    """
    pool = _Pool(limits or Limits(), max(1, jobs), ocr, deque(inputs))
    try:
        yield from pool.results()
    finally:
        pool.stop()


@dataclass(slots=True, eq=False)
class _Reading:
    """A file that is being read: its process, what came of it so far, and when it was last heard of."""

    item: Input
    worker: "_Worker | None" = None
    results: deque[Document | Unread] = field(default_factory=deque)
    read: dict[int, bytes] = field(default_factory=dict)
    failed: dict[int, PageFailure] = field(default_factory=dict)
    pages: int = 0
    composing: bool = False
    done: bool = False
    began: float = field(default_factory=time.monotonic)
    heard: float = field(default_factory=time.monotonic)

    def failing(self) -> int | None:
        """The page that is being read; None where no page is."""
        if self.composing or not self.pages:
            return None
        numbers = (n for n in range(1, self.pages + 1) if n not in self.read and n not in self.failed)
        return next(numbers, None)

    def take(self, message: Message) -> None:
        """Take in a message of the process."""
        self.heard = time.monotonic()
        match message:
            case Opened(pages):
                self.pages = pages
            case PageDone(number, page):
                self.read[number] = page
                self.composing = False
            case Composing():
                self.composing = True
            case Done():
                self.done = True
                self.read.clear()
            case _:
                self.results.append(message)


@dataclass(slots=True)
class _Pool:
    """The processes and the files they read; results come in the order of the files."""

    limits: Limits
    jobs: int
    ocr: OcrMode
    waiting: deque[Input]
    readings: deque[_Reading] = field(default_factory=deque)
    idle: "list[_Worker]" = field(default_factory=list)

    def results(self) -> Iterator[Document | Unread]:
        """The results of all files."""
        self.idle = [_Worker(self.limits) for _ in range(self.jobs)]
        while self.waiting or self.readings:
            self._start()
            head = self.readings[0]
            while head.results:
                yield head.results.popleft()
            if head.done:
                self.readings.popleft()
            else:
                self._listen()

    def stop(self) -> None:
        """End all processes, whatever they are doing."""
        for worker in [*self.idle, *(reading.worker for reading in self.readings)]:
            if worker is not None:
                worker.stop()

    def _start(self) -> None:
        """Give idle processes files; what is refused needs none."""
        while self.waiting and len(self.readings) < _AHEAD * self.jobs and (self.idle or not self.readings):
            reading = _Reading(self.waiting.popleft())
            self.readings.append(reading)
            refused = _refusal(reading.item, self.limits)
            if refused is not None:
                reading.results.append(refused)
                reading.done = True
                continue
            reading.worker = self.idle.pop()
            self._send(reading)

    def _send(self, reading: _Reading) -> None:
        """Give a file to its process, with the pages that were read before."""
        reading.heard = time.monotonic()
        seconds = max(1, self.limits.cpu_seconds - int(reading.heard - reading.began))
        assert reading.worker is not None  # noqa: S101  a reading has a process until it is done
        if not reading.worker.send(Task(reading.item, seconds, self.ocr, reading.read, reading.failed)):
            path = reading.item.path
            self._give_up(reading, LimitExceededError(
                f"{path}: its reader could not be started twice over; it was left out. Try again with fewer jobs"
            ))  # fmt: skip

    def _listen(self) -> None:
        """Wait for a message, and take in what has come."""
        head = self.readings[0]
        busy = {
            reading.worker.pipe: reading
            for reading in self.readings
            if reading.worker is not None and reading.worker.pipe is not None
            and (reading is head or len(reading.results) < _WAITING)
        }  # fmt: skip
        last = min(reading.heard for reading in busy.values()) + self.limits.silent_seconds
        ready = wait(list(busy), timeout=max(0.0, last - time.monotonic()))
        for pipe in ready:
            self._receive(busy[pipe])  # type: ignore[index]  # only these were waited for
        now = time.monotonic()
        for reading in busy.values():
            if not reading.done and now - reading.heard >= self.limits.silent_seconds and reading.worker is not None:
                reading.worker.stop()
                self._died(reading, PageFailure(
                    "TimeLimitError", f"gave no sign of life within {self.limits.silent_seconds:.0f} seconds"
                ))  # fmt: skip

    def _receive(self, reading: _Reading) -> None:
        worker = reading.worker
        assert worker is not None  # noqa: S101  only readings with a process are listened to
        assert worker.pipe is not None  # noqa: S101  and with a pipe to it
        try:
            reading.take(worker.pipe.recv())
        except _CUT_OFF:
            self._died(reading, worker.fate())
            return
        if reading.done:
            self._release(reading)

    def _died(self, reading: _Reading, fate: PageFailure) -> None:
        """Go on after the page that ended the process; where no page did, give the file up."""
        page = reading.failing()
        if page is None:
            self._give_up(reading, fate.raised(str(reading.item.path)))
            return
        reading.failed[page] = fate
        if len(reading.failed) >= self.limits.failed_pages:
            rest = PageFailure(fate.error, f"comes after {len(reading.failed)} pages that ended their readers")
            reading.failed |= {
                n: rest for n in range(page + 1, reading.pages + 1) if n not in reading.read and n not in reading.failed
            }
        self._send(reading)

    def _give_up(self, reading: _Reading, error: errors.LoftesporError) -> None:
        reading.results.append(Unread.of(reading.item.path, error))
        reading.done = True
        self._release(reading)

    def _release(self, reading: _Reading) -> None:
        if reading.worker is not None:
            self.idle.append(reading.worker)
            reading.worker = None


def _refusal(item: Input, limits: Limits) -> Unread | None:
    """Why a file is not read at all."""
    if item.refused is not None:
        return Unread.of(item.path, item.error(item.refused))
    if _size(item) <= limits.file_size:
        return None
    return Unread.of(item.path, TooLargeError(
        f"{item.path}: larger than {limits.file_size // 1_000_000} MB; split it, or leave it out"
    ))  # fmt: skip


def _size(item: Input) -> int:
    try:
        return size_of(item.path)
    except (OSError, LoftesporError):  # its reader says why, for this file alone
        return 0


@dataclass(slots=True)
class _Worker:
    """A reading process; started when it is needed, killed when a file is given up."""

    limits: Limits
    process: BaseProcess | None = None
    pipe: "Connection[Task, Message] | None" = field(default=None)

    def send(self, task: Task) -> bool:
        """Give the process a task; a second process where the first has ended. False where both did."""
        for _ in range(2):
            if self.process is None or not self.process.is_alive():
                self.start()
            assert self.pipe is not None  # noqa: S101  made by start
            with contextlib.suppress(*_CUT_OFF):
                self.pipe.send(task)
                return True
            self.stop()
        return False

    def start(self) -> None:
        """A new process with a new pipe."""
        self.stop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, self.limits), daemon=True)
        self.process.start()
        theirs.close()
        self.pipe = ours

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self.pipe is not None:
            self.pipe.close()
            self.pipe = None
        if self.process is not None:
            self.process.kill()
            self.process.join()
            self.process.close()
            self.process = None

    def fate(self) -> PageFailure:
        """Why the process ended."""
        code = None
        if self.process is not None:
            self.process.join(5)
            code = self.process.exitcode
        self.stop()
        if code == -getattr(signal, "SIGXCPU", 0):
            return PageFailure("TimeLimitError", "took more CPU time than it may")
        # pdfium aborts where it gets no memory; the system kills who takes too much of its own.
        if code in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 0)):
            return PageFailure("MemoryLimitError", f"needs more than {self.limits.memory // 1_000_000} MB of memory")
        return PageFailure("ReaderCrashError", f"ended its reader (exit code {code}); please report the file")
