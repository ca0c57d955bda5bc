"""The targets of the home region, for every picture that shows them."""

from dataclasses import dataclass, replace
from hashlib import sha256

import pandas as pd

from spbe_analytics.analysis.targets import goal_line
from spbe_analytics.ui import cache
from spbe_analytics.ui.view import View


@dataclass(frozen=True, eq=False)
class Goals:
    """Targets as they stand in the store now.

    Attributes:
        kept: The region's targets as the store gives them; empty for the nation.
        line: The same as a line of a trend, without those that have no place there.
        version: Changes with them; empty without any. Part of the name of whatever is kept that shows them.
    """

    kept: pd.DataFrame
    line: pd.DataFrame
    version: str

    @property
    def legend(self) -> str:
        """What to add to the sentence below a picture that shows them."""
        return " Segitiga: target menurut dokumen perencanaan." if len(self.line) else ""

    def beside(self, lines: pd.DataFrame) -> "Goals":
        """Keep the targets under the instruments of some lines, so that a picture gets no further stretch of years."""
        return replace(self, line=self.line[self.line["segment"].isin(lines["segment"])])


def goals_of(view: View, pillar: str = "") -> Goals:
    """Ask the store for the home region's targets; a target is for the index only, so a pillar has none."""
    kept = cache.workspace().targets.current(view.home.code if view.home and not pillar else "")
    line = goal_line(kept, view.snapshot.catalogue)
    digest = sha256(kept.to_csv().encode()).hexdigest() if len(kept) else ""
    return Goals(kept, line, digest)
