"""*Prioritas* without a home region: which pillar is weakest where in the nation, or in a province."""

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from spbe_analytics.analysis.exact import mean
from spbe_analytics.analysis.standing.presence import has_quorum, members
from spbe_analytics.analysis.weakness.measures import across, lost
from spbe_analytics.charts import loss_bars
from spbe_analytics.parts.part import Column, Figure, Picture
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words.headlines import capital
from spbe_analytics.parts.words.weakness_words import equals
from spbe_analytics.schema import INDEX_NODE, REGION, STAGE, VALUE, YEAR
from spbe_analytics.scoring.display import format_score, format_weight
from spbe_analytics.ui.kit import components
from spbe_analytics.ui.prioritas import weak_where
from spbe_analytics.ui.words import nobody

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
    scores = _scores(view)
    pillars = [pillar.code for pillar in view.instrument.pillars]
    known, of = int(scores[pillars].notna().any(axis=1).sum()), members(view.kind, _place(view))
    if not has_quorum(known, view.kind, _place(view)):
        word = view.instrument.pillar_word
        components.headline(
            f"Nilai {word} diketahui untuk {known} dari {of} {view.kind_word} di {view.place}",
            f"{view.stage.label} {view.year}; terlalu sedikit untuk mengatakan apa yang menahan semuanya",
        )
        components.empty(
            "Belum ada yang dapat dibandingkan.",
            "Pilih tahun lain di saringan, atau “Daerah saya” di atas.",
        )
        return
    components.answer(view, _answer)
    components.kept_picture(view, "prioritas-rata-rata", lambda view: _lost(view, scores))
    weak_where.where(view)
    components.note("Pilih “Daerah saya” di atas untuk melihat prioritas dan rencana satu daerah.")


def _place(view: View) -> str | None:
    return view.province.code if view.province else None


@kept
def _scores(view: View) -> pd.DataFrame:
    """Return the wide scores of the group of the filters, misprints left out."""
    ranked = view.in_province
    right = view.standings[~view.standings["misprint"].astype(bool)]
    mine = right[
        (right[YEAR] == view.year) & (right[STAGE] == view.stage.value) & right[REGION].isin(ranked[REGION])
        & (right["instrument"] == view.instrument.id)
    ]  # fmt: skip
    return view.scores.reindex(pd.MultiIndex.from_frame(mine[[REGION, YEAR, STAGE]]))


def _means(view: View, scores: pd.DataFrame) -> dict[str, Fraction]:
    """Return the exact mean of index and pillars over the group, by code; a node that nobody has is left out."""
    codes = [INDEX_NODE, *(pillar.code for pillar in view.instrument.pillars)]
    found = {code: mean(view.instrument, code, scores[code].tolist()) for code in codes}
    return {code: value for code, value in found.items() if value is not None}


def _costs(view: View, means: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the lost points of each pillar, on average, the most first."""
    found = {
        pillar.code: lost(view.instrument, pillar.code, means[pillar.code])
        for pillar in view.instrument.pillars
        if pillar.code in means
    }
    return dict(sorted(found.items(), key=lambda item: -item[1]))


@kept
def _answer(view: View) -> tuple[str, str, list[Figure]]:
    scores = _scores(view)
    scale, word = view.instrument, view.kind_word
    short = {pillar.code: pillar.short for pillar in scale.pillars}
    part = scale.pillar_word
    result, means = across(scale, scores), _means(view, scores)
    counts, costs = result.lowest.sum(), _costs(view, means)
    weak = [code for code in short if counts[code] == counts.max()]
    costly = [code for code in costs if costs[code] == max(costs.values())]
    known = len(result.values)
    figures = [
        Figure(f"Rata-rata {word}", format_score(means[INDEX_NODE]), f"{scores[INDEX_NODE].notna().sum()} {word}"),
        Figure("Poin yang hilang", format_score(lost(scale, INDEX_NODE, means[INDEX_NODE])), "rata-rata"),
        Figure(
            "Paling sering terlemah",
            capital(equals([short[code] for code in weak], part)),
            f"di {int(counts.max())} dari {known} {word}",
        ),
        Figure(
            "Poin hilang terbanyak",
            capital(equals([short[code] for code in costly], part)),
            f"rata-rata {format_score(costs[costly[0]])}",
        ),
    ]
    sentence = weak_where.finding(result.lowest, short, f"{word} di {view.place}", part, points=False)
    if weak != costly:
        sentence += f"; poin terbanyak hilang di {equals([short[code] for code in costly], part)}"
    return sentence, f"{view.stage.label} {view.year}, {known} {word} yang nilai {part}-nya diketahui", figures


def _lost(view: View, scores: pd.DataFrame) -> Picture:
    instrument, means = view.instrument, _means(view, scores)
    costs = _costs(view, means)
    rows = pd.DataFrame(
        [
            (node.short, float(means[code]), float(node.weight), float(points))
            for code, points in costs.items()
            for node in (instrument.node(code),)
        ],
        columns=list(LOST),
    )
    notes = [
        f"rata-rata {format_score(value)}, bobot {format_weight(weight)}"
        for value, weight in zip(rows[VALUE], rows["weight"], strict=True)
    ]
    most = max(costs.values())
    part = instrument.pillar_word
    names = equals([instrument.node(code).short for code, points in costs.items() if points == most], part)
    title = f"{capital(names)} paling menahan rata-rata: {format_score(most)} poin"
    text = f"Poin hilang = bobot × jarak ke tingkat {instrument.scale.highest}, rata-rata {len(scores)} daerah."
    return Picture(title, loss_bars(rows.assign(note=notes), view.palette), text, rows, LOST)
