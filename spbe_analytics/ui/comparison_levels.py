"""The part of *Perbandingan* that holds the regions beside each other indicator by indicator."""

from collections.abc import Iterator, Sequence

import streamlit as st

from spbe_analytics.analysis.side_by_side import side_by_side
from spbe_analytics.charts import level_heatmap
from spbe_analytics.instruments.model import Node
from spbe_analytics.reports import Column
from spbe_analytics.ui import comparison_text, components
from spbe_analytics.ui.comparison import Choice
from spbe_analytics.ui.headlines import joined
from spbe_analytics.ui.view import View


def show(view: View, choice: Choice) -> None:
    """Show the indicators of the regions whose levels are known, and name those whose are not."""
    leaves = [leaf.code for leaf in view.instrument.indicators]
    assessed = view.snapshot.assessed(view.instrument.id)
    every = side_by_side(assessed, choice.names, leaves, year=view.year, stage=view.stage.value)
    beside = every.part(names=[name for name in every.names if every.of(name)])
    without = [name for name in choice.names.values() if name not in beside.names]
    if not beside.names:
        components.note(
            f"Tingkat indikator tidak diketahui untuk {joined(without)}: yang terbit hanya nilai di atasnya. Unggah "
            "laporan evaluasinya untuk membandingkan tiap indikator."
        )
        return
    note = "Tingkat tiap indikator."
    if without:
        note += f" Tidak diketahui untuk {joined(without)}."
    for column, part in zip(st.columns(2, gap="medium"), _halves(view), strict=True):
        codes = [leaf.code for pillar in part for leaf in view.instrument.leaves(pillar.code)]
        those = beside.part(codes)
        shorts = {code: view.instrument.node(code).short for code in codes}
        shown = those.frame.set_axis([f"{code} {short}" for code, short in shorts.items()])
        columns = {"label": Column("Indikator", width=28)}
        columns |= {name: Column(name, view.instrument.scale.decimals) for name in those.names}
        with column:
            components.picture(
                f"{_span_of(part)}: {comparison_text.levels_finding(those, shorts, view.instrument.target_level)}",
                level_heatmap(shown, view.palette, maximum=int(view.instrument.scale.highest)),
                note,
                shown.assign(label=shown.index),
                columns,
                f"tingkat-{part[0].code}",
            )


def _halves(view: View) -> Iterator[Sequence[Node]]:
    """Split the nodes right below the index into two runs with about as many indicators each."""
    pillars = view.instrument.pillars
    sizes = [len(view.instrument.leaves(pillar.code)) for pillar in pillars]
    cut, *_ = sorted(range(1, len(pillars)), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])))
    yield pillars[:cut]
    yield pillars[cut:]


def _span_of(part: Sequence[Node]) -> str:
    names = [pillar.short for pillar in part]
    return joined(names) if len(names) <= 2 else f"{names[0]} sampai {names[-1]}"
