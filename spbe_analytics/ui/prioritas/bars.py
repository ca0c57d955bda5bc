"""Short lists of bars as one piece of HTML: cheaper than a chart, read as a table by a screen reader."""

from collections.abc import Collection, Sequence
from html import escape

from spbe_analytics.charts import Palette
from spbe_analytics.ui.kit.markup import TEXT

Row = tuple[str, str, float, str]
"""Label, muted note, length (0 or more), number as text."""


def bars(rows: Sequence[Row], palette: Palette, *, marked: Collection[int] = ()) -> str:
    """Write one bar a row under its label, the number at its end.

    Args:
        rows: The bars in order.
        palette: Colours of the viewer's theme.
        marked: Which rows stand out, by position.

    Returns:
        HTML of about 44 pixels a row.
    """
    most = max((length for _, _, length, _ in rows), default=0.0) or 1.0
    lines = []
    for place, (label, note, length, number) in enumerate(rows):
        own = place in marked
        fill, letter = (palette.accent, palette.accent) if own else (palette.other, palette.text)
        lines.append(
            f'<tr><td style="padding:0 0 8px"><span style="font-weight:600">{escape(label)}</span>&ensp;'
            f'<span style="color:{palette.muted}">{escape(note)}</span>'
            f'<div style="display:flex;align-items:center;gap:6px"><div aria-hidden="true" style="height:12px;'
            f'width:{86 * max(length, 0) / most:.1f}%;background:{fill}"></div>'
            f'<span style="font-weight:600;color:{letter}">{escape(number)}</span></div></td></tr>'
        )
    return f'<table style="width:100%;border-collapse:collapse;color:{palette.text};{TEXT}">{"".join(lines)}</table>'
