"""The tabs of *Prioritas*: a new one is a new row."""

from collections.abc import Callable
from typing import Final

from spbe_analytics.ui import priority_peers, priority_plan, weak_measures, weak_where
from spbe_analytics.ui.view import View

PARTS: Final[dict[str, Callable[[View], None]]] = {
    "Rencana teringan": priority_plan.show,
    "Satu tingkat lagi": priority_plan.worth,
    "Siapa lebih tinggi": priority_peers.show,
    "Menurut ukuran": weak_measures.show,
    "Se-provinsi": weak_where.where,
}
"""Title of each tab and what it shows."""
