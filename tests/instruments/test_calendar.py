"""When evaluations take place: read strictly, and told with how sure it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from spbe_analytics.errors import InstrumentError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.instruments.calendar import FILE, calendar, load
from spbe_analytics.parts.words.calendar_words import now_on
from spbe_analytics.schema import Stage

SOURCE = (
    "Jadwal menurut Portal Pemdi Kabupaten Aceh Tengah, jadwal nasional dan linimasa, 21 September 2026; surat resmi "
    "kementerian belum dilihat."
)
BEFORE = "Hasil 2025 terbit 7 Januari 2026."
NAME = "Evaluasi Pemdi 2026:"
SPAN = "1 November–15 Desember 2026."
OVER = "semua tahap dalam jadwal selesai pada 15 Desember 2026; hasilnya belum ada di sini."
RESULT = f"Hasilnya ditetapkan perkiraan {SPAN}"


def test_what_ships_is_of_the_instruments_in_force(catalogue: Catalogue) -> None:
    assert list(calendar()) == [2026, 2025]
    for year, evaluation in calendar().items():
        assert catalogue[evaluation.instrument].covers(year)
        assert evaluation.url.startswith("https://")
        assert evaluation.result is not None


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 9, 1), [f"{NAME} berikutnya Penilaian Interviu, 21–30 September 2026.", RESULT]),
        (date(2026, 9, 21), [f"{NAME} Penilaian Interviu berlangsung sampai 30 September 2026.", RESULT]),
        (date(2026, 10, 30), [f"{NAME} Penilaian Visitasi berlangsung sampai 30 Oktober 2026.", RESULT]),
        (date(2026, 10, 31), [f"{NAME} berikutnya penetapan hasil, perkiraan {SPAN}"]),
        (date(2026, 12, 1), [f"{NAME} penetapan hasil, perkiraan {SPAN}"]),
        (date(2026, 12, 16), [f"{NAME} {OVER}"]),
    ],
)  # fmt: skip
def test_the_stage_of_a_day_is_told(today: date, said: list[str], catalogue: Catalogue) -> None:
    evaluation, came = calendar()[2026], calendar()[2025].result
    assert came is not None
    told = now_on(evaluation, catalogue[evaluation.instrument], today, (2025, came))
    assert told == [*said, BEFORE, SOURCE]
    sure = now_on(replace(evaluation, verified=True), catalogue[evaluation.instrument], today, None)
    assert sure == [*said, SOURCE.partition(";")[0] + "."]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("stage: visitasi", "stage: kunjungan", "2026.steps.1.stage: “kunjungan” is no stage"),
        ("first: '2026-10-01'", "first: '2026-09-30'", "2026.steps.1: must begin after the stage before it"),
        ("last: '2026-10-30'", "last: '2026-09-30'", "2026.steps.1.last: must not lie before the first day"),
        ("first: '2026-10-01'", "first: besok", "2026.steps.1.first: “besok” is no day"),
        ("estimate: true", "estimate: ya", "2026.steps.2.estimate: must be true or false"),
        ("verified: false\n2025:", "verified: false\n  sure: 1\n2025:", "2026.sure: Extra inputs"),
        ("  instrument: pemdi-8-2026\n", "", "2026.instrument: Field required"),
    ],
)
def test_a_fault_is_named_by_file_and_key(old: str, new: str, fault: str, tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "evaluations.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InstrumentError, match=rf"^evaluations\.yaml: {fault}"):
        load(path)


def test_a_result_may_not_be_known(tmp_path: Path) -> None:
    path = tmp_path / "evaluations.yaml"
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if "estimate: true" not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = load(path)[2026]
    assert found.result is None
    assert [step.stage for step in found.steps] == [Stage.INTERVIEW, Stage.VISIT]
