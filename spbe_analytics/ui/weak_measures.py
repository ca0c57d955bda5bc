"""*Prioritas*, the tab “Menurut ukuran”: the weakest by each measure, with its reason."""

from typing import Final

import pandas as pd

from spbe_analytics.analysis.weakest import Measure, Weakest, by_measure, names_of, weakest
from spbe_analytics.reports import Column
from spbe_analytics.schema import KIND, NodeKind
from spbe_analytics.ui import components, peer_group
from spbe_analytics.ui.view import View

MEASURES: Final = {"measure": Column("Ukuran"), "what": Column("Terlemah"), "reason": Column("Sebab")}


def show(view: View) -> None:
    """Show the weakest pillar, aspect and indicator by each measure, with its reason."""
    chosen = peer_group.group(view)
    table = peer_group.measures(view, chosen)
    kinds = [kind for kind in (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR) if (table[KIND] == kind).any()]
    for kind in kinds:
        found = weakest(view.instrument, table, kind, chosen)
        title = _measured_title(view, kind, found)
        rows = [(item.measure.label, names_of(view.instrument, item.nodes), item.reason) for item in found]
        components.titled_table(title, pd.DataFrame(rows, columns=list(MEASURES)), MEASURES)
    if NodeKind.INDICATOR not in kinds:
        components.note(
            "Aspek dan indikator tidak diterbitkan untuk penilaian ini; unggah tingkat indikatornya untuk melihat yang "
            "terlemah di dalamnya."
        )


def _measured_title(view: View, kind: NodeKind, found: list[Weakest]) -> str:
    lost, low = by_measure(found, Measure.LOST), by_measure(found, Measure.VALUE)
    if lost is None or low is None:
        return f"{kind.label}: tidak ada yang lemah"
    first, second = names_of(view.instrument, lost.nodes), names_of(view.instrument, low.nodes)
    if set(lost.nodes) & set(low.nodes):
        return f"{kind.label}: {first} terlemah menurut poin dan nilai"
    return f"{kind.label}: poin terbanyak hilang di {first}, nilai terendah {second}"
