"""What was read from a file as what is stored of it."""

from typing import Final

from spbe_analytics.ingest import Reading, Remark, Value
from spbe_analytics.schema import Authority
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, NewRemark

Key = tuple[str, int, str, str]
"""Region, year, stage and instrument of an assessment."""

_KEY: Final = 4
"""How many fields of a value or remark are its key."""


def batch_of(reading: Reading, content: bytes, who: str) -> NewBatch:
    """Make the batch of a reading.

    Args:
        reading: Values and remarks; a remark of an assessment without values is left out.
        content: The file's bytes.
        who: Name of the person.

    Returns:
        One record an assessment that has values.
    """
    figures: dict[Key, list[NewFigure]] = {}
    for value in reading.values:
        figures.setdefault(_key(value), []).append(NewFigure._make(value[_KEY:]))
    remarks: dict[Key, list[NewRemark]] = {}
    for said in reading.remarks:
        remarks.setdefault(_key(said), []).append(
            NewRemark(said.node, said.kind.value, said.text, said.sheet, said.cell)
        )
    printed = {(a.region, a.year, a.stage.value, a.instrument): a.predicate for a in reading.assessments}
    records = tuple(
        NewRecord(
            *key,
            figures=tuple(found),
            authority=Authority.UPLOAD,
            predicate=printed.get(key),
            remarks=tuple(remarks.get(key, ())),
        )
        for key, found in figures.items()
    )
    return NewBatch(reading.name, content, reading.layout, who, records, digest=reading.sha256)


def _key(item: Value | Remark) -> Key:
    return (item.region, item.year, item.stage.value, item.instrument)
