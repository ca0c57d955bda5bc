"""What a document tells: the sentences and figures of the pages, and of what is missing that it is missing."""

import dataclasses
import json
import re

import pytest

from spbe_analytics.analysis.planning.proposal import Item, Proposal
from spbe_analytics.charts import palette
from spbe_analytics.documents.making import kept_of, of_province, of_region, of_several, only
from spbe_analytics.errors import InstrumentError, SpbeError
from spbe_analytics.parts import overview
from spbe_analytics.parts.native import ChartKind
from spbe_analytics.parts.words.way_up import way_up
from spbe_analytics.regions import gazetteer, resolve
from spbe_analytics.reports.document import Document, stem_of
from spbe_analytics.reports.manifest import Kind, figure_key, figures_of
from spbe_analytics.schema import INDEX_NODE, Stage
from spbe_analytics.ui.kit.above.topbar import TOLD_IN
from spbe_analytics.workspace import Workspace
from tests.documents.conftest import TODAY, Make

EIGHT = ["hasil", "domain", "aspek", "tren", "peringkat", "perubahan", "rencana", "tindak-lanjut"]
LUWU_UTARA = "73.22"


def part(document: Document, key: str):  # noqa: ANN201 - a part
    return next(item for item in document.parts if item.key == key)


def test_a_region_has_eight_parts_in_the_order_of_the_meeting(make: Make) -> None:
    document = make(LUWU_UTARA)
    assert [item.key for item in document.parts] == EIGHT
    assert document.title == "Rapor SPBE Kabupaten Luwu Utara 2024"
    assert document.stem == "rapor-kabupaten-luwu-utara-2024"
    assert all(item.title for item in document.parts)
    assert document.sources[0].title.startswith("KemenPANRB, Laporan Pelaksanaan Evaluasi SPBE")


def test_the_document_says_what_the_page_says(make: Make) -> None:
    document = make(LUWU_UTARA)
    sentence, _, figures = overview.answer_own(document.view)
    assert part(document, "hasil").title == sentence
    assert part(document, "hasil").figures == tuple(figures)
    assert part(document, "domain").pictures[0].title == overview.domains(document.view).title  # type: ignore[union-attr]


def test_the_native_chart_has_the_figures_of_the_picture(make: Make) -> None:
    drawn = part(make(LUWU_UTARA), "domain").pictures[0]
    assert drawn.chart.kind is ChartKind.RADAR
    assert list(drawn.chart.values.index) == list(drawn.table["label"])
    assert list(drawn.chart.values["Luwu Utara"]) == list(drawn.table["own"])


def test_lines_of_two_instruments_are_two_series_and_never_joined(make: Make) -> None:
    for name, year in (("Aceh", 2024), ("Kota Banda Aceh", 2024)):
        values = part(make(name, year), "tren").pictures[0].chart.values
        for column in values:
            known = values[column].dropna().index
            spans = {"2018" <= at <= "2020" for at in known}
            assert len(spans) <= 1, column


@pytest.mark.parametrize(("name", "year"), [("Mamberamo Raya", 2023), (LUWU_UTARA, 2026), ("Kota Bandung", 2018)])
def test_what_is_missing_is_said_in_every_part(make: Make, name: str, year: int) -> None:
    document = make(name, year)
    assert [item.key for item in document.parts] == EIGHT
    assert "tidak ada nilai" in part(document, "hasil").title
    assert part(document, "rencana").title == "Rencana belum dapat disusun"
    assert not re.search(r"\bnan\b", repr([(item.title, item.sentences, item.notes) for item in document.parts]))


def test_a_year_before_all_instruments_is_refused(make: Make) -> None:
    with pytest.raises(InstrumentError, match="Tidak ada instrumen untuk tahun"):
        make(LUWU_UTARA, 1999)


def test_a_plan_that_a_person_composed_is_told_with_its_units(lasting: Workspace, make: Make) -> None:
    lightest = part(make(LUWU_UTARA), "rencana").tables[0]
    start = way_up(make(LUWU_UTARA).view).start
    assert start is not None
    lever = start.levers[0]
    plan = Proposal(items=(Item(lever.node, lever.now + 1),), units={lever.node: "Dinas Kominfo"})
    document = of_region(lasting.snapshot(), LUWU_UTARA, 2024, Stage.FINAL, kept_of(lasting, LUWU_UTARA, TODAY, plan))
    table = part(document, "rencana").tables[0]
    assert table.title != lightest.title
    assert table.title.startswith("Rencana yang disusun: 3,26 menjadi ")
    assert list(table.rows["unit"]) == ["Dinas Kominfo"]
    assert "unit" in table.columns
    assert "unit" not in lightest.columns


