"""Shapes of regions as a browser fetches them; their address changes with their content."""

import gzip
import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Final

from spbe_analytics.regions.shapes import EAST, SOUTH, Layer, outlines, points, square
from spbe_analytics.regions.tiles import centres
from spbe_analytics.regions.tiles import squares as squares_of

MOST_OWN: Final = 32
"""Own outlines that are kept for all sessions; of more, the oldest is forgotten."""


@cache
def shapes(name: str) -> bytes | None:
    """Return a layer as it is sent, gzipped JSON; ``None`` for one that there is not.

    Args:
        name: ``kabkota``, ``provinces``, or one of these with ``-petak`` for squares of equal size.
    """
    layer, _, kind = name.partition("-")
    if layer not in set(Layer) or kind not in ("", "petak"):
        return None
    of = Layer(layer)
    return packed(squares_of(of), centres(of)) if kind else packed(outlines(of), points(of))


def packed(paths: Mapping[str, str], middles: Mapping[str, tuple[int, int]]) -> bytes:
    """Write paths by code as they are sent, with the middle of each and the frame that all maps share."""
    wide, high = square(EAST, SOUTH)
    said = {"width": wide, "height": high, "paths": paths, "points": middles}
    return gzip.compress(json.dumps(said, separators=(",", ":")).encode(), mtime=0)


def address(layer: Layer, *, squares: bool) -> str:
    """Return the address of a layer, relative to any page."""
    name = f"{layer.value}-petak" if squares else layer.value
    return f"spbe/peta/{name}.json?v={_digest(shapes(name) or b'')}"


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()[:12]


class Kept:
    """Outlines that people brought, each under a name that nobody can guess, as long as there is room."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def keep(self, content: bytes) -> str:
        """Keep outlines and return their name."""
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._held[name] = content
            while len(self._held) > MOST_OWN:
                self._held.popitem(last=False)
        return name

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name."""
        with self._lock:
            return self._held.get(name)

    def forget(self, name: str) -> None:
        """Let go of what is kept under a name."""
        with self._lock:
            self._held.pop(name, None)


OWN: Final = Kept()
"""What people brought to this server."""
