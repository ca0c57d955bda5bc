"""The indicators of *Profil daerah*: a radar for each pillar, strengths and weaknesses."""

from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.exact import known
from spbe_analytics.analysis.weakness.strengths import strengths_and_weaknesses
from spbe_analytics.charts import dot_plot, radar
from spbe_analytics.parts.native import bar_chart, from_lowest
from spbe_analytics.parts.part import Column, Picture
from spbe_analytics.parts.region import profile
from spbe_analytics.parts.view import View, kept
from spbe_analytics.parts.words import standing, weakness_words
from spbe_analytics.schema import VALUE, NodeKind
from spbe_analytics.scoring.display import format_level, format_score

CROWDED: Final = 12
"""A radar with more axes than this needs more height."""

LOW: Final = 270
TALL: Final = 330
"""Pixels of a radar with few axes, and with many."""


@kept
def weak_spots(view: View) -> tuple[str, str]:
    """Return the finding above the radars, and how to read them."""
    table = profile.nodes(view)
    levels = table[(table["kind"] == NodeKind.INDICATOR) & table[VALUE].notna()]
    weak = levels[levels[VALUE] < float(view.instrument.target_level)]
    before = f" Garis putus: {view.year - 1}." if levels["previous"].notna().any() else ""
    text = (
        f"Garis penuh: {view.year}.{before} Titik berongga dan huruf tebal: di bawah tingkat "
        f"{format_level(view.instrument.target_level)}, target minimum."
    )
    if levels.empty:
        return "Nilai setiap aspek", text
    if weak.empty:
        return "Semua indikator mencapai target minimum", text
    counts = weak.groupby("parent", sort=False).size()
    most = counts[counts == counts.max()].index
    short = table[table["kind"] == NodeKind.ASPECT].set_index("name")["short"]
    names = weakness_words.equals([str(short.get(name, name)) for name in most], "aspek")
    each = " masing-masing" if len(most) > 1 else ""
    below = f"{len(weak)} indikator di bawah tingkat {format_level(view.instrument.target_level)}"
    return f"{below}, terbanyak di {names}:{each} {int(counts.max())}", text


@kept
def pillar_levels(view: View, code: str) -> pd.DataFrame | None:
    """Return the indicators of a pillar, or its aspects where only these are known; ``None`` without values.

    Returns:
        Rows of :func:`spbe_analytics.parts.profile.nodes`.
    """
    table = profile.nodes(view)
    rows = table.loc[[leaf.code for leaf in view.instrument.leaves(code)]]
    if rows[VALUE].isna().all():
        rows = table[(table["pillar"] == code) & (table["kind"] == NodeKind.ASPECT)]
    return None if rows[VALUE].isna().all() else rows


@kept
def pillar_title(view: View, code: str) -> str:
    """Name a pillar with its value."""
    total = profile.nodes(view)[VALUE][code]
    return f"{view.instrument.node(code).short} {format_score(total) if pd.notna(total) else 'belum lengkap'}"


def pillar_text(view: View, code: str) -> str:
    """Say what the lines and marks of :func:`pillar_radar` are."""
    rows = pillar_levels(view, code)
    before = rows is not None and rows["previous"].notna().any()
    dashed = f" Garis putus: {view.year - 1}." if before else ""
    return f"Garis penuh: {view.year}.{dashed} Berongga: di bawah tingkat {format_level(view.instrument.target_level)}."


@kept
def pillar_radar(view: View, code: str) -> Any:  # noqa: ANN401 - a figure; plotly is named in charts only
    """Draw what :func:`pillar_levels` returns; ``None`` with too few axes."""
    rows = pillar_levels(view, code)
    if rows is None or len(rows) < profile.FEWEST_AXES:
        return None
    values = pd.DataFrame({str(view.year): rows[VALUE]})
    if rows["previous"].notna().any():
        values[str(view.year - 1)] = rows["previous"]
    is_level = rows["kind"].iloc[0] == NodeKind.INDICATOR
    scale = view.instrument.scale
    return radar(
        values,
        {node.code: node.code if is_level else node.short for node in view.instrument.nodes},
        view.palette,
        target=float(view.instrument.target_level),
        height=TALL if len(rows) > CROWDED else LOW,
        lowest=int(scale.lowest),
        maximum=int(scale.highest),
    )


@kept
def strengths(view: View) -> list[tuple[str, pd.DataFrame]]:
    """Return title and rows of the strengths, then of the weaknesses."""
    levels = view.own_scores
    if levels is None:
        return []
    target = view.instrument.target_level
    step = 1 if view.instrument.scale.whole else 0
    lowest, highest = format_level(view.instrument.scale.lowest), format_level(view.instrument.scale.highest)
    above = f"{format_level(target + step)}–{highest}" if step else f"di atas {format_level(target)}"
    under = f"{lowest}–{format_level(target - step)}" if step else f"di bawah {format_level(target)}"
    found = []
    halves = zip(
        ("Kekuatan", "Kelemahan"), (above, under), strengths_and_weaknesses(view.instrument, levels), strict=True
    )
    for name, span, rows in halves:
        shown = [
            f"{format_level(level)} {text}".strip()
            for level, text in zip(rows["level"], rows["level_name"], strict=True)
        ]
        found.append((f"{name}: {len(rows)} indikator tingkat {span}", rows.assign(shown=shown).reset_index()))
    return found


def aspects(view: View) -> Picture | None:
    """Draw the aspects against the median of the kind; where only pillars are known ``None``."""
    table = profile.nodes(view)
    rows = table[(table["kind"] == NodeKind.ASPECT) & table[VALUE].notna()]
    if rows.empty or len(rows) == len(view.instrument.pillars):
        return None
    medians = view.medians["median"].reindex(rows.index)
    now, before = known(view.instrument, view.own_scores), known(view.instrument, view.own_before)
    found = {code: float(now[code] - before[code]) for code in rows.index if code in now and code in before}
    changes = pd.Series(found, dtype=float).reindex(rows.index)
    drawn = pd.DataFrame(
        {"label": rows["short"], "weight": rows["weight"], "own": rows[VALUE], "reference": medians, "change": changes}
    )
    own, reference = standing.own_name(view), f"median {view.kind_word}"
    low, high = view.ends
    figure = dot_plot(
        drawn, view.palette, own_name=own, reference_name=reference,
        change_from=str(view.year - 1) if changes.notna().any() else None, lowest=low, maximum=high,
    )  # fmt: skip
    columns = {
        "label": Column("Aspek", width=34),
        "weight": Column("Bobot (%)", 2),
        "own": Column(own[:1].upper() + own[1:], 2),
        "reference": Column(reference[:1].upper() + reference[1:], 2),
        "change": Column("Perubahan", 2, signed=True),
    }
    title, _ = weak_spots(view)
    text = f"Nilai setiap aspek, {view.stage.label} {view.year}."
    shown = bar_chart(
        drawn, {"own": own, "reference": reference}, low=low, high=high, text=f"{text} {from_lowest(low)}"
    )
    return Picture(title, figure, text, drawn, columns, shown)
