"""Frames to plotly figures, returned and never shown; the theme is in one place."""

from spbe_analytics.charts.changes import change_bars
from spbe_analytics.charts.compare import compare_dots
from spbe_analytics.charts.distribution import bricks
from spbe_analytics.charts.dots import dot_plot
from spbe_analytics.charts.heatmap import level_heatmap
from spbe_analytics.charts.losses import loss_bars
from spbe_analytics.charts.progress import progress_bars
from spbe_analytics.charts.radar import radar
from spbe_analytics.charts.theme import PLOT_CONFIG, Palette, palette, style
from spbe_analytics.charts.trend import trend
from spbe_analytics.charts.waterfall import waterfall
from spbe_analytics.charts.weak_map import weak_map

__all__ = [
    "PLOT_CONFIG",
    "Palette",
    "bricks",
    "change_bars",
    "compare_dots",
    "dot_plot",
    "level_heatmap",
    "loss_bars",
    "palette",
    "progress_bars",
    "radar",
    "style",
    "trend",
    "waterfall",
    "weak_map",
]
