"""Frames to plotly figures, returned and never shown; the theme is in one place."""

from spbe_analytics.charts.bars import change_bars, loss_bars, progress_bars, waterfall
from spbe_analytics.charts.bricks import bricks
from spbe_analytics.charts.dots import compare_dots, dot_plot
from spbe_analytics.charts.grid import level_heatmap, weak_map
from spbe_analytics.charts.radar import radar
from spbe_analytics.charts.ranks import rank_bars
from spbe_analytics.charts.theme import PLOT_CONFIG, Palette, light_of_dark, palette, style
from spbe_analytics.charts.trend import trend

__all__ = [
    "PLOT_CONFIG",
    "Palette",
    "bricks",
    "change_bars",
    "compare_dots",
    "dot_plot",
    "level_heatmap",
    "light_of_dark",
    "loss_bars",
    "palette",
    "progress_bars",
    "radar",
    "rank_bars",
    "style",
    "trend",
    "waterfall",
    "weak_map",
]
