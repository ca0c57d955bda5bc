"""Each rule of the reader of criteria has one malformed file; the message names the file and the key."""

from pathlib import Path

import pytest

from spbe_analytics.errors import InstrumentError
from spbe_analytics.instruments import Instrument
from spbe_analytics.instruments.criteria.loader import load
from spbe_analytics.instruments.loader import load as load_instrument
from tests.instruments.test_instrument_loader import SOUND as TREE

SOUND = """\
instrument: uji-2016
documents:
  criteria: {title: Peraturan Uji 1/2016, place: Lampiran I, unit: hlm., url: 'https://contoh.id/uji.pdf'}
  evidence: {title: Pedoman Uji 2/2016, place: Bab II, unit: hlm., url: 'https://contoh.id/pedoman.pdf'}
  general: {title: Peraturan Uji 1/2016, place: Tabel 1, unit: hlm., url: 'https://contoh.id/uji.pdf'}
notes: [Dikutip seperti tercetak.]
absent: {D2: Lampirannya hilang.}
general:
  p: {page: 9, levels: {1: Tanpa rencana., 2: Dengan rencana.}}
indicators:
  I1:
    1: {text: Belum ada., page: 10}
    2: {text: Ada., page: 10, evidence: [Naskah, Undangan], evidence_page: 4–5}
    3: {text: Kriteria tingkat 2 telah terpenuhi., page: 10, builds_on: 2, evidence: [Reviu], evidence_page: 5}
    4: {text: Ditinjau., page: 11, reworded: 6}
    5: {text: Diganti., page: 11, note: Salah cetak.}
  I2:
    1: {text: Satu., page: 12}
    2: {text: Dua., page: 12}
    3: {text: Tiga., page: 12}
    4: {text: Empat., page: 12}
    5: {text: Lima., page: 12}
"""

MALFORMED = {
    "no YAML": ("notes: [", "notes: [[", "uji-2016.yaml: while parsing"),
    "duplicate key": ("    2: {text: Dua.", "    1: {text: Dua.", 'duplicate key "1"'),
    "unknown key of the file": ("notes:", "warna: biru\nnotes:", "warna: Extra inputs"),
    "unknown key of a document": ("title: Pedoman Uji 2/2016", "warna: biru", "documents.evidence.warna: Extra inputs"),
    "unknown key of a level": ("note: Salah cetak.", "catatan: salah", "indicators.I1.5.catatan: Extra inputs"),
    "another instrument": ("instrument: uji-2016", "instrument: uji-2017", "instrument: must be “uji-2016”"),
    "unknown indicator": ("  I2:\n", "  I9:\n", "indicators.I9: is no indicator of uji-2016"),
    "domain as an indicator": ("  I2:\n", "  D1:\n", "indicators.D1: is no indicator of uji-2016"),
    "level outside the scale": (
        "    5: {text: Lima.",
        "    6: {text: Lima.",
        "indicators.I2.6: lies outside the scale 1",
    ),
    "level is no number": (
        "    5: {text: Lima.",
        "    lima: {text: Lima.",
        "indicators.I2.lima: must be a whole number",
    ),
    "level missing": ("    5: {text: Lima., page: 12}\n", "", "indicators.I2.5: Field required"),
    "text missing": ("{text: Dua., page: 12}", "{page: 12}", "indicators.I2.2.text: Field required"),
    "text empty": ("text: Dua.", "text: ' '", "indicators.I2.2.text: must be a text"),
    "page missing": ("{text: Dua., page: 12}", "{text: Dua.}", "indicators.I2.2.page: Field required"),
    "page is no page": ("text: Dua., page: 12", "text: Dua., page: 1.5", "indicators.I2.2.page: must be a text"),
    "evidence empty": ("evidence: [Reviu]", "evidence: []", "indicators.I1.3.evidence: must be a list with something"),
    "evidence without page": (", evidence_page: 5}", "}", "indicators.I1.3.evidence_page: Field required"),
    "page without evidence": ("evidence: [Reviu], ", "", "indicators.I1.3.evidence: Field required"),
    "builds on itself": ("builds_on: 2", "builds_on: 3", "indicators.I1.3.builds_on: must be a level below 3"),
    "builds on nothing": ("builds_on: 2", "builds_on: 0", "indicators.I1.3.builds_on: must be a level below 3"),
    "no source": (SOUND[SOUND.index("documents:") : SOUND.index("notes:")], "", "documents: Field required"),
    "no source of the criteria": (
        SOUND[SOUND.index("  criteria:") : SOUND.index("  evidence:")],
        "",
        "documents.criteria: Field required",
    ),
    "no source of the evidence": (
        SOUND[SOUND.index("  evidence:") : SOUND.index("  general:")],
        "",
        "documents.evidence: Field required",
    ),
    "no source of the general texts": (
        SOUND[SOUND.index("  general:") : SOUND.index("notes:")],
        "",
        "documents.general: Field required",
    ),
    "source without address": (", url: 'https://contoh.id/pedoman.pdf'", "", "documents.evidence.url: Field required"),
    "unknown capability": ("  p: {page: 9", "  q: {page: 9", "general.q: is no capability of uji-2016"),
    "general level outside the scale": ("2: Dengan rencana.", "7: Dengan rencana.", "general.p.levels.7: lies outside"),
    "reason for an unknown node": ("absent: {D2:", "absent: {D9:", "absent.D9: is no node of uji-2016"),
    "reason beside texts": ("absent: {D2:", "absent: {I1: Hilang., D2:", "absent.I1: I1 has texts"),
    "neither text nor reason": (
        "absent: {D2: Lampirannya hilang.}\n",
        "",
        "indicators.I3: Field required, or a reason in absent",
    ),
}


