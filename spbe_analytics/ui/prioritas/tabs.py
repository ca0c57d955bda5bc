"""The tabs of *Prioritas*: a new one is a new row."""

from collections.abc import Callable
from typing import Final

from spbe_analytics.parts.view import View
from spbe_analytics.ui.prioritas import measures, peers, plan, weak_where

PARTS: Final[dict[str, Callable[[View], None]]] = {
    "Rencana teringan": plan.show,
    "Satu tingkat lagi": plan.worth,
    "Siapa lebih tinggi": peers.show,
    "Menurut ukuran": measures.show,
    "Se-provinsi": weak_where.where,
}
"""Title of each tab and what it shows."""
