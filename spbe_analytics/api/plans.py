"""The plans of a government: asked for as on *Prioritas*, found by the same search."""

from dataclasses import replace
from typing import Any, Final

import pandas as pd

from spbe_analytics.analysis.planning.levers import position
from spbe_analytics.analysis.planning.proposal import lines, settled
from spbe_analytics.analysis.planning.written import read
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.api import parameters
from spbe_analytics.api.parameters import Parameter
from spbe_analytics.api.problems import Problem
from spbe_analytics.api.resource import Asked, Field
from spbe_analytics.entries import plan
from spbe_analytics.errors import AnalysisError
from spbe_analytics.schema import Stage

LONGEST: Final = 400
"""Letters of one parameter of a plan."""


def _text(written: str) -> str:
    """Take a part of a plan as it is written; where the government stands decides what it means."""
    if not written.strip() or len(written) > LONGEST:
        raise ValueError(f"isi dengan 1 sampai {LONGEST} huruf, atau hapus parameternya.")
    return written


def _part(name: str, text: str, example: str) -> Parameter:
    return Parameter(name, text, _text, {"type": "string", "minLength": 1, "maxLength": LONGEST}, example)


_YEAR: Final = replace(parameters.YEAR, required=True)
_WISHES: Final = (
    _part(plan.GOAL, "Predikat yang dituju, atau indeksnya; tanpa ini predikat berikutnya.", "Sangat Baik"),
    _part(plan.BUDGET, "Sebanyak mungkin dengan anggaran upaya ini, menggantikan sasaran.", "10"),
    _part(plan.MARGIN, "Cadangan di atas ambang predikat.", "0_02"),
    _part(plan.EFFORT, "Anggapan upaya satu tingkat.", "sama"),
    _part(plan.FACTORS, "Upaya butir sendiri.", "D4.2"),
    _part(plan.LOCKED, "Butir yang tidak boleh naik.", "I5-I6"),
    _part(plan.REQUIRED, "Butir yang harus naik.", "D2"),
    _part(plan.YEARS, "Lama rencana dalam tahun.", "1"),
    _part(plan.MOST, "Paling banyak berapa tingkat satu indikator naik setahun.", "1"),
    _part(plan.STEP, "Besar satu langkah, untuk instrumen dengan tingkat pecahan.", "1"),
    _part(plan.OPTION, "Rencana A, B, atau C.", "A"),
    _part(
        plan.ITEMS, "Kenaikan yang dipilih sendiri, menggantikan yang dicari: butir, tingkat, dan tahunnya.", "D4.74"
    ),
)
PARAMETERS: Final = (parameters.ONE, _YEAR, parameters.STAGE, *_WISHES)

FIELDS: Final = {
    "tahun_ke": Field("integer", "Tahun rencana, mulai dari 1."),
    "butir": Field("string", "Kode indikator, atau butir yang hanya jumlah tingkatnya diketahui."),
    "nama": Field("string", "Nama butir."),
    "tingkat_awal": Field("number", "Tingkat, atau jumlah tingkat; kosong bila beberapa jumlah mungkin."),
    "tingkat_akhir": Field("number", "Tingkat sesudahnya, atau jumlahnya; kosong bila beberapa jumlah mungkin."),
    "kenaikan": Field("number", "Selisih keduanya."),
    "tambahan": Field("number", "Poin indeks, setelah baris di atasnya."),
    "tambahan_tepat": Field("string", "Angka yang sama sebagai pecahan tepat."),
    "indeks": Field("number", "Indeks tepat terendah yang mungkin sesudahnya."),
    "sasaran": Field("number", "Indeks yang dituju, dengan cadangannya; kosong untuk anggaran."),
}


def rows(snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    """Return what rises, in order; without a row where nothing needs to, or can.

    Raises:
        Problem: Nothing is known of the government in that year, or what is asked does not fit where it stands.
    """
    stage, instrument = asked.get("tahap", Stage.FINAL), snapshot.catalogue.for_year(asked["tahun"])
    try:
        if instrument is None:
            raise AnalysisError(f"Tidak ada instrumen untuk tahun {asked['tahun']}.")
        start = position(snapshot, instrument, asked["daerah"], asked["tahun"], stage.value)
    except AnalysisError as error:
        raise Problem(404, str(error)) from None
    given = {one.name: [asked[one.name]] for one in _WISHES if one.name in asked}
    proposal, wrong = read(start, given)
    if wrong:
        fault, _, _mended = wrong[0].rpartition(";")  # a page mends and says so; a program is told
        raise Problem(409, f"{fault}.")
    try:
        proposal = settled(start, proposal)
    except AnalysisError as error:
        raise Problem(409, str(error)) from None
    target, margin = proposal.wish.target(start), proposal.wish.binding.margin
    goal = None if target is None else float(target + margin)
    found: list[tuple[Any, ...]] = []
    for line in lines(start, proposal):
        known = not start.by_node[line.node].is_open
        found.append(
            (line.year, line.node, line.name, float(line.start) if known else None, float(line.to) if known else None,
             float(line.to - line.start), float(line.gain), str(line.gain), float(line.index), goal)
        )  # fmt: skip
    return pd.DataFrame(found, columns=list(FIELDS))
