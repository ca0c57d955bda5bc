"""What is asked of the tables; every statement runs on SQLite and on PostgreSQL alike."""

from collections.abc import Collection
from typing import Any, Final

import sqlalchemy as sa

from spbe_analytics.store import tables

_RECORDS, _FIGURES, _BATCHES = tables.records.c, tables.figures.c, tables.batches.c
EVERYTHING: Final = slice(None)
"""All assessments of a batch, where a page of them is asked for."""

_ASSESSED = (_RECORDS.region, _RECORDS.year, _RECORDS.stage, _RECORDS.instrument)


def values(since: int = 0, until: int = 0) -> sa.Select[Any]:
    """Ask for every value of every unreverted batch, with its place among those of its key.

    With ``since`` only for the assessments that events after that one, up to ``until``, touched.
    """
    place = sa.func.row_number().over(
        partition_by=(*_ASSESSED, _FIGURES.node),
        order_by=(_RECORDS.authority.desc(), _RECORDS.batch.desc(), _RECORDS.id),
    )
    return (
        _values()
        .add_columns(place.label("place"))
        .where(_BATCHES.reverted_at.is_(None), _touched(since, until))
        .order_by(_RECORDS.region, _RECORDS.year, _RECORDS.stage, _FIGURES.node, sa.text("place"))
    )


def touched(since: int, until: int) -> sa.Select[Any]:
    """Ask for the assessments that events after one, up to another, touched."""
    events = tables.events.c
    return (
        sa.select(_RECORDS.region, _RECORDS.year, _RECORDS.stage)
        .where(_RECORDS.batch.in_(sa.select(events.batch).where(events.id > since, events.id <= until)))
        .distinct()
    )


def _touched(since: int, until: int) -> sa.ColumnElement[bool]:
    if not since:
        return sa.true()
    return sa.tuple_(_RECORDS.region, _RECORDS.year, _RECORDS.stage).in_(touched(since, until))


def deeds(region: str) -> sa.Select[Any]:
    """Ask for what was done to the assessments of one government, a row a deed and assessment, the newest first."""
    events = tables.events.c
    return (
        sa.select(
            events.id, events.kind, events.at, events.who, events.reason, events.batch, _BATCHES.file_name,
            _RECORDS.year, _RECORDS.stage,
        )
        .join_from(tables.events, tables.batches)
        .join(tables.records, _RECORDS.batch == _BATCHES.id)
        .where(_RECORDS.region == region)
        .distinct()
        .order_by(events.id.desc(), _RECORDS.year.desc(), _RECORDS.stage)
    )  # fmt: skip


def cells(region: str) -> sa.Select[Any]:
    """Ask for the text of each value of one government as it was given, and where it stood."""
    return (
        sa.select(_FIGURES.record, _FIGURES.node, _FIGURES.sheet, _FIGURES.cell, _FIGURES.raw)
        .join_from(tables.figures, tables.records)
        .where(_RECORDS.region == region)
    )


def published(sha256: str, layout: str) -> sa.Select[Any]:
    """Ask for an unreverted batch of a file, read in a certain way."""
    columns = _BATCHES.sha256 == sha256, _BATCHES.layout == layout, _BATCHES.reverted_at.is_(None)
    return sa.select(_BATCHES.id).where(*columns).limit(1)


def last_event() -> sa.Select[Any]:
    """Ask for the newest event: its number and moment."""
    return sa.select(tables.events.c.id, tables.events.c.at).order_by(tables.events.c.id.desc()).limit(1)


def values_beside(batch: int, page: slice) -> sa.Select[Any]:
    """Ask for every value, of reverted batches too, of a page of the assessments that one batch has records of."""
    return (
        _values()
        .where(sa.tuple_(*_ASSESSED).in_(_assessments(batch, page)))
        .order_by(*_ASSESSED, _FIGURES.node, _RECORDS.authority.desc(), _RECORDS.batch.desc(), _RECORDS.id)
    )


