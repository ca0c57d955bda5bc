"""What a batch changes: the current values of some assessments, with it and without it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from spbe_analytics.analysis.assess import Assessed, assess
from spbe_analytics.analysis.evidence.sources import settle
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.instruments import Catalogue
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import (
    ASSESSMENT,
    BATCH,
    INDEX_NODE,
    INSTRUMENT,
    KEY,
    KIND,
    NAME,
    NODE,
    PREDICATE,
    REGION,
    STAGE,
    VALUE,
    YEAR,
    Authority,
    Labelled,
    Stage,
)
from spbe_analytics.scoring.display import format_score, round_half_up

COLUMNS: Final = (*KEY, NAME, KIND, "before", "after", "state")


class State(Labelled):
    """What becomes of one value."""

    NEW = "new", "baru"
    CHANGED = "changed", "berubah"
    EQUAL = "equal", "tetap"
    GONE = "gone", "hilang"


def states(before: pd.Series, after: pd.Series) -> pd.Series:
    """Name what becomes of each value; a missing one is NaN on its side."""
    same = (before - after).abs() < 1e-9
    found = np.select(
        [before.isna(), after.isna(), same], [State.NEW.value, State.GONE.value, State.EQUAL.value], State.CHANGED.value
    )
    return pd.Series(found, index=before.index)


def changes(
    catalogue: Catalogue,
    values: pd.DataFrame,
    records: pd.DataFrame,
    before: Collection[int],
    after: Collection[int],
) -> pd.DataFrame:
    """Compare what is current while two sets of batches count.

    Args:
        catalogue: The instruments.
        values: Values of any batch, those that outrank others first, as :meth:`Store.beside` gives them.
        records: Records of any batch, the highest authority first.
        before: Batches that count before.
        after: Batches that count after.

    Returns:
        One row a node that has a value on either side, computed nodes too: columns :data:`COLUMNS`; ``state`` is a
        :class:`State`. In the order of the assessments, then of the regulation.
    """
    old, new = (_scores(catalogue, values, records, chosen) for chosen in (before, after))
    both = pd.concat({"before": old, "after": new}, axis=1).reset_index()
    if both.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    nodes = {(item.id, node.code): node for item in catalogue.values() for node in item.nodes}
    places = {key: place for place, key in enumerate(nodes)}
    keys = list(zip(both[INSTRUMENT], both[NODE], strict=True))
    both = both.assign(
        **{NAME: [nodes[key].name for key in keys], KIND: [nodes[key].kind.value for key in keys]},
        state=states(both["before"], both["after"]),
        place=[places[key] for key in keys],
    )
    return both.sort_values([*ASSESSMENT, "place"], ignore_index=True)[list(COLUMNS)]


def _scores(
    catalogue: Catalogue, values: pd.DataFrame, records: pd.DataFrame, batches: Collection[int]
) -> "pd.Series[float]":
    """Score what is current among some batches; index :data:`KEY`, only known nodes."""
    counting = records[records[BATCH].isin(batches)]
    current, _ = settle(values[values[BATCH].isin(batches)], counting, catalogue)
    parts = []
    for instrument_id in current[INSTRUMENT].unique():
        scores = assess(catalogue[instrument_id], current, counting).scores
        long = scores.melt(var_name=NODE, value_name=VALUE, ignore_index=False).dropna().reset_index()
        parts.append(long.assign(**{INSTRUMENT: instrument_id}))
    joined = pd.concat(parts) if parts else pd.DataFrame(columns=[*KEY, VALUE])
    return joined.set_index(list(KEY))[VALUE].astype(float)


ASSESSED: Final = [*ASSESSMENT, INSTRUMENT]
Assessment = tuple[str, int, str, str]
"""Region, result year, stage and instrument."""

NAMED: Final = 3
"""How many governments a warning names."""


def _origin(record: Mapping[Any, Any]) -> str:
    """Name a record's publication, or the upload it came in."""
    title = record["title"]
    return title if isinstance(title, str) else f"unggahan nomor {record['batch']} ({record['file_name']})"


def cautions(snapshot: Snapshot, values: pd.DataFrame) -> list[str]:
    """Say what a person should know before storing an upload.

    Args:
        snapshot: Everything known.
        values: The values of the upload, the long frame of the schema.

    Returns:
        One sentence or two a kind of caution: a later stage is stored already; published figures are replaced.
    """
    if snapshot.empty:
        return []
    return [*_later_stages(snapshot, values), *_replaced_figures(snapshot, values)]


def _later_stages(snapshot: Snapshot, values: pd.DataFrame) -> list[str]:
    """Say where the store knows a later stage of the same region and year."""
    order = {stage.value: stage.order for stage in Stage}
    mine = values[list(ASSESSMENT)].drop_duplicates()
    known = snapshot.standings.loc[lambda frame: frame[[INDEX_NODE, "answered"]].fillna(0).any(axis=1)]
    known = known[[*ASSESSMENT, INDEX_NODE]]
    both = mine.merge(known, on=[REGION, YEAR], suffixes=("", "_known"))
    both = both[both[f"{STAGE}_known"].map(order) > both[STAGE].map(order)]
    both = both.sort_values(f"{STAGE}_known", key=lambda names: names.map(order), kind="stable")
    both = both.drop_duplicates(list(ASSESSMENT), keep="last")
    found = []
    for (stage, later), rows in both.groupby([STAGE, f"{STAGE}_known"], sort=False):
        names = [
            f"{gazetteer()[row[REGION]].name} {row[YEAR]} (indeks {format_score(row[INDEX_NODE])})"
            for row in rows.head(NAMED).to_dict("records")
        ]
        was, now = Stage(str(later)).label, Stage(str(stage)).label
        found.append(
            f"{was} sudah tersimpan untuk {_list(names, len(rows))}, sedangkan berkas ini memuat tahap yang lebih "
            f"awal, {now}. {was} tidak ditimpa: yang disimpan hanya {now}."
        )
    return found


