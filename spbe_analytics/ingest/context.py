"""What the reading of one file knows and collects."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.reading import Identity
from spbe_analytics.instruments import Instrument


@dataclass
class Context:
    """What the reading of one file knows and collects.

    Attributes:
        file_name: Name of the file.
        hints: What the person said beside the file.
        catalogue: The instruments by id.
        findings: All problems so far.
        texts: Figures that were read from texts: sheet, address, text.
    """

    file_name: str
    hints: Identity
    catalogue: Mapping[str, Instrument]
    findings: list[Finding] = field(default_factory=list)
    texts: list[tuple[str, str, str]] = field(default_factory=list)

    def say(self, code: str, sheet: str | None = None, cell: str | None = None, /, **fields: object) -> None:
        """Add a finding."""
        self.findings.append(finding(code, sheet, cell, **fields))

    def for_year(self, year: int) -> Instrument | None:
        """Return the instrument whose result years hold the year."""
        return next((item for item in self.catalogue.values() if item.covers(year)), None)
