"""The parts of *Prioritas* that open it: what holds the home region back, and against whom."""

from typing import Final

import pandas as pd
import streamlit as st

from spbe_analytics.analysis.peers import Group, GroupBy
from spbe_analytics.analysis.quorum import compared
from spbe_analytics.charts import change_bars, loss_bars
from spbe_analytics.reports import Column
from spbe_analytics.schema import CHANGE, INDEX_NODE, KIND, OF, RANK, VALUE, Basis, NodeKind
from spbe_analytics.scoring.display import MISSING, format_score, format_weight
from spbe_analytics.ui import components, headlines, peer_group, priority_nation, priority_text, standing
from spbe_analytics.ui.bars import bars
from spbe_analytics.ui.components import Figure, Picture
from spbe_analytics.ui.view import View
from spbe_analytics.ui.way_up import WayUp, way_up

"""The tabs below what holds the region back."""

LOST: Final = {
    "label": Column("Butir", width=26),
    VALUE: Column("Nilai", 2),
    "weight": Column("Bobot (%)", 2),
    "lost": Column("Poin hilang", 4),
    "target_gap": Column("Dari target", 2, signed=True),
    "median": Column("Median", 2),
    "quartile": Column("Kuartil atas", 2),
    RANK: Column("Peringkat", 0),
    OF: Column("dari", 0),
}

GAPS: Final = {
    "label": Column("Butir", width=26),
    VALUE: Column("Nilai", 2),
    "median": Column("Median", 2),
    CHANGE: Column("Jarak ke median", 2, signed=True),
    "quartile": Column("Kuartil atas", 2),
    "quartile_gap": Column("Jarak ke kuartil atas", 2, signed=True),
    RANK: Column("Peringkat", 0),
    OF: Column("dari", 0),
}


def answer(view: View) -> bool:
    """Show headline and figures; tell whether there is anything of a home region to show below."""
    if view.home is None:
        priority_nation.show(view)
        return False
    if view.own_scores is None or view.own_scores.isna().all():
        standing.answer_missing(view)
        return False
    sentence, items = view.keep("prioritas-pembuka", lambda: _answer(view, way_up(view)))
    components.headline(sentence, _muted(view))
    components.figures(items)
    return True


def _muted(view: View) -> str:
    chosen = peer_group.group(view)
    depth = "" if _known(view, NodeKind.INDICATOR) else "; hanya nilai domain yang diterbitkan"
    if peer_group.measures(view, chosen).empty:
        depth = "; hanya indeks yang diketahui"
    among = compared(len(chosen.regions), chosen.of, chosen.label)
    return f"{view.stage.label} {view.year}, {among}{depth}"


def _known(view: View, kind: NodeKind) -> bool:
    return view.own_scores is not None and bool(
        view.own_scores[[node.code for node in view.instrument.of_kind(kind)]].notna().any()
    )


def _answer(view: View, way: WayUp) -> tuple[str, list[Figure]]:
    scores, home, scale = view.own_scores, view.home, view.instrument
    assert scores is not None
    assert home is not None
    highest = float(scale.scale.highest)
    index, row = scores[INDEX_NODE], view.own
    lost = highest - index
    table = peer_group.measures(view, peer_group.chosen_group(view, GroupBy.KIND))
    pillars = table[table.index.isin([pillar.code for pillar in scale.pillars])]
    most = pillars.sort_values("lost", kind="stable")["short"].iloc[-1] if len(pillars) else ""
    figures = [
        Figure(
            f"{scale.index_name} ({scale.scale.lowest}–{scale.scale.highest})",
            format_score(index),
            str(row["predicate"]) if row is not None else "belum lengkap",
        )
    ]
    if way.start is not None and way.goal is not None:
        least, far = way.goal.lower - way.start.upper, way.goal.lower - way.start.index
        distance = headlines.distance(max(least, way.goal.lower * 0), far)
        figures.append(Figure(f"Jarak ke {way.goal.name}", distance, f"batas {format_score(way.goal.lower)}"))
        sentence = priority_text.headline(home.bare, distance, way.goal.name, way.plan)
    elif way.start is not None and row is not None:
        figures.append(Figure("Jarak ke predikat berikutnya", MISSING, "predikat tertinggi"))
        sentence = priority_text.top_headline(
            home.bare, str(row["predicate"]), format_score(lost), str(most), format_score(highest)
        )
    else:
        figures.append(_next(view))
        sentence = f"{home.bare}: rencana belum dapat disusun"
        if most:
            sentence = f"{home.bare}: {most} menahan indeks paling banyak; rencana belum dapat disusun"
    figures.append(Figure("Poin yang hilang", format_score(lost), f"sampai indeks {format_score(highest)}"))
    if way.plan is not None and way.plan.moves:
        alone = way.plan.position.basis is Basis.OBSERVED
        value = f"{way.plan.raised} indikator" if alone else f"{way.plan.steps} kenaikan"
        below = f"{way.plan.steps} kenaikan tingkat" if alone else f"di {priority_text.where(way.plan)}"
        figures.append(Figure("Rencana teringan", value, below, help="Dengan anggapan setiap kenaikan sama beratnya."))
    return sentence, figures


def _next(view: View) -> Figure:
    return standing.predicate_figure(view, view.own) if view.own is not None else Figure("Predikat", MISSING)


