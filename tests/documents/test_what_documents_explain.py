"""What a document explains where a figure alone would mislead: targets, ranges, rounding, bars, whose pair."""

import dataclasses

import pandas as pd
import pytest

from spbe_analytics.documents.making import kept_of, of_region, of_several
from spbe_analytics.parts.native import ChartKind
from spbe_analytics.parts.words.headlines import FULL_VALUES
from spbe_analytics.regions import resolve
from spbe_analytics.reports.document import Document
from spbe_analytics.schema import Stage
from spbe_analytics.workspace import Workspace
from tests.documents.conftest import TODAY, Make
from tests.documents.test_parts_of_documents import LUWU_UTARA, part


def with_target(workspace: Workspace, year: int) -> Document:
    instrument = workspace.snapshot().catalogue.for_year(2024)
    assert instrument is not None
    row = {"year": year, "instrument": instrument.id, "value": 3.4, "document": "RPJMD", "kept_by": ""}
    kept = dataclasses.replace(kept_of(workspace, LUWU_UTARA, TODAY), targets=pd.DataFrame([row]))
    return of_region(workspace.snapshot(), LUWU_UTARA, 2024, Stage.FINAL, kept)


def test_the_target_of_the_region_itself_is_named_before_the_common_one(lasting: Workspace, make: Make) -> None:
    own = part(with_target(lasting, 2024), "hasil").pictures[0]
    told = "Target Luwu Utara 2024: 3,40. Target umum: Baik, mulai 2,60."
    assert own.chart.text == told
    assert own.text.endswith(told)
    for document in (make(LUWU_UTARA), with_target(lasting, 2025)):
        assert part(document, "hasil").pictures[0].chart.text == "Target: Baik, mulai 2,60."


def test_a_difference_that_is_not_that_of_the_shown_values_is_explained_once(make: Make) -> None:
    asmat = make("Kabupaten Asmat")
    figures = {figure.label: figure for figure in part(asmat, "rencana").figures}
    assert (figures["Jarak ke Cukup"].value, figures["Jarak ke Cukup"].delta) == ("0,78", "batas 1,80")
    assert figures["Indeks SPBE (1–5)"].value == "1,03"
    assert [item.key for item in asmat.parts if FULL_VALUES in item.notes] == ["rencana"]
    assert not any(FULL_VALUES in item.notes for item in make("Kota Bandar Lampung").parts)


def test_a_distance_that_is_a_range_says_why(make: Make) -> None:
    why = (
        "Jaraknya berupa rentang karena angka yang terbit hanya dua desimal: indeks sebelum dibulatkan diketahui di "
        "antara 3,2550 dan 3,2575."
    )
    assert part(make(LUWU_UTARA), "hasil").notes[0] == why
    assert not any("rentang" in note for note in part(make("Kota Bandar Lampung"), "hasil").notes)


@pytest.mark.parametrize(
    ("name", "heading"), [("Kota Bandar Lampung", "Aspek dan indikator"), (LUWU_UTARA, "Domain terhadap median")]
)
def test_the_heading_names_what_is_shown(make: Make, name: str, heading: str) -> None:
    document = make(name)
    assert part(document, "aspek").heading == heading
    assert len({item.heading for item in document.parts}) == len(document.parts)


def test_equally_weak_domains_are_told_once(make: Make) -> None:
    said = part(make("Kabupaten Asmat"), "rencana").sentences
    assert said == ("Tiga domain sama lemah, 1,00.", "Dari empat domain, yang lain lebih tinggi.")


@pytest.mark.parametrize("name", [LUWU_UTARA, "Kota Bandar Lampung"])
def test_bars_of_values_begin_at_the_lowest_level_everywhere(make: Make, name: str) -> None:
    document = make(name)
    ranks = part(document, "peringkat").pictures[0]
    figure = ranks.figure.to_dict()
    assert figure["layout"]["xaxis"]["range"][0] == ranks.chart.low == 1
    assert {base for trace in figure["data"] if trace["type"] == "bar" for base in trace["base"]} == {1}
    for picture in (drawn for item in document.parts for drawn in item.pictures):
        chart = picture.chart
        if chart is not None and chart.kind is ChartKind.BARS and chart.high == document.view.ends[1]:
            assert chart.low == 1
            assert "Batang mulai dari 1." in (chart.text or picture.text)


def test_the_widest_difference_names_its_pair(lasting: Workspace) -> None:
    codes = [resolve(name).code for name in (LUWU_UTARA, "Kabupaten Asmat", "Kota Bandar Lampung")]
    document = of_several(lasting.snapshot(), codes, 2024, Stage.FINAL, TODAY)
    told = {figure.label: figure.delta for figure in document.parts[0].figures}
    assert told["Beda terlebar"] == "Layanan: Luwu Utara di atas Asmat"
    assert told["Beda tersempit"] == "Tata Kelola: Luwu Utara di atas Asmat"
