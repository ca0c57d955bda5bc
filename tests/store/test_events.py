"""What was done is written down and never changed; a revert can be taken back; old databases get their events."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spbe_analytics.errors import StoreError
from spbe_analytics.schema import Authority
from spbe_analytics.store import NewBatch, NewRecord, Store, migrations

Batches = Callable[..., NewBatch]
Records = Callable[..., NewRecord]


def told(store: Store) -> list[tuple[int, str, str, str]]:
    events = store.events()
    return list(zip(events["batch"], events["kind"], events["who"], events["reason"], strict=True))


def test_everything_done_is_an_event_and_raises_the_revision(
    store: Store, make_batch: Batches, make_record: Records
) -> None:
    number = store.commit(make_batch(make_record(I1=3))).batch
    store.commit(make_batch(make_record(I1=3)))  # the same again: nothing done
    store.revert(number, "Budi", "salah tahun")
    store.restore(number, "Wati", "ternyata benar")
    assert told(store) == [
        (number, "commit", "Sari", ""),
        (number, "revert", "Budi", "salah tahun"),
        (number, "restore", "Wati", "ternyata benar"),
    ]
    assert store.revision() == 3


def test_many_batches_in_one_transaction_have_an_event_each(
    store: Store, make_batch: Batches, make_record: Records
) -> None:
    store.commit_many([make_batch(make_record(I1=level), content=bytes([level])) for level in (1, 2, 3)])
    assert [kind for _, kind, _, _ in told(store)] == ["commit"] * 3
    assert store.revision() == len(store.events()) == 3


def test_a_restore_takes_off_the_mark(store: Store, make_batch: Batches, make_record: Records) -> None:
    number = store.commit(make_batch(make_record(I1=3))).batch
    values = store.values()
    store.revert(number, "Budi", "salah tahun")
    assert store.values().empty
    store.restore(number, "Wati", "ternyata benar")
    row = store.batches().iloc[0]
    assert (row["reverted_at"], row["reverted_by"], row["revert_reason"]) == (None, None, None)
    pd.testing.assert_frame_equal(store.values(), values)


def test_a_restored_batch_has_the_place_it_had(store: Store, make_batch: Batches, make_record: Records) -> None:
    first = store.commit(make_batch(make_record(I1=1), content=b"a")).batch
    store.commit(make_batch(make_record(I1=2), content=b"b"))
    store.revert(first, "Budi", "x")
    store.restore(first, "Budi", "y")
    values = store.values()
    assert values.loc[values["place"] == 1, "value"].tolist() == [2.0]  # the newer batch still leads


@pytest.mark.parametrize(("who", "reason"), [("", "salah"), ("Budi", ""), ("Budi", "  "), (" ", "salah")])
def test_name_and_reason_are_required(
    store: Store, make_batch: Batches, make_record: Records, who: str, reason: str
) -> None:
    number = store.commit(make_batch(make_record(I1=3))).batch
    with pytest.raises(StoreError, match="Isi nama dan alasan"):
        store.revert(number, who, reason)
    store.revert(number, "Budi", "salah")
    with pytest.raises(StoreError, match="Isi nama dan alasan"):
        store.restore(number, who, reason)
    assert store.revision() == 2


def test_what_is_not_reverted_cannot_be_restored(store: Store, make_batch: Batches, make_record: Records) -> None:
    number = store.commit(make_batch(make_record(I1=3))).batch
    with pytest.raises(StoreError, match=f"nomor {number} tidak sedang dibatalkan"):
        store.restore(number, "Budi", "coba")
    with pytest.raises(StoreError, match="nomor 9 tidak ada"):
        store.restore(9, "Budi", "coba")
    assert len(store.events()) == 1


def test_a_batch_committed_anew_meanwhile_keeps_the_old_one_reverted(
    store: Store, make_batch: Batches, make_record: Records
) -> None:
    old = store.commit(make_batch(make_record(I1=3))).batch
    store.revert(old, "Budi", "salah")
    new = store.commit(make_batch(make_record(I1=3)))
    assert (new.created, new.batch > old) == (True, True)
    with pytest.raises(StoreError, match=f"sudah berlaku sebagai unggahan nomor {new.batch}"):
        store.restore(old, "Budi", "coba")


def test_beside_gives_reverted_batches_too_but_no_other_assessment(
    store: Store, make_batch: Batches, make_record: Records
) -> None:
    first = store.commit(make_batch(make_record(I1=1), make_record(region="73.05", I1=5), content=b"a")).batch
    second = store.commit(make_batch(make_record(I1=2), content=b"b")).batch
    store.revert(first, "Budi", "x")
    values, records = store.beside(second)
    assert list(zip(values["region"], values["batch"], values["value"], strict=True)) == [
        ("73.22", second, 2.0),
        ("73.22", first, 1.0),
    ]
    assert records["batch"].tolist() == [second, first]


def test_batches_are_counted(store: Store, make_batch: Batches, make_record: Records) -> None:
    store.commit(make_batch(make_record(I1=1, I2=2), make_record(Authority.PRESS, I1=3), make_record(year=2023, I1=5)))
    row = store.batches().iloc[0]
    assert (row["assessments"], row["values"]) == (2, 4)


def upgrade(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with sa.create_engine(url).connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_an_old_database_gets_the_events_of_its_batches(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    upgrade(database_url, "0001")
    old = sa.MetaData()
    engine = sa.create_engine(database_url)
    old.reflect(engine)
    day = [datetime(2024, 11, day, tzinfo=UTC) for day in range(1, 5)]
    base = {"file_name": "a.xlsx", "sha256": "0" * 64, "fingerprint": "0" * 64, "layout": "template"}
    with engine.begin() as connection:
        connection.execute(old.tables["files"].insert(), {"sha256": "0" * 64, "size": 1, "content": b"x"})
        connection.execute(
            old.tables["batches"].insert(),
            [
                base
                | {"id": 1, "committed_at": day[0], "committed_by": "Sari"}
                | {"reverted_at": day[2], "reverted_by": "Budi", "revert_reason": "salah"},
                base
                | {"id": 2, "fingerprint": "1" * 64, "committed_at": day[1], "committed_by": "Wati"}
                | {"reverted_at": None, "reverted_by": None, "revert_reason": None},
            ],
        )
        connection.execute(old.tables["revision"].update().values(number=3))
    engine.dispose()
    opened = Store(database_url)
    assert told(opened) == [(1, "commit", "Sari", ""), (2, "commit", "Wati", ""), (1, "revert", "Budi", "salah")]
    assert [str(at)[:10] for at in opened.events()["at"]] == ["2024-11-01", "2024-11-02", "2024-11-03"]
    assert opened.revision() == len(opened.events())
    opened.restore(1, "Sari", "benar")
    assert told(opened)[-1] == (1, "restore", "Sari", "benar")
    opened.close()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(1, 4), st.sampled_from([1, 2])), min_size=1, max_size=5), taken=st.data())
def test_revert_then_restore_gives_the_same_current_values(
    tmp_path: Path, make_batch: Batches, make_record: Records, steps: list[tuple[int, int]], taken: st.DataObject
) -> None:
    store = Store(f"sqlite:///{tmp_path / uuid4().hex}.db")
    for place, (level, node) in enumerate(steps):
        store.commit(make_batch(make_record(**{f"I{node}": level}), content=bytes([place])))
    values, records = store.values(), store.records()
    number = taken.draw(st.sampled_from(store.batches()["id"].tolist()))
    store.revert(int(number), "Budi", "coba")
    assert len(store.values()) < len(values)
    store.restore(int(number), "Budi", "kembali")
    pd.testing.assert_frame_equal(store.values(), values)
    pd.testing.assert_frame_equal(store.records(), records)
    store.close()
