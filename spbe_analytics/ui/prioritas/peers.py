"""*Prioritas*, the tab “Siapa lebih tinggi”: who of the comparison group can be learnt from."""

from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.weakness.peers import Group, ahead, risen
from spbe_analytics.parts import against
from spbe_analytics.parts.part import Column
from spbe_analytics.parts.view import View, kept
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import CHANGE, KIND, NODE, REGION, VALUE, NodeKind
from spbe_analytics.scoring.display import format_change, format_level, format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.words import peer_group

MOST_LEAVES: Final = 8
"""How many weak indicators are looked up at the most."""


def show(view: View) -> None:
    """Show, weakest first, who of the group stands higher at each node, and who rose most."""
    chosen = peer_group.group(view)
    title, rows, columns = _peers(view, chosen)
    components.titled_table(title, rows, columns)
    components.note(
        f"{chosen.text} Yang disebut nilainya pasti lebih tinggi; salah cetak tidak ikut. Butir diurutkan dari yang "
        "kehilangan poin terbanyak."
    )
    if view.instrument.covers(view.year - 1):
        components.note(f"Naik terbanyak: dari {view.year - 1} ke {view.year}, daerah ini tidak ikut.")
    else:
        components.note(f"Nilai {view.year - 1} memakai instrumen lain; kenaikannya tidak dihitung.")


@kept
def _peers(view: View, chosen: Group) -> tuple[str, pd.DataFrame, dict[str, Column]]:
    assessed = view.snapshot.assessed(view.instrument.id)
    table = against.measures(view, chosen).table.sort_values("lost", ascending=False, kind="stable")
    pillars = [pillar.code for pillar in view.instrument.pillars]
    target = float(view.instrument.target_level)
    leaves = table[(table[KIND] == NodeKind.INDICATOR.value) & (table[VALUE] < target)].index[:MOST_LEAVES]
    weak = [str(code) for code in table.index if code in pillars or table.loc[code, KIND] == NodeKind.ASPECT.value]
    nodes = [*weak, *map(str, leaves)]
    higher, rose = ahead(assessed, chosen, nodes), risen(assessed, chosen, nodes)
    known = [node for node in nodes if node in pillars or (higher[NODE] == node).any() or (rose[NODE] == node).any()]
    rows = [
        (
            table.loc[node, "short"],
            _written(str(table.loc[node, KIND]), float(table[VALUE][node])),
            "; ".join(f"{_name(row[REGION])} {format_score(row[VALUE])}" for row in _at(higher, node)),
            "; ".join(
                f"{_name(row[REGION])} {format_score(row['before'])} → {format_score(row[VALUE])} "
                f"({format_change(row[CHANGE])})"
                for row in _at(rose, node)
            ),
        )
        for node in known
        if node in table.index
    ]
    columns = {
        "short": Column("Butir"),
        VALUE: Column("Nilai"),
        "higher": Column("Sudah lebih tinggi"),
        "rose": Column(f"Naik terbanyak dari {view.year - 1}"),
    }
    frame = pd.DataFrame(rows, columns=list(columns)).replace({"higher": {"": "tidak ada"}, "rose": {"": "–"}})
    if rose.empty:
        columns.pop("rose")
    return _title(higher, known, table), frame, columns


def _title(higher: pd.DataFrame, known: list[str], table: pd.DataFrame) -> str:
    if higher.empty:
        return "Tidak ada yang lebih tinggi di kelompok ini"
    first = next(node for node in known if (higher[NODE] == node).any())
    best = next(iter(_at(higher, first)))
    return f"{table['short'][first]}: {_name(best[REGION])} sudah {format_score(best[VALUE])}"


def _at(rows: pd.DataFrame, node: str) -> list[dict[Any, Any]]:
    return rows[rows[NODE] == node].to_dict("records")


def _name(code: object) -> str:
    return gazetteer()[str(code)].bare


def _written(kind: str, value: float) -> str:
    return format_level(value) if kind == NodeKind.INDICATOR.value else format_score(value)
