"""The reading process: ``python -m spbe_analytics.ingest.child MEMORY_MB`` answers requests until its parent is gone.

Whatever a file does to a reader happens here: a limit of memory is set, and the parent ends this process when it takes
too long.
"""

import contextlib
import ctypes
import gc
import os
import signal
import sys
from typing import Any, Final

from spbe_analytics.ingest.follow_up import read_actions
from spbe_analytics.ingest.reader import first_rows, read
from spbe_analytics.ingest.wire import packed, receive, send

READY: Final = "ready"
TOO_LARGE: Final = 77
"""Exit code of a process that got no more memory; it is not asked again, for what is left of it is not known."""

MEBIBYTE: Final = 1 << 20
_PARENT_DEATH: Final = 1
"""``PR_SET_PDEATHSIG`` of Linux; the parent is the thread that started this process."""


def limit(memory_mb: int) -> None:
    """Set the limit of memory, and die with the parent, where the system can do it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * MEBIBYTE, memory_mb * MEBIBYTE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)


def _answer(kind: str, request: list[Any]) -> object:
    if kind == "read":
        return packed(read(*request))
    return read_actions(*request) if kind == "actions" else first_rows(*request)


def main() -> None:
    """Answer requests on standard input until it ends; whatever prints goes to standard error."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit(int(sys.argv[1]))
    gc.freeze()
    send(answers, READY)
    try:
        while True:
            kind, *request = receive(requests)
            answer = _answer(kind, request)
            del request
            send(answers, answer)
            del answer
    except EOFError:
        return
    except MemoryError:
        os._exit(TOO_LARGE)


if __name__ == "__main__":
    main()
