"""A commit stores all or nothing, a revert gives the former values back, and nothing is lost."""

import hashlib
from collections.abc import Callable

import pandas as pd
import pytest
import sqlalchemy as sa

from spbe_analytics.errors import StoreError
from spbe_analytics.schema import Authority, Basis
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, Source, Store, tables
from tests.store.stated import stated

Batches = Callable[..., NewBatch]
Records = Callable[..., NewRecord]


def counts(url: str) -> dict[str, int]:
    """How many rows each table holds."""
    with sa.create_engine(url).connect() as connection:
        return {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }


def test_values_come_back_as_they_went_in(store: Store, make_batch: Batches) -> None:
    figures = (
        NewFigure("I1", 3.0, Basis.OBSERVED, "Isian", "D8", "Level 3"),
        NewFigure("I2", 4.0, Basis.OBSERVED, "Isian", "D9", " 4,0 "),
        NewFigure("index", 2.9795, Basis.COMPUTED, None, None, ""),
    )
    record = NewRecord("73.22", 2024, "mandiri", "spbe-59-2020", figures, Authority.UPLOAD, note="draf")
    committed = store.commit(make_batch(record))
    assert committed.created
    values = stated(store)
    known = values.drop(columns=["record", "authority"]).astype(object)
    assert known.where(known.notna(), None).to_dict("records") == [
        {
            "region": "73.22",
            "year": 2024,
            "stage": "mandiri",
            "instrument": "spbe-59-2020",
            "node": figure.node,
            "value": figure.value,
            "basis": figure.basis.value,
            "sheet": figure.sheet,
            "cell": figure.cell,
            "raw": figure.raw,
            "batch": committed.batch,
            "source": None,
            "place": 1,
        }
        for figure in figures
    ]
    assert values["authority"].tolist() == [int(Authority.UPLOAD)] * 3
    assert store.records()["note"].tolist() == ["draf"]


def test_a_batch_knows_its_file_and_its_person(store: Store, make_batch: Batches, make_record: Records) -> None:
    content = bytes(range(256)) * 40
    number = store.commit(make_batch(make_record(I1=3), content=content)).batch
    row = store.batches().iloc[0]
    sha256 = hashlib.sha256(content).hexdigest()
    assert (row["id"], row["file_name"], row["committed_by"], row["layout"]) == (
        number,
        "isian.xlsx",
        "Sari",
        "template",
    )
    assert (row["sha256"], row["size"], row["reverted_at"]) == (sha256, 10240, None)
    assert store.content(sha256) == content


def test_an_unknown_file_is_an_error_for_a_person(store: Store) -> None:
    with pytest.raises(StoreError, match="Tidak ada berkas tersimpan"):
        store.content("0" * 64)


def test_the_revision_rises_with_commits_and_reverts(store: Store, make_batch: Batches, make_record: Records) -> None:
    seen = [store.revision()]
    number = store.commit(make_batch(make_record(I1=3))).batch
    seen.append(store.revision())
    store.commit(make_batch(make_record(I1=4)))
    seen.append(store.revision())
    store.revert(number, "Budi", "salah berkas")
    seen.append(store.revision())
    assert seen == [0, 1, 2, 3]


def test_reading_does_not_raise_the_revision(store: Store, make_batch: Batches, make_record: Records) -> None:
    store.commit(make_batch(make_record(I1=3)))
    read = [len(store.values()), len(store.records()), len(store.batches())]
    assert (read, store.revision()) == ([1, 1, 1], 1)


def test_the_same_batch_again_stores_nothing(
    store: Store,
    database_url: str,
    make_batch: Batches,
    make_record: Records,
) -> None:
    first = store.commit(make_batch(make_record(I1=3)))
    before = counts(database_url), store.revision()
    again = store.commit(make_batch(make_record(I1=3)))
    assert (again.batch, again.created) == (first.batch, False)
    assert (counts(database_url), store.revision()) == before


def test_the_same_file_read_otherwise_is_a_new_batch_with_one_file(
    store: Store,
    database_url: str,
    make_batch: Batches,
    make_record: Records,
) -> None:
    store.commit(make_batch(make_record(I1=3)))
    assert store.commit(make_batch(make_record(I1=3, year=2023))).created
    assert (counts(database_url)["batches"], counts(database_url)["files"]) == (2, 1)


def test_a_reverted_batch_may_be_committed_again(store: Store, make_batch: Batches, make_record: Records) -> None:
    first = store.commit(make_batch(make_record(I1=3)))
    store.revert(first.batch, "Budi", "salah tahun")
    again = store.commit(make_batch(make_record(I1=3)))
    assert again.created
    assert again.batch > first.batch
    assert store.values()["batch"].tolist() == [again.batch]


