"""What to beware of in a change, in sentences; the same for page and command line."""

from spbe_analytics.analysis.decomposition.change import Change, Side
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Kind
from spbe_analytics.scoring.display import joined


def moment(side: Side) -> str:
    """Name a side: ``2024, Nilai akhir``."""
    return f"{side.year}, {side.stage.label}"


def cautions(change: Change) -> list[str]:
    """Return what to beware of: misprints, averages of two groups, and a remainder that rounding does not explain."""
    found = []
    if gazetteer()[change.region].kind is Kind.AVERAGE:
        found.append("Rata-rata sebagaimana tercetak: yang dinilai tiap tahun dapat berbeda.")
    wrong = [moment(side) for side in (change.before, change.after) if side.misprint]
    if wrong:
        found.append(f"Angka {joined(wrong)} ditandai salah cetak; yang dipakai di sini angka sebagaimana tercetak.")
    if change.unexplained:
        found.append(
            "Pembulatan tidak menjelaskan seluruh selisih angka tercetak: indeks dan nilai di bawahnya tidak cocok. "
            "Periksa sumbernya."
        )
    return found


def partly(change: Change) -> str:
    """Say what is compared where levels are missing; empty where the values themselves are."""
    if not change.partial:
        return ""
    known = len(change.instrument.leaves(change.root.code))
    counts = f"{known - change.before.missing} dan {known - change.after.missing} dari {known} indikator"
    return (
        f"Tingkat belum lengkap ({counts}), jadi yang dibandingkan poin indikator yang dijawab; indikator yang "
        "hanya dijawab pada satu sisi berdiri sendiri."
    )