def test_the_parts_a_page_leads_to_are_parts_of_the_document(make: Make) -> None:
    headings = {item.heading for item in make(LUWU_UTARA).parts}
    assert {heading for _, wanted in TOLD_IN.values() for heading in wanted} <= headings


def test_a_part_alone_keeps_title_sources_and_figures(make: Make) -> None:
    whole = make(LUWU_UTARA)
    alone = only(whole, ["tren"])
    assert [item.key for item in alone.parts] == ["tren"]
    assert alone.manifest.checksum == whole.manifest.checksum
    assert only(whole, ["nothing"]).parts == only(whole, []).parts == whole.parts


def test_a_comparison_tells_up_to_five(lasting: Workspace) -> None:
    codes = [resolve(name).code for name in (LUWU_UTARA, "73.24", "Kota Palopo", "73.17", "73.26")]
    document = of_several(lasting.snapshot(), codes, 2024, Stage.FINAL, TODAY)
    assert document.kind is Kind.COMPARISON
    assert [item.key for item in document.parts] == ["hasil", "domain", "selisih"]
    assert len(document.parts[0].pictures[0].chart.values.columns) == len(codes)  # type: ignore[union-attr]
    for wrong in ([*codes, "73.01"], codes[:1]):
        with pytest.raises(SpbeError, match=f"2 sampai 5 daerah, bukan {len(wrong)}"):
            of_several(lasting.snapshot(), wrong, 2024, Stage.FINAL, TODAY)


def test_a_stage_without_values_tells_nothing_of_another_stage(make: Make) -> None:
    change = part(make(LUWU_UTARA, stage=Stage.SELF), "perubahan")
    assert not change.pictures
    assert not change.tables


def test_sources_are_those_of_all_years_told_the_chosen_one_first(make: Make) -> None:
    titles = [source.title for source in make(LUWU_UTARA).sources]
    assert "Tahun 2024" in titles[0]
    assert any("Tahun 2023" in title for title in titles[1:])
    unknown = make("Kabupaten Mappi")
    assert not unknown.manifest.figures
    assert "Tahun 2024" in unknown.sources[0].title


def test_the_title_of_a_line_ends_with_the_year_it_counts_to(make: Make) -> None:
    assert (
        part(make(LUWU_UTARA, 2022), "tren").pictures[0].title == "Dua nilai sampai 2022, belum ada median pembanding"
    )


def test_a_table_of_ranks_names_moves_among_those_of_both_years(make: Make) -> None:
    ranks = part(make("Kabupaten Asmat"), "peringkat")
    assert {"rank", "rank_change"} <= set(ranks.tables[0].columns)
    assert "previous_rank" not in ranks.tables[0].columns
    assert ranks.notes[0] == (
        "2023, 2024: peringkat dari 4 dan 3 kabupaten. Naik dan turun: di antara 3 yang dinilai pada kedua tahun."
    )


def test_a_province_tells_all_its_governments(lasting: Workspace) -> None:
    document = of_province(lasting.snapshot(), "73", "kabupaten", 2024, Stage.FINAL, TODAY)
    known = lasting.snapshot().standings
    mine = known[(known["year"] == 2024) & (known["province"] == "73") & (known["kind"] == "kabupaten")]
    assert document.kind is Kind.PROVINCE
    assert sorted(document.regions) == sorted(mine.loc[mine["stage"] == "final", "region"].unique())
    assert "memimpin" in document.parts[0].title


def test_the_manifest_holds_every_figure_and_its_sum_tells_a_change(make: Make, lasting: Workspace) -> None:
    manifest = make(LUWU_UTARA).manifest
    beginning = figure_key(LUWU_UTARA, 2024, "final", "")
    assert float(manifest.figures[beginning + INDEX_NODE]) == pytest.approx(3.26, abs=0.01)
    assert manifest.figures == figures_of(lasting.snapshot(), [beginning])
    said = json.loads(manifest.write())
    assert said["checksum"] == manifest.checksum
    other = dataclasses.replace(manifest, figures={**manifest.figures, beginning + INDEX_NODE: "3.27"})
    assert other.checksum != manifest.checksum
    assert make(LUWU_UTARA).manifest.checksum == manifest.checksum


def test_documents_are_light_in_every_theme(make: Make) -> None:
    assert make(LUWU_UTARA).view.palette == palette(dark=False)


@pytest.mark.parametrize("code", [place.code for place in gazetteer().governments()][::60])
def test_every_government_has_a_file_name_that_every_system_takes(code: str) -> None:
    stem = stem_of("rapor", gazetteer()[code].name, "2024")
    assert stem == stem.lower()
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(stem) <= 80
    assert stem_of("a" * 200, "2024") == "a" * 80
