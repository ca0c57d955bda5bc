"""What can be asked for: one row a resource, from which addresses, documentation and OpenAPI document are made."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import pandas as pd

from spbe_analytics.analysis.change.change import Part
from spbe_analytics.analysis.change.decompose import decompose
from spbe_analytics.analysis.evidence.coverage import newest
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.api import parameters, plans
from spbe_analytics.api.problems import Problem
from spbe_analytics.api.resource import Asked, Field, Resource
from spbe_analytics.documents.making import view_of
from spbe_analytics.errors import AnalysisError, InstrumentError
from spbe_analytics.parts.ranking import misprint_rows, ranking_rows
from spbe_analytics.regions import gazetteer
from spbe_analytics.regions.facts import facts
from spbe_analytics.regions.neighbours import neighbours
from spbe_analytics.schema import BASIS, INDEX_NODE, NODE, REGION, STAGE, VALUE, YEAR, NodeKind, Stage


def _regions(_snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    kind, province = asked.get("jenis"), asked.get("provinsi")
    rows = [
        (
            place.code, place.bps_code, place.name, place.kind.value, place.province, place.latitude, place.longitude,
            facts()[place.code].population, facts()[place.code].counted.isoformat(), float(facts()[place.code].area),
            facts()[place.code].districts, facts()[place.code].villages, " ".join(neighbours(place.code)),
        )
        for place in gazetteer().governments(kind, province)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_REGIONS))


_REGIONS: Final = {
    "kode": Field("string", "Kode Kementerian Dalam Negeri."),
    "kode_bps": Field("string", "Kode Badan Pusat Statistik."),
    "nama": Field("string", "Nama lengkap."),
    "jenis": Field("string", "provinsi, kabupaten, atau kota."),
    "provinsi": Field("string", "Kode provinsinya."),
    "lintang": Field("number", "Lintang titik di dalam wilayahnya, derajat."),
    "bujur": Field("number", "Bujur titik itu, derajat."),
    "penduduk": Field("integer", "Penduduk terdaftar (Dukcapil)."),
    "tanggal_penduduk": Field("string", "Tanggal hitungan itu."),
    "luas_km2": Field("number", "Luas darat, km² (BIG)."),
    "kecamatan": Field("integer", "Banyaknya kecamatan."),
    "desa": Field("integer", "Banyaknya desa dan kelurahan."),
    "berbatasan": Field("string", "Kode yang berbatasan darat, dipisah spasi."),
}


def _instruments(snapshot: Snapshot, _asked: Asked) -> pd.DataFrame:
    rows = [
        (item.id, item.name, item.first_year, item.last_year, node.code, node.parent, node.kind.value, node.name,
         float(node.weight))
        for item in snapshot.catalogue.values()
        for node in item.nodes
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_INSTRUMENTS)).astype({"tahun_akhir": "Int64"})


_INSTRUMENTS: Final = {
    "instrumen": Field("string", "Nama pendek instrumen."),
    "nama_instrumen": Field("string", "Peraturannya."),
    "tahun_awal": Field("integer", "Tahun hasil pertama."),
    "tahun_akhir": Field("integer", "Tahun hasil terakhir; kosong bila masih berlaku."),
    "butir": Field("string", "Kode butir, hanya berarti bersama instrumennya."),
    "induk": Field("string", "Kode butir di atasnya."),
    "jenis_butir": Field("string", "index, domain, aspect, atau indicator."),
    "nama": Field("string", "Nama butir."),
    "bobot": Field("number", "Bobot dalam persen."),
}


def _narrowed(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """Keep the governments that the filters name."""
    places = {place.code for place in gazetteer().governments(asked.get("jenis"), asked.get("provinsi"))}
    kept = frame[REGION].isin(places)
    for name, column in (("tahun", YEAR), ("tahap", STAGE)):
        if name in asked:
            kept &= frame[column] == asked[name]
    if "daerah" in asked:
        kept &= frame[REGION].isin(asked["daerah"])
    return frame[kept]


def _indices(snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    frame = _narrowed(snapshot.standings, asked)
    frame = frame[frame[INDEX_NODE].notna()].sort_values([YEAR, REGION, STAGE], ascending=[False, True, True])
    return frame.rename(columns=_STANDING)[list(_INDICES)]


_STANDING: Final = {
    "region": "kode", "name": "nama", "year": "tahun", "stage": "tahap", "instrument": "instrumen", "index": "indeks",
    "low": "indeks_terendah", "high": "indeks_tertinggi", "predicate": "predikat", "misprint": "salah_cetak",
}  # fmt: skip
_INDICES: Final = {
    "kode": Field("string", "Kode daerah."),
    "nama": Field("string", "Nama daerah."),
    "tahun": Field("integer", "Tahun hasil."),
    "tahap": Field("string", "Tahap penilaian."),
    "instrumen": Field("string", "Instrumen; nilai dua instrumen tidak sebanding."),
    "indeks": Field("number", "Indeks, tanpa dibulatkan bila diketahui."),
    "indeks_terendah": Field("number", "Nilai tepat terendah yang mungkin."),
    "indeks_tertinggi": Field("number", "Nilai tepat tertinggi yang mungkin."),
    "predikat": Field("string", "Predikat; kosong bila belum pasti."),
    "salah_cetak": Field("boolean", "Angka tercetaknya tidak mungkin benar."),
}


def _levels(snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    keys, frames = [REGION, YEAR, STAGE], []
    for item in snapshot.catalogue.values():
        assessed = snapshot.assessed(item.id)
        values = _narrowed(assessed.scores.reset_index(), asked).melt(keys, var_name=NODE, value_name=VALUE)
        basis = _narrowed(assessed.basis.reset_index(), asked).melt(keys, var_name=NODE, value_name=BASIS)
        nodes = {node.code: node for node in item.nodes}
        known = values.dropna(subset=[VALUE]).merge(basis, on=[*keys, NODE], how="left")
        named = known.assign(
            instrumen=item.id,
            jenis_butir=[nodes[code].kind.value for code in known[NODE]],
            nama_butir=[nodes[code].name for code in known[NODE]],
            place=[item.codes.index(code) for code in known[NODE]],
        )
        frames.append(named.sort_values([YEAR, REGION, STAGE, "place"], ascending=[False, True, True, True]))
    columns = {REGION: "kode", YEAR: "tahun", STAGE: "tahap", NODE: "butir", VALUE: "nilai", BASIS: "dasar"}
    return pd.concat(frames[::-1], ignore_index=True).rename(columns=columns)[list(_LEVELS)]


_LEVELS: Final = {
    "kode": Field("string", "Kode daerah."),
    "tahun": Field("integer", "Tahun hasil."),
    "tahap": Field("string", "Tahap penilaian."),
    "instrumen": Field("string", "Instrumen."),
    "butir": Field("string", "Kode butir."),
    "jenis_butir": Field("string", " atau ".join(kind.value for kind in NodeKind)),
    "nama_butir": Field("string", "Nama butir."),
    "nilai": Field("number", "Nilai; yang tidak diketahui tidak ada barisnya."),
    "dasar": Field("string", "observed: tingkat diisi; computed: dihitung; published: tercetak."),
}


def _rankings(snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    fresh = newest(snapshot.standings)
    year = asked.get("tahun", fresh.year if fresh else None)
    if year is None:
        return pd.DataFrame(columns=list(_RANKINGS))
    kind, province = asked.get("jenis"), asked.get("provinsi")
    stage = asked.get("tahap", Stage.FINAL)
    within = gazetteer()[province] if province else None
    try:
        view = view_of(snapshot, None, year, stage, kind.value if kind else None, within)
    except InstrumentError as error:
        raise Problem(404, str(error), "tahun") from None
    ranked, wrong = ranking_rows(view), misprint_rows(view)
    rows = pd.concat([part for part in (ranked, wrong) if len(part)] or [ranked], ignore_index=True)
    rows = rows.assign(year=view.year, stage=view.stage.value, of=len(ranked))
    columns = {
        "rank": "peringkat", "of": "dari", "region": "kode", "name": "nama", "year": "tahun", "stage": "tahap",
        INDEX_NODE: "indeks", "predicate": "predikat", "change": "perubahan", "rank_change": "perubahan_peringkat",
        "best": "peringkat_terbaik", "worst": "peringkat_terburuk", "note": "catatan", "source": "sumber",
    }  # fmt: skip
    whole = dict.fromkeys(["peringkat", "perubahan_peringkat", "peringkat_terbaik", "peringkat_terburuk"], "Int64")
    return rows.rename(columns=columns)[list(_RANKINGS)].astype(whole)


_RANKINGS: Final = {
    "peringkat": Field("integer", "Peringkat; kosong bila terlalu sedikit yang diketahui, atau salah cetak."),
    "dari": Field("integer", "Banyaknya yang diperingkat."),
    "kode": Field("string", "Kode daerah."),
    "nama": Field("string", "Nama daerah."),
    "tahun": Field("integer", "Tahun hasil."),
    "tahap": Field("string", "Tahap penilaian."),
    "indeks": Field("number", "Indeks, tanpa dibulatkan bila diketahui."),
    "predikat": Field("string", "Predikat."),
    "perubahan": Field("number", "Selisih indeks dengan tahun sebelumnya; kosong antarinstrumen."),
    "perubahan_peringkat": Field("integer", "Naik (positif) atau turun di antara yang ada pada kedua tahun."),
    "peringkat_terbaik": Field("integer", "Peringkat terbaik yang mungkin dari angka tercetak."),
    "peringkat_terburuk": Field("integer", "Peringkat terburuk yang mungkin."),
    "catatan": Field("string", "Yang perlu diketahui tentang angka itu."),
    "sumber": Field("string", "Sumber angkanya."),
}


def _changes(snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    stage = asked.get("tahap", Stage.FINAL)
    try:
        change = decompose(snapshot, asked["daerah"], (asked["dari"], stage), (asked["tahun"], stage))
    except AnalysisError as error:
        raise Problem(404, str(error)) from None
    rows = [
        (at, above, part.node, part.kind.value, part.name, float(part.weight), _number(part.before),
         _number(part.after), float(part.contribution), str(part.contribution))
        for at, above, part in _walked(change.parts, change.root.code)
    ]  # fmt: skip
    whole = (
        0, None, change.root.code, "node", change.root.name, float(change.root.weight), float(change.before.value),
        float(change.after.value), float(change.change), str(change.change),
    )  # fmt: skip
    return pd.DataFrame([whole, *rows], columns=list(_CHANGES))


def _walked(parts: Sequence[Part], above: str, depth: int = 1) -> Iterator[tuple[int, str, Part]]:
    for part in parts:
        yield depth, above, part
        yield from _walked(part.parts, part.node, depth + 1)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


_CHANGES: Final = {
    "kedalaman": Field("integer", "0 untuk keseluruhan; tiap tingkat di bawahnya berjumlah tepat ke atasnya."),
    "induk": Field("string", "Kode butir di atasnya."),
    "butir": Field("string", "Kode butir."),
    "bagian": Field("string", "node: butir; new atau gone: indikator yang baru atau hilang; remainder: pembulatan."),
    "nama": Field("string", "Nama butir."),
    "bobot": Field("number", "Bobot dalam persen indeks."),
    "sebelum": Field("number", "Nilai awal."),
    "sesudah": Field("number", "Nilai akhir."),
    "sumbangan": Field("number", "Bagian dari perubahan, dalam poin."),
    "sumbangan_tepat": Field("string", "Angka yang sama sebagai pecahan tepat."),
}


def _sources(snapshot: Snapshot, asked: Asked) -> pd.DataFrame:
    frame = _narrowed(snapshot.records, asked).sort_values([YEAR, REGION, STAGE], ascending=[False, True, True])
    columns = {
        "region": "kode", "year": "tahun", "stage": "tahap", "instrument": "instrumen", "title": "sumber",
        "url": "alamat", "predicate": "predikat_tercetak", "misprint": "salah_cetak", "note": "catatan",
        "file_name": "berkas", "batch": "unggahan",
    }  # fmt: skip
    return frame.rename(columns=columns)[list(_SOURCES)].astype({"salah_cetak": bool})


_SOURCES: Final = {
    "kode": Field("string", "Kode daerah."),
    "tahun": Field("integer", "Tahun hasil."),
    "tahap": Field("string", "Tahap penilaian."),
    "instrumen": Field("string", "Instrumen."),
    "sumber": Field("string", "Judul terbitan; kosong untuk unggahan."),
    "alamat": Field("string", "Alamat terbitan."),
    "predikat_tercetak": Field("string", "Predikat sebagaimana tercetak."),
    "salah_cetak": Field("boolean", "Angka tercetaknya tidak mungkin benar."),
    "catatan": Field("string", "Catatan tentang penilaian ini."),
    "berkas": Field("string", "Berkas yang memuatnya."),
    "unggahan": Field("integer", "Nomor unggahan."),
}

_WHERE: Final = (parameters.YEAR, parameters.KIND, parameters.PROVINCE, parameters.STAGE)

RESOURCES: Final = {
    resource.name: resource
    for resource in (
        Resource("regions", "Pemerintah daerah: kode, nama, letak, penduduk, luas, dan tetangganya.",
                 (parameters.KIND, parameters.PROVINCE), _REGIONS, _regions),
        Resource("instruments", "Instrumen evaluasi: semua butir dengan bobotnya.", (), _INSTRUMENTS, _instruments),
        Resource("indices", "Indeks dan predikat setiap penilaian.", (*_WHERE, parameters.REGION), _INDICES, _indices),
        Resource("levels", "Semua nilai: indeks, domain, aspek, dan tingkat indikator.",
                 (*_WHERE, parameters.REGION), _LEVELS, _levels),
        Resource("rankings", "Peringkat satu tahun; tanpa tahun, yang terbaru dan lengkap.",
                 _WHERE, _RANKINGS, _rankings),
        Resource("changes", "Asal perubahan indeks satu daerah antara dua tahun; bagian-bagiannya berjumlah tepat.",
                 (parameters.ONE, parameters.BEFORE, parameters.AFTER, parameters.STAGE), _CHANGES, _changes),
        Resource("plans", "Rencana teringan satu daerah menuju sasaran: apa yang naik, dan sampai mana itu membawa.",
                 plans.PARAMETERS, plans.FIELDS, plans.rows),
        Resource("sources", "Sumber setiap penilaian.", (*_WHERE, parameters.REGION), _SOURCES, _sources),
    )
}  # fmt: skip
"""Every resource by the last part of its address."""
