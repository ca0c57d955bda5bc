"""The figures that a document rests on, as it carries them and as the store has them now."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.schema import Labelled


class Kind(Labelled):
    """Whom a document is about."""

    REGION = "daerah", "Satu daerah"
    COMPARISON = "perbandingan", "Perbandingan"
    PROVINCE = "provinsi", "Satu provinsi"


@dataclass(frozen=True)
class Manifest:
    """The figures a document rests on, as it carries them, so that it can be held against the store later.

    Attributes:
        kind: Whom it is about.
        revision: Revision of the store.
        made: The day, as ISO writes it.
        assessments: Those whose figures it tells, as :func:`figure_key` names them without a node; also one of which
            nothing was known.
        figures: Exact value as text by ``region|year|stage|node``; a value unknown then has no entry.
    """

    kind: str
    revision: int
    made: str
    assessments: Sequence[str]
    figures: Mapping[str, str]

    @cached_property
    def checksum(self) -> str:
        """The first digits of a digest of all of it, shown on every page."""
        return sha256(self._text().encode()).hexdigest()[:12]

    def _text(self) -> str:
        said = {
            "kind": self.kind,
            "revision": self.revision,
            "made": self.made,
            "assessments": list(self.assessments),
            "figures": dict(self.figures),
        }
        return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def write(self) -> str:
        """Write it as JSON, with its sum."""
        return json.dumps({"manifest": json.loads(self._text()), "checksum": self.checksum}, ensure_ascii=False)


def figure_key(region: str, year: int, stage: str, node: str) -> str:
    """Name a figure in a manifest; without a node the beginning of the names of all of an assessment."""
    return f"{region}|{year}|{stage}|{node}"


def figures_of(snapshot: Snapshot, assessments: Iterable[str]) -> dict[str, str]:
    """Return every figure known of some assessments as text that keeps all its digits.

    Args:
        snapshot: Everything known.
        assessments: As :func:`figure_key` names them without a node.
    """
    found: dict[str, str] = {}
    for beginning in dict.fromkeys(assessments):
        region, year, stage, _ = beginning.split("|")
        instrument = snapshot.catalogue.for_year(int(year))
        if instrument is None:
            continue
        scores = snapshot.scores(instrument.id)
        key = (region, int(year), stage)
        if key in scores.index:
            row: Any = scores.iloc[scores.index.get_loc(key)].dropna()
            found |= {f"{beginning}{node}": repr(float(value)) for node, value in row.items()}
    return found
