"""What reading one file may take, and how this process is held to it."""

import importlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of memory, CPU seconds for a page and for the file, seconds without a sign
    of life, bytes of the file, pages that may fail before the rest is given up.

    A programme of 140 pages takes 200 MB and a second, one page in a thousand more than a tenth of one.
    """

    memory: int = 2_000_000_000
    page_seconds: int = 10
    cpu_seconds: int = 300
    silent_seconds: float = 240.0
    file_size: int = 500_000_000
    failed_pages: int = 5


def limits_available() -> bool:
    """Whether this system can limit a process's memory and CPU time (Windows cannot)."""
    try:
        importlib.import_module("resource")
    except ImportError:
        return False
    return True


def limit_memory(limits: Limits) -> None:
    """Hold this process to the memory it may use."""
    if limits_available():
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: int) -> None:
    """Allow this process so many seconds of CPU time from now; then the system ends it."""
    if limits_available():
        resource = importlib.import_module("resource")
        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
