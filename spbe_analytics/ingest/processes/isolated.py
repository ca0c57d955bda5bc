"""Reading in processes of its own: a file that explodes, hangs or kills its reader ends in a finding.

The processes are started at need and kept. One that is killed, or has to be, is replaced; nobody else who is reading is
disturbed.
"""

import contextlib
import os
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from hashlib import sha256
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import IO, Any, Final

from spbe_analytics.errors import SpbeError
from spbe_analytics.ingest.checks.findings import finding
from spbe_analytics.ingest.files.guard import DEFAULT_LIMITS
from spbe_analytics.ingest.files.limits import Limits
from spbe_analytics.ingest.files.workbook import Sheet
from spbe_analytics.ingest.follow_up import ActionReading
from spbe_analytics.ingest.plan import SheetPlan
from spbe_analytics.ingest.processes.child import TOO_LARGE
from spbe_analytics.ingest.processes.wire import receive, send, unpacked
from spbe_analytics.ingest.reading import Identity, Reading

HOME: Final = Path(__file__).resolve().parents[3]
"""Where the package lies, wherever the program was started."""

START_SECONDS: Final = 60.0
"""Longest time for a process to start."""

_NO_MEMORY: Final = (TOO_LARGE, -signal.SIGABRT)
"""How a process ends that gets no more memory: by itself, or by its reader, which aborts."""

_APART: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows: a process without a console of its own, which would flash up."""

TRIES: Final = 2
"""A reading whose process dies is tried once more, in case somebody else killed it."""


class _Process:
    """One reading process and the pipes to it."""

    def __init__(self, memory_mb: int) -> None:
        command = [sys.executable, "-m", "spbe_analytics.ingest.processes.child", str(memory_mb)]
        kept = {name: text for name, text in os.environ.items() if not name.startswith("SPBE_")}
        self._process = subprocess.Popen(
            command,
            cwd=HOME,
            env={**kept, "RUST_BACKTRACE": "0"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # what is typed to stop the program is not for the readers
            creationflags=_APART,
        )
        self._answers: SimpleQueue[Any] = SimpleQueue()
        Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        self._ready = False

    def ask(self, request: tuple[object, ...], seconds: float) -> Any:  # noqa: ANN401 - whatever it answers
        """Send a request and wait for the answer.

        Raises:
            TimeoutError: There was none in time; the process is ended.
            MemoryError: The process got no more memory, and ended.
            EOFError: The process died.
        """
        out = self._process.stdin
        assert out is not None
        try:
            if not self._ready:
                self._answer(START_SECONDS)
                self._ready = True
            send(out, request)
            return self._answer(seconds)
        except (EOFError, OSError) as error:
            self.end()
            if isinstance(error, TimeoutError) and self._ready:
                raise
            raise (MemoryError if self._process.returncode in _NO_MEMORY else EOFError) from error

    def _answer(self, seconds: float) -> Any:  # noqa: ANN401 - whatever it answers
        try:
            answer = self._answers.get(timeout=seconds)
        except Empty:
            raise TimeoutError from None
        if isinstance(answer, EOFError):
            raise answer
        return answer

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill the process and close the pipes."""
        self._process.kill()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._process.wait()

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid


def _listen(stream: IO[bytes], answers: SimpleQueue[Any]) -> None:
    """Pass on the answers of a process; a thread waits for each, as Windows cannot wait for a pipe otherwise."""
    with stream:
        try:
            while True:
                answers.put(receive(stream))
        except EOFError as gone:
            answers.put(gone)


