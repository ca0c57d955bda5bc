"""Pictures are plain dictionaries; here plotly's own objects read them, and refuse what its schema does not know."""

import plotly.graph_objects as go

from spbe_analytics.charts.picture import Picture


def checked(picture: Picture, alt: str) -> go.Figure:
    """Finish a picture as the product does, and return it as plotly understands it, every property checked."""
    picture.finish(alt)
    figure = go.Figure(picture.to_dict())
    for trace, part in zip(figure.data, picture._traces, strict=True):
        trace.meta = part.get("meta")
    figure.update_layout(meta={"alt": picture.alt})
    return figure
