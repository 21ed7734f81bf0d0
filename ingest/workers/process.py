"""A process that reads files: it takes tasks through a pipe and sends back what it reads, page by page."""

import gc
import time
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from typing import NamedTuple, TypeAlias

from loftespor.errors import LoftesporError, MemoryLimitError, UnreadableFileError
from loftespor.ingest.document import Document, Unread
from loftespor.ingest.inputs import Input
from loftespor.ingest.ocr.tesseract import OcrMode
from loftespor.ingest.orphan import end_with_parent
from loftespor.ingest.read import read_documents
from loftespor.ingest.workers.limits import Limits, limit_cpu, limit_memory
from loftespor.ingest.workers.page_log import PageFailure, PageLog


class Task(NamedTuple):
    """A file to read in so many seconds of CPU time, with its pages that were read before or failed, and which pages
    are recognised.
    """

    item: Input
    seconds: int
    ocr: OcrMode
    read: Mapping[int, bytes] = {}
    failed: Mapping[int, PageFailure] = {}


class Opened(NamedTuple):
    """The file has so many pages, and they will be read one by one."""

    pages: int


class PageDone(NamedTuple):
    """A page was read."""

    number: int
    page: bytes


class Composing(NamedTuple):
    """The pages that were read so far are made to blocks: what fails now is no page's fault."""


class Done(NamedTuple):
    """The last message of a file."""


Message: TypeAlias = Document | Unread | Opened | PageDone | Composing | Done


def serve(pipe: "Connection[Message, Task]", limits: Limits) -> None:
    """Read the files that come through the pipe until it is closed."""
    end_with_parent()
    limit_memory(limits)
    # A document is a million objects and no circle: looking for circles in between costs a tenth of the time.
    gc.disable()
    while True:
        gc.collect()
        gc.freeze()
        try:
            task = pipe.recv()
        except EOFError:
            return
        limit_cpu(task.seconds)
        for result in _read_safely(task.item, _log(task, pipe, limits)):
            pipe.send(result)
        pipe.send(Done())


def _log(task: Task, pipe: "Connection[Message, Task]", limits: Limits) -> PageLog:
    """A log that tells the parent of each page; none takes more than a page may, and all no more than the file may."""
    ends = time.process_time() + task.seconds

    def begins(_number: int) -> None:
        limit_cpu(min(limits.page_seconds, max(0, int(ends - time.process_time()))))

    def composes() -> None:
        limit_cpu(max(0, int(ends - time.process_time())))
        pipe.send(Composing())

    def opened(pages: int) -> None:
        pipe.send(Opened(pages))

    def kept(number: int, page: bytes) -> None:
        pipe.send(PageDone(number, page))

    return PageLog(dict(task.read), dict(task.failed), opened, begins, kept, composes, task.ocr)


def _read_safely(item: Input, log: PageLog) -> Iterator[Document | Unread]:
    """The documents of a file; an error nobody foresaw gives an Unread that names it."""
    try:
        yield from read_documents(item.path, stated=item.stated, sources=item.sources, log=log)
    except MemoryError:
        yield Unread.of(item.path, MemoryLimitError(f"{item.path}: needs more memory than is allowed; left out"))
    except LoftesporError as error:
        yield Unread.of(item.path, error)
    except Exception as error:  # noqa: BLE001  a stranger's file may break a reader in any way; the rest goes on
        yield Unread.of(item.path, UnreadableFileError(
            f"{item.path}: the reader failed ({type(error).__name__}: {error}); please report the file"
        ))  # fmt: skip
