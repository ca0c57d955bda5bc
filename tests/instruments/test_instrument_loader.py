"""Each rule of the loader has one malformed file; the message names the file and the key."""

from pathlib import Path

import pytest

from spbe_analytics.errors import InstrumentError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.instruments.loader import load

SOUND = """\
id: uji-2016
name: Indeks Uji (Peraturan 1/2016)
index_name: Indeks Uji
short: Uji 2016
regulation: Peraturan Uji Nomor 1 Tahun 2016
gazette: Berita Uji 2016 Nomor 1
years: {first: 2016, last: 2017}
scale: {lowest: 1, highest: 5, decimals: 0}
target: {predicate: Baik, level: 3}
predicates:
  - {name: Kurang, lower: 1, upper: 2.5}
  - {name: Cukup, lower: 2.5, upper: 3.5}
  - {name: Baik, lower: 3.5, upper: 5}
capabilities:
  p: {label: Kapabilitas proses, levels: {1: Rintisan, 2: Terkelola}}
sources: [uji]
confidence: Contoh untuk pengujian.
nodes:
  - {code: D1, parent: index, kind: domain, number: 1, name: Kebijakan, short: Kebijakan, weight: 40}
  - {code: A1, parent: D1, kind: aspect, number: 1, name: Aturan, short: Aturan, weight: 40}
  - {code: I1, parent: A1, kind: indicator, number: 1, name: Arsitektur, short: Arsitektur, weight: 20/6, capability: p}
  - {code: I2, parent: A1, kind: indicator, number: 2, name: Peta Rencana, short: Peta, weight: 110/3, capability: p}
  - {code: D2, parent: index, kind: domain, number: 2, name: Layanan, short: Layanan, weight: 60}
  - {code: I3, parent: D2, kind: indicator, number: 3, name: Aduan, short: Adu, weight: 60, capability: p}
"""

MALFORMED = {
    "unknown key of the file": ("confidence:", "warna: biru\nconfidence:", "warna: Extra inputs"),
    "unknown key of a node": ("short: Arsitektur,", "short: Arsitektur, warna: biru,", "nodes.2.warna: Extra inputs"),
    "unknown key of a predicate": ("upper: 2.5}", "upper: 2.5, colour: red}", "predicates.0.colour: Extra inputs"),
    "duplicate key": ("number: 3,", "number: 3, number: 4,", 'duplicate key "number"'),
    "missing key of the file": ("gazette: Berita Uji 2016 Nomor 1\n", "", "gazette: Field required"),
    "missing key of a node": (" number: 3,", "", "nodes.5.number: Field required"),
    "no YAML": ("nodes:\n", "nodes: [\n", "uji.yaml: while parsing"),
    "orphan": (
        "parent: A1, kind: indicator, number: 1",
        "parent: A9, kind: indicator, number: 1",
        "nodes.I1.parent: “A9”",
    ),
    "child above its parent": ("code: A1, parent: D1", "code: A1, parent: D2", "nodes.A1.parent: “D2”"),
    "wrong order of kinds": (
        "kind: aspect, number: 1",
        "kind: domain, number: 1",
        "nodes.A1.kind: domain cannot stand below",
    ),
    "unknown kind": ("kind: aspect", "kind: aspek", "nodes.1.kind:"),
    "gap of predicates": (
        "name: Cukup, lower: 2.5",
        "name: Cukup, lower: 2.6",
        "predicates.Cukup.lower: gap after Kurang",
    ),
    "overlap of predicates": (
        "name: Cukup, lower: 2.5",
        "name: Cukup, lower: 2.4",
        "predicates.Cukup.lower: overlap after Kurang",
    ),
    "predicate without extent": (
        "lower: 3.5, upper: 5}",
        "lower: 3.5, upper: 3.5}",
        "predicates.Baik.lower: must be below upper",
    ),
    "predicates start too high": ("name: Kurang, lower: 1,", "name: Kurang, lower: 1.5,", "predicates: gap"),
    "predicates end too low": ("lower: 3.5, upper: 5}", "lower: 3.5, upper: 4.5}", "predicates: gap"),
    "children do not sum to their parent": ("weight: 20/6", "weight: 3.33", "nodes.A1.weight: children sum to"),
    "total is not 100": (
        "short: Layanan, weight: 60",
        "short: Layanan, weight: 61",
        "nodes.index.weight: children sum to 101",
    ),
    "weight is no number": ("weight: 20/6", "weight: sepertiga", "nodes.2.weight:"),
    "weight divides by nothing": ("weight: 20/6", "weight: 20/0", "nodes.2.weight:"),
    "weight is a yes": ("weight: 20/6", "weight: true", "nodes.2.weight:"),
    "weight is not above 0": ("weight: 20/6", "weight: 0", "nodes.I1.weight: must be above 0"),
    "short name over 20 characters": ("short: Peta,", "short: Peta rencana induk SPBE,", "nodes.3.short:"),
    "short name of two nodes": ("short: Adu,", "short: Peta,", "nodes.I3.short: “Peta” stands for I2 already"),
    "short name that differs in capitals and points alone": (
        "short: Adu,",
        "short: P.E.T.A,",
        "nodes.I3.short: “P.E.T.A” stands for I2 already",
    ),
    "short name of an aspect and an indicator": (
        "short: Adu,",
        "short: aturan,",
        "nodes.I3.short: “aturan” stands for A1 already",
    ),
    "short name of the index": ("short: Adu,", "short: Indeks Uji,", "nodes.I3.short: “Indeks Uji” stands for index"),
    "indicator without capability": ("weight: 20/6, capability: p", "weight: 20/6", "nodes.I1.capability:"),
    "unknown capability": (
        "weight: 20/6, capability: p",
        "weight: 20/6, capability: layanan",
        "nodes.I1.capability: “layanan”",
    ),
    "node without indicator": (
        "  - {code: I3, parent: D2, kind: indicator, number: 3, name: Aduan, short: Adu, weight: 60, capability: p}\n",
        "",
        "nodes.D2: has no indicator below it",
    ),
    "duplicate code": ("code: I2", "code: I1", "nodes.I1: code used more than once"),
    "code of the root": ("code: I2", "code: index", "nodes.index: code used more than once"),
    "scale upside down": ("lowest: 1, highest: 5", "lowest: 5, highest: 1", "scale.lowest: must be below"),
    "target is no predicate": ("target: {predicate: Baik", "target: {predicate: Bagus", "target.predicate: “Bagus”"),
    "years upside down": ("first: 2016, last: 2017", "first: 2016, last: 2015", "years.last: lies before"),
    "year is no number": ("first: 2016", "first: awal", "years.first:"),
}


