"""Many calls of pdfium at once: functions that take plain addresses, run by `map` over one buffer for all results.

A call with typed pointers in a loop of Python costs three times as much; a page needs some two thousand.
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

Function: TypeAlias = Callable[..., Any]


def function(of: object, *arguments: Any, gives: Any = ctypes.c_void_p) -> Function:
    """A function of pdfium that takes and gives plain addresses and numbers."""
    address = ctypes.cast(of, ctypes.c_void_p).value  # type: ignore[arg-type]  # a function of a library is a pointer
    assert address is not None  # noqa: S101  a loaded function has an address
    made: Function = ctypes.PYFUNCTYPE(gives, *arguments)(address)
    return made


def addresses_in(buffer: Any, step: int) -> range:
    """The addresses in a buffer of ctypes, a number of bytes apart."""
    start = ctypes.addressof(buffer)
    return range(start, start + ctypes.sizeof(buffer), step)


def call_each(called: Function, *arguments: Iterable[object]) -> None:
    """Call a function for each row of arguments; its results stand in a buffer."""
    deque(map(called, *arguments), maxlen=0)
