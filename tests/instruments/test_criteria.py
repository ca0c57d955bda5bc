"""The criteria that ship: complete where they are known, each with its page, and silent where they are not."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from spbe_analytics.instruments import Catalogue, Instrument, criteria


@pytest.fixture
def spbe(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-59-2020"]


@pytest.fixture
def older(catalogue: Catalogue) -> Instrument:
    return catalogue["spbe-5-2018"]


def known(instrument: Instrument) -> list[criteria.Criterion]:
    found = criteria.texts(instrument)
    return [] if found is None else list(found.criteria.values())


def test_the_regulation_of_2020_is_whole(spbe: Instrument) -> None:
    found = known(spbe)
    assert len(found) == 47 * 5
    assert {(one.node, one.level) for one in found} == {
        (c, level) for c in spbe.indicator_codes for level in range(1, 6)
    }
    assert all(one.evidence and one.evidence_source and one.evidence_url for one in found)


def test_the_questionnaire_of_2018_is_known_but_for_two_sheets(older: Instrument) -> None:
    found = known(older)
    assert len(found) == 35 * 6
    assert {one.node for one in found} == {*older.indicator_codes} - {"I26", "I31"}
    assert not any(one.evidence or one.evidence_source for one in found)
    assert criteria.of(older, "I26", 3) is None
    assert "“Indikator 26”" in criteria.absent(older, "I26")


def test_nothing_is_shown_for_the_regulation_of_2026(catalogue: Catalogue) -> None:
    pemdi = catalogue["pemdi-8-2026"]
    assert known(pemdi) == []
    assert {criteria.absent(pemdi, code) for code in pemdi.indicator_codes} == {
        "Teks kriteria tidak tersedia. Naskah lampiran PermenPANRB 8/2026 belum ditemukan; yang beredar hanya "
        "ringkasan rancangannya, yang tidak dapat diperiksa."
    }


def test_every_text_is_one_clean_line_with_its_address(catalogue: Catalogue) -> None:
    for instrument in catalogue.values():
        for one in known(instrument):
            for text in (one.text, *one.evidence):
                assert len(text) > 3
                assert text == " ".join(text.split())
                assert not re.search(r"[;,]$|; dan$", text), (one.node, one.level, text)
            assert one.url.startswith("https://")
            assert one.source.endswith(f" {one.page}")


def test_pages_run_on_with_the_indicators(spbe: Instrument) -> None:
    pages = [int(one.page) for one in known(spbe)]
    assert (pages[0], pages[-1]) == (30, 77)
    assert all(after - before in (0, 1) for before, after in pairwise(pages))
    proofs = [int(re.split("–| ", one.evidence_source)[-1]) for one in known(spbe)]
    assert proofs == sorted(proofs)
    assert (proofs[0], proofs[-1]) == (8, 193)


def test_a_level_is_quoted_with_source_and_evidence(spbe: Instrument) -> None:
    found = criteria.of(spbe, "I42", 3.0)
    assert found is not None
    assert found.text.startswith("Kriteria tingkat 2 telah terpenuhi dan Layanan Pengaduan Pelayanan Publik")
    assert found.source == "PermenPANRB Nomor 59 Tahun 2020, Lampiran I huruf E (Kuesioner), hlm. 72"
    assert found.evidence_source == "Pedoman Menteri PANRB Nomor 3 Tahun 2024, Bab II huruf C, hlm. 169"
    assert found.note == "Pedoman Menteri PANRB Nomor 3 Tahun 2024 (hlm. 168) menulis kriteria ini dengan kata lain."
    assert len(found.evidence) == 1


@pytest.mark.parametrize(
    ("node", "level"),
    [("I42", 2.5), ("I42", float("nan")), ("I42", 0), ("I42", 6), ("I99", 3), ("D1", 3), ("index", 3)],
)
def test_what_has_no_text_is_none(spbe: Instrument, node: str, level: float) -> None:
    assert criteria.of(spbe, node, level) is None


def test_an_unknown_instrument_has_none(spbe: Instrument) -> None:
    other = replace(spbe, id="../spbe-59-2020")
    assert criteria.texts(other) is None
    assert criteria.of(other, "I42", 3) is None
    assert criteria.absent(other, "I42") == "Teks kriteria tidak tersedia."
    assert criteria.rise(other, "I42", 1, 3) == criteria.Rise(None, (), "Teks kriteria tidak tersedia.")


def test_what_a_text_takes_as_met_is_what_it_says(spbe: Instrument) -> None:
    for one in known(spbe):
        said = re.match(r"Kriteria tingkat (\d) telah terpenuhi", one.text)
        if (one.node, one.level) != ("I3", 3):  # the condition of level 2, printed as level 3
            assert one.builds_on == (int(said[1]) if said else None), (one.node, one.level)


@pytest.mark.parametrize(
    ("node", "start", "goal", "levels"),
    [
        ("I42", 2, 3, [3]),
        ("I42", 1, 4, [2, 3, 4]),
        ("I42", None, 3, [1, 2, 3]),
        ("I1", None, 3, [2, 3]),  # a policy set takes the place of its draft
        ("I3", 1, 5, [2, 4, 5]),  # level 4 says that level 2 is met
        ("I3", 3, 5, [4, 5]),
        ("I42", 3, 3, []),
        ("I42", 4, 3, []),
    ],
)
def test_a_rise_asks_for_the_levels_that_its_text_takes_as_met(
    spbe: Instrument, node: str, start: int | None, goal: int, levels: list[int]
) -> None:
    found = criteria.rise(spbe, node, start, goal)
    assert [step.level for step in found.steps] == levels
    assert found.criterion == criteria.of(spbe, node, goal)
    assert found.absent == ""


def test_what_two_steps_ask_for_stands_once(spbe: Instrument) -> None:
    fourth, fifth = (criteria.of(spbe, "I3", level) for level in (4, 5))
    assert fourth is not None
    assert fifth is not None
    doubled = criteria.Rise(fifth, (fourth, fifth, fifth))
    assert doubled.evidence == (*fourth.evidence, *fifth.evidence)


def test_a_rise_of_2018_asks_for_its_level_alone(older: Instrument) -> None:
    assert [step.level for step in criteria.rise(older, "I1", 1, 4).steps] == [4]


def test_what_is_misprinted_is_said(spbe: Instrument) -> None:
    notes = {one.level: one.note for one in known(spbe) if one.node == "I3"}
    assert notes[1] == ""
    assert all("“Kondisi”" in notes[level] for level in range(2, 6))


def test_a_level_means_the_same_for_all_of_its_capability(spbe: Instrument, older: Instrument) -> None:
    process, service = criteria.general(spbe, "I1", 1), criteria.general(spbe, "I42", 1)
    assert process is not None
    assert process.text == "Proses penerapan SPBE dilakukan tanpa perencanaan dan sewaktu-waktu."
    assert process.source == "PermenPANRB Nomor 59 Tahun 2020, Lampiran I (Tabel 1 dan 2), hlm. 12–13"
    assert service is not None
    assert service.source.endswith("hlm. 13")
    assert criteria.general(spbe, "I1", 1.5) is None
    assert criteria.general(spbe, "D1", 1) is None
    assert criteria.general(older, "I1", 1) is None
