"""A figure as plain dictionaries: what plotly draws, without the objects that check each part of it.

Those objects take most of the time of a page. The parts are checked against plotly's schema in tests instead.
"""

import json
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd
from plotly.basedatatypes import BaseFigure

Part = dict[str, Any]
"""A trace, an axis, a shape, an annotation, or the layout."""


class Picture(BaseFigure):  # type: ignore[misc]  # plotly has no types; Streamlit checks anything but a figure of plotly
    """A figure in the making; the parts are called as in plotly, and a property that is ``None`` is not set.

    Attributes:
        alt: The sentence that a screen reader gets in place of the picture.
    """

    alt = ""

    def __init__(self) -> None:
        self._traces: list[Part] = []
        self._frame: Part = {}

    def _trace(self, kind: str, properties: Part) -> None:
        self._traces.append({"type": kind, **plain(properties)})

    def add_scatter(self, **properties: object) -> None:
        """Add marks or a line."""
        self._trace("scatter", properties)

    def add_scatterpolar(self, **properties: object) -> None:
        """Add marks or a line around a centre."""
        self._trace("scatterpolar", properties)

    def add_bar(self, **properties: object) -> None:
        """Add bars."""
        self._trace("bar", properties)

    def add_heatmap(self, **properties: object) -> None:
        """Add squares."""
        self._trace("heatmap", properties)

    def add_shape(self, **properties: object) -> None:
        """Add a line, rectangle or path."""
        self._frame.setdefault("shapes", []).append(plain(properties))

    def add_annotation(self, **properties: object) -> None:
        """Add a text."""
        self._frame.setdefault("annotations", []).append(plain(properties))

    def update_layout(self, **properties: object) -> None:
        """Set properties of the whole; what is not named stays."""
        _merge(self._frame, plain(properties))

    def update_xaxes(self, **properties: object) -> None:
        """Set properties of the horizontal axis."""
        self.update_layout(xaxis=properties)

    def update_yaxes(self, **properties: object) -> None:
        """Set properties of the vertical axis."""
        self.update_layout(yaxis=properties)

    @property
    def polar(self) -> bool:
        """Whether it is drawn around a centre."""
        return any(trace["type"] == "scatterpolar" for trace in self._traces)

    def finish(self, alt: str) -> None:
        """Say what is seen, and number the content.

        The page hands every figure to plotly twice, as copies, and plotly computes it again unless a ``datarevision``
        tells that the data stayed.
        """
        self.alt = alt
        content = json.dumps(self.to_dict(), sort_keys=True).encode()
        self._frame["datarevision"] = sha256(content).hexdigest()[:16]

    def to_dict(self) -> Part:
        """Return data and layout as plotly's JSON has them.

        What a trace stands for (``meta``) is left out: plotly takes every copy of it for a change.
        """
        traces = [{name: value for name, value in trace.items() if name != "meta"} for trace in self._traces]
        return {"data": traces, "layout": self._frame}


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Write a value as JSON has it: an array is a list, a number Python's, a property that is ``None`` nothing."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, np.ndarray | pd.Series | pd.Index):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    return None if isinstance(value, float) and value != value else value


def _merge(old: Part, new: Part) -> None:
    for key, value in new.items():
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            _merge(old[key], value)
        else:
            old[key] = value
