"""The sentences that say how sure a rank is; pure text from figures."""

from collections.abc import Sequence

import pandas as pd

from spbe_analytics.analysis.certainty import DRAWS, SEED, SHARE, Alike, rank_bands
from spbe_analytics.scoring.display import format_number, format_score
from spbe_analytics.ui.headlines import joined

NAMED = 3
"""How many names a sentence carries."""


def span(low: float, high: float) -> str:
    """Write a range of ranks: ``4``, or ``4–6``."""
    return format_number(low, 0) if low == high else f"{format_number(low, 0)}–{format_number(high, 0)}"


def percent(share: float) -> str:
    """Write a share; what is not quite all or nothing never reads so: ``lebih dari 99%``, ``kurang dari 1%``."""
    if 0 < share < 0.005:
        return "kurang dari 1%"
    if 0.995 <= share < 1:
        return "lebih dari 99%"
    return f"{format_number(share * 100, 0)}%"


def sentence(bands: pd.DataFrame, own: pd.Series | None) -> str:
    """Say how sure the own rank is, or how many ranks are sure.

    Args:
        bands: A ranking with ``shown_name, best, worst, low, high, others``.
        own: The home region's row; ``None`` without one.
    """
    count = len(bands)
    if own is not None:
        others = own["others"]
        if own["best"] < own["worst"]:
            return (
                f"{own['shown_name']} pasti di antara peringkat {own['best']} dan {own['worst']} dari {count}: dua "
                f"desimal tercetak tidak membedakannya dari {others}"
            )
        known = own["low"] == own["high"]
        why = "indeks eksaknya diketahui" if known else "desimal yang tidak tercetak tidak dapat mengubahnya"
        return f"{own['shown_name']} pasti di peringkat {own['rank']} dari {count}: {why}"
    sure = int((bands["best"] == bands["worst"]).sum())
    if sure == count:
        return f"Semua {count} peringkat pasti: desimal yang tidak tercetak tidak dapat mengubahnya"
    widest = bands.iloc[int((bands["worst"] - bands["best"]).to_numpy().argmax())]
    return (
        f"{sure} dari {count} peringkat pasti; sisanya terbuka karena dua desimal tercetak tidak membedakan daerah "
        f"yang berdekatan, paling lebar {widest['shown_name']}: {span(widest['best'], widest['worst'])}"
    )


def nation_sentence(nation: pd.DataFrame, region: str) -> str:
    """Say how sure a region's rank in the nation is; empty when it has none."""
    at = nation["region"] == region
    if not at.any():
        return ""
    band = rank_bands(nation["low"], nation["high"])[at].iloc[0]
    sure = "pasti di peringkat" if band["best"] == band["worst"] else "di antara peringkat"
    ranks = span(band["best"], band["worst"]).replace("–", " dan ")
    return f"Di Indonesia: {sure} {ranks} dari {len(nation)}."


def drawn_sentence(table: pd.DataFrame, own: pd.Series | None) -> str:
    """Say where the own region, or the leader, stands in most draws."""
    share = format_number(SHARE * 100, 0)
    if own is not None:
        return (
            f"{own['shown_name']} di peringkat {span(own['rank_low'], own['rank_high'])} dari {len(table)} dalam "
            f"{share}% undian"
        )
    leader = table.iloc[0]
    return f"{leader['shown_name']} memimpin {len(table)} daerah dalam {percent(leader['first'])} undian"


def own_sentence(own: pd.Series) -> str:
    """Say what the draws do to the own index and predicate."""
    found = f"Indeks {own['shown_name']} {format_score(own['index_low'])}–{format_score(own['index_high'])}"
    if pd.isna(own["hold"]):
        return f"{found}."
    least, most = percent(own["hold"]), percent(own["may_hold"])
    share = least if least == most else f"{least} sampai {most}"
    return f"{found}; predikat {own['predicate']} bertahan dalam {share} undian."


def assumption(steps: int, unknown: int, count: int) -> str:
    """Say in words what the draws assume, with number and seed."""
    text = (
        f"Anggapan: di setiap daerah {steps} indikator acak dinilai satu tingkat lebih tinggi atau lebih rendah, sama "
        "mungkin dan tidak keluar dari skala; daerah satu tidak memengaruhi yang lain. "
        f"{format_number(DRAWS, 0)} undian, benih acak {SEED}; peringkat tiap undian dihitung seperti di halaman ini."
    )
    if unknown:
        whose = f"semua {count}" if unknown == count else f"{unknown} dari {count}"
        text += (
            f" Tingkat indikator {whose} daerah tidak lengkap: bagi mereka satu tingkat dihitung sebesar bobot "
            "indikatornya, dan ujung skala hanya berlaku bila nilai tercetak memastikannya."
        )
    return text


def groups_sentence(found: Sequence[Alike], names: pd.Series) -> str:
    """Say how many groups cannot be told apart, and which is the largest."""
    largest = max(found, key=lambda group: len(group.regions))
    members = [str(names[code]) for code in largest.regions]
    rest = len(members) - NAMED
    shown = joined([*members[:NAMED], f"{rest} lagi"] if rest > 1 else members)
    if len(found) == 1:
        return f"Satu kelompok tidak dapat dibedakan: {shown} (peringkat {span(largest.best, largest.worst)})."
    return (
        f"{len(found)} kelompok daerah tidak dapat dibedakan; yang terbesar {shown} (peringkat "
        f"{span(largest.best, largest.worst)})."
    )
