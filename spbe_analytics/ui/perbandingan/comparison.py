"""The parts of *Perbandingan*: up to five regions beside each other, the first one measured against the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.standing.row_notes import misprint_text
from spbe_analytics.analysis.standing.side_by_side import SideBySide, greatest, side_by_side, suggest
from spbe_analytics.charts import compare_dots, level_heatmap, radar
from spbe_analytics.instruments.model import Node
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports import Column, to_csv
from spbe_analytics.schema import INDEX_NODE
from spbe_analytics.scoring.display import format_score
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.components import Figure, Picture
from spbe_analytics.ui.kit.menu import UPLOAD
from spbe_analytics.ui.kit.view import View
from spbe_analytics.ui.perbandingan import comparison_words
from spbe_analytics.ui.words.headlines import joined

KEY: Final = "banding"
"""Name of the choice in the address."""

SUGGESTED: Final = "banding_usul"
"""Where the last suggestion is kept: a choice that still equals it follows the filters."""

LAST: Final = "banding_terakhir"
"""Where the choice is kept while another page is open."""

MOST: Final = 5
MOST_IN_RADAR: Final = 3
RADAR_HEIGHT: Final = 330
LINES: Final = ("Garis penuh", "Putus-putus, belah ketupat", "Titik-titik, persegi")
"""How the regions of the radar are drawn, in their order."""

FEWEST_IN_GROUP: Final = 3
"""A smaller group of the filters has too few regions to suggest from."""


@dataclass(frozen=True)
class Choice:
    """The regions compared.

    Attributes:
        names: Name by code of those with values; the first is measured against the others.
        missing: Codes of those without any value in the year and stage.
        beside: Their index and the nodes right below it.
    """

    names: dict[str, str]
    missing: tuple[str, ...]
    beside: SideBySide

    @property
    def version(self) -> str:
        """Part of the name of whatever is kept that shows them."""
        return "|".join(["", *self.names])

    @property
    def pillars(self) -> SideBySide:
        """The nodes right below the index."""
        return self.beside.part([node for node in self.beside.nodes if node != INDEX_NODE])


def choose(view: View) -> Choice:
    """Show the choice of regions and return what is known of them; the home region comes first."""
    home = view.home.code if view.home else None
    group = view.in_province if len(view.in_province) >= FEWEST_IN_GROUP else view.nation
    suggestion = suggest(group, home)
    places, state = gazetteer(), st.session_state
    new = KEY not in state and KEY not in st.query_params
    current = state.get(LAST) if new else state.get(KEY)
    if current == state.get(SUGGESTED) and (new or KEY in state):
        current = suggestion
    if new and current:
        # Before the widget binds it: a shared link then holds the whole view.
        st.query_params[KEY] = [places[code].name for code in current]
    if new or KEY in state:
        state[KEY] = current
    state[SUGGESTED] = suggestion
    chosen = st.multiselect(
        f"Daerah yang dibandingkan, paling banyak {MOST}",
        [region.code for region in places.governments()],
        format_func=lambda code: places[code].name,
        key=KEY,
        max_selections=MOST,
        placeholder="Pilih daerah",
        filter_mode="contains",
        bind="query-params",
    )
    state[LAST] = chosen
    ordered = sorted(chosen, key=lambda code: code != home)
    return compare(view, ordered)


def compare(view: View, codes: Sequence[str]) -> Choice:
    """Look up the values of some regions in the year and stage of the filters."""
    names = comparison_words.names_of([gazetteer()[code] for code in codes])
    nodes = [INDEX_NODE, *(pillar.code for pillar in view.instrument.pillars)]
    found = {code: view.scores_of(code) for code in codes}
    known = {code: names[code] for code, scores in found.items() if scores is not None and scores.notna().any()}
    assessed = view.snapshot.assessed(view.instrument.id)
    beside = side_by_side(assessed, known, nodes, year=view.year, stage=view.stage.value)
    return Choice(known, tuple(code for code in codes if code not in known), beside)


def answer(view: View, choice: Choice) -> bool:
    """Show the headline and the figures; tell whether there is anything to show below."""
    stage = f"{view.stage.label} {view.year}"
    if not choice.names:
        components.headline("Belum ada yang dibandingkan", stage)
        if choice.missing:
            _say_missing(view, choice)
        else:
            components.empty("Belum ada daerah yang dipilih.", f"Pilih dua sampai {MOST} daerah di bawah ini.")
        return False
    kinds = {gazetteer()[code].kind for code in choice.names}
    mixed = ". Jenis pemerintahannya berbeda" if len(kinds) > 1 else ""
    wrong = [name for code, name in choice.names.items() if view.misprinted(code, view.year)]
    doubt = [misprint_text(f"{joined(wrong)} {view.year}")] if wrong else []
    said = comparison_words.finding(choice.beside, _labels(view), _word(view))
    components.headline(said, "\n".join([f"{stage}, {_list(choice)}{mixed}", *doubt]))
    components.figures(_figures(view, choice))
    if choice.missing:
        _say_missing(view, choice)
    return True


def _here(view: View) -> pd.DataFrame:
    standings = view.standings
    return standings[
        (standings["year"] == view.year)
        & (standings["stage"] == view.stage)
        & (standings["instrument"] == view.instrument.id)
    ].set_index("region")


def _labels(view: View) -> dict[str, str]:
    return {node.code: node.short for node in view.instrument.pillars} | {INDEX_NODE: view.instrument.index_name}


def _word(view: View) -> str:
    return view.instrument.pillars[0].kind.label.lower()


def _list(choice: Choice) -> str:
    first, *others = choice.names.values()
    return f"{first} terhadap {joined(others)}" if others else first


def _say_missing(view: View, choice: Choice) -> None:
    standings = view.standings
    for code in choice.missing:
        mine = standings[(standings["region"] == code) & (standings["stage"] == view.stage)]
        years = [str(year) for year in sorted(mine["year"].unique())]
        cure = f"Ada untuk {joined(years)}: pilih tahun itu di saringan." if years else "Unggah datanya, atau hapus."
        said = f"{view.stage.label} {view.year} untuk {gazetteer()[code].name} tidak ada."
        components.empty(said, cure, "" if years else UPLOAD)


def _figures(view: View, choice: Choice) -> list[Figure]:
    index, first = choice.beside.at(INDEX_NODE), next(iter(choice.names))
    own = index.get(choice.names[first])
    predicate = _here(view)["predicate"].get(first)
    named = f"{view.instrument.index_name}: {predicate}." if isinstance(predicate, str) else None
    figures = [Figure("Indeks acuan", format_score(own.value if own else None), choice.names[first], help=named)]
    if len(choice.names) == 1:
        return figures
    best = greatest(index)
    if best:
        known = "" if len(index) == len(choice.names) else f"Dari {len(index)} daerah yang indeksnya diketahui."
        figures.append(Figure("Indeks tertinggi", format_score(index[best[0]].value), joined(best), help=known or None))
    far, near = comparison_words.ends(choice.pillars)
    if far and far != near:
        for label, spans in (("Beda terlebar", far), ("Beda tersempit", near)):
            where = comparison_words.places([span.node for span in spans], _labels(view), _word(view))
            text = comparison_words.who(spans, _labels(view))
            figures.append(Figure(label, comparison_words.width(spans[0]), where, help=text))
    return figures


def pictures(view: View, choice: Choice) -> None:
    """Show the radar of the first regions beside the marks of all; without domain values only the marks."""
    pillars = choice.pillars
    drawn = pillars.part(names=[name for name in pillars.names if pillars.of(name)][:MOST_IN_RADAR])
    if not drawn.names:
        components.kept_picture(view, "perbandingan", partial(_dots, choice=choice), choice.version)
        components.note(f"Nilai {_word(view)} daerah ini tidak tercetak; yang diketahui hanya indeksnya.")
        return
    left, right = st.columns(2, gap="medium")
    with left:
        components.kept_picture(view, "radar", partial(_radar, choice=choice, drawn=drawn), choice.version)
    with right:
        components.kept_picture(view, "perbandingan", partial(_dots, choice=choice), choice.version)


def _dots(view: View, choice: Choice) -> Picture:
    labels, scale = _labels(view), view.instrument.scale
    known = choice.beside.frame.dropna(how="all")
    chart = compare_dots(known, labels, view.palette, lowest=float(scale.lowest), maximum=float(scale.highest))
    table, columns = _value_table(view, choice)
    text = f"Nilai tiap daerah; angka di kanan milik {known.columns[0]}."
    title = comparison_words.widest(choice.beside, labels)
    return Picture(title, chart, text, table.loc[known.index], columns)


def _value_table(view: View, choice: Choice) -> tuple[pd.DataFrame, dict[str, Column]]:
    table = choice.beside.frame.assign(label=[_labels(view)[node] for node in choice.beside.nodes])
    columns = {"label": Column("Nilai", width=24)} | {name: Column(name, 2) for name in choice.beside.names}
    return table, columns


def _radar(view: View, choice: Choice, drawn: SideBySide) -> Picture:
    scale = view.instrument.scale
    chart = radar(
        drawn.frame,
        _labels(view),
        view.palette,
        lowest=float(scale.lowest),
        maximum=float(scale.highest),
        height=RADAR_HEIGHT,
        label_values=True,
    )
    left_out = [name for name in choice.beside.names if name not in drawn.names]
    lines = [f"{line}: {name}." for line, name in zip(LINES, drawn.names, strict=False)]
    text = " ".join([*lines, f"Angka milik {drawn.names[0]}."])
    if left_out:
        text += f" Tidak digambar: {joined(left_out)}."
    table, columns = _value_table(view, choice)
    kept = {name: columns[name] for name in ("label", *drawn.names)}
    title = comparison_words.most_highest(drawn, _labels(view), _word(view), some=bool(left_out))
    return Picture(title, chart, text, table.loc[list(drawn.nodes)], kept)


def differences(view: View, choice: Choice) -> None:
    """Show how far the first region is ahead of, or behind, each of the others."""
    if len(choice.names) == 1:
        return
    first = choice.beside.names[0]
    apart = choice.beside.differences().loc[choice.beside.frame.notna().any(axis=1)]
    title = comparison_words.ahead(choice.pillars, _word(view))
    table = apart.assign(label=[_labels(view)[str(node)] for node in apart.index], own=choice.beside.frame[first])
    columns = {"label": Column("Selisih", width=24)}
    if len(apart.columns) < MOST_IN_RADAR:  # more columns do not fit a phone
        columns |= {"own": Column(f"Nilai {first}", 2)}
    columns |= {name: Column(f"dari {name}", 2, signed=True) for name in apart.columns}
    with st.container(gap="xxsmall"):
        components.subheading(title)
        components.plain_table(table, columns)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(width="stretch"):
                components.note(
                    f"Selisih: {first} dikurangi daerah lain, jadi + berarti {first} lebih tinggi. Dihitung dari "
                    "nilai yang diketahui, lalu dibulatkan."
                )
            st.download_button(
                "Unduh CSV",
                lambda: to_csv(table, columns),
                "selisih.csv",
                "text/csv",
                key="selisih-csv",
                type="tertiary",
                on_click="ignore",
            )


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
        with column:
            make = partial(_levels, beside=beside, part=part, note=note)
            components.kept_picture(view, f"tingkat-{part[0].code}", make, choice.version)


def _levels(view: View, beside: SideBySide, part: Sequence[Node], note: str) -> Picture:
    codes = [leaf.code for pillar in part for leaf in view.instrument.leaves(pillar.code)]
    those = beside.part(codes)
    shorts = {code: view.instrument.node(code).short for code in codes}
    shown = those.frame.set_axis([f"{code} {short}" for code, short in shorts.items()])
    columns = {"label": Column("Indikator", width=28)}
    columns |= {name: Column(name, view.instrument.scale.decimals) for name in those.names}
    return Picture(
        f"{_span_of(part)}: {comparison_words.levels_finding(those, shorts, view.instrument.target_level)}",
        level_heatmap(shown, view.palette, maximum=int(view.instrument.scale.highest)),
        note,
        shown.assign(label=shown.index),
        columns,
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
