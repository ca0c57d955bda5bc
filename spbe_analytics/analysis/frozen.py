"""A snapshot as bytes and back, so that the next process need not assess everything again.

The format is Arrow's: tables of values, which cannot execute anything. Of each instrument the key of its assessments is
kept once, and what is computed as one block of numbers.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final
from zlib import crc32

import numpy as np
import pandas as pd
import pyarrow as pa

from spbe_analytics.analysis.assess import Assessed
from spbe_analytics.analysis.snapshot import FRAMES, Parts
from spbe_analytics.instruments import Catalogue, Instrument
from spbe_analytics.schema import ASSESSMENT, EXACT

_LONG: Final = ("values", "outvoted", "records")
_NUMBERS: Final = ("scores", "lower", "upper", "answered")
_LABEL: Final = b"label"


class DamagedError(Exception):
    """Bytes that are no snapshot, or not all of one."""


def frozen(parts: Parts, label: str) -> bytes:
    """Write the parts of a snapshot.

    Args:
        parts: What it consists of.
        label: What they belong to; see :func:`label_of`.
    """
    payloads = dict(_payloads(parts))
    table = pa.table(
        {
            "name": list(payloads),
            "sum": pa.array([crc32(payload) for payload in payloads.values()], pa.uint32()),
            "payload": pa.array(list(payloads.values()), pa.large_binary()),
        }
    )
    return _bytes_of(table.replace_schema_metadata({_LABEL: label}))


def label_of(content: bytes) -> str:
    """Read what a snapshot belongs to; the frames are not looked at.

    Raises:
        DamagedError: The bytes are no snapshot.
    """
    try:
        return str((pa.ipc.open_file(content).schema.metadata or {})[_LABEL], "utf-8")
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise DamagedError from error


def thawed(content: bytes, catalogue: Catalogue) -> Parts:
    """Read the parts of a snapshot.

    Raises:
        DamagedError: The bytes are not what :func:`frozen` wrote.
    """
    try:
        table = pa.ipc.open_file(content).read_all()
        names, sums, payloads = (table.column(name) for name in ("name", "sum", "payload"))
        found = {name: payload.as_buffer() for name, payload in zip(names.to_pylist(), payloads, strict=True)}
        if [crc32(payload) for payload in found.values()] != sums.to_pylist():
            raise DamagedError
        assessed = {code: _assessed(found, instrument) for code, instrument in catalogue.items()}
        return Parts(**{name: _frame(found[name]) for name in _LONG}, assessed=assessed)
    except (pa.ArrowException, KeyError, ValueError, TypeError) as error:
        raise DamagedError from error


def _payloads(parts: Parts) -> Iterator[tuple[str, bytes]]:
    for name in _LONG:
        yield name, _bytes(getattr(parts, name))
    for code, item in parts.assessed.items():
        for name in _NUMBERS:
            yield f"{code}/{name}", getattr(item, name).to_numpy(dtype=np.float64).tobytes()
        yield f"{code}/basis", _bytes(item.basis.reset_index(drop=True))
        exact = [
            None if one is None or pd.isna(one) else f"{one.numerator}/{one.denominator}"
            for one in item.standings[EXACT]
        ]
        standings = item.standings.assign(**{EXACT: pd.Series(exact, index=item.standings.index, dtype=str)})
        yield f"{code}/standings", _bytes(standings.reset_index())


def _assessed(found: Mapping[str, pa.Buffer], instrument: Instrument) -> Assessed:
    parts = {name: found[f"{instrument.id}/{name}"] for name in FRAMES}
    standings = _frame(parts["standings"])
    exact = pd.Series([_fraction(text) for text in standings[EXACT]], index=standings.index, dtype=object)
    standings = standings.assign(**{EXACT: exact}).set_index(list(ASSESSMENT))
    key, codes = standings.index, list(instrument.codes)
    numbers = {
        name: pd.DataFrame(np.frombuffer(parts[name], np.float64).reshape(len(key), len(codes)), key, codes)
        for name in _NUMBERS
    }
    return Assessed(instrument, basis=_frame(parts["basis"]).set_index(key), standings=standings, **numbers)


def _fraction(text: object) -> Fraction | None:
    if not isinstance(text, str):
        return None
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator))


def _bytes(frame: pd.DataFrame) -> bytes:
    return _bytes_of(pa.Table.from_pandas(frame, preserve_index=False))


def _bytes_of(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _frame(buffer: pa.Buffer) -> pd.DataFrame:
    frame: pd.DataFrame = pa.ipc.open_file(buffer).read_all().to_pandas(use_threads=False)
    return frame
