"""The garbage collector, out of the way while much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

_kept = Event()
"""Set while something new is kept that the garbage collector still looks at."""


@contextmanager
def without_collection() -> Iterator[None]:
    """Keep the garbage collector from walking through the many values of a large file again and again.

    What was made meanwhile counts as old afterwards, so that not even the first collection walks through all of it.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def note_kept() -> None:
    """Say that something was made that stays: modules, a snapshot, a picture."""
    _kept.set()


def settle() -> None:
    """Take all that stays out of the garbage collector's sight; called at the start of a run.

    Streamlit collects garbage in full after each run, and the more is kept, the longer that takes. Right before a run
    there is hardly any garbage, so next to nothing is frozen with it.
    """
    if _kept.is_set():
        _kept.clear()
        gc.freeze()
