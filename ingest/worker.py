"""Reading in a process of its own: a file that hangs, swallows the memory or kills its reader ends alone.

One message for each document; no message within the limit means that the file is given up, the process killed
and a new one started at the next file.
"""

import contextlib
import importlib
import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import NamedTuple

from loftespor.errors import LimitExceededError, LoftesporError, UnreadableFileError
from loftespor.ingest.document import Document, Unread
from loftespor.ingest.inputs import Input
from loftespor.ingest.orphan import end_with_parent
from loftespor.ingest.read import read_documents, unread


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of memory, CPU seconds a process, seconds without a document, bytes
    of the file.

    A programme of 140 pages takes some seconds and 200 MB.
    """

    memory: int = 2_000_000_000
    cpu_seconds: int = 300
    silent_seconds: float = 240.0
    file_size: int = 500_000_000


class _Done(NamedTuple):
    """The last message of a file."""


def limits_available() -> bool:
    """Whether this system can limit a process's memory and CPU time (Windows cannot)."""
    try:
        importlib.import_module("resource")
    except ImportError:
        return False
    return True


def ingest_files(
    inputs: Iterable[Input], *, jobs: int = 1, limits: Limits | None = None
) -> Iterator[Document | Unread]:
    """The documents of the files in the order of the inputs, each file read in a worker process.

    A file whose reader dies or exceeds the limits is an Unread; the rest goes on. `jobs` files are read at a
    time.
    """
    allowed = limits or Limits()
    workers: deque[_Worker] = deque()
    waiting = deque(inputs)
    idle = [_Worker(allowed) for _ in range(max(1, jobs))]
    busy: deque[tuple[Input, _Worker | None]] = deque()
    workers.extend(idle)
    try:
        while waiting or busy:
            while waiting and idle:
                item = waiting.popleft()
                busy.append((item, _started(item, idle, allowed)))
            item, worker = busy.popleft()
            if worker is None:
                yield _refusal(item, allowed)
                continue
            yield from worker.results(item)
            idle.append(worker)
    finally:
        for worker in workers:
            worker.stop()


def _started(item: Input, idle: "list[_Worker]", limits: Limits) -> "_Worker | None":
    if item.refused is not None or _size(item) > limits.file_size:
        return None
    worker = idle.pop()
    worker.send(item)
    return worker


def _size(item: Input) -> int:
    try:
        return item.path.stat().st_size
    except OSError:
        return 0


def _refusal(item: Input, limits: Limits) -> Unread:
    if item.refused is not None:
        return unread(item.path, item.error(item.refused))
    return unread(item.path, LimitExceededError(
        f"{item.path}: larger than {limits.file_size // 1_000_000} MB; split it, or leave it out"
    ))  # fmt: skip


@dataclass(slots=True)
class _Worker:
    """A reading process; started when it is needed, killed when a file is given up."""

    limits: Limits
    process: BaseProcess | None = None
    pipe: "Connection[Input, Document | Unread | _Done] | None" = field(default=None)

    def send(self, item: Input) -> None:
        """Give the process a file; a second process where the first has ended. `results` tells when both did."""
        for _ in range(2):
            if self.process is None or not self.process.is_alive():
                self.start()
            assert self.pipe is not None  # noqa: S101  made by start
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.pipe.send(item)
                return
            self.stop()

    def start(self) -> None:
        """A new process with a new pipe."""
        self.stop()
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.limits), daemon=True)
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

    def results(self, item: Input) -> Iterator[Document | Unread]:
        """What the process sends of a file; an Unread when it falls silent, dies, or never took the file."""
        if self.pipe is None:
            yield unread(item.path, LimitExceededError(
                f"{item.path}: its reader could not be started twice over; it was left out. Try again with fewer jobs"
            ))  # fmt: skip
            return
        while True:
            try:
                if not self.pipe.poll(self.limits.silent_seconds):
                    self.stop()
                    yield unread(item.path, LimitExceededError(
                        f"{item.path}: nothing read within {self.limits.silent_seconds:.0f} seconds; given up"
                    ))  # fmt: skip
                    return
                message = self.pipe.recv()
            except (EOFError, ConnectionResetError):
                yield self._death(item)
                return
            if isinstance(message, _Done):
                return
            yield message

    def _death(self, item: Input) -> Unread:
        code = None
        if self.process is not None:
            self.process.join(5)
            code = self.process.exitcode
        self.stop()
        return unread(item.path, LimitExceededError(
            f"{item.path}: its reader ended (exit code {code}): the file needs more memory or time than is allowed, "
            "or is damaged; it was left out"
        ))  # fmt: skip


def _serve(pipe: "Connection[Document | Unread | _Done, Input]", limits: Limits) -> None:
    """Read the files that come through the pipe until it is closed."""
    end_with_parent()
    _set_memory(limits)
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        _set_cpu(limits)
        for result in _read_safely(item):
            pipe.send(result)
        pipe.send(_Done())


def _read_safely(item: Input) -> Iterator[Document | Unread]:
    """The documents of a file; an error nobody foresaw gives an Unread that names it."""
    try:
        yield from read_documents(item.path, stated=item.stated, sources=item.sources)
    except MemoryError:
        yield unread(item.path, LimitExceededError(f"{item.path}: needs more memory than is allowed; left out"))
    except LoftesporError as error:
        yield unread(item.path, error)
    except Exception as error:  # noqa: BLE001  a stranger's file may break a reader in any way; the rest goes on
        yield unread(item.path, UnreadableFileError(
            f"{item.path}: the reader failed ({type(error).__name__}: {error}); please report the file"
        ))  # fmt: skip


def _set_memory(limits: Limits) -> None:
    if limits_available():
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set_cpu(limits: Limits) -> None:
    """Allow the process as much CPU time again as one file may take."""
    if limits_available():
        resource = importlib.import_module("resource")
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
