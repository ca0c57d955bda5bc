"""The parts of *Perbandingan*: up to five regions beside each other, the first one measured against the others."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from spbe_analytics.analysis.standing.row_notes import misprint_text
from spbe_analytics.analysis.standing.side_by_side import side_by_side
from spbe_analytics.instruments.model import Node
from spbe_analytics.parts import comparison
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import comparison_words
from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import to_csv
from spbe_analytics.ui.kit import components, data_address
from spbe_analytics.ui.kit.menu import UPLOAD


def answer(view: View, choice: comparison.Choice) -> bool:
    """Show the headline and the figures; tell whether there is anything to show below."""
    stage = f"{view.stage.label} {view.year}"
    if not choice.names:
        components.headline("Belum ada yang dibandingkan", stage)
        if choice.missing:
            _say_missing(view, choice)
        else:
            components.empty(
                "Belum ada daerah yang dipilih.", f"Pilih dua sampai {comparison.MOST} daerah di bawah ini."
            )
        return False
    kinds = {gazetteer()[code].kind for code in choice.names}
    mixed = ". Jenis pemerintahannya berbeda" if len(kinds) > 1 else ""
    wrong = [name for code, name in choice.names.items() if view.misprinted(code, view.year)]
    doubt = [misprint_text(f"{joined(wrong)} {view.year}")] if wrong else []
    said = comparison_words.finding(choice.beside, comparison.labels_of(view), comparison.word_of(view))
    components.headline(said, "\n".join([f"{stage}, {comparison.listed(choice)}{mixed}", *doubt]))
    components.figures(comparison.figures(view, choice))
    if choice.missing:
        _say_missing(view, choice)
    return True


def _say_missing(view: View, choice: comparison.Choice) -> None:
    standings = view.standings
    for code in choice.missing:
        mine = standings[(standings["region"] == code) & (standings["stage"] == view.stage)]
        years = [str(year) for year in sorted(mine["year"].unique())]
        cure = f"Ada untuk {joined(years)}: pilih tahun itu di saringan." if years else "Unggah datanya, atau hapus."
        said = f"{view.stage.label} {view.year} untuk {gazetteer()[code].name} tidak ada."
        components.empty(said, cure, "" if years else UPLOAD)


def pictures(view: View, choice: comparison.Choice) -> None:
    """Show the radar of the first regions beside the marks of all; without domain values only the marks."""
    pillars, data = choice.pillars, data_address.several(view, tuple(choice.names))
    drawn = pillars.part(names=[name for name in pillars.names if pillars.of(name)][: comparison.MOST_IN_RADAR])
    if not drawn.names:
        components.kept_picture(view, "perbandingan", partial(comparison.dots, choice=choice), choice.version, data)
        components.note(f"Nilai {comparison.word_of(view)} daerah ini tidak tercetak; yang diketahui hanya indeksnya.")
        return
    left, right = st.columns(2, gap="medium")
    with left:
        components.kept_picture(
            view, "radar", partial(comparison.radar_of, choice=choice, drawn=drawn), choice.version, data
        )
    with right:
        components.kept_picture(view, "perbandingan", partial(comparison.dots, choice=choice), choice.version, data)


def differences(view: View, choice: comparison.Choice) -> None:
    """Show how far the first region is ahead of, or behind, each of the others."""
    if len(choice.names) == 1:
        return
    title, table, columns = comparison.differences(view, choice)
    with st.container(gap="xxsmall"):
        components.subheading(title)
        components.plain_table(table, columns)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(width="stretch"):
                components.note(comparison.reading(choice))
            st.download_button(
                "Unduh CSV",
                lambda: to_csv(table, columns),
                "selisih.csv",
                "text/csv",
                key="selisih-csv",
                type="tertiary",
                on_click="ignore",
            )


def show(view: View, choice: comparison.Choice) -> None:
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
    data = data_address.several(view, tuple(choice.names))
    for column, part in zip(st.columns(2, gap="medium"), _halves(view), strict=True):
        with column:
            make = partial(comparison.levels, beside=beside, part=part, note=note)
            components.kept_picture(view, f"tingkat-{part[0].code}", make, choice.version, data)


def _halves(view: View) -> Iterator[Sequence[Node]]:
    """Split the nodes right below the index into two runs with about as many indicators each."""
    pillars = view.instrument.pillars
    sizes = [len(view.instrument.leaves(pillar.code)) for pillar in pillars]
    cut, *_ = sorted(range(1, len(pillars)), key=lambda at: abs(sum(sizes[:at]) - sum(sizes[at:])))
    yield pillars[:cut]
    yield pillars[cut:]
