"""Write the three workbooks to try: run ``python data/samples/build.py``; all figures are invented."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from random import Random

import pandas as pd
import xlsxwriter

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from spbe_analytics.ingest import template  # noqa: E402
from spbe_analytics.instruments import Instrument, instruments  # noqa: E402
from spbe_analytics.regions import gazetteer  # noqa: E402
from spbe_analytics.schema import INDEX_NODE, Stage  # noqa: E402
from spbe_analytics.scoring import score  # noqa: E402
from spbe_analytics.scoring.display import round_half_up  # noqa: E402

LABEL = "Contoh untuk mencoba, bukan data resmi"
YEAR = 2024
CREATED = {"created": datetime(2026, 1, 1)}

FORM = "isian_luwu_utara_2024.xlsx"
REPORT = "laporan_palopo_2024_bermasalah.xlsx"
TABLE = "tabel_daerah_2024.xlsx"

LEVELS = "33234323333332322343224121224111344333442342332"
"""One invented level an indicator, in the regulation's order."""

REMARKS = {
    24: ("Aset TIK belum dicatat dalam satu daftar.", "Susun daftar aset TIK dan tetapkan penanggung jawabnya."),
    26: ("Pengetahuan pegawai belum dihimpun.", "Tetapkan pedoman manajemen pengetahuan dan mulai menghimpunnya."),
    27: ("", "SK tim koordinasi SPBE direviu agar pembagian tugas jelas."),
    30: ("Audit aplikasi belum pernah dilakukan.", "Rencanakan audit aplikasi bersama inspektorat."),
    31: ("Audit keamanan belum pernah dilakukan.", ""),
}
"""Invented notes and recommendations by the indicator's place."""

TABLE_ROWS = (
    ("Kab. Luwu Utara", (1, 4, 8, 4)),
    ("Pemkot Palopo", (2, 6, 6, 2)),
    ("KABUPATEN LUWU TIMUR", (1, 2, 6, 7)),
    ("Pemerintah Kabupaten Luwu", (5, 6, 4, 1)),
    ("Kabupaten Tana Toraja", (8, 6, 3, 1)),
)
"""Names as offices write them, and how often levels 1 to 4 are drawn."""


def main() -> None:
    """Write all three beside this script."""
    instrument = instruments().for_year(YEAR)
    if instrument is None:
        raise SystemExit(f"Tidak ada instrumen untuk tahun {YEAR}.")
    levels = dict(zip(instrument.indicator_codes, map(float, LEVELS), strict=True))
    region = gazetteer()["73.22"]
    said = {instrument.indicator_codes[place - 1]: texts for place, texts in REMARKS.items()}
    notes = {instrument.indicator_codes[0]: LABEL} | {code: note for code, (note, _) in said.items()}
    advice = {code: text for code, (_, text) in said.items()}
    (HERE / FORM).write_bytes(template(instrument, region, YEAR, Stage.INTERVIEW, levels, notes, advice))
    _write(HERE / REPORT, _report(instrument), widths=(8, 80, 26), merged=3)
    _write(HERE / TABLE, _table(instrument), widths=(6, 34, 10, 10, 10, 10, 10, 14), merged=8)


def _report(instrument: Instrument) -> list[Sequence[object]]:
    """Return a report in which some things are not as they should be."""
    rows: list[Sequence[object]] = [
        (f"HASIL PENILAIAN SPBE PEMERINTAH KOTA PALOPO TAHUN {YEAR}",),
        (f"Penilaian Mandiri – {LABEL}",),
        (),
        ("No", "Indikator", "Nilai Tingkat Kematangan"),
    ]
    cells: dict[int, object] = {
        2: "3,0",
        3: "Level 2",
        4: "3 - Terdefinisi",
        7: 6,
        11: "3,5",
        15: "-",
        18: "tiga",
        23: "2 - Rintisan",
    }
    names = {
        19: "Pelaksanaan Tim Kordinasi SPBE Instansi Pusat/Pemerintah Daerah",
        30: "Pelaksanaan Audit Keamanan SPBE",
    }
    for place, (node, level) in enumerate(zip(instrument.indicators, LEVELS, strict=True), start=1):
        name = names.get(place, f"Tingkat Kematangan {node.name}")
        rows.append((f"{place}.", name, cells.get(place, int(level))))
    rows.append(("40.", "Layanan Akuntabilitas Kinerja Organisasi", 3))
    rows.append(("INDEKS SPBE", "", "2,90"))
    rows.append(("Keterangan: angka dan masalah di lembar ini dibuat untuk mencoba pemeriksaan.",))
    return rows


def _table(instrument: Instrument) -> list[Sequence[object]]:
    """Return a table of many governments, its figures as numbers, with a decimal comma or with a point."""
    chance = Random(YEAR)
    levels = pd.DataFrame(
        [chance.choices((1, 2, 3, 4), weights, k=len(instrument.indicators)) for _, weights in TABLE_ROWS],
        columns=list(instrument.indicator_codes),
        dtype="float64",
    )
    scores = score(instrument, levels)
    nodes = [*(node.code for node in instrument.pillars), INDEX_NODE]
    rows: list[Sequence[object]] = [
        (f"INDEKS SPBE TAHUN {YEAR}",),
        (f"Penilaian Mandiri – {LABEL}",),
        (),
        ("No", "Nama Instansi", *nodes[:-1], "Indeks", "Predikat"),
    ]
    for place, (name, _) in enumerate(TABLE_ROWS):
        texts = [str(round_half_up(scores.exact(place)[node])) for node in nodes]
        figures = (list(map(float, texts)), [text.replace(".", ",") for text in texts], texts)[place % 3]
        rows.append((place + 1, name, *figures, scores.predicates[place]))
    return rows


def _write(path: Path, rows: Sequence[Sequence[object]], widths: Sequence[int], merged: int) -> None:
    """Write rows as a printed report looks: merged titles, bold headings in the fourth row."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties(CREATED)
        sheet = book.add_worksheet("Hasil")
        title = book.add_format({"bold": True, "font_size": 13, "align": "center"})
        head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
        body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for place, row in enumerate(rows):
            if place < 2:
                sheet.merge_range(place, 0, place, merged - 1, row[0], title)
                continue
            for column, cell in enumerate(row):
                sheet.write(place, column, cell, head if place == 3 else body)


if __name__ == "__main__":
    main()