class ReaderPool:
    """Reading processes shared by all threads of a program."""

    def __init__(
        self, workers: int = 2, seconds: float = 60.0, memory_mb: int = 1024, limits: Limits = DEFAULT_LIMITS
    ) -> None:
        """Prepare the pool; processes are started at need.

        Args:
            workers: Most processes at a time.
            seconds: Longest time for one file.
            memory_mb: Most memory of one process, in MiB.
            limits: The most a file may hold.
        """
        self.limits = limits
        self.workers, self.seconds, self.memory_mb = workers, seconds, memory_mb
        self._idle: SimpleQueue[_Process | None] = SimpleQueue()
        self._alive: set[_Process] = set()
        self._lock = Lock()
        for _ in range(workers):
            self._idle.put(None)
        self._finish = weakref.finalize(self, _end_all, self._alive)

    def __enter__(self) -> "ReaderPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes; a reading under way ends in a finding."""
        self._finish()

    def warm(self) -> None:
        """Start all processes, without waiting for them."""
        for _ in range(self.workers):
            with contextlib.suppress(Empty):
                process = self._idle.get_nowait()
                self._idle.put(process or self._start())

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the processes."""
        with self._lock:
            return tuple(process.number for process in self._alive)

    def read(self, data: bytes, name: str, hints: Identity | None = None) -> Reading:
        """Read a file as :func:`spbe_analytics.ingest.read` does, in a process of its own.

        Returns:
            The reading; a file that takes too long, too much memory, or kills its reader is one finding.
        """
        answer = self._ask(("read", data, name, hints or Identity(), None, self.limits))
        if isinstance(answer, str):
            said = finding(answer, file=name, seconds=f"{self.seconds:g}", memory=self.memory_mb)
            return Reading(name, sha256(data).hexdigest(), len(data), "", (), (), (said,))
        return unpacked(answer)

    def first_rows(self, data: bytes, name: str, count: int) -> list[Sheet]:
        """Return first rows as :func:`spbe_analytics.ingest.first_rows` does; none where that fails."""
        answer = self._ask(("rows", data, name, count, self.limits))
        return [] if isinstance(answer, str) else answer

    def plan(self, data: bytes, name: str, hints: Identity) -> list[SheetPlan]:
        """Return how a file is read as :func:`spbe_analytics.ingest.plan.reading_plan` does; none where that fails."""
        answer = self._ask(("plan", data, name, hints, self.limits))
        return [] if isinstance(answer, str) else answer

    def unbundle(self, data: bytes, name: str, largest: int) -> list[tuple[str, bytes]]:
        """Return the files of a zip as :func:`spbe_analytics.ingest.processes.bundle.unbundle` gives them.

        Raises:
            SpbeError: The zip is damaged, encrypted or too large, or takes too much time or memory.
        """
        answer = self._ask(("unbundle", data, name, largest))
        if isinstance(answer, str):
            raise SpbeError(finding(answer, file=name, seconds=f"{self.seconds:g}", memory=self.memory_mb).message)
        kind, content = answer
        if kind == "refused":
            raise SpbeError(content)
        files: list[tuple[str, bytes]] = content
        return files

    def read_actions(self, data: bytes, name: str, instrument: str) -> ActionReading:
        """Read a workbook of the follow-up as :func:`spbe_analytics.ingest.follow_up.read_actions` does."""
        answer: str | ActionReading = self._ask(("actions", data, name, instrument, self.limits))
        if isinstance(answer, str):
            said = finding(answer, file=name, seconds=f"{self.seconds:g}", memory=self.memory_mb)
            return ActionReading(name, findings=(said,))
        return answer

    def read_many(
        self, files: Sequence[tuple[bytes, str]], hints: Identity | None = None
    ) -> Iterator[tuple[int, Reading]]:
        """Read many files at once.

        Args:
            files: Bytes and name of each.
            hints: What no file says of itself.

        Yields:
            Place in ``files`` and reading, as they are done.
        """
        with ThreadPoolExecutor(self.workers) as threads:
            places = {threads.submit(self.read, data, name, hints): place for place, (data, name) in enumerate(files)}
            for done in as_completed(places):
                yield places[done], done.result()

    def _ask(self, request: tuple[object, ...]) -> Any:  # noqa: ANN401 - whatever it answers
        """Let a process answer; return the code of a finding where none does."""
        tries = 0
        while tries < TRIES:
            process = self._idle.get()
            if process is None or not process.alive:
                self._forget(process)
                process = self._start()
                tries += 1  # the death of one that waited here says nothing of this file
            try:
                answer = process.ask(request, self.seconds)
            except (TimeoutError, MemoryError, EOFError) as error:
                self._forget(process)
                self._idle.put(None)
                if not isinstance(error, EOFError):
                    return "reading-too-slow" if isinstance(error, TimeoutError) else "reading-too-large"
            else:
                self._idle.put(process)
                return answer
        return "reading-failed"

    def _start(self) -> _Process:
        process = _Process(self.memory_mb)
        with self._lock:
            self._alive.add(process)
        return process

    def _forget(self, process: _Process | None) -> None:
        if process is not None:
            process.end()
            with self._lock:
                self._alive.discard(process)


def _end_all(processes: set[_Process]) -> None:
    for process in list(processes):
        process.end()
