"""The process that makes many documents (``python -m …child``): an order on stdin, a line of JSON a document on stdout.

It works beside the server, at a lower priority, and ends with its parent. What it makes lies in one zip, which is there
whole or not at all.
"""

import base64
import contextlib
import json
import os
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, Any, Final

from spbe_analytics.documents.batch import Order, make_all
from spbe_analytics.errors import SpbeError
from spbe_analytics.settings import settings
from spbe_analytics.workspace import Workspace

KINDER: Final = 10
"""By how much this process lets others go first."""


def run(said: dict[str, Any], out: IO[str]) -> None:
    """Make what is asked for.

    Args:
        said: The order, the template as Base64 or nothing, and where the zip goes.
        out: Takes one line a document, and at the end one that says whether all went well.
    """
    order, place = Order.read(said["order"]), Path(said["place"])
    template = base64.b64decode(said["template"]) if said["template"] else None
    try:
        workspace = Workspace(settings().database_url, None)
        with TemporaryDirectory(dir=place.parent) as folder:
            for made in make_all(workspace, workspace.snapshot(), order, Path(folder), template):
                _tell(out, {"nama": made.about, "berkas": list(made.files), "gagal": made.fault})
            beside = Path(folder) / place.name
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as packed:  # what goes in is packed already
                for path in sorted(Path(folder).iterdir()):
                    if path != beside:
                        packed.write(path, path.name)
            beside.replace(place)
        _tell(out, {"selesai": True})
    except SpbeError as error:
        _tell(out, {"kesalahan": str(error)})
    except OSError:
        _tell(out, {"kesalahan": "Ruang penyimpanan server habis atau tidak dapat ditulis. Hubungi pengelola."})


def _tell(out: IO[str], said: dict[str, Any]) -> None:
    out.write(json.dumps(said, ensure_ascii=False) + "\n")
    out.flush()


def _end_with_parent() -> None:
    """End this process once the parent closed its end: it is gone, or has no more use for the documents."""
    with contextlib.suppress(OSError):
        sys.stdin.buffer.read()
    os._exit(1)


def main() -> None:
    """Take the order from stdin's first line; whatever else comes there, or its end, ends the process."""
    with contextlib.suppress(AttributeError, OSError):  # not on every system
        os.nice(KINDER)
    said = json.loads(sys.stdin.buffer.readline())
    Thread(target=_end_with_parent, daemon=True).start()
    run(said, sys.stdout)


if __name__ == "__main__":
    main()
