"""Written names to governments: as a whole cell, and inside a title."""

import re
from functools import cache, lru_cache
from typing import Final

from spbe_analytics.ingest.checks.findings import Finding, finding
from spbe_analytics.ingest.tables.vocabulary import plain, vocabulary
from spbe_analytics.regions import Match, Region, gazetteer
from spbe_analytics.regions.gazetteer import split_kind
from spbe_analytics.schema import Kind

_PHRASE_END: Final = re.compile(r"[,;:()|/]|\s[-–—]\s")
_MORE_THAN_CACHED: Final = 1 << 12
SHORTEST_BARE: Final = 6
"""Least letters of a single word that is taken for the name of a government without its kind."""


@lru_cache(maxsize=_MORE_THAN_CACHED)
def match_region(written: str, kind: Kind | None = None, province: str | None = None) -> Match:
    """Match a written name or code; see :meth:`spbe_analytics.regions.Gazetteer.match`."""
    return gazetteer().match(written, kind, province)


@lru_cache(maxsize=_MORE_THAN_CACHED)
def region_named(text: str) -> Region | None:
    """Return the one government that bears exactly this name; ``None`` for any other text, without proposals.

    A short word that is a word of everyday as well, such as *mitra* or *pasir*, needs its kind.
    """
    found = gazetteer().named(text) if text.strip() else ()
    if len(found) != 1:
        return None
    said, bare = split_kind(text)
    everyday = said is None and len(bare) < SHORTEST_BARE and found[0].kind is not Kind.PROVINCE
    return None if everyday and bare != found[0].bare.casefold() else found[0]


def region_code(text: str) -> str:
    """Return the Kemendagri code that a text writes: ``73.22``, ``7322``, ``7322.0``; empty for anything else."""
    code = text.strip().removesuffix(".0")
    if len(code) == 4 and code.isdigit():
        code = f"{code[:2]}.{code[2:]}"
    return code if len(code) == 5 and code in gazetteer() else ""


def kind_of_label(label: str) -> Kind | None:
    """Return the kind that a levelled label implies for a bare name: *kabupaten*, *kota* or *provinsi*, else none."""
    return next((kind for kind in Kind if label == kind.value and kind is not Kind.AVERAGE), None)


def region_finding(written: str, found: Match, sheet: str | None, cell: str | None) -> Finding:
    """Say why a name came to no government, with up to three proposals."""
    head, _, rest = written.strip().partition(" ")
    code = head.rstrip("–-:")
    if code in gazetteer() and gazetteer()[code] in found.candidates:
        name = rest.strip(" –-:")
        return finding("region-code-differs", sheet, cell, code=code, name=gazetteer()[code].name, written=name)
    names = " atau ".join(f"{item.name} ({item.code})" for item in found.candidates)
    if found.ambiguous:
        return finding("ambiguous-region", sheet, cell, written=written, suggestions=f": {names}")
    tail = f"; mungkin {names}" if names else ", misalnya 73.22 – Kabupaten Luwu Utara"
    return finding("unknown-region", sheet, cell, written=written, suggestions=tail)


@lru_cache(maxsize=_MORE_THAN_CACHED)
def _kind_word(word: str) -> Kind | None:
    return split_kind(f"{word} x")[0] if word[:3] in ("kab", "kot", "pro", "pem") else None


@lru_cache(maxsize=_MORE_THAN_CACHED)
def regions_in(title: str) -> tuple[tuple[Region, ...], str]:
    """Find the governments a title names with their kind.

    A name must reach to the end of its phrase or to a word that no name goes on with, so that a misspelt
    ``Kabupaten Luwu Utra`` is not taken for Kabupaten Luwu.

    Args:
        title: Such as ``HASIL EVALUASI SPBE PEMERINTAH KABUPATEN LUWU UTARA TAHUN 2024``.

    Returns:
        The governments, and the first name after a kind that is none's (empty if there is none).
    """
    found, unknown = _regions_in(title.replace("\n", " "))
    if unknown and "\n" in title:  # a name that does not go on in the next line
        lines = [_regions_in(line) for line in title.split("\n")]
        if not any(missing for _, missing in lines):
            return tuple(dict.fromkeys(region for regions, _ in lines for region in regions)), ""
    return found, unknown


def _regions_in(title: str) -> tuple[tuple[Region, ...], str]:
    found: dict[str, Region] = {}
    unknown = ""
    for phrase in _PHRASE_END.split(title):
        words = plain(phrase).split()
        place = 0
        while place < len(words):
            kind = _kind_word(words[place])
            place += 1
            if kind is None or _kind_word(" ".join(words[place : place + 1])) not in (None, Kind.CITY):
                continue  # "pemerintah kabupaten": the kind comes next
            if kind is Kind.REGENCY and words[place : place + 1] == ["kota"]:
                place += 1  # "kabupaten/kota" names no kind
                continue
            length = _name_length(words[place:])
            lengths = _lengths(words[place : place + length])
            regions = [(n, region) for n in lengths if (region := _named(kind, words[place : place + n]))]
            if regions:
                length, region = regions[0]
                found[region.code] = region
                place += length
            elif length and not unknown:
                unknown = f"{kind.value} {' '.join(words[place : place + length])}"
    return tuple(found.values()), unknown


@cache
def _unique_bare() -> dict[str, Region]:
    """Return each bare name of a kabupaten or kota that nobody else bears, of two words or six letters at least."""
    found: dict[str, list[Region]] = {}
    for region in gazetteer().governments():
        found.setdefault(plain(region.bare), []).append(region)
    return {
        name: regions[0]
        for name, regions in found.items()
        if len(regions) == 1 and regions[0].kind is not Kind.PROVINCE and (" " in name or len(name) >= SHORTEST_BARE)
    }


def bare_names_in(title: str) -> list[str]:
    """Return the codes of the governments that a title names without their kind; the longest name at each place."""
    names = _unique_bare()
    words = plain(title).split()
    found: list[str] = []
    place = 0
    while place < len(words):
        length = next(
            (n for n in range(min(4, len(words) - place), 0, -1) if " ".join(words[place : place + n]) in names), 0
        )
        if length:
            found.append(names[" ".join(words[place : place + length])].code)
        place += length or 1
    return list(dict.fromkeys(found))


def _named(kind: Kind, words: list[str]) -> Region | None:
    found = gazetteer().bearers(" ".join(words), kind)
    return found[0] if found else None


def _lengths(words: list[str]) -> list[int]:
    """Return how much of a phrase to try as a name: all of it, then what stands before an *and*."""
    return [len(words), *(place for place, word in enumerate(words) if word == "dan")]


def _name_length(words: list[str]) -> int:
    """Count the words up to the first that cannot go on a name: a number, or one such as *tahun*."""
    return next((n for n, word in enumerate(words) if _ends_name(word)), len(words))


def _ends_name(word: str) -> bool:
    return word in vocabulary().title_ends or word[0].isdigit() or _kind_word(word) not in (None, Kind.CITY)
