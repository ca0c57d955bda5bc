"""The command ``kriteria``: quoted texts with their places, and a sentence where there is none."""

import pytest

from tests.cli.conftest import Run


def test_a_level_is_told_with_evidence_and_places(run: Run) -> None:
    done = run("kriteria", "--indicator", "i42", "--level", 3)
    assert done.code == 0
    assert done.err.startswith("I42 Layanan Pengaduan Pelayanan Publik, PermenPANRB Nomor 59 Tahun 2020")
    rows = [line.split("\t") for line in done.out.splitlines()]
    assert [row[:3] for row in rows] == [["3", "Transaksi", what] for what in ("kriteria", "data dukung", "catatan")]
    assert rows[0][3].startswith("Kriteria tingkat 2 telah terpenuhi dan Layanan Pengaduan Pelayanan Publik")
    assert [row[4] for row in rows[:2]] == [
        "PermenPANRB Nomor 59 Tahun 2020, Lampiran I huruf E (Kuesioner), hlm. 72",
        "Pedoman Menteri PANRB Nomor 3 Tahun 2024, Bab II huruf C, hlm. 169",
    ]


def test_without_a_level_all_are_told(run: Run) -> None:
    found = run("kriteria", "--indicator", "I42", "--json").json
    assert (found["instrument"], found["node"]) == ("spbe-59-2020", "I42")
    assert [one["level"] for one in found["levels"]] == [1, 2, 3, 4, 5]
    assert [one["level_name"] for one in found["levels"]][2] == "Transaksi"
    assert all(one["text"] and one["evidence"] and one["page"] == "72" for one in found["levels"])
    assert len(found["notes"]) == 2


def test_a_rise_tells_the_levels_to_be_met(run: Run) -> None:
    found = run("kriteria", "--indicator", "I3", "--from", 1, "--level", 5, "--json").json
    assert [one["level"] for one in found["levels"]] == [2, 4, 5]


def test_an_older_instrument_has_no_evidence(run: Run) -> None:
    found = run("kriteria", "--indicator", "I35", "--instrument", "spbe-5-2018", "--level", 0, "--json").json
    (level,) = found["levels"]
    assert level["text"] == "Tidak terdapat sistem pelayanan publik."
    assert level["source"].endswith("lembar Indikator 35-1")
    assert (level["evidence"], level["evidence_source"], level["note"]) == ([], None, None)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--indicator", "I48"), 2, "Indikator “I48” tidak ada dalam SPBE 2021–2025. Pilihan: I1 sampai I47."),
        (("--indicator", "D1"), 2, "Indikator “D1” tidak ada"),
        (("--indicator", "I1", "--level", 6), 2, "Opsi --level: tingkat “6” di luar skala. Pakai 1 sampai 5."),
        (("--indicator", "I1", "--level", 3, "--from", 0), 2, "Opsi --from: tingkat “0” di luar skala."),
        (("--indicator", "I1", "--from", 2), 2, "Opsi --from: tulis tingkat di bawah --level"),
        (("--indicator", "I1", "--level", 3, "--from", 3), 2, "Opsi --from: tulis tingkat di bawah --level"),
        (("--indicator", "I1", "--instrument", "spbe"), 2, "Instrumen “spbe” tidak ada. Pilihan: spbe-5-2018"),
        (("--indicator", "I26", "--instrument", "spbe-5-2018", "--level", 2), 1, "Lembar “Indikator 26”"),
        (("--indicator", "I26", "--instrument", "spbe-5-2018", "--level", 2, "--from", 1), 1, "Lembar “Indikator 26”"),
    ],
)
def test_what_cannot_be_told_is_said(run: Run, options: tuple[object, ...], code: int, said: str) -> None:
    done = run("kriteria", *options)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
