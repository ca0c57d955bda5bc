"""What several tables and sheets give of one assessment, put together and checked as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from spbe_analytics.ingest.checks.checks import Printed, check_coverage, check_predicate, check_printed
from spbe_analytics.ingest.context import Context
from spbe_analytics.ingest.files.workbook import Cell
from spbe_analytics.ingest.reading import Assessment, Remark, Value
from spbe_analytics.ingest.records.identity import Said
from spbe_analytics.ingest.tables.cells import raw_text
from spbe_analytics.instruments import Instrument
from spbe_analytics.schema import Basis

Given = tuple[float, str, Cell]
"""A value, the address of its cell, the cell."""


@dataclass
class Part:
    """What one table gives of one assessment.

    Attributes:
        said: Whose it is; with a gap nothing of it is kept but its findings.
        instrument: By whose names its rows were read.
        sheet: Name of the sheet.
        cell: Where findings about the whole of it stand.
        levels: Levels by indicator.
        published: Printed figures that are kept, by node.
        printed: Printed figures that are only compared.
        rows: Indicators that have a row, with a level or without.
        predicate: The printed predicate and its cell.
        remarks: Remarks.
        checked: Whether the table compared its printed figures itself.
    """

    said: Said
    instrument: Instrument
    sheet: str
    cell: str
    levels: dict[str, Given] = field(default_factory=dict)
    published: dict[str, Given] = field(default_factory=dict)
    printed: list[Printed] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)
    predicate: tuple[str, str] | None = None
    remarks: list[Remark] = field(default_factory=list)
    checked: bool = False

    @property
    def key(self) -> tuple[str, int, object, str] | None:
        """The assessment; ``None`` while a fact is missing."""
        said = self.said
        if said.region is None or said.year is None or said.stage is None or said.instrument is None:
            return None
        return (said.region.code, said.year, said.stage, said.instrument.id)


@dataclass
class Result:
    """All that a file gives."""

    assessments: list[Assessment] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def put_together(context: Context, parts: list[Part]) -> Result:
    """Join the parts of each assessment, check each as a whole, and return what may be kept."""
    groups: dict[object, list[Part]] = {}
    for place, part in enumerate(parts):
        groups.setdefault(part.key or place, []).append(part)
    result = Result()
    for group in groups.values():
        sound = _apart(context, group)
        _check(context, group)
        if sound and group[0].key is not None:
            _keep(result, group)
    return result


def _apart(context: Context, group: list[Part]) -> bool:
    """Tell whether no two parts give different figures of one node; say so where they do."""
    for place, part in enumerate(group):
        for other in group[:place]:
            differ = _differ(part.levels, other.levels) or _differ(part.published, other.published)
            if differ and part.said.region is not None and part.said.stage is not None:
                name, stage = part.said.region.name, part.said.stage.label
                fields = {"name": name, "year": part.said.year, "stage": stage, "other": other.sheet}
                context.say(
                    "duplicate-assessment", part.sheet, None if part.sheet != other.sheet else part.cell, **fields
                )
                return False
    return True


def _differ(own: Mapping[str, Given], other: Mapping[str, Given]) -> bool:
    return any(own[node][0] != other[node][0] for node in own.keys() & other.keys())


def _check(context: Context, group: list[Part]) -> None:
    """Check coverage and printed figures of one assessment over all of its parts."""
    open_ = [part for part in group if not part.checked]
    if not open_:
        return
    first = open_[0]
    levels: dict[str, float] = {}
    for part in group:
        levels |= {code: level for code, (level, _, _) in part.levels.items()}
    rows = set().union(*(part.rows for part in group))
    counted = next((part for part in open_ if part.rows), None)
    if counted is not None:
        check_coverage(context, counted.sheet, counted.cell, first.instrument, rows)
    for part in open_:
        printed = [*part.printed, *(Printed(c, Fraction(repr(v)), cell) for c, (v, cell, _) in part.published.items())]
        if printed:
            check_printed(context, part.sheet, part.instrument, levels, printed)
        if part.predicate:
            written, cell = part.predicate
            index = next((item.value for item in printed if item.code == part.instrument.nodes[0].code), None)
            check_predicate(context, part.sheet, cell, part.instrument, written, index, levels or None)


def _keep(result: Result, group: list[Part]) -> None:
    """Add an assessment with its values and remarks."""
    first = group[0]
    key = first.key
    if key is None:
        return
    said = next((part for part in group if part.predicate), first)
    predicate, cell = said.predicate or (None, None)
    result.assessments.append(Assessment(*key, first.sheet, predicate, cell))  # type: ignore[arg-type]
    seen: set[str] = set()
    made = tuple.__new__  # of a tuple with names it is three times as fast as its class
    for part in group:
        for given, basis in ((part.levels, Basis.OBSERVED), (part.published, Basis.PUBLISHED)):
            sheet = part.sheet
            result.values += [
                made(Value, (*key, node, value, basis, sheet, at, raw_text(written)))
                for node, (value, at, written) in given.items()
                if node not in seen
            ]
            seen.update(given)
        result.remarks.extend(part.remarks)
