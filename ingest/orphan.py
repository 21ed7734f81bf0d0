"""A worker process ends when the process that started it is gone, also when that was killed."""

import os
import threading
import time
from multiprocessing import parent_process

_EVERY = 2.0  # seconds between two looks


def end_with_parent() -> None:
    """Watch the parent from a thread of this process, and end the process when the parent has ended."""
    threading.Thread(target=_watch, name="parent watch", daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    while parent is not None and parent.is_alive():
        time.sleep(_EVERY)
    if parent is not None:
        os._exit(1)  # nobody is left to tell, and the main thread may wait for ever
