"""Doing one thing with a stranger's file in a process of its own, held to limits: drawing a page of it."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from loftespor.errors import LoftesporError, MemoryLimitError, TimeLimitError, UnreadableFileError
from loftespor.ingest.orphan import end_with_parent
from loftespor.ingest.workers.limits import Limits, limit_cpu, limit_memory

_Work = Callable[[Path, int, float], bytes]


def done_alone(work: _Work, path: Path, page: int, scale: float, *, limits: Limits | None = None) -> bytes:
    """What a function makes of a page of a file, at a scale.

    Raises the error it raises, and TimeLimitError where it takes more time or memory than a page may.
    """
    allowed = limits or Limits()
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(theirs, allowed, work, (path, page, scale)), daemon=True)
    process.start()
    theirs.close()
    try:
        result: bytes | LoftesporError | None = ours.recv() if ours.poll(allowed.silent_seconds) else None
    except EOFError:
        result = None
    finally:
        process.kill()
        process.join()
        ours.close()
    if result is None:
        raise TimeLimitError(f"{path}, page {page}: takes more time or memory than it may; leave the page out")
    if isinstance(result, LoftesporError):
        raise result
    return result


def _do(
    pipe: "Connection[bytes | LoftesporError, None]", limits: Limits, work: _Work, what: tuple[Path, int, float]
) -> None:
    end_with_parent()
    limit_memory(limits)
    limit_cpu(limits.page_seconds)
    path, page, _ = what
    try:
        pipe.send(work(*what))
    except MemoryError:
        pipe.send(MemoryLimitError(f"{path}, page {page}: needs more memory than is allowed; leave the page out"))
    except LoftesporError as error:
        pipe.send(error)
    except Exception as error:  # noqa: BLE001  a stranger's file may break the drawing in any way
        pipe.send(UnreadableFileError(f"{path}, page {page}: cannot be drawn ({type(error).__name__}: {error})"))
