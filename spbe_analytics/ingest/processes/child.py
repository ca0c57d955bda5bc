"""The reading process: it answers requests (``python -m …child MEMORY_MB``) until its parent is gone.

Whatever a file does to a reader happens here: a limit of memory is set, and the parent ends this process when it takes
too long.
"""

import contextlib
import gc
import os
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any, Final

from spbe_analytics.errors import SpbeError
from spbe_analytics.ingest.follow_up import read_actions
from spbe_analytics.ingest.plan import reading_plan
from spbe_analytics.ingest.processes.bundle import unbundle
from spbe_analytics.ingest.processes.wire import packed, receive, send
from spbe_analytics.ingest.reader import first_rows, read

READY: Final = "ready"
TOO_LARGE: Final = 77
"""Exit code of a process that got no more memory; it is not asked again, for what is left of it is not known."""

MEBIBYTE: Final = 1 << 20


def limit(memory_mb: int) -> None:
    """Set the limit of memory, where the system has one."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb * MEBIBYTE, memory_mb * MEBIBYTE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _hear(stream: IO[bytes], heard: SimpleQueue[tuple[Any, ...]]) -> None:
    """Take requests until the parent is gone, and end the process then, whatever it is reading."""
    code = 1
    try:
        while True:
            heard.put(receive(stream))
    except EOFError:
        code = 0
    except MemoryError:
        code = TOO_LARGE
    finally:
        os._exit(code)


def _answer(kind: str, request: list[Any]) -> object:
    if kind == "read":
        return packed(read(*request))
    if kind == "plan":
        return reading_plan(*request)
    if kind == "unbundle":
        try:
            return ("files", list(unbundle(*request)))
        except SpbeError as error:
            return ("refused", str(error))
    return read_actions(*request) if kind == "actions" else first_rows(*request)


def main() -> None:
    """Answer requests on standard input until it ends; whatever prints goes to standard error."""
    heard: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    limit(int(sys.argv[1]))
    gc.freeze()
    send(answers, READY)
    Thread(target=_hear, args=(sys.stdin.buffer, heard), daemon=True).start()
    try:
        while True:
            kind, *request = heard.get()
            answer = _answer(kind, request)
            del request
            send(answers, answer)
            del answer
    except OSError:  # nobody waits for the answer any more
        return
    except MemoryError:
        os._exit(TOO_LARGE)


if __name__ == "__main__":
    main()