def test_a_revert_gives_the_former_values_back(store: Store, make_batch: Batches, make_record: Records) -> None:
    store.commit(make_batch(make_record(I1=3, I2=2), make_record(region="73.05", I1=1)))
    values, records = store.values(), store.records()
    second = store.commit(make_batch(make_record(I1=5, I3=4), make_record(region="73.05", I1=2), content=b"lain"))
    assert not store.values().equals(values)
    store.revert(second.batch, "Budi", "salah berkas")
    pd.testing.assert_frame_equal(store.values(), values)
    pd.testing.assert_frame_equal(store.records(), records)


def test_a_revert_loses_nothing(store: Store, database_url: str, make_batch: Batches, make_record: Records) -> None:
    number = store.commit(make_batch(make_record(I1=3))).batch
    before = counts(database_url)
    store.revert(number, "Budi", "salah tahun")
    row = store.batches().iloc[0]
    assert counts(database_url) == before | {"events": 2}
    assert (row["reverted_by"], row["revert_reason"]) == ("Budi", "salah tahun")
    assert row["reverted_at"] is not None
    assert store.content(row["sha256"]) == b"PK berkas"


def test_a_batch_is_reverted_once(store: Store, make_batch: Batches, make_record: Records) -> None:
    number = store.commit(make_batch(make_record(I1=3))).batch
    store.revert(number, "Budi", "salah tahun")
    with pytest.raises(StoreError, match=f"nomor {number} sudah dibatalkan"):
        store.revert(number, "Budi", "lagi")
    assert store.revision() == 2
    assert store.batches()["revert_reason"].tolist() == ["salah tahun"]


def test_a_batch_that_does_not_exist_cannot_be_reverted(store: Store) -> None:
    with pytest.raises(StoreError, match="nomor 9 "):
        store.revert(9, "Budi", "coba")
    assert store.revision() == 0


def test_a_batch_without_records_is_refused(store: Store, database_url: str, make_batch: Batches) -> None:
    with pytest.raises(StoreError, match=r"isian\.xlsx tidak berisi penilaian"):
        store.commit(make_batch())
    assert (counts(database_url)["batches"], counts(database_url)["files"]) == (0, 0)


def test_a_commit_that_fails_in_the_middle_leaves_nothing(
    store: Store,
    database_url: str,
    make_batch: Batches,
    make_record: Records,
) -> None:
    store.commit(make_batch(make_record(I1=3)))
    before, values = counts(database_url), store.values()
    twice = tuple(NewFigure("I1", level, Basis.OBSERVED, "Isian", "D8", "3") for level in (3.0, 4.0))
    broken = NewRecord("73.05", 2024, "final", "spbe-59-2020", twice, Authority.UPLOAD)
    source = Source("surat", "Surat", "", Authority.AGENCY)
    with pytest.raises((StoreError, sa.exc.IntegrityError)):
        store.commit(make_batch(make_record(I1=5), broken, content=b"rusak", sources=(source,)))
    assert (counts(database_url), store.revision()) == (before, 1)
    pd.testing.assert_frame_equal(store.values(), values)
    assert store.commit(make_batch(make_record(I1=4))).created
    assert store.revision() == 2


def test_a_record_of_an_unknown_source_is_refused(
    store: Store,
    database_url: str,
    make_batch: Batches,
    make_record: Records,
) -> None:
    with pytest.raises((StoreError, sa.exc.IntegrityError)):
        store.commit(make_batch(make_record(source="tidak-ada", I1=3)))
    assert (counts(database_url)["batches"], store.revision()) == (0, 0)


def test_a_record_shows_its_source_and_its_file(store: Store, make_batch: Batches, make_record: Records) -> None:
    source = Source("laporan", "Laporan Hasil Evaluasi", "https://contoh.go.id", Authority.REPORT)
    store.commit(
        make_batch(make_record(Authority.REPORT, source="laporan", predicate="Baik", index=3), sources=(source,))
    )
    row = store.records().iloc[0]
    assert (row["title"], row["url"], row["file_name"]) == (source.title, source.url, "isian.xlsx")
    assert (row["predicate"], bool(row["misprint"])) == ("Baik", False)


def test_a_source_is_kept_once(store: Store, database_url: str, make_batch: Batches, make_record: Records) -> None:
    source = Source("laporan", "Laporan", "", Authority.REPORT)
    for level in (3, 4):
        store.commit(make_batch(make_record(source="laporan", I1=level), sources=(source,)))
    assert counts(database_url)["sources"] == 1
