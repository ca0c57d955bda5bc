"""The sentences that say how sure a rank is; pure text from figures."""

from collections.abc import Sequence

import pandas as pd

from spbe_analytics.analysis.certainty.bands import Alike, largest, rank_bands, widest
from spbe_analytics.analysis.certainty.draws import DRAWS, SEED, SHARE
from spbe_analytics.parts.words.headlines import joined
from spbe_analytics.scoring.display import format_number, format_span

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
        if own["best"] < own["worst"]:
            return (
                f"{own['shown_name']} pasti di antara peringkat {own['best']} dan {own['worst']} dari {count}: dua "
                f"desimal tercetak tidak membedakannya dari {own['others']}"
            )
        known = own["low"] == own["high"]
        why = "indeks eksaknya diketahui" if known else "desimal yang tidak tercetak tidak dapat mengubahnya"
        return f"{own['shown_name']} pasti di peringkat {own['rank']} dari {count}: {why}"
    sure = int((bands["best"] == bands["worst"]).sum())
    if sure == count:
        every = "Kedua" if count == 2 else f"Semua {count}"
        return f"{every} peringkat pasti: desimal yang tidak tercetak tidak dapat mengubahnya"
    far = widest(bands)
    if len(far) <= NAMED:
        ranks = [f"{row['shown_name']} ({span(row['best'], row['worst'])})" for _, row in far.iterrows()]
        most = f"paling lebar {joined(ranks)}"
    else:
        places = int(far["worst"].iloc[0] - far["best"].iloc[0]) + 1
        most = f"paling lebar {len(far)} daerah, masing-masing {places} peringkat"
    return (
        f"{sure} dari {count} peringkat pasti; sisanya terbuka karena dua desimal tercetak tidak membedakan daerah "
        f"yang berdekatan, {most}"
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
    """Say where the own region stands in most draws, or who leads most often."""
    share = format_number(SHARE * 100, 0)
    if own is not None:
        return (
            f"{own['shown_name']} di peringkat {span(own['rank_low'], own['rank_high'])} dari {len(table)} dalam "
            f"{share}% undian"
        )
    leaders = table.loc[table["first"] == table["first"].max(), "shown_name"].tolist()
    who = joined(leaders) if len(leaders) <= NAMED else f"{len(leaders)} daerah"
    often = percent(table["first"].max())
    if len(leaders) > 1:
        return f"{who} paling sering memimpin {len(table)} daerah, masing-masing dalam {often} undian"
    return f"{who} memimpin {len(table)} daerah dalam {often} undian"


def own_sentence(own: pd.Series) -> str:
    """Say what the draws do to the own index and predicate."""
    found = f"Indeks {own['shown_name']} {format_span(own['index_low'], own['index_high'])}"
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
    """Say how many groups cannot be told apart, and which are the largest."""
    most = largest(found)
    count, size = f"{len(found)} kelompok daerah tidak dapat dibedakan", len(most[0].regions)
    if len(most) > 1:
        if len(most) == len(found):
            return f"{count}, masing-masing {size} daerah."
        return f"{count}; {len(most)} yang terbesar masing-masing {size} daerah."
    members = [str(names[code]) for code in most[0].regions]
    rest = len(members) - NAMED
    shown = joined([*members[:NAMED], f"{rest} lagi"] if rest > 1 else members)
    ranks = span(most[0].best, most[0].worst)
    if len(found) == 1:
        return f"Satu kelompok tidak dapat dibedakan: {shown} (peringkat {ranks})."
    return f"{count}; yang terbesar {shown} (peringkat {ranks})."
