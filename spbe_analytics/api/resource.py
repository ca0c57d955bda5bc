"""What a resource is: its filters, its columns, and what makes its rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.api.parameters import PAGING, Parameter

Asked = Mapping[str, Any]
"""What the parameters of a request mean, by name."""


@dataclass(frozen=True)
class Field:
    """A column of an answer: its JSON type and what it means, in Indonesian; a missing value is null or empty."""

    type: str
    text: str


@dataclass(frozen=True)
class Resource:
    """Something that can be asked for.

    Attributes:
        name: Last part of its address.
        text: What it holds, in a sentence.
        parameters: Its filters.
        fields: Its columns by name, in order.
        rows: Makes the answer; its columns are those of ``fields``.
    """

    name: str
    text: str
    parameters: tuple[Parameter, ...]
    fields: Mapping[str, Field]
    rows: Callable[[Snapshot, Asked], pd.DataFrame]

    @property
    def known(self) -> tuple[Parameter, ...]:
        """All its parameters, those of every resource too."""
        return (*self.parameters, *PAGING)
