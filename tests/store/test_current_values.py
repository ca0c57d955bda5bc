"""Which of several values of one key is the current one."""

from collections.abc import Callable

import pandas as pd
import pytest

from spbe_analytics.schema import Authority
from spbe_analytics.store import NewBatch, NewRecord, Store

Batches = Callable[..., NewBatch]
Records = Callable[..., NewRecord]


def current(store: Store) -> dict[str, float]:
    values = store.values()
    now = values[values["place"] == 1]
    return dict(zip(now["node"], now["value"], strict=True))


def ordered(store: Store, node: str) -> list[float]:
    values = store.values()
    mine: pd.DataFrame = values[values["node"] == node].sort_values("place")
    assert mine["place"].tolist() == list(range(1, len(mine) + 1))
    return [float(value) for value in mine["value"]]


def test_authorities_are_ordered_from_press_to_upload() -> None:
    assert sorted(Authority) == [
        Authority.PRESS, Authority.AGENCY, Authority.REPORT, Authority.TABLE, Authority.UPLOAD,
    ]  # fmt: skip


@pytest.mark.parametrize("newest", list(Authority))
def test_the_highest_authority_wins_whenever_it_came(
    store: Store,
    make_batch: Batches,
    make_record: Records,
    newest: Authority,
) -> None:
    order = [authority for authority in Authority if authority is not newest] + [newest]
    for authority in order:
        store.commit(make_batch(make_record(authority, index=int(authority) / 10)))
    assert ordered(store, "index") == [5.0, 4.0, 3.0, 2.0, 1.0]


def test_the_newest_batch_wins_within_one_authority(store: Store, make_batch: Batches, make_record: Records) -> None:
    for level in (3, 5, 1):
        store.commit(make_batch(make_record(I1=level)))
    assert ordered(store, "I1") == [1.0, 5.0, 3.0]


def test_the_first_record_wins_within_one_batch(store: Store, make_batch: Batches, make_record: Records) -> None:
    store.commit(make_batch(make_record(Authority.TABLE, index=2.69), make_record(Authority.TABLE, index=2.68)))
    assert ordered(store, "index") == [2.69, 2.68]


def test_each_node_is_decided_by_itself(store: Store, make_batch: Batches, make_record: Records) -> None:
    store.commit(make_batch(make_record(I1=3, I2=3)))
    store.commit(make_batch(make_record(I1=4)))
    assert current(store) == {"I1": 4.0, "I2": 3.0}


def test_other_regions_years_and_stages_are_other_keys(store: Store, make_batch: Batches, make_record: Records) -> None:
    records = (
        make_record(I1=1),
        make_record(region="73.05", I1=2),
        make_record(year=2023, I1=3),
        make_record(stage="mandiri", I1=4),
    )
    store.commit(make_batch(*records))
    values = store.values()
    assert values["place"].tolist() == [1, 1, 1, 1]
    assert sorted(values["value"]) == [1.0, 2.0, 3.0, 4.0]


def test_a_reverted_batch_has_no_say(store: Store, make_batch: Batches, make_record: Records) -> None:
    store.commit(make_batch(make_record(Authority.PRESS, index=2)))
    top = store.commit(make_batch(make_record(Authority.UPLOAD, index=4)))
    assert current(store) == {"index": 4.0}
    store.revert(top.batch, "Budi", "salah berkas")
    assert ordered(store, "index") == [2.0]


def test_records_come_in_the_order_of_their_say(store: Store, make_batch: Batches, make_record: Records) -> None:
    store.commit(make_batch(make_record(Authority.UPLOAD, index=1), make_record(Authority.PRESS, index=2)))
    store.commit(make_batch(make_record(Authority.TABLE, index=3), make_record(Authority.UPLOAD, index=4)))
    rows = store.records()
    assert list(zip(rows["authority"], rows["batch"], strict=True)) == [(50, 2), (50, 1), (40, 2), (10, 1)]
