"""From what an option or an address asks for to the one region it means, or to a sentence that says why not.

Two ways of reading are tried in order: digits that are a code without its dot, and the codes and names that
:meth:`Gazetteer.match` accepts. A further way is a further function in ``_WAYS``.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from spbe_analytics.errors import ProvinceError, RegionError, quoted
from spbe_analytics.regions.gazetteer import Gazetteer, Match, Region, gazetteer, name_key, split_kind
from spbe_analytics.schema import Kind

HOW: Final = "Pakai kode Kemendagri (73.22), nama lengkap (Kabupaten Luwu Utara), atau nama pendek (Luwu Utara)"

HOW_PROVINCE: Final = "Pakai kode Kemendagri (73) atau nama (Sulawesi Selatan)"


def resolve(written: str, *, averages: bool = False) -> Region:
    """Return the government that a code, a full name or a short name borne by no other means.

    Args:
        written: What a person wrote, in any case and with any spaces.
        averages: Whether a printed average, by its code or name, is an answer too.

    Raises:
        RegionError: It means none or several; the message names the candidates with their codes.
    """
    found = _average(written)
    if found is not None:
        if averages:
            return found
        raise RegionError(f"{quoted(written)} ialah rata-rata tercetak, bukan pemerintah daerah. {HOW}.")
    return _one(written, "Daerah", _first_match(written, None))


def proposals(written: str, most: int = 8) -> tuple[Region, ...]:
    """Return the governments that a beginning may mean, the surest first: for a field in which somebody types.

    Args:
        written: What is there so far: part of a name or code, with or without a kind.
        most: How many at the most.
    """
    if not written.strip():
        return ()
    match = _first_match(written, None)
    kind, bare = split_kind(written)
    key = name_key(bare)
    names = [(region, name_key(region.bare)) for region in gazetteer().governments() if kind in (None, region.kind)]
    holding = sorted(
        (not name.startswith(key), region.kind is Kind.PROVINCE, len(name), region.code)
        for region, name in names
        if (key and key in name) or region.code.startswith(written.strip())
    )
    sure = [match.region] if match.region else list(match.candidates) if match.ambiguous else []
    found = [*sure, *(gazetteer()[code] for *_, code in holding)] or match.candidates
    return tuple(dict.fromkeys(found))[:most]


def resolve_province(written: str) -> Region:
    """Return the province that a code or a name means; ``Gorontalo`` is one here, whatever else bears the name.

    Raises:
        RegionError: It means none.
        ProvinceError: It means a kabupaten or kota; the message names the province that it lies in.
    """
    match = _first_match(written, Kind.PROVINCE)
    found = match.region
    if found is None or found.kind is Kind.PROVINCE:
        return _one(written, "Provinsi", match)
    province = gazetteer()[found.province]
    raise ProvinceError(f"{quoted(written)} ialah {found.name}, bukan provinsi. Ia terletak di {named(province)}.")


def named(region: Region) -> str:
    """Name a region with its code: ``Kota Bandung (32.73)``."""
    return f"{region.name} ({region.code})"


def _one(written: str, what: str, match: Match) -> Region:
    if match.region is not None:
        return match.region
    how = HOW_PROVINCE if what == "Provinsi" else HOW
    proposed = " atau ".join(named(region) for region in match.candidates)
    if not written.strip():
        raise RegionError(f"{what} belum diisi. {how}.")
    if match.ambiguous:
        raise RegionError(f"{quoted(written)} dapat berarti {proposed}. Tulis nama lengkap atau kodenya.")
    if proposed:
        raise RegionError(f"{what} {quoted(written)} tidak dikenal. Yang mirip: {proposed}.")
    raise RegionError(f"{what} {quoted(written)} tidak dikenal. {how}.")


def _first_match(written: str, kind: Kind | None) -> Match:
    """Return what the first way that knows the writing makes of it; the last way always answers."""
    return next(match for way in _WAYS if (match := way(gazetteer(), written, kind)) is not None)


def _by_digits(places: Gazetteer, written: str, _kind: Kind | None) -> Match | None:
    """Read a code without its dot; Badan Pusat Statistik may give the same digits to another government."""
    found = _digits().get(written.strip())
    if found is None:
        return None
    regions = tuple(places[code] for code in found)
    return Match(written, regions[0]) if len(regions) == 1 else Match(written, None, regions, ambiguous=True)


def _by_name(places: Gazetteer, written: str, kind: Kind | None) -> Match:
    """Read a code or a name; what is proposed for a province is one."""
    match = places.match(written, kind)
    if kind is not Kind.PROVINCE or match.region is not None:
        return match
    return Match(match.written, None, tuple(region for region in match.candidates if region.kind is kind))


_WAYS: Final[Sequence[Callable[[Gazetteer, str, Kind | None], Match | None]]] = (_by_digits, _by_name)


@cache
def _digits() -> dict[str, tuple[str, ...]]:
    """List the governments that four digits can mean: by their own code, and by that of the statistical office."""
    found: dict[str, dict[str, None]] = {}
    for region in gazetteer().governments():
        if region.kind is not Kind.PROVINCE:
            found.setdefault(region.code.replace(".", ""), {})[region.code] = None
    for region in gazetteer().governments():
        if region.bps_code in found:
            found[region.bps_code][region.code] = None
    return {digits: tuple(codes) for digits, codes in found.items()}


def _average(written: str) -> Region | None:
    said = " ".join(written.split()).casefold()
    averages = (region for region in gazetteer().values() if region.kind is Kind.AVERAGE)
    return next((region for region in averages if said in (region.code, region.name.casefold())), None)
