"""The 552 regional governments, and the way from a written name to one of them.

Codes are those of Kementerian Dalam Negeri (``73`` a province, ``73.22`` a kabupaten or kota). Printed averages have
codes of their own (``nasional``, ``rerata-kabupaten``) and never match a government.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from spbe_analytics.errors import RegionError, quoted
from spbe_analytics.schema import Kind

HERE = Path(__file__).parent

SUGGESTIONS: Final = 3
"""How many governments a failed match proposes at the most."""

SIMILAR: Final = 72
"""Least rapidfuzz ``WRatio`` (0 to 100) of a proposal."""

_WORDS: Final = {
    "kep": "kepulauan",
    "adm": "",
    "administrasi": "",
    "peg": "pegunungan",
    "tj": "tanjung",
    "p": "pulau",
    "sumatra": "sumatera",
}
"""Short forms of words in names, by what they stand for; nothing for a word that a name has or not."""

_PREFIXES: Final[tuple[tuple[str, Kind | None], ...]] = (
    (r"pem(?:erintah)? ?prov(?:insi)?\b\.?", Kind.PROVINCE),
    (r"pem(?:erintah)? ?kab(?:upaten)?\b\.?", Kind.REGENCY),
    (r"pem(?:erintah)? ?kota?\b\.?", Kind.CITY),
    (r"prov(?:insi)?\b\.?|propinsi\b", Kind.PROVINCE),
    (r"kab(?:upaten)?\b\.?", Kind.REGENCY),
    (r"kota\b", Kind.CITY),
    (r"(?:pemerintah|pemda)\b(?: daerah\b(?! khusus| istimewa))?", None),
)


_SUFFIX: Final = re.compile(
    r"(?P<name>.+?)(?P<mark>\s*[,(]\s*|\s+)(?P<kind>prov(?:insi)?|propinsi|kab(?:upaten)?|kota)\.?\s*\)?"
)
"""A name with its kind behind it: ``Luwu Utara, Kab.``, ``Bandung (Kota)``, ``luwu utara kabupaten``."""

_BESIDE: Final = re.compile(
    r"(?P<name>[^,(]+?)\s*(?:(?:,|\s[-–—]\s)\s*(?P<after>.+?)|\(\s*(?P<inside>[^()]+?)\s*\)?)\s*"
)
"""A name with something beside it that must say the same: its short form or its province."""


@dataclass(frozen=True)
class Alias:
    """Another name of a government in real use.

    Attributes:
        name: Written with its kind.
        former: Whether it is a name of the past; it never competes with a name of today.
    """

    name: str
    former: bool = False


@dataclass(frozen=True)
class Region:
    """A government, or a printed average.

    Attributes:
        code: Kemendagri code, or the code of an average.
        name: Full name with its kind, ``Kabupaten Luwu Utara``.
        kind: Province, kabupaten, kota or average.
        province: Code of the province it lies in (its own for a province); empty for an average.
        bps_code: Code of Badan Pusat Statistik; empty where not known.
        latitude: Degrees of the centroid, ``None`` for an average.
        longitude: Degrees of the centroid, ``None`` for an average.
        aliases: Former names, abbreviations and other spellings in real use.
        note: A remark on the codes.
        island: Island or group of islands of its province; empty for an average.
    """

    code: str
    name: str
    kind: Kind
    province: str
    bps_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    aliases: tuple[Alias, ...] = ()
    note: str = ""
    island: str = ""

    @property
    def bare(self) -> str:
        """The name without its kind: ``Luwu Utara``."""
        first, _, rest = self.name.partition(" ")
        return rest if first.lower() == self.kind.value and rest else self.name


@dataclass(frozen=True)
class Match:
    """What a written name came to.

    Attributes:
        written: The name as given.
        region: The one government it means, or ``None``.
        candidates: Up to three proposals when it means none or several.
        ambiguous: Whether several governments bear exactly this name.
    """

    written: str
    region: Region | None = None
    candidates: tuple[Region, ...] = ()
    ambiguous: bool = False


def split_kind(text: str) -> tuple[Kind | None, str]:
    """Take the kind off a written name: ``Pemkab. Luwu  Utara`` → (kabupaten, ``luwu utara``).

    A name that says no kind, such as ``Bandung``, gives ``None``.
    """
    rest = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split()).casefold()
    kind: Kind | None = None
    changed = True
    while changed and kind is None:
        changed = False
        for pattern, found in _PREFIXES:
            match = re.match(rf"(?:{pattern})\s*", rest)
            if match and match.end() < len(rest):
                rest, kind, changed = rest[match.end() :], found, True
                break
    return kind, rest.strip(" .,-")


def name_key(bare: str) -> str:
    """Return what all spellings of a name without its kind share: ``Kep. Selayar`` and ``KEPULAUAN SELAYAR``."""
    words = re.split(r"[\s.]+", bare.casefold())
    return squeeze(" ".join(_WORDS.get(word, word) for word in words))


def squeeze(text: str) -> str:
    """Keep letters and digits only, so that ``Fak-Fak`` and ``FAK FAK`` are one name."""
    return re.sub(r"[^0-9a-z]", "", text.casefold())


def _kinded(kind: Kind | None, bare: str) -> str:
    return f"{kind.value} {bare}" if kind else bare


class Gazetteer(Mapping[str, Region]):
    """All governments and averages by code, in the order of their codes."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        """Index the regions by code and by every name they bear."""
        self._regions = {region.code: region for region in regions}
        self._names: dict[tuple[Kind, str], str] = {}
        self._former: dict[tuple[Kind, str], str] = {}
        for region in self.governments():
            self._names.setdefault((region.kind, name_key(region.bare)), region.code)
        for region in self.governments():
            for alias in region.aliases:
                names = self._former if alias.former else self._names
                names.setdefault((region.kind, name_key(split_kind(alias.name)[1])), region.code)

    def __getitem__(self, code: str) -> Region:
        try:
            return self._regions[code]
        except KeyError:
            raise RegionError(
                f"Kode daerah {quoted(code)} tidak dikenal. Pakai kode Kemendagri, misalnya 73.22 untuk Kabupaten Luwu "
                "Utara."
            ) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._regions)

    def __len__(self) -> int:
        return len(self._regions)

    def __contains__(self, code: object) -> bool:
        return code in self._regions

    def governments(self, kind: Kind | None = None, province: str | None = None) -> tuple[Region, ...]:
        """Return the governments, of one kind or province if asked; never an average."""
        return tuple(
            region
            for region in self._regions.values()
            if region.kind is not Kind.AVERAGE and kind in (None, region.kind) and province in (None, region.province)
        )

    def provinces(self) -> tuple[Region, ...]:
        """Return the provinces."""
        return self.governments(Kind.PROVINCE)

    def province_of(self, region: Region) -> Region | None:
        """Return the province a government lies in; ``None`` for an average."""
        return self._regions.get(region.province)

    def match(self, written: str, kind: Kind | None = None, province: str | None = None) -> Match:
        """Find the one government that a written name or code means.

        Only a unique match is accepted; a similar spelling is proposed, never taken.

        Args:
            written: A name (``PEMKAB Luwu Utara``, with any spaces and line breaks) or a Kemendagri code.
            kind: What the name must be if it does not say so itself.
            province: Code of the province that settles a name which several governments bear.

        Returns:
            The match; ``region`` is ``None`` when the name is ambiguous or unknown.
        """
        text = str(written).strip()
        head = text.split(maxsplit=1)[0].rstrip("–-:") if text else ""
        if head in self._regions and self._regions[head].kind is not Kind.AVERAGE:
            return self._match_coded(text, self._regions[head], text[len(head) :].strip(" –-:"))
        found = self.named(text, kind, province)
        if len(found) == 1:
            return Match(text, found[0])
        if found:
            return Match(text, None, found[:SUGGESTIONS], ambiguous=True)
        said, bare = split_kind(text)
        return Match(text, None, self._similar(bare, said or kind))

    def named(self, text: str, kind: Kind | None = None, province: str | None = None) -> tuple[Region, ...]:
        """Return the governments that bear exactly this name; see :meth:`match` for the arguments.

        The kind may stand behind the name. A short form or the province beside it must say the same.
        """
        said, bare = split_kind(text)
        found = self.bearers(bare, said or kind)
        if not found and said is None and (behind := _SUFFIX.fullmatch(bare)):
            found = self.bearers(behind["name"], split_kind(f"{behind['kind']} x")[0])
        if not found and (beside := _BESIDE.fullmatch(bare)):
            found = self._beside(self.named(_kinded(said or kind, beside["name"])), beside["after"] or beside["inside"])
        if province:
            found = tuple(region for region in found if region.province == province) or found
        return found

    def bearers(self, bare: str, kind: Kind | None) -> tuple[Region, ...]:
        """Return the governments of a kind, or of any, that bear a name without its kind; those of today first."""
        kinds = [kind] if kind else [known for known in Kind if known is not Kind.AVERAGE]
        for names in (self._names, self._former):
            codes = [code for known in kinds if (code := names.get((known, name_key(bare))))]
            if codes:
                return tuple(self._regions[code] for code in codes)
        return ()

    def _beside(self, found: tuple[Region, ...], beside: str) -> tuple[Region, ...]:
        """Keep of governments those that what stands beside their name means as well: themselves, or their province."""
        kind = split_kind(f"{beside} x")[0]
        if kind and squeeze(split_kind(f"{beside} x")[1]) == "x":  # “Bandung, Kota”
            return tuple(region for region in found if region.kind is kind)
        codes = {region.code for region in self.named(beside)}
        return tuple(region for region in found if codes & {region.code, region.province})

    def _match_coded(self, text: str, coded: Region, rest: str) -> Match:
        """Accept a code whose name, if one follows it, is the same government's; else propose both."""
        named = self.match(rest, kind=coded.kind, province=coded.province).region if rest else coded
        if named is coded:
            return Match(text, coded)
        return Match(text, None, (coded,) if named is None else (named, coded), ambiguous=named is not None)

    def _similar(self, bare: str, kind: Kind | None) -> tuple[Region, ...]:
        if not squeeze(bare):
            return ()
        pool = {region.code: split_kind(region.name)[1] for region in self.governments()}
        from rapidfuzz import fuzz, process  # late: only a name that is not known needs it

        hits = process.extract(bare, pool, scorer=fuzz.WRatio, score_cutoff=SIMILAR, limit=2 * SUGGESTIONS)
        codes = sorted((-score, self._regions[code].kind is not kind, code) for _, score, code in hits)
        return tuple(self._regions[code] for _, _, code in codes[:SUGGESTIONS])


@cache
def gazetteer() -> Gazetteer:
    """Return the governments that ship with the product, read once."""
    with (HERE / "islands.csv").open(encoding="utf-8", newline="") as file:
        islands = {row["province"]: row["island"] for row in csv.DictReader(file)}
    aliases: dict[str, list[Alias]] = {}
    with (HERE / "aliases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            aliases.setdefault(row["code"], []).append(Alias(row["alias"], row["kind"] == "former"))
    with (HERE / "regions.csv").open(encoding="utf-8", newline="") as file:
        governments = tuple(
            Region(
                row["code"],
                row["name"],
                Kind(row["kind"]),
                row["province"],
                row["bps_code"],
                float(row["latitude"]),
                float(row["longitude"]),
                tuple(aliases.get(row["code"], ())),
                row["note"],
                islands[row["province"]],
            )
            for row in csv.DictReader(file)
        )
    with (HERE / "averages.csv").open(encoding="utf-8", newline="") as file:
        averages = tuple(Region(row["code"], row["name"], Kind.AVERAGE, "") for row in csv.DictReader(file))
    return Gazetteer((*governments, *averages))