def _values() -> sa.Select[Any]:
    return (
        sa.select(
            *_ASSESSED,
            _FIGURES.node, _FIGURES.value, _FIGURES.basis,
            _RECORDS.id.label("record"), _RECORDS.batch, _RECORDS.source, _RECORDS.authority,
        )
        .join_from(tables.figures, tables.records)
        .join(tables.batches)
    )  # fmt: skip


def records(since: int = 0, until: int = 0) -> sa.Select[Any]:
    """Ask for every record of every unreverted batch, the highest authority of each assessment first.

    With ``since`` as :func:`values`.
    """
    return _records().where(_BATCHES.reverted_at.is_(None), _touched(since, until))


def records_beside(batch: int, page: slice) -> sa.Select[Any]:
    """Ask for every record, of reverted batches too, of a page of the assessments that one batch has records of."""
    return _records().where(sa.tuple_(*_ASSESSED).in_(_assessments(batch, page)))


def _records() -> sa.Select[Any]:
    return (
        sa.select(tables.records, tables.sources.c.title, tables.sources.c.url, _BATCHES.file_name)
        .join_from(tables.records, tables.batches)
        .outerjoin(tables.sources, tables.sources.c.id == _RECORDS.source)
        .order_by(_RECORDS.authority.desc(), _RECORDS.batch.desc(), _RECORDS.id)
    )


def _assessments(batch: int, page: slice) -> sa.Select[Any]:
    of_batch = tables.records.alias()
    keys = (of_batch.c.region, of_batch.c.year, of_batch.c.stage, of_batch.c.instrument)
    all_ = sa.select(*keys).where(of_batch.c.batch == batch).distinct()
    if page == EVERYTHING:
        return all_
    return sa.select(*all_.order_by(*keys).slice(page.start, page.stop).subquery().c)  # IN takes no LIMIT everywhere


def remarks(region: str) -> sa.Select[Any]:
    """Ask for what assessors wrote about a region, of every unreverted batch, the newest batch first."""
    return (
        sa.select(
            *_ASSESSED,
            *(tables.remarks.c[name] for name in ("node", "kind", "text", "sheet", "cell")),
            _RECORDS.batch,
            _BATCHES.file_name,
        )
        .join_from(tables.remarks, tables.records)
        .join(tables.batches)
        .where(_BATCHES.reverted_at.is_(None), _RECORDS.region == region)
        .order_by(_RECORDS.batch.desc(), _RECORDS.id, tables.remarks.c.node, tables.remarks.c.kind)
    )


def batches(only: Collection[int] | None = None) -> sa.Select[Any]:
    """Ask for all batches or some, the newest first, with the size of the file and the counts of what is in it."""
    asked = sa.true() if only is None else _RECORDS.batch.in_(only)
    distinct = sa.select(_RECORDS.batch, *_ASSESSED).where(asked).distinct().subquery()
    assessments = (
        sa.select(distinct.c.batch, sa.func.count().label("assessments")).group_by(distinct.c.batch).subquery()
    )
    counted = (
        sa.select(_RECORDS.batch, sa.func.count().label("values"))
        .join_from(tables.records, tables.figures)
        .where(asked)
        .group_by(_RECORDS.batch)
        .subquery()
    )
    return (
        sa.select(
            tables.batches,
            tables.files.c.size,
            sa.func.coalesce(assessments.c.assessments, 0).label("assessments"),
            sa.func.coalesce(counted.c["values"], 0).label("values"),
        )
        .join_from(tables.batches, tables.files)
        .outerjoin(assessments, assessments.c.batch == _BATCHES.id)
        .outerjoin(counted, counted.c.batch == _BATCHES.id)
        .where(sa.true() if only is None else _BATCHES.id.in_(only))
        .order_by(_BATCHES.id.desc())
    )


def events() -> sa.Select[Any]:
    """Ask for everything that was done, in the order in which it was done."""
    return sa.select(tables.events).order_by(tables.events.c.id)