def holding(view: View) -> bool:
    """Show what loses the index most points, and beside it the weakest pillar against the comparison group.

    Returns:
        Whether anything below the index is known, so that there is more to show.
    """
    if peer_group.measures(view, peer_group.group(view)).empty:
        components.empty(
            f"Untuk {view.year} hanya indeks yang diketahui; letak poin yang hilang belum dapat ditunjukkan.",
            "Unggah nilai domain atau tingkat indikatornya di halaman Unggah data.",
        )
        return False
    left, right = st.columns(2, gap="medium")
    with right:
        weak = st.container(gap="xxsmall")
        compared = st.container(gap="xxsmall")
        with compared:
            peer_group.choose(view)
        gaps = st.container(gap="xxsmall")
        shares = st.container(gap="xxsmall")
    chosen = peer_group.group(view)
    table = peer_group.measures(view, chosen)
    with left:
        components.kept_picture(view, f"prioritas-poin-{chosen.by.value}", lambda _: _lost(view, table))
    pillars = pillars_of(view, table)
    if pillars.empty:
        return True
    with weak:
        title, text = view.keep(f"prioritas-terlemah-{chosen.by.value}", lambda: _weakest(view, table, chosen))
        components.subheading(title)
        st.markdown(components.escape(text))
    with gaps:
        if not components.kept_picture(
            view, f"prioritas-median-{chosen.by.value}", lambda v: _gaps(v, pillars, chosen)
        ):
            components.note(
                f"{len(chosen.regions)} dari {chosen.of} {chosen.label} diketahui: terlalu sedikit untuk median dan "
                "peringkat. Pilih kelompok lain."
            )
    with shares:
        if len(table) > len(pillars):
            title, drawn = view.keep(f"prioritas-domain-{chosen.by.value}", lambda: _shares(view, pillars))
            components.subheading(title)
            st.html(drawn)
    return True


def pillars_of(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the nodes right below the index."""
    codes = [pillar.code for pillar in view.instrument.pillars]
    return table[table.index.isin(codes)]


def lowest(rows: pd.DataFrame) -> pd.Series:
    """Return the row of the lowest value; of equal ones the one that loses most points."""
    return rows.sort_values([VALUE, "lost"], ascending=[True, False], kind="stable").iloc[0]


def _lost(view: View, table: pd.DataFrame) -> Picture | None:
    """Draw the aspects, or the pillars where only these are known."""
    aspects = table[table[KIND] == NodeKind.ASPECT.value]
    rows = aspects if len(aspects) else pillars_of(view, table)
    if rows.empty:
        return None
    rows = rows.sort_values("lost", ascending=False, kind="stable")
    notes = [
        f"nilai {format_score(value)}, bobot {format_weight(view.instrument.node(str(code)).weight)}"
        for code, value in zip(rows.index, rows[VALUE], strict=True)
    ]
    drawn = rows.assign(label=rows["short"], note=notes)
    word = NodeKind(rows[KIND].iloc[0]).label
    title = priority_text.costliest_title(word, str(drawn["label"].iloc[0]), named=len(aspects) > 0)
    scores = view.own_scores
    lost = float(view.instrument.scale.highest) - float(scores[INDEX_NODE]) if scores is not None else float("nan")
    text = priority_text.lost_text(view.instrument, lost, rows["lost"].tolist())
    every = table.assign(label=table["short"])
    return Picture(title, loss_bars(drawn, view.palette), text, every, LOST)


def _weakest(view: View, table: pd.DataFrame, chosen: Group) -> tuple[str, str]:
    rows, now, home = pillars_of(view, table), view.own_scores, view.home
    assert now is not None
    assert home is not None
    row = lowest(rows)
    equals = rows[(rows[VALUE] == row[VALUE]) & (rows.index != row.name)]["short"].tolist()
    word = NodeKind(row[KIND]).label
    changes = priority_text.changes_of(view.scores_of(home.code, view.year - 1), now, list(rows.index))
    text = priority_text.weakest_text(
        row,
        changes,
        year=view.year,
        word=word.lower(),
        among=chosen.label,
        target=float(view.instrument.target_level),
        cause=priority_text.cause(view.instrument, table, str(row.name)),
        equals=equals,
    )
    return f"{word} terlemah: {row['short']}, {format_score(row[VALUE])}", text


def _gaps(view: View, pillars: pd.DataFrame, chosen: Group) -> Picture | None:
    rows = pillars.assign(label=pillars["short"], change=pillars["median_gap"])
    if rows[CHANGE].isna().all():
        return None
    chart = change_bars(rows, view.palette, what=f"jarak ke median {chosen.label}")
    known = int(rows[OF].max())
    title = priority_text.gap_title(rows, chosen.label)
    return Picture(title, chart, f"Jarak ke median {known} {chosen.label}, termasuk daerah ini.", rows, GAPS)


def _shares(view: View, pillars: pd.DataFrame) -> tuple[str, str]:
    rows = pillars.sort_values("lost", ascending=False, kind="stable")
    weak = lowest(pillars).name
    title = priority_text.weight_title(
        rows.iloc[0], view.instrument.node(str(rows.index[0])).weight, lowest=rows.index[0] == weak
    )
    drawn = [
        (
            str(row["short"]),
            f"nilai {format_score(row[VALUE])}, bobot {format_weight(view.instrument.node(str(code)).weight)}",
            float(row["lost"]),
            format_score(row["lost"]),
        )
        for code, row in rows.iterrows()
    ]
    return title, bars(drawn, view.palette, marked=list(rows.index).index(weak))