def write(directory: Path, text: str, name: str = "uji.yaml") -> Path:
    path = directory / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_sound_file_loads(tmp_path: Path) -> None:
    instrument = load(write(tmp_path, SOUND))
    assert (instrument.id, instrument.codes) == ("uji-2016", ("index", "D1", "A1", "I1", "I2", "D2", "I3"))
    assert str(instrument.node("I1").weight) == "10/3"


@pytest.mark.parametrize(("sound", "broken", "key"), MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_file_fails_with_file_and_key(tmp_path: Path, sound: str, broken: str, key: str) -> None:
    assert SOUND.count(sound) == 1
    path = write(tmp_path, SOUND.replace(sound, broken))
    with pytest.raises(InstrumentError) as caught:
        load(path)
    assert str(caught.value).startswith("uji.yaml: ")
    assert key in str(caught.value)


def test_an_empty_file_fails(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match=r"^uji\.yaml: \(file\): "):
        load(write(tmp_path, ""))


def test_two_files_with_overlapping_years_fail(tmp_path: Path) -> None:
    write(tmp_path, SOUND, "a.yaml")
    write(tmp_path, SOUND.replace("uji-2016", "uji-2017").replace("first: 2016, last: 2017", "first: 2017, last: 2018"))
    with pytest.raises(InstrumentError, match=r"^uji\.yaml: years: overlap with uji-2016 from 2017"):
        Catalogue(tmp_path)


def test_an_open_end_overlaps_with_whatever_follows(tmp_path: Path) -> None:
    write(tmp_path, SOUND.replace("last: 2017", "last: null"), "a.yaml")
    write(tmp_path, SOUND.replace("uji-2016", "uji-2030").replace("first: 2016, last: 2017", "first: 2030, last: 2031"))
    with pytest.raises(InstrumentError, match=r"^uji\.yaml: years: overlap with uji-2016 from 2030"):
        Catalogue(tmp_path)


def test_two_files_with_one_id_fail(tmp_path: Path) -> None:
    write(tmp_path, SOUND, "a.yaml")
    write(tmp_path, SOUND.replace("first: 2016, last: 2017", "first: 2018, last: 2019"))
    with pytest.raises(InstrumentError, match=r"^uji\.yaml: id: “uji-2016” is used"):
        Catalogue(tmp_path)


def test_years_that_touch_do_not_overlap(tmp_path: Path) -> None:
    write(tmp_path, SOUND, "a.yaml")
    write(tmp_path, SOUND.replace("uji-2016", "uji-2018").replace("first: 2016, last: 2017", "first: 2018, last: null"))
    found = Catalogue(tmp_path)
    named = {year: (found.for_year(year) or found["uji-2018"]).id for year in (2016, 2017, 2018, 2040)}
    assert named == {2016: "uji-2016", 2017: "uji-2016", 2018: "uji-2018", 2040: "uji-2018"}
    assert found.for_year(2015) is None
