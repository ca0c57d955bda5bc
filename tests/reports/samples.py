"""One picture of every chart there is, with published figures wherever these have it."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from spbe_analytics.analysis.change.decompose import decompose
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.weakness.measures import Weakness
from spbe_analytics.analysis.weakness.peers import GroupBy
from spbe_analytics.charts import dot_plot, level_heatmap, palette, progress_bars, radar, weak_map
from spbe_analytics.charts.picture import Picture as Chart
from spbe_analytics.charts.rows import rank_ranges
from spbe_analytics.parts import against, comparison, overview, ranking
from spbe_analytics.parts.part import Column, Picture
from spbe_analytics.parts.region import decomposition, holding_back, profile, timeline
from spbe_analytics.parts.view import View
from spbe_analytics.parts.words import story
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import INDEX_NODE, NodeKind, Stage

SPBE = "spbe-59-2020"
HOME = "73.22"
OTHERS = ["73.22", "73.17", "73.24", "73.18", "73.73"]
PILLARS = ["Kebijakan", "Tata Kelola", "Manajemen", "Layanan"]


def view_of(snapshot: Snapshot, *, dark: bool, home: str | None = HOME) -> View:
    """Look at the newest final values of the kabupaten."""
    region = gazetteer()[home] if home else None
    return View(snapshot, palette(dark), snapshot.catalogue[SPBE], 2024, Stage.FINAL, region, "kabupaten", None)


def _compared(view: View) -> Picture:
    return comparison.dots(view, comparison.compare(view, OTHERS))


def _measured(view: View) -> Weakness:
    return against.measures(view, against.chosen_group(view, GroupBy.KIND))


def _waterfall(view: View) -> Picture:
    moments = decomposition.known_moments(view)
    told = decompose(view.snapshot, HOME, moments[-2], moments[-1], INDEX_NODE)
    return decomposition.picture(view, told, NodeKind.DOMAIN)


def _years(view: View) -> Picture | None:
    none = pd.DataFrame(columns=["region", "year", "instrument", "value", "source"])
    return timeline.lines(story.story_of(view), timeline.goals(none, view.snapshot.catalogue))


def _titled(title: str, chart: Chart) -> Picture:
    table = pd.DataFrame({"label": PILLARS, "value": [3.5, 2.6, 1.82, 4.07]})
    columns = {"label": Column("Domain", width=22), "value": Column("Nilai", 2)}
    return Picture(title, chart, "Garis penuh: Luwu Utara. Garis putus: median 415 kabupaten.", table, columns)


def _dots_with_key(view: View) -> Chart:
    rows = pd.DataFrame(
        {
            "label": PILLARS,
            "weight": [13, 25, 16.5, 45.5],
            "own": [3.0, 4.9, 1.1, np.nan],
            "reference": [3.0, 4.8, 1.2, 2],
            "change": np.nan,
        },
        index=["D1", "D2", "D3", "D4"],
    )
    names = {"own_name": "Kabupaten Kepulauan Tanimbar", "reference_name": "median kabupaten seprovinsi"}
    return dot_plot(rows, view.palette, change_from=None, **names)


def _radar_with_key(view: View) -> Chart:
    values = pd.DataFrame({"Luwu Utara": [3.5, 2.6, 1.8, 4.1], "Luwu": [3, 2, np.nan, 4], "Toraja": [2, 2, 2, 3.0]})
    names = dict(enumerate(PILLARS))
    labels = {str(code): name for code, name in names.items()}
    return radar(values.set_axis(list(labels)), labels, view.palette, legend=True, label_values=True)


def _radar_of_levels(view: View) -> Chart:
    codes = [f"I{at}" for at in range(1, 12)]
    values = pd.DataFrame({"2024": [3, 2, 5, 4, 1, 2, 3, 3, 5, 4, 2], "2023": [2, 2, 4, 4, 1, 1, 3, 2, 5, 3, 1]})
    return radar(values.set_axis(codes), {}, view.palette, target=3.0, height=300)


def _progress(view: View) -> Chart:
    rows = [
        ("Domain", "Kebijakan Internal SPBE", 3, 1, 1, 1, 1),
        ("Domain", "Layanan SPBE", 0, 0, 0, 0, 0),
        ("Domain", "Tata Kelola", 9, 4, 3, 2, 0),
        ("Tema reformasi birokrasi", "Penurunan stunting", 2, 2, 0, 0, 0),
    ]
    columns = ["group", "label", "total", "done", "running", "open", "overdue"]
    return progress_bars(pd.DataFrame(rows, columns=columns), view.palette)


def _levels(view: View, regions: int) -> Chart:
    names = ["Luwu Utara", "Luwu", "Luwu Timur", "Kota Palopo", "Tana Toraja"][:regions]
    leaves = view.instrument.leaves("D1")
    drawn = np.random.default_rng(1).integers(1, 6, (len(leaves), regions)).astype(float)
    drawn[2, 1] = np.nan
    labels = [f"{leaf.code} {leaf.short}" for leaf in leaves]
    return level_heatmap(pd.DataFrame(drawn, index=labels, columns=names), view.palette)


def _weak(view: View) -> Chart:
    names = ["Luwu Utara", "Kepulauan Selayar", "Pangkajene dan Kepulauan", "Kota Makassar", "Bone"]
    drawn = pd.DataFrame(np.random.default_rng(2).uniform(1, 5, (5, 4)).round(2), index=names, columns=PILLARS)
    drawn.iloc[3, 2] = np.nan
    marked = drawn.eq(drawn.min(axis=1), axis=0).to_numpy()
    return weak_map(drawn, marked, view.palette, lowest=1.0, highest=5.0, own="Luwu Utara")


def _ranges(view: View) -> Chart:
    rows = view.nation.iloc[40:48]
    rank = rows["rank"].to_numpy()
    shown = pd.DataFrame(
        {
            "name": [view.name(code) for code in rows["region"]],
            "rank": rank,
            "best": rank - np.array([0, 1, 2, 0, 3, 1, 0, 2]),
            "worst": rank + np.array([2, 1, 0, 0, 3, 4, 1, 2]),
            "rank_low": rank - np.array([6, 9, 12, 4, 20, 8, 7, 5.0]),
            "rank_high": rank + np.array([16, 19, 2, 14, 20, 8, 17, 25.0]),
            "own": [at == 3 for at in range(8)],
        }
    )
    return rank_ranges(shown, view.palette, last=len(view.nation))


SAMPLES: Mapping[str, Callable[[View], Picture | None]] = {
    "dots": overview.domains,
    "dots-key": lambda view: _titled("Nilai yang berdekatan", _dots_with_key(view)),
    "bricks": overview.distribution,
    "rank-bars": ranking.whole,
    "trend": overview.trend_line,
    "years": _years,
    "pillar": lambda view: timeline.pillar_line(view, view.instrument.pillars[1]),
    "changes": lambda view: timeline.changes(story.story_of(view)),
    "lost": lambda view: holding_back.lost(view, _measured(view)),
    "gaps": lambda view: holding_back.gaps(view, _measured(view)),
    "waterfall": _waterfall,
    "compared": _compared,
    "radar": lambda view: _titled("Manajemen SPBE tertinggal", profile.domain_radar(view)),
    "radar-key": lambda view: _titled("Tiga daerah", _radar_with_key(view)),
    "radar-levels": lambda view: _titled("Sebelas indikator", _radar_of_levels(view)),
    "progress": lambda view: _titled("Paling banyak lewat tenggat: Layanan", _progress(view)),
    "levels": lambda view: _titled("Tingkat tiap indikator", _levels(view, 5)),
    "levels-two": lambda view: _titled("Tingkat tiap indikator", _levels(view, 2)),
    "weak-map": lambda view: _titled("Manajemen terlemah di 20 dari 24 daerah", _weak(view)),
    "ranges": lambda view: _titled("Delapan peringkat belum pasti", _ranges(view)),
}
"""What draws each of them, by a short name."""


def sample(name: str, view: View) -> Picture:
    """Draw one of them."""
    picture = SAMPLES[name](view)
    assert picture is not None
    return picture
