"""Which pages are read: every government of every year, and every group without a home region."""

from collections.abc import Iterator

from tests.audit.calculator import Calculator
from tests.audit.context import STAGES
from tests.audit.pages import Address

PRIORITY = ("Rencana teringan", "Satu tingkat lagi", "Siapa lebih tinggi", "Menurut ukuran")
TREND = ("Perkembangan", "Perubahan")
KINDS = ("Semua jenis", "Provinsi", "Kabupaten", "Kota")
EVERYBODY = "Semua provinsi"
FULL = 300
"""A year with more governments than this has an official table."""
LABELS = {code: label for label, code in STAGES.items()}


def assessments(calc: Calculator) -> Iterator[Address]:
    """Every government of every year and stage on every page, the same filters in one run."""
    maps: set[tuple[str, int, str, str]] = set()
    for (region, year, stage), found in calc.assessments.items():
        if region in calc.regions:
            place = calc.regions[region]
            map_ = (place.province, year, stage, place.kind)
            address = Address.of(
                "ringkasan", tahun=str(year), tahap=LABELS[stage], daerah=calc.regions[region].name
            )  # fmt: skip
            yield from own(address)
            if map_ not in maps:  # the map of a province says the same for all of its governments of a kind
                maps.add(map_)
                yield address.with_("prioritas", isi="Se-provinsi")
            if sum((region, year, other) in calc.assessments for other in STAGES.values()) > 1 and found:
                yield address.with_("tren", isi="Koreksi asesor")


def own(address: Address) -> Iterator[Address]:
    """All pages of one home region in one year.

    *Tindak lanjut*, *Unggah data*, *Riwayat* and *Metodologi* say the same for nearly all and are read by :func:`few`.
    """
    for page in ("ringkasan", "profil", "peringkat", "peta", "perbandingan", "simulasi"):
        yield address.with_(page)
    for part in PRIORITY:
        yield address.with_("prioritas", isi=part)
    for part in TREND:
        yield address.with_("tren", isi=part)


def groups(calc: Calculator) -> Iterator[Address]:
    """Every year × kind × province without a home region."""
    years = sorted({year for region, year, _ in calc.assessments if region in calc.regions})
    full = [year for year in years if len(calc.group(year)) > FULL]
    provinces = [region.bare for region in calc.regions.values() if region.kind == "provinsi"]
    for year in years:
        for kind in KINDS:
            for province in (EVERYBODY, *provinces):
                address = Address.of("ringkasan", tahun=str(year), jenis=kind, provinsi=province)
                for page in ("ringkasan", "peringkat", "peta", "prioritas", "perbandingan"):
                    yield address.with_(page)
                if province == EVERYBODY or year == max(full):
                    yield address.with_("tren", isi="Perkembangan")  # the nation's line; a province adds its median


def few() -> Iterator[Address]:
    """A few readings of the pages that hardly depend on the region."""
    for name in ("Kabupaten Luwu Utara", "Kota Bandar Lampung", "Provinsi Jawa Barat"):
        address = Address.of("ringkasan", tahun="2024", daerah=name)
        for page in ("tindak_lanjut", "unggah", "riwayat", "metodologi"):
            yield address.with_(page)
        yield address.with_("tren", isi="Target")
    for page in ("profil", "simulasi", "tindak_lanjut"):
        yield Address.of(page, tahun="2024")


def whole(calc: Calculator) -> Iterator[Address]:
    """Everything that is audited."""
    yield from assessments(calc)
    yield from groups(calc)
    yield from few()
