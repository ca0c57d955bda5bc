"""An answer as bytes: rows of a page as JSON or CSV, made once a revision."""

import json
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from typing import Any, Final

import pandas as pd

from spbe_analytics.api.parameters import USUAL_ROWS

TYPES: Final = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
MOST_KEPT: Final = 128
"""How many answers are kept; they go with their revision."""


@dataclass(frozen=True)
class Answer:
    """An answer: its bytes, their type, and the tag that changes with them."""

    content: bytes
    type: str
    tag: str


def encode(rows: pd.DataFrame, page: int, size: int, form: str) -> Answer:
    """Write one page of rows.

    Parquet holds all rows. JSON holds ``jumlah`` of all rows, ``halaman``, ``baris`` and ``data``; CSV only the rows of
    the page, with a heading. Numbers are exact, with a decimal point; what is missing is null, or empty.
    """
    shown = rows.iloc[(page - 1) * size : page * size]
    if form == "parquet":
        content = rows.to_parquet(index=False)
    elif form == "csv":
        content = shown.to_csv(index=False, lineterminator="\r\n").encode()
    else:
        said = {"jumlah": len(rows), "halaman": page, "baris": size, "data": _records(shown)}
        content = json.dumps(said, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return Answer(content, TYPES[form], f'"{blake2b(content, digest_size=12).hexdigest()}"')


def _records(rows: pd.DataFrame) -> list[dict[str, Any]]:
    plain = {name: rows[name].astype(object).where(rows[name].notna(), None).tolist() for name in rows.columns}
    return [dict(zip(plain, values, strict=True)) for values in zip(*plain.values(), strict=True)]


def size_of(asked: dict[str, Any]) -> tuple[int, int]:
    """Return the page asked for, and how many rows it has."""
    return asked.get("halaman", 1), asked.get("baris", USUAL_ROWS)


class Kept:
    """Answers of the newest revision, the least used forgotten first; several may ask at once."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._revision = -1
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, revision: int, key: str) -> Answer | None:
        """Return what was kept under a key at this revision."""
        with self._lock:
            if revision != self._revision or key not in self._answers:
                return None
            self._answers.move_to_end(key)
            return self._answers[key]

    def put(self, revision: int, key: str, answer: Answer) -> None:
        """Keep an answer of a revision; one of an older revision than the newest is not kept."""
        with self._lock:
            if revision > self._revision:
                self._revision = revision
                self._answers.clear()
            if revision == self._revision:
                self._answers[key] = answer
                while len(self._answers) > MOST_KEPT:
                    self._answers.popitem(last=False)
