"""*Prioritas*, the tab “Menurut ukuran”: the weakest by each measure, with its reason."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from spbe_analytics.analysis.weakness.weakest import Measure, Weakest, by_measures, names_of, reason
from spbe_analytics.parts import against
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words.weakness_words import equals
from spbe_analytics.schema import NodeKind
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.words import peer_group

MEASURES: Final = {"measure": Column("Ukuran"), "what": Column("Terlemah"), "reason": Column("Sebab")}


def show(view: View) -> None:
    """Show the weakest pillar, aspect and indicator by each measure, with its reason."""
    measured = against.measures(view, peer_group.group(view))
    kinds = [kind for kind in (NodeKind.DOMAIN, NodeKind.ASPECT, NodeKind.INDICATOR) if measured.of_kind(kind)]
    for kind in kinds:
        found = by_measures(measured, kind)
        rows = [(item.measure.label, names_of(item), reason(view.instrument, item, measured.group)) for item in found]
        title = measured_title(kind, {item.measure: item for item in found})
        components.titled_table(title, pd.DataFrame(rows, columns=list(MEASURES)), MEASURES)
    if NodeKind.INDICATOR not in kinds:
        components.note(
            "Aspek dan indikator tidak diterbitkan untuk penilaian ini; unggah tingkat indikatornya untuk melihat yang "
            "terlemah di dalamnya."
        )


def measured_title(kind: NodeKind, found: Mapping[Measure, Weakest]) -> str:
    """Say which node of a kind loses most points and which has the lowest value; the same one where it is one."""
    lost, low = found.get(Measure.LOST), found.get(Measure.VALUE)
    if lost is None or low is None:
        return f"{kind.label}: tidak ada poin yang hilang"
    word = kind.label.lower()
    first, second = equals(lost.names, word, lost.among), equals(low.names, word, low.among)
    if lost.nodes == low.nodes:
        return f"{kind.label}: {first} terlemah menurut poin dan nilai"
    return f"{kind.label}: poin terbanyak hilang di {first}, nilai terendah di {second}"
