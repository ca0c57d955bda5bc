"""What an upload would do to what is stored: new, changed and equal values, what it replaces, and what to beware of."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.assess import Assessed, assess
from spbe_analytics.analysis.changes import State, states
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.analysis.sources import settle
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import (
    ASSESSMENT,
    INDEX_NODE,
    INSTRUMENT,
    KEY,
    NODE,
    PREDICATE,
    REGION,
    STAGE,
    VALUE,
    YEAR,
    Authority,
    Stage,
)
from spbe_analytics.scoring.display import format_score, round_half_up

ASSESSED: Final = [*ASSESSMENT, INSTRUMENT]
EFFECT: Final = (*ASSESSED, State.NEW.value, State.CHANGED.value, State.EQUAL.value, "replaces")
Assessment = tuple[str, int, str, str]
"""Region, result year, stage and instrument."""

NAMED: Final = 3
"""How many governments a warning names."""


def upload_effect(snapshot: Snapshot, values: pd.DataFrame) -> pd.DataFrame:
    """Count, for each assessment of an upload, what becomes of the current values of its nodes.

    Args:
        snapshot: Everything known.
        values: The values of the upload, the long frame of the schema.

    Returns:
        Columns :data:`EFFECT`: three counts, and ``replaces``, which names the publications and uploads whose values
        the new ones take the place of; empty where nothing is replaced.
    """
    both = values[[*KEY, VALUE]].merge(snapshot.values[[*KEY, VALUE, "record"]], on=list(KEY), how="left")
    both = both.assign(state=states(both[f"{VALUE}_y"], both[f"{VALUE}_x"]))
    origins = origin_names(snapshot.records)
    rows: list[tuple[Any, ...]] = []
    for key, group in both.groupby(ASSESSED, sort=False):
        counts = group["state"].value_counts()
        records = group.loc[group["record"].notna(), "record"].astype(int).unique()
        told = "; ".join(dict.fromkeys(origins[record] for record in records))
        rows.append((*key, *(int(counts.get(state, 0)) for state in EFFECT[4:7]), told))
    return pd.DataFrame(rows, columns=list(EFFECT))


def origin_names(records: pd.DataFrame) -> dict[int, str]:
    """Name each record's publication, or the upload it came in, by the record's number."""
    return {int(row["id"]): _origin(row) for row in records[["id", "title", "file_name", "batch"]].to_dict("records")}


def _origin(record: Mapping[Hashable, Any]) -> str:
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
    mine = values[ASSESSED].drop_duplicates()
    printed = snapshot.values.merge(mine, on=ASSESSED)
    printed = printed[printed["source"].notna()]
    if printed.empty:
        return []
    after = would_be(snapshot, values)
    titles = origin_names(snapshot.records)
    told, regions, count = [], set(), 0
    for row in printed.sort_values(NODE, key=lambda nodes: nodes != INDEX_NODE, kind="stable").to_dict("records"):
        key: Any = tuple(row[name] for name in ASSESSMENT)
        now = snapshot.assessed(row[INSTRUMENT]).scores[row[NODE]][key]
        new = after[row[INSTRUMENT]].scores[row[NODE]][key]
        printed_as = round_half_up(row[VALUE])
        if round_half_up(now) != printed_as or (pd.notna(new) and round_half_up(new) == printed_as):
            continue
        count += 1
        if key not in regions:
            regions.add(key)
            node = snapshot.catalogue[row[INSTRUMENT]].node(row[NODE])
            name = "indeks" if row[NODE] == INDEX_NODE else node.name
            told.append(
                f"{gazetteer()[row[REGION]].name} {row[YEAR]} {name} {format_score(row[VALUE])} menjadi "
                f"{format_score(new) if pd.notna(new) else 'belum diketahui'} ({titles[int(row['record'])]})"
            )
    if not count:
        return []
    return [
        f"{count} angka terbitan tidak lagi dipakai setelah disimpan: {_list(told[:NAMED], len(told))}. Angka terbitan "
        "tetap tersimpan, dan berlaku lagi bila unggahan dibatalkan."
    ]


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
