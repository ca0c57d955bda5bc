"""An explanation of a figure in Indonesian sentences, the same for page and command line."""

from datetime import datetime

from spbe_analytics.analysis.evidence.explanation import Explanation, Statement, Term, differs
from spbe_analytics.analysis.evidence.provenance import number
from spbe_analytics.regions import gazetteer
from spbe_analytics.schema import Basis, NodeKind
from spbe_analytics.scoring.display import format_date, format_level, format_score

FEW = 5
"""How many missing levels are named."""


def told(value: float | None, basis: Basis | None) -> str:
    """Write a figure as its basis asks: a level without needless decimals, everything else with two."""
    return format_level(value) if basis is Basis.OBSERVED else format_score(value)


def term_value(term: Term) -> str:
    """Write the value of a node below: a level without needless decimals, everything else with two."""
    return (format_level if term.kind is NodeKind.INDICATOR else format_score)(term.value)


def heading(why: Explanation) -> str:
    """Name the figure and its value: ``Kabupaten Luwu Utara, Nilai akhir 2024: Indeks SPBE = 3,26``."""
    name = why.name if why.label in (why.name, "Indeks") else f"{why.label} {why.name}"
    return f"{gazetteer()[why.region].name}, {why.stage.label} {why.year}: {name} = {told(why.value, why.basis)}"


def sentences(why: Explanation) -> list[str]:
    """Explain a figure.

    Returns:
        Plain sentences: how it comes about, what it can exactly be, what is missing, and what other sources say. Texts
        from files are in them as they stand, not escaped.
    """
    return [*_basis(why), *_exactly(why), *_missing(why), *_others(why)]


def _basis(why: Explanation) -> list[str]:
    if why.basis is Basis.COMPUTED:
        agree = dict.fromkeys(said.publication or said.place for said in why.statements if said not in differs(why))
        return [
            f"Dihitung dari tingkat di bawahnya: {why.formula}.",
            f"Tingkatnya dari: {'; '.join(why.levels_from)}.",
            *([f"Setelah dibulatkan sama dengan yang tercetak dalam {'; '.join(agree)}."] if agree else []),
        ]
    leading = next((said for said in why.statements if said.leading), None)
    return [_stated(leading)] if why.basis is not None and leading is not None else []


def _stated(said: Statement) -> str:
    how = "Tingkat diisi" if said.basis is Basis.OBSERVED else "Tercetak"
    source = f"{how} dalam {said.publication}" if said.publication else f"{how} dalam unggahan {said.file}"
    sheet = f"lembar {said.sheet}, " if said.sheet else ""
    cell = f"sel {said.cell}, " if said.cell else ""
    text = f"isi sel “{said.text}”" if said.text else "diisi tanpa sel"
    return (
        f"{source}: {sheet}{cell}{text}. Dibaca sebagai {said.rule}; unggahan nomor {said.batch}, disimpan oleh "
        f"{said.who} pada {day(said.when)}. Kewenangan: {said.authority.label}."
    )


def day(when: datetime) -> str:
    """Write the day of a moment, by the clock of this machine."""
    return format_date(when.astimezone().date())


def _exactly(why: Explanation) -> list[str]:
    if not why.possible:
        return []
    shown = [f"{number(value)}" for value in why.possible]
    if len(shown) == 1:
        return [f"Sebelum dibulatkan nilai ini pasti {shown[0]}: dihitung balik dari semua angka yang tercetak."]
    return [f"Sebelum dibulatkan nilai ini {' atau '.join(shown)}: dihitung balik dari semua angka yang tercetak."]


def _missing(why: Explanation) -> list[str]:
    if why.value is not None:
        return []
    if not why.missing:
        return ["Tidak ada nilai yang diketahui, baik tercetak maupun dari tingkat indikator."]
    names = "; ".join(why.missing[:FEW])
    more = f"; dan {len(why.missing) - FEW} lainnya" if len(why.missing) > FEW else ""
    found = [f"Belum dapat dihitung: {len(why.missing)} tingkat belum ada ({names}{more}). Yang belum ada bukan nol."]
    if why.bounds is not None:
        low, high = (format_score(bound) for bound in why.bounds)
        found.append(f"Apa pun tingkat yang belum ada itu, nilainya antara {low} dan {high}.")
    return found


def _others(why: Explanation) -> list[str]:
    leading = next((said for said in why.statements if said.leading), None)
    found = [f"Catatan: {leading.note}"] if leading is not None and leading.note else []
    for said in differs(why):
        source = said.publication or f"unggahan nomor {said.batch}, {said.place}"
        reason = _reason(said, leading)
        figure = told(said.value, said.basis)
        found.append(f"Nilai lain: {figure} menurut {source} ({said.authority.label}); tidak dipakai karena {reason}.")
    return found


def _reason(said: Statement, leading: Statement | None) -> str:
    """Say why a figure is not the one in use."""
    if leading is None or said.leading:
        return "nilai yang dihitung dari tingkat lebih dahulu dipakai"
    if said.authority < leading.authority:
        return f"kewenangannya di bawah {leading.authority.label.lower()}"
    if said.batch < leading.batch:
        return f"unggahan nomor {leading.batch} lebih baru"
    return "sumber setara yang dicatat lebih dahulu dipakai"
