"""*Prioritas* without a home region: which pillar is weakest where in the nation, or in a province."""

import pandas as pd

from spbe_analytics.analysis.quorum import has_quorum, members
from spbe_analytics.analysis.weakness import Losses, across
from spbe_analytics.charts import loss_bars
from spbe_analytics.reports import Column
from spbe_analytics.schema import INDEX_NODE, REGION, STAGE, VALUE, YEAR
from spbe_analytics.scoring.display import format_score, format_weight
from spbe_analytics.ui import components, nobody, weak_where
from spbe_analytics.ui.components import Figure, Picture
from spbe_analytics.ui.view import View

LOST = {
    "label": Column("Butir", width=26),
    VALUE: Column("Rata-rata", 2),
    "weight": Column("Bobot (%)", 2),
    "lost": Column("Poin hilang rata-rata", 4),
}


def show(view: View) -> None:
    """Show what holds the group of the filters back, and where."""
    if not nobody.there(view):
        return
    scores = view.keep("prioritas-kelompok", lambda: _scores(view))
    pillars = [pillar.code for pillar in view.instrument.pillars]
    known, of = int(scores[pillars].notna().any(axis=1).sum()), members(view.kind, _place(view))
    if not has_quorum(known, view.kind, _place(view)):
        word = view.instrument.pillars[0].kind.label.lower()
        components.headline(
            f"Nilai {word} diketahui untuk {known} dari {of} {view.kind_word} di {view.place}",
            f"{view.stage.label} {view.year}; terlalu sedikit untuk mengatakan apa yang menahan semuanya",
        )
        components.empty(
            "Belum ada yang dapat dibandingkan.",
            "Pilih tahun lain, atau “Daerah saya”, di saringan.",
        )
        return
    components.answer(view, "prioritas-nasional", lambda view: _answer(view, scores))
    components.kept_picture(view, "prioritas-rata-rata", lambda view: _lost(view, scores))
    weak_where.where(view)
    components.note("Pilih “Daerah saya” di saringan untuk melihat prioritas dan rencana satu daerah.")


def _place(view: View) -> str | None:
    return view.province.code if view.province else None


def _scores(view: View) -> pd.DataFrame:
    """Return the wide scores of the group of the filters, misprints left out."""
    ranked = view.in_province
    right = view.standings[~view.standings["misprint"].astype(bool)]
    mine = right[
        (right[YEAR] == view.year) & (right[STAGE] == view.stage.value) & right[REGION].isin(ranked[REGION])
        & (right["instrument"] == view.instrument.id)
    ]  # fmt: skip
    return view.scores.reindex(pd.MultiIndex.from_frame(mine[[REGION, YEAR, STAGE]]))


def _answer(view: View, scores: pd.DataFrame) -> tuple[str, str, list[Figure]]:
    short = {pillar.code: pillar.short for pillar in view.instrument.pillars}
    result = across(view.instrument, scores)
    word = view.kind_word
    figures = []
    counts, lost = result.lowest.sum(), result.lost.mean()
    weak, costly = str(counts.idxmax()), str(lost.idxmax())
    known = len(result.values)
    highest = float(view.instrument.scale.highest)
    figures = [
        Figure(f"Rata-rata {word}", format_score(scores[INDEX_NODE].mean()), f"{len(scores)} {word}"),
        Figure("Poin yang hilang", format_score(highest - scores[INDEX_NODE].mean()), "rata-rata"),
        Figure("Nilai terendah", short[weak], f"di {int(counts[weak])} dari {known} {word}"),
        Figure("Poin hilang terbanyak", short[costly], f"rata-rata {format_score(lost[costly])}"),
    ]
    sentence = weak_where.finding(result.lowest, short, f"{word} di {view.place}", points=False)
    if weak != costly:
        sentence += f"; poin terbanyak hilang di {short[costly]}"
    return sentence, f"{view.stage.label} {view.year}, {known} {word} yang nilai domainnya diketahui", figures


def _lost(view: View, scores: pd.DataFrame) -> Picture:
    instrument = view.instrument
    means = Losses(instrument, scores).points.mean()
    rows = pd.DataFrame(
        [
            (pillar.short, float(scores[pillar.code].mean()), float(pillar.weight), float(means[pillar.code]))
            for pillar in instrument.pillars
        ],
        columns=list(LOST),
    ).sort_values("lost", ascending=False, kind="stable")
    notes = [
        f"rata-rata {format_score(value)}, bobot {format_weight(weight)}"
        for value, weight in zip(rows[VALUE], rows["weight"], strict=True)
    ]
    title = f"{rows['label'].iloc[0]} menahan rata-rata paling banyak: {format_score(rows['lost'].iloc[0])} poin"
    text = f"Poin hilang = bobot × jarak ke tingkat {instrument.scale.highest}, rata-rata {len(scores)} daerah."
    return Picture(title, loss_bars(rows.assign(note=notes), view.palette), text, rows, LOST)
