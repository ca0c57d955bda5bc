"""One problem of a workbook, made from its rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from spbe_analytics.ingest.checks.rules import RULES
from spbe_analytics.schema import Severity

LONGEST_QUOTE: Final = 60
"""How much of a cell's text a message repeats."""

FOREIGN: Final = frozenset({"file", "heading", "hint", "other", "said", "text", "this", "written"})
"""Fields that repeat somebody else's text, which may be long or of many lines."""

FINDINGS_SHEET: Final = "Temuan"
FINDINGS_HEADINGS: Final = ("No", "Jenis", "Lembar", "Sel", "Masalah", "Cara memperbaiki", "Kode")
"""Name and first row of the sheet that lists the findings in an annotated copy."""


@dataclass(frozen=True)
class Finding:
    """One problem at one place.

    Attributes:
        code: Stable code, a key of :data:`RULES`.
        severity: An error blocks a commit, a warning asks for a look, an info only tells.
        message: What is wrong, where, and what to do, in Indonesian.
        cure: What to do, by itself.
        sheet: Name of the sheet, ``None`` for the whole file.
        cell: Address such as ``D12``, ``None`` for the whole sheet.
    """

    code: str
    severity: Severity
    message: str
    cure: str
    sheet: str | None = None
    cell: str | None = None

    def as_dict(self) -> dict[str, str | None]:
        """Return the finding as the command line prints it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "sheet": self.sheet,
            "cell": self.cell,
            "message": self.message,
        }


def finding(code: str, sheet: str | None = None, cell: str | None = None, /, **fields: object) -> Finding:
    """Make a finding from its rule.

    Args:
        code: A key of :data:`RULES`.
        sheet: Name of the sheet, if one is meant.
        cell: Address of the cell, if one is meant.
        **fields: What the message and the cure speak of; texts from the file are cut.

    Returns:
        The finding with its full message.
    """
    rule = RULES[code]
    quoted = {name: quote(str(value)) if name in FOREIGN else value for name, value in fields.items()}
    cure = rule.cure.format(**quoted)
    message = f"{rule.message.format(**quoted)}{_place(sheet, cell)}. {cure}"
    return Finding(code, rule.severity, message, cure, sheet, cell)


def quote(text: str) -> str:
    """Make a cell's text fit a message: one line, not too long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def _place(sheet: str | None, cell: str | None) -> str:
    if sheet is None:
        return ""
    return f" (lembar {quote(sheet)}, sel {cell})" if cell else f" (lembar {quote(sheet)})"


def lists_findings(name: str, first_row: Sequence[object]) -> bool:
    """Tell whether a sheet is our own list of findings; somebody else's sheet of that name is not."""
    return name.startswith(FINDINGS_SHEET) and tuple(first_row[: len(FINDINGS_HEADINGS)]) == FINDINGS_HEADINGS