def _replaced_figures(snapshot: Snapshot, values: pd.DataFrame) -> list[str]:
    """Say which figures of a publication would no longer be the current ones."""
    found = replaced(snapshot, values[ASSESSED].drop_duplicates(), lambda: would_be(snapshot, values))
    if not found:
        return []
    return [
        f"{len(found)} angka terbitan tidak lagi dipakai setelah disimpan: {replaced_words(found)}. Angka terbitan "
        "tetap tersimpan, dan berlaku lagi bila unggahan dibatalkan."
    ]


class Replaced(NamedTuple):
    """A printed figure that is the current one no longer: whose, which, what is current instead, and who printed it."""

    region: str
    year: int
    stage: str
    name: str
    printed: float
    new: float
    source: str


def replaced(
    snapshot: Snapshot, mine: pd.DataFrame, after: Callable[[], Mapping[str, Assessed]]
) -> tuple[Replaced, ...]:
    """List the printed figures that other values take the place of, the index before its parts.

    Args:
        snapshot: What is known before.
        mine: The assessments that change, :data:`ASSESSED`.
        after: Gives them as they are afterwards, by instrument; asked only where something is printed.
    """
    printed = snapshot.values.merge(mine, on=ASSESSED)
    printed = printed[printed["source"].notna()]
    if printed.empty:
        return ()
    assessed = after()
    titles = {int(row["id"]): _origin(row) for row in snapshot.records.to_dict("records")}
    found = []
    for row in printed.sort_values(NODE, key=lambda nodes: nodes != INDEX_NODE, kind="stable").to_dict("records"):
        key: Any = tuple(row[name] for name in ASSESSMENT)
        now = snapshot.assessed(row[INSTRUMENT]).scores[row[NODE]][key]
        new = assessed[row[INSTRUMENT]].scores[row[NODE]][key]
        printed_as = round_half_up(row[VALUE])
        if round_half_up(now) != printed_as or (pd.notna(new) and round_half_up(new) == printed_as):
            continue
        node = snapshot.catalogue[row[INSTRUMENT]].node(row[NODE])
        name = "indeks" if row[NODE] == INDEX_NODE else node.name
        region, year, stage = key
        found.append(Replaced(region, year, stage, name, row[VALUE], float(new), titles[int(row["record"])]))
    return tuple(found)


def replaced_words(found: Sequence[Replaced]) -> str:
    """Name the first replaced figure of a few governments, and count the other governments."""
    first = {item[:3]: item for item in reversed(found)}
    told = [
        f"{gazetteer()[item.region].name} {item.year} {item.name} {format_score(item.printed)} menjadi "
        f"{format_score(item.new) if pd.notna(item.new) else 'belum diketahui'} ({item.source})"
        for item in found
        if first[item[:3]] is item
    ]
    return _list(told[:NAMED], len(told))


def would_be(
    snapshot: Snapshot, values: pd.DataFrame, predicates: Mapping[Assessment, str | None] | None = None
) -> dict[str, Assessed]:
    """Assess what an upload is about as if it were stored: what pages would show afterwards.

    Args:
        snapshot: Everything known.
        values: The values of the upload, the long frame of the schema; of a value given twice the first counts.
        predicates: What the upload prints as predicate, by assessment and instrument.

    Returns:
        By instrument the assessments that the upload has values of, and no others.
    """
    mine = values[ASSESSED].drop_duplicates()
    keys: list[Any] = list(mine.itertuples(index=False, name=None))
    number = int(snapshot.records["id"].max()) + 1 if len(snapshot.records) else 1
    records = mine.assign(
        id=range(number, number + len(mine)),
        predicate=pd.Series([(predicates or {}).get(key) for key in keys], index=mine.index, dtype=object),
        misprint=False,
    )
    given = values[[*KEY, VALUE]].drop_duplicates(list(KEY)).merge(records[[*ASSESSED, "id"]], on=ASSESSED)
    given = given.rename(columns={"id": "record"}).assign(authority=int(Authority.UPLOAD))
    stated = pd.concat([snapshot.values, snapshot.outvoted], ignore_index=True).merge(mine, on=ASSESSED)
    columns = ["id", PREDICATE, "misprint"]
    known = snapshot.records[columns].astype({PREDICATE: object})
    joined = pd.concat([given, stated[given.columns]] if len(stated) else [given], ignore_index=True)
    ordered = pd.concat([records[columns], known] if len(known) else [records[columns]], ignore_index=True)
    used, _ = settle(joined, ordered, snapshot.catalogue)
    return {name: assess(snapshot.catalogue[name], used, ordered) for name in mine[INSTRUMENT].unique()}


def _list(names: Sequence[str], count: int) -> str:
    more = f" dan {count - len(names)} lainnya" if count > len(names) else ""
    return f"{'; '.join(names)}{more}"