@pytest.fixture
def instrument(tmp_path: Path) -> Instrument:
    path = tmp_path / "uji.yaml"
    path.write_text(TREE, encoding="utf-8")
    return load_instrument(path)


def write(directory: Path, text: str) -> Path:
    path = directory / "uji-2016.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_file_is_refused_naming_file_and_key(fault: str, instrument: Instrument, tmp_path: Path) -> None:
    old, new, message = MALFORMED[fault]
    assert old in SOUND
    with pytest.raises(InstrumentError) as caught:
        load(write(tmp_path, SOUND.replace(old, new, 1)), instrument)
    assert str(caught.value).startswith("uji-2016.yaml: ")
    assert message in str(caught.value)


def test_an_empty_file_is_refused(instrument: Instrument, tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match=r"^uji-2016\.yaml: \(file\): must be a table"):
        load(write(tmp_path, ""), instrument)


def test_a_sound_file_is_read_with_the_place_of_each_text(instrument: Instrument, tmp_path: Path) -> None:
    found = load(write(tmp_path, SOUND), instrument)
    assert len(found.criteria) == 10
    second = found.criteria["I1", 2]
    assert second.source == "Peraturan Uji 1/2016, Lampiran I, hlm. 10"
    assert second.evidence == ("Naskah", "Undangan")
    assert second.evidence_source == "Pedoman Uji 2/2016, Bab II, hlm. 4–5"
    assert found.criteria["I1", 4].note == "Pedoman Uji 2/2016 (hlm. 6) menulis kriteria ini dengan kata lain."
    assert found.criteria["I1", 5].note == "Salah cetak."
    assert (found.criteria["I1", 1].evidence, found.criteria["I1", 1].evidence_source) == ((), "")
    assert found.general["p", 2].source == "Peraturan Uji 1/2016, Tabel 1, hlm. 9"
    assert [document.title for document in found.documents] == [
        "Peraturan Uji 1/2016",
        "Pedoman Uji 2/2016",
        "Peraturan Uji 1/2016",
    ]


def test_a_file_may_hold_nothing_but_the_reason(instrument: Instrument, tmp_path: Path) -> None:
    found = load(write(tmp_path, "instrument: uji-2016\nabsent: {index: Belum terbit.}\n"), instrument)
    assert (found.criteria, found.documents, found.absent) == ({}, (), {"index": "Belum terbit."})
