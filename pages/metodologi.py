"""Metodologi: what the figures mean, how they are computed, and where they come from."""

from spbe_analytics.ui.kit import components
from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.metodologi import evidence, methodology
from spbe_analytics.ui.metodologi.tabs import PARTS

view = open_page()
instrument = methodology.answer(view)
parts((evidence.whence,), view, instrument)
components.tabs(PARTS, "bagian", view, instrument)
