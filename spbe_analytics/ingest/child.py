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
from typing import Final

from spbe_analytics.ingest.reader import first_rows, read
from spbe_analytics.ingest.wire import packed, receive, send

READY: Final = "ready"
TOO_LARGE: Final = "too-large"
MEBIBYTE: Final = 1 << 20
_PARENT_DEATH: Final = 1
"""``PR_SET_PDEATHSIG`` of Linux."""


def limit(memory_mb: int) -> None:
    """Set the limit of memory, and die with the parent, where the system can do it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * MEBIBYTE, memory_mb * MEBIBYTE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGKILL)


def main() -> None:
    """Answer requests on standard input until it ends; whatever prints goes to standard error."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit(int(sys.argv[1]))
    gc.freeze()
    send(answers, READY)
    while True:
        try:
            kind, *request = receive(requests)
        except EOFError:
            return
        try:
            answer: object = packed(read(*request)) if kind == "read" else first_rows(*request)
        except MemoryError:
            answer = TOO_LARGE
        del request
        send(answers, answer)
        del answer


if __name__ == "__main__":
    main()
