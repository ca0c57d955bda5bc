"""What a layout is: it recognises a table by its headings and extracts assessments and values from it."""

from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.reading import Assessment, Remark, Value
from spbe_analytics.ingest.workbook import HeadingRow, Sheet, resembled


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a table fits a layout: the row of its headings and a confidence from 0 to 1."""

    header: HeadingRow
    confidence: float


@dataclass
class Extract:
    """What one table gave; problems are in the context."""

    assessments: list[Assessment] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def extend(self, other: "Extract") -> None:
        """Add what another table, or another part of this one, gave."""
        self.assessments.extend(other.assessments)
        self.values.extend(other.values)
        self.remarks.extend(other.remarks)


class Layout(Protocol):
    """One way to lay out an evaluation; a further one is a class and a line in the registry."""

    code: ClassVar[str]
    """Stable code, part of the provenance of a batch."""
    label: ClassVar[str]
    """Indonesian name, for the preview."""

    def recognise(self, context: Context, sheet: Sheet) -> Fit | None:
        """Return how well the sheet fits, or ``None``; says nothing and changes nothing."""

    def extract(self, context: Context, sheet: Sheet, fit: Fit) -> Extract:
        """Read the table; whatever is unusual is said in the context."""


def ambiguous_columns(context: Context, sheet: Sheet, header: HeadingRow, roles: dict[str, str]) -> bool:
    """Say which roles more than one column claims.

    Args:
        context: Findings are added to it.
        sheet: The sheet.
        header: The row with the headings.
        roles: Role → how a message names it; other roles may repeat.

    Returns:
        Whether any of the roles is ambiguous.
    """
    found = False
    for role, label in roles.items():
        columns = header.roles.get(role, ())
        if len(columns) > 1:
            cells = ", ".join(sheet.address(header.row, column) for column in columns)
            place = sheet.address(header.row, columns[1])
            context.say("ambiguous-column", sheet.name, place, what=label, cells=cells)
            found = True
    return found


def unread_columns(context: Context, sheet: Sheet, header: HeadingRow, read: set[int]) -> None:
    """List the columns with a heading that nobody reads, and those whose heading is taken for a known one."""
    for column, text in header.texts.items():
        meant = resembled(text)
        if meant and column not in read:
            heading = str(sheet.rows[header.row][column])
            context.say("heading-similar", sheet.name, sheet.address(header.row, column), heading=heading, meant=meant)
    known = {column for columns in header.roles.values() for column in columns} | read
    for column, text in header.texts.items():
        if text and column not in known:
            heading = str(sheet.rows[header.row][column])
            context.say("column-ignored", sheet.name, sheet.address(header.row, column), heading=heading)
