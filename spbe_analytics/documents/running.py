"""Many documents under way: how far they are, how long they still take, and a way to stop them."""

import base64
import json
import os
import subprocess
import sys
import weakref
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread
from time import monotonic
from typing import IO, Final, Self

from spbe_analytics.documents.batch import Order
from spbe_analytics.errors import SettingError
from spbe_analytics.settings import PACKAGE

MOST: Final = 2
"""How many run at once on one server; a further one is refused until one of them is over."""

_APART: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)

_lock = Lock()
_all: "weakref.WeakSet[Running]" = weakref.WeakSet()


@dataclass(eq=False)
class Running:
    """One run, in a process of its own; it ends when nobody holds this any more.

    Attributes:
        order: What is asked for.
        made: Names of the documents made so far.
        faults: Name and reason of each that could not be made.
        fault: Why the whole run failed; empty otherwise.
        finished: Whether the zip is there.
        stopped: Whether a person stopped it.
    """

    order: Order
    made: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    fault: str = ""
    finished: bool = False
    stopped: bool = False
    _started: float = field(default_factory=monotonic)

    @classmethod
    def start(cls, order: Order, template: bytes | None = None) -> Self:
        """Start a run.

        Raises:
            SettingError: As many run already as the server allows.
        """
        with _lock:
            if sum(other.alive for other in _all) >= MOST:
                raise SettingError(
                    f"{MOST} pembuatan dokumen sedang berjalan di server ini. Tunggu sampai salah satunya selesai."
                )
            found = cls(order)
            found._begin(template)
            _all.add(found)
            return found

    def _begin(self, template: bytes | None) -> None:
        self._folder = TemporaryDirectory(prefix="spbe-dokumen-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "spbe_analytics.documents.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=_APART,
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(_path())},
        )
        asked = {
            "order": self.order.write(),
            "template": base64.b64encode(template).decode() if template else "",
            "place": str(self.place),
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write((json.dumps(asked) + "\n").encode())
        self._process.stdin.flush()
        Thread(target=_hear, args=(self._process, self._process.stdout, weakref.ref(self)), daemon=True).start()
        weakref.finalize(self, _end, self._process, self._folder)

    @property
    def place(self) -> Path:
        """Where the zip lies once it is finished."""
        return Path(self._folder.name) / "dokumen.zip"

    @property
    def alive(self) -> bool:
        """Whether it is under way."""
        return not (self.finished or self.stopped or self.fault)

    @property
    def done(self) -> int:
        """How many documents are made, or could not be."""
        return len(self.made) + len(self.faults)

    @property
    def seconds_left(self) -> float | None:
        """How long it still takes, judged by those that are made; ``None`` before the first."""
        if not self.done:
            return None
        return (monotonic() - self._started) / self.done * (len(self.order) - self.done)

    def stop(self) -> None:
        """Stop it; what it made so far goes with it."""
        self.stopped = True
        _kill(self._process)

    def heard(self, said: dict[str, object]) -> None:
        """Take a line that the process told."""
        if "nama" in said:
            name, fault = str(said["nama"]), str(said["gagal"])
            if fault:
                self.faults.append((name, fault))
            else:
                self.made.append(name)
        elif "kesalahan" in said:
            self.fault = str(said["kesalahan"])
        else:
            self.finished = True

    def ended(self) -> None:
        """Note that the process is gone; without a last word it was killed, or could not start."""
        if self.alive:
            self.fault = (
                "Pembuatan dokumen berhenti sebelum selesai. Mulai sekali lagi; kurangi daerahnya bila terulang."
            )


def _path() -> list[str]:
    """Where Python finds the package, whatever folder the server was started in."""
    return [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]


def _hear(process: "subprocess.Popen[bytes]", stream: IO[bytes], about: "weakref.ref[Running]") -> None:
    for line in stream:
        found = about()
        if found is None:
            return
        with suppress(ValueError, KeyError):
            found.heard(json.loads(line))
        del found
    process.wait()
    found = about()
    if found is not None:
        found.ended()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        with suppress(OSError):
            if stream is process.stdin and stream is not None:
                stream.close()
    process.wait()


def _end(process: "subprocess.Popen[bytes]", folder: "TemporaryDirectory[str]") -> None:
    _kill(process)
    folder.cleanup()
