"""From a figure back to its publication, its cell or its formula; and what is missing."""

from collections.abc import Callable
from fractions import Fraction

import pandas as pd
import pytest

from spbe_analytics.analysis.evidence.because import heading, sentences
from spbe_analytics.analysis.evidence.explanation import Explanation, differs
from spbe_analytics.analysis.evidence.provenance import explain, number
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.errors import ScoringError
from spbe_analytics.instruments import Catalogue
from spbe_analytics.schema import Authority, Basis, Stage
from spbe_analytics.scoring.display import format_score, round_half_up
from spbe_analytics.store import NewBatch, NewFigure, NewRecord, Store

SPBE = "spbe-59-2020"
Why = Callable[..., Explanation]


def batches(store: Store) -> pd.DataFrame:
    found = store.batches().rename(columns={"id": "number", "committed_by": "who", "committed_at": "when"})
    return found.assign(when=pd.to_datetime(found["when"], utc=True), layout_label="Templat").set_index("number")


@pytest.fixture(scope="module")
def why_published(published: Snapshot) -> Why:
    """Explains figures of what ships."""
    row = {"who": "SPBE Analytics", "when": pd.Timestamp("2024-11-25", tz="UTC"), "layout_label": "Data terbitan"}
    known = pd.DataFrame([row], index=[1])

    def why(region: str, year: int, node: str, stage: Stage = Stage.FINAL) -> Explanation:
        instrument = published.catalogue.for_year(year)
        assert instrument is not None
        return explain(published, known, instrument, region, year, node, stage)

    return why


@pytest.fixture
def why_uploaded(store: Store, catalogue: Catalogue) -> Why:
    """Explains figures of an upload of the given levels of Luwu Utara 2024."""

    def why(node: str, levels: dict[str, float], note: str = "") -> Explanation:
        figures = tuple(
            NewFigure(code, level, Basis.OBSERVED, "Isian <b>", f"E{place}", f" {level:g} ")
            for place, (code, level) in enumerate(levels.items(), start=9)
        )
        record = NewRecord("73.22", 2024, "final", SPBE, figures, Authority.UPLOAD, note=note)
        store.commit(NewBatch("isian.xlsx", b"PK", "template", "Sari", (record,)))
        snapshot = Snapshot.of(1, store.values(), store.records(), catalogue, store.cells)
        return explain(snapshot, batches(store), catalogue[SPBE], "73.22", 2024, node, Stage.FINAL)

    return why


def test_a_printed_figure_names_its_publication_cell_and_text(why_published: Why) -> None:
    why = why_published("73.22", 2024, "index")
    assert (why.value, why.basis, why.exact, why.formula) == (3.26, Basis.PUBLISHED, None, "")
    (said,) = why.statements
    assert said.publication is not None
    assert said.publication.startswith("KemenPANRB, Laporan Pelaksanaan Evaluasi SPBE Tahun 2024")
    assert (said.sheet, said.text, said.batch, said.who, said.leading) == (
        "values.csv", "3.26", 1, "SPBE Analytics", True
    )  # fmt: skip
    assert said.authority is Authority.TABLE
    text = " ".join(sentences(why))
    assert f"lembar values.csv, sel {said.cell}, isi sel “3.26”" in text
    assert "Dibaca sebagai Data terbitan" in text
    assert "Tabel resmi nasional" in text


def test_printed_domains_give_the_possible_exact_indices(why_published: Why) -> None:
    why = why_published("73.22", 2024, "index")
    assert why.possible == (Fraction("3.255"), Fraction("3.2575"))
    assert "Sebelum dibulatkan nilai ini 3,255 atau 3,2575" in " ".join(sentences(why))
    domain = why_published("73.22", 2024, "D3")
    assert domain.possible
    assert {float(round_half_up(value)) for value in domain.possible} == {domain.value}


def test_a_computed_node_shows_its_formula_with_every_number(why_published: Why, catalogue: Catalogue) -> None:
    why = why_published("18.71", 2024, "A2")
    assert why.formula == "A2 = (2,5·1 + 2,5·1 + 2,5·2 + 2,5·2) / 10 = 1,50 (tepat 3/2)"
    assert (why.exact, why.basis) == (Fraction(3, 2), Basis.COMPUTED)
    assert [(term.node, term.value) for term in why.terms] == [("I11", 1), ("I12", 1), ("I13", 2), ("I14", 2)]
    assert any("Kota Bandar Lampung 2024" in title for title in why.levels_from)
    index = why_published("18.71", 2024, "index")
    assert sentences(index)[-1].startswith("Setelah dibulatkan sama dengan yang tercetak dalam KemenPANRB, Laporan Pel")
    instrument = catalogue[SPBE]
    total = sum((term.weight * (term.value or 0) for term in index.terms), Fraction(0))
    assert index.exact == total / instrument.node("index").weight
    assert index.formula.endswith(f"(tepat {index.exact.numerator}/{index.exact.denominator})")


