"""Everything that is known at one revision of the store, assessed and ready to be asked."""

from functools import cached_property

import pandas as pd

from spbe_analytics.analysis.assess import Assessed, assess
from spbe_analytics.analysis.evidence.sources import settle
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import KIND, NAME, PROVINCE, REGION


class Snapshot:
    """Everything known at one revision.

    Frames handed out are copies on write: nobody can change what another page sees.
    """

    def __init__(self, revision: int, values: pd.DataFrame, records: pd.DataFrame, catalogue: Catalogue) -> None:
        """Assess all values: values and records as the store gives them."""
        self.revision = revision
        self.catalogue = catalogue
        current, self._outvoted = settle(values, records, catalogue)
        self._values = current
        self._records = records
        self._assessed = {item.id: assess(item, current, records) for item in catalogue.values()}

    def assessed(self, instrument: str) -> Assessed:
        """Return scores, basis, bounds and standings under one instrument."""
        return self._assessed[instrument]

    def scores(self, instrument: str) -> pd.DataFrame:
        """Return the wide scores of one instrument, indexed by ``(region, year, stage)``."""
        return self._assessed[instrument].scores.copy(deep=False)

    @cached_property
    def _standings(self) -> pd.DataFrame:
        joined = pd.concat([item.standings.reset_index() for item in self._assessed.values()], ignore_index=True)
        places = gazetteer()
        found = [places[code] for code in joined[REGION]]
        return joined.assign(
            **{
                NAME: [region.name for region in found],
                KIND: [region.kind.value for region in found],
                PROVINCE: [region.province for region in found],
            }
        )

    @property
    def standings(self) -> pd.DataFrame:
        """One row an assessment of any instrument: key, name, kind, province, bounded index, predicate, coverage."""
        return self._standings.copy(deep=False)

    @property
    def values(self) -> pd.DataFrame:
        """The current values, long, with source, batch, sheet, cell and text."""
        return self._values.copy(deep=False)

    @property
    def outvoted(self) -> pd.DataFrame:
        """Values that are not in use: another source or upload speaks for the node or the assessment, long."""
        return self._outvoted.copy(deep=False)

    @property
    def records(self) -> pd.DataFrame:
        """Every record behind the values, with predicate, note, misprint and publication."""
        return self._records.copy(deep=False)

    @property
    def empty(self) -> bool:
        """Whether nothing is stored."""
        return self._values.empty
