"""Reads slides back: what stands on each, what its charts hold, and whether anything covers anything else."""

import io
from collections.abc import Iterator
from itertools import combinations
from typing import Any
from zipfile import ZipFile

import pandas as pd
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from spbe_analytics.charts.room import text_width
from spbe_analytics.parts.native import Chart

TINY = 1000
"""English Metric Units that rounding may cost."""


def deck_of(content: bytes) -> Deck:
    return Presentation(io.BytesIO(content))


def frames_of(slide: Slide) -> list[Any]:
    """List the charts of a slide from the left."""
    return sorted((shape for shape in slide.shapes if shape.has_chart), key=lambda shape: shape.left)


def figures_of(slide: Slide) -> pd.DataFrame:
    """Return the figures that the charts of a slide hold, one below the other."""
    found = []
    for frame in frames_of(slide):
        plot = frame.chart.plots[0]
        values = {series.name: [float("nan") if v is None else v for v in series.values] for series in plot.series}
        found.append(pd.DataFrame(values, index=[str(category) for category in plot.categories]))
    return pd.concat(found) if found else pd.DataFrame()


def same(drawn: pd.DataFrame, chart: Chart) -> bool:
    wanted = chart.values
    return (
        list(drawn.index) == list(wanted.index)
        and list(drawn.columns) == list(wanted.columns)
        and bool(((drawn.to_numpy() == wanted.to_numpy()) | (drawn.isna().to_numpy() & wanted.isna().to_numpy())).all())
    )


def notes_of(slide: Slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def texts_of(slide: Slide) -> str:
    """Return all text of a slide, tables too."""
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            said += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(said)


def faults(deck: Deck, slide: Slide) -> Iterator[str]:
    """Name what leaves a slide, what covers something else, and what text is higher than its box."""
    shapes = [shape for shape in slide.shapes if shape.width]
    for shape in shapes:
        if (
            min(shape.left, shape.top) < 0
            or shape.left + shape.width > deck.slide_width + TINY
            or shape.top + shape.height > deck.slide_height + TINY
        ):
            yield f"{shape.name} leaves the slide"
        if shape.has_text_frame and (need := needed(shape)) > shape.height / 12700 + 1:
            yield f"{shape.name} needs {need:.0f} points and has {shape.height / 12700:.0f}: {shape.text_frame.text}"
    for one, other in combinations(shapes, 2):
        if _meet(one, other):
            yield f"{one.name} and {other.name} cover each other"


def needed(shape: BaseShape) -> float:
    """Estimate how many points of height the text of a box takes."""
    frame = shape.text_frame
    width = shape.width / 12700 - (frame.margin_left + frame.margin_right) / 12700
    total = 0.0
    for paragraph in frame.paragraphs:
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size is not None]
        if sizes:
            bold = any(run.font.bold for run in paragraph.runs)
            used, lines = 0.0, 1
            for word in paragraph.text.split(" "):
                long = text_width(f"{word} ", sizes[0], bold=bold)
                lines, used = (lines + 1, long) if used and used + long > width else (lines, used + long)
            total += lines * sizes[0] * 1.2
    return total


def _meet(one: BaseShape, other: BaseShape) -> bool:
    return (
        one.left + TINY < other.left + other.width
        and other.left + TINY < one.left + one.width
        and one.top + TINY < other.top + other.height
        and other.top + TINY < one.top + one.height
    )


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return everything in a file by name."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