@pytest.mark.parametrize("node", ["index", "D1", "D2", "D3", "D4", "A1", "A5", "A8"])
def test_the_formula_of_a_node_comes_to_its_value(why_published: Why, node: str) -> None:
    why = why_published("18.71", 2024, node)
    inside = why.formula.partition("(")[2].partition(")")[0]
    terms = [part.split("·") for part in inside.split(" + ")]
    below = why.formula.partition(") / ")[2].split(" ")[0]
    sums = sum((Fraction(w.replace(",", ".")) * Fraction(v.replace(",", ".")) for w, v in terms), Fraction(0))
    assert sums / Fraction(below.replace(",", ".")) == why.exact


def test_an_uploaded_level_names_its_cell_its_text_and_its_person(why_uploaded: Why) -> None:
    why = why_uploaded("I2", {"I1": 3.0, "I2": 4.0}, note="draf")
    (said,) = why.statements
    assert (said.place, said.text, said.rule, said.who) == (
        "isian.xlsx, lembar Isian <b>, sel E10", " 4 ", "Templat", "Sari"
    )  # fmt: skip
    assert (why.value, why.exact, said.publication) == (4.0, Fraction(4), None)
    text = " ".join(sentences(why))
    assert "Tingkat diisi dalam unggahan isian.xlsx: lembar Isian <b>, sel E10, isi sel “ 4 ”" in text
    assert "disimpan oleh Sari" in text
    assert "Catatan: draf" in text
    assert heading(why).endswith(" = 4")


def test_missing_levels_are_named_with_the_bounds_they_allow(why_uploaded: Why, catalogue: Catalogue) -> None:
    instrument = catalogue[SPBE]
    known = dict.fromkeys(instrument.indicator_codes[1:], 3.0)
    why = why_uploaded("index", known)
    first = instrument.indicators[0]
    assert (why.value, why.basis, why.missing) == (None, None, (f"{first.number} {first.name}",))
    assert why.bounds == (3 - 2 * first.weight / 100, 3 + 2 * first.weight / 100)
    text = " ".join(sentences(why))
    assert "1 tingkat belum ada" in text
    assert "bukan nol" in text
    assert f"antara {format_score(why.bounds[0])} dan {format_score(why.bounds[1])}" in text


def test_nothing_known_is_said(why_published: Why) -> None:
    why = why_published("73.22", 2024, "A1")
    assert (why.value, why.statements, why.missing, why.bounds) == (None, (), (), None)
    assert sentences(why) == ["Tidak ada nilai yang diketahui, baik tercetak maupun dari tingkat indikator."]


def test_an_outvoted_figure_is_told_with_the_reason(why_published: Why) -> None:
    why = why_published("73.22", 2021, "index")
    assert [said.value for said in why.statements if said.leading] == [2.68]
    assert [said.value for said in differs(why)] == [2.69]
    assert any(text.startswith("Nilai lain: 2,69") for text in sentences(why))


def test_an_upload_outranks_the_table_and_both_are_told(
    store: Store, published_batch: NewBatch, catalogue: Catalogue
) -> None:
    store.commit(published_batch)
    levels = tuple(NewFigure(code, 4.0, Basis.OBSERVED, "Isian", "E9", "4") for code in catalogue[SPBE].indicator_codes)
    record = NewRecord("73.22", 2024, "final", SPBE, levels, Authority.UPLOAD)
    store.commit(NewBatch("isian.xlsx", b"PK", "template", "Sari", (record,)))
    snapshot = Snapshot.of(2, store.values(), store.records(), catalogue, store.cells)
    why = explain(snapshot, batches(store), catalogue[SPBE], "73.22", 2024, "index", Stage.FINAL)
    assert (why.value, why.basis, why.levels_from) == (4.0, Basis.COMPUTED, ("unggahan isian.xlsx",))
    assert [said.value for said in differs(why)] == [3.26]
    assert "lebih dahulu dipakai" in sentences(why)[-1]


def test_an_unknown_node_is_an_error_for_a_person(why_published: Why) -> None:
    with pytest.raises(ScoringError, match="tidak mempunyai butir “D9”"):
        why_published("73.22", 2024, "D9")


@pytest.mark.parametrize(
    ("value", "text"), [("3", "3"), ("5/2", "2,5"), ("10/3", "10/3"), ("3.2575", "3,2575"), ("28/11", "28/11")]
)
def test_an_exact_number_is_written_exactly(value: str, text: str) -> None:
    assert number(Fraction(value)) == text
