"""What slides tell is what the document tells: titles, figures, charts, notes; and the file is always the same."""

import dataclasses
import io
import re
from collections.abc import Callable
from datetime import datetime
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.shapes import PP_PLACEHOLDER

from spbe_analytics.charts import palette
from spbe_analytics.charts.picture import Picture as Figure
from spbe_analytics.parts.native import Chart, ChartKind
from spbe_analytics.parts.part import Column, Part, Picture, Table
from spbe_analytics.parts.part import Figure as Number
from spbe_analytics.reports.document import Document, Source
from spbe_analytics.reports.slides import manifest_in, slides
from spbe_analytics.reports.slides.text import clean
from tests.reports.slides.reading import deck_of, faults, figures_of, frames_of, notes_of, parts_of, same, texts_of

KINDS = [
    "kabupaten", "lengkap", "kota", "provinsi", "tanpa nilai", "tahun baru", "berlima", "kabupaten di provinsi",
    "semua di provinsi",
]  # fmt: skip
HOSTILE = (
    '=HYPERLINK("http://x.id","klik")', "+cmd|' /C calc'!A0", "<b>tebal</b> & <script>", "#1 $x$ [x] \\frac{1}{2}",
    "nol\u200blebar \u202ebalik\u202c", "kendali\x00\x07\x1b lolos\x0b\x0c", "emoji 😀 👨‍👩‍👧 ok",
    "a" * 4000, "kata " * 800,
)  # fmt: skip


@pytest.fixture(scope="session")
def made(documents: dict[str, Document]) -> dict[str, bytes]:
    return {name: slides(document) for name, document in documents.items()}


@pytest.mark.parametrize("name", KINDS)
def test_each_part_is_a_slide_under_its_finding(
    name: str, documents: dict[str, Document], made: dict[str, bytes]
) -> None:
    document, deck = documents[name], deck_of(made[name])
    assert [slide.shapes.title.text for slide in deck.slides] == [clean(part.title) for part in document.parts]
    for slide, part in zip(deck.slides, document.parts, strict=True):
        assert slide.shapes.title.placeholder_format.type == PP_PLACEHOLDER.TITLE
        said = texts_of(slide)
        assert part.heading in said.splitlines()
        assert all(clean(figure.value) in said for figure in part.figures)
        assert document.manifest.checksum in said
        assert "1 Desember 2026" in said


@pytest.mark.parametrize("name", KINDS)
def test_nothing_covers_anything_or_leaves_the_slide(name: str, made: dict[str, bytes]) -> None:
    deck = deck_of(made[name])
    assert (deck.slide_width, deck.slide_height) == (12192000, 6858000)
    assert [fault for slide in deck.slides for fault in faults(deck, slide)] == []


@pytest.mark.parametrize("name", KINDS)
def test_charts_hold_the_figures_of_the_document(
    name: str, documents: dict[str, Document], made: dict[str, bytes]
) -> None:
    drawn = 0
    for slide, part in zip(deck_of(made[name]).slides, documents[name].parts, strict=True):
        if not part.pictures:
            assert not frames_of(slide)
            continue
        if part.table_first and not frames_of(slide):  # no room for both
            assert any(shape.has_table for shape in slide.shapes if hasattr(shape, "has_table"))
            drawn += 1
            continue
        picture = part.pictures[0]
        assert picture.chart is not None
        assert same(figures_of(slide), picture.chart), part.key
        drawn += 1
        for frame in frames_of(slide):
            assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == clean(picture.figure.alt)
            book = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
            (sheet,) = book.worksheets
            plot = frame.chart.plots[0]
            rows = [tuple(row) for row in sheet.iter_rows(values_only=True)]
            assert rows[0][1:] == tuple(series.name for series in plot.series)
            assert [row[0] for row in rows[1:]] == [str(category) for category in plot.categories]
            held = pd.DataFrame([row[1:] for row in rows[1:]], dtype=float)
            shown = pd.DataFrame([s.values for s in plot.series], dtype=float).T
            pd.testing.assert_frame_equal(held, shown, check_exact=False, rtol=1e-14)  # a sheet keeps 16 digits
    assert drawn == sum(bool(part.pictures) for part in documents[name].parts)


@pytest.mark.parametrize("name", KINDS)
def test_notes_say_everything(name: str, documents: dict[str, Document], made: dict[str, bytes]) -> None:
    document, slides_made = documents[name], list(deck_of(made[name]).slides)
    for slide, part in zip(slides_made, document.parts, strict=True):
        said = notes_of(slide)
        for text in (part.title, *part.beside_charts, *part.notes):
            assert clean(text) in said
        for figure in part.figures:
            assert f"{clean(figure.label)}: {clean(figure.value)}" in said
            assert clean(figure.delta) in said
    last = notes_of(slides_made[-1])
    assert all(clean(source.title) in last and source.url in last for source in document.sources)
    assert all(clean(line) in last for line in document.method)


def test_a_move_without_a_word_is_told_with_one(luwu_utara: Document, made: dict[str, bytes]) -> None:
    answer = luwu_utara.parts[0]
    assert (answer.figures[0].delta, answer.figures[0].arrow) == ("0,08 dari 2023", "up")
    slide = deck_of(made["kabupaten"]).slides[0]
    assert "Indeks SPBE (1–5): 3,26, naik 0,08 dari 2023." in notes_of(slide)
    assert "▲ 0,08 dari 2023" in texts_of(slide)
    assert "▼ turun 3 dari 2023" in texts_of(slide).replace("\N{NO-BREAK SPACE}", " ")


def test_the_foot_names_the_first_source_without_cutting_it(luwu_utara: Document, made: dict[str, bytes]) -> None:
    title = luwu_utara.sources[0].title.rpartition(", ")[0]
    for slide in deck_of(made["kabupaten"]).slides:
        (foot,) = [shape.text_frame.text for shape in slide.shapes if shape.name == "Kaki"]
        assert f" · {title}" in foot
        assert "…" not in foot
        assert foot.endswith(f"tanda periksa {luwu_utara.manifest.checksum}")


def test_sources_and_method_stand_on_the_last_slide(luwu_utara: Document, made: dict[str, bytes]) -> None:
    *others, last = deck_of(made["kabupaten"]).slides
    (box,) = [shape for shape in last.shapes if shape.name == "Sumber dan metode"]
    assert luwu_utara.method[-1] in box.text_frame.text
    run = box.text_frame.paragraphs[0].runs[0]
    first = luwu_utara.sources[0]
    assert first.host in first.url
    assert (run.text, run.hyperlink.address) == (f"Sumber: {first.title} ({first.host})", first.url)
    assert all(shape.name != "Sumber dan metode" for slide in others for shape in slide.shapes)


def test_more_sources_than_there_is_room_for_are_in_the_notes(luwu_utara: Document) -> None:
    many = tuple(Source(f"Publikasi nomor {at} dengan judul yang panjang", f"https://x.id/{at}") for at in range(40))
    slide = deck_of(slides(dataclasses.replace(luwu_utara, sources=many))).slides[-1]
    (box,) = [shape for shape in slide.shapes if shape.name == "Sumber dan metode"]
    shown = [line for line in box.text_frame.text.splitlines() if line.startswith("Sumber: ")]
    assert 0 < len(shown) < 40
    assert f"Lihat catatan salindia ini: {40 - len(shown)} sumber lain." in box.text_frame.text
    assert all(source.title in notes_of(slide) for source in many)


def test_what_only_a_picture_has_is_not_told_beside_a_chart(luwu_utara: Document, made: dict[str, bytes]) -> None:
    ranking = next(part for part in luwu_utara.parts if part.key == "peringkat")
    assert any("Garis: Baik" in said for said in ranking.sentences)
    slide = deck_of(made["kabupaten"]).slides[luwu_utara.parts.index(ranking)]
    assert "Garis:" not in texts_of(slide) + notes_of(slide)
    assert "Peringkat: 1 + banyaknya daerah yang pasti lebih tinggi." in texts_of(slide)


def of_part(document: Document, content: bytes, key: str) -> object:
    at = next(at for at, part in enumerate(document.parts) if part.key == key)
    return frames_of(deck_of(content).slides[at])[0].chart


def test_a_radar_has_rings_at_each_level(luwu_utara: Document, made: dict[str, bytes]) -> None:
    chart = of_part(luwu_utara, made["kabupaten"], "domain")
    assert chart.chart_type == XL_CHART_TYPE.RADAR_MARKERS
    axis = chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (0, 5, 1)
    assert chart.has_legend
    lines = [series.format.line for series in chart.plots[0].series]
    light = palette(False)
    assert [str(line.color.rgb) for line in lines[:2]] == [light.accent[1:], light.muted[1:]]
    assert len({line.dash_style for line in lines}) == len({s.marker.style for s in chart.plots[0].series}) == 3


def test_lines_leave_gaps_and_show_the_whole_scale(luwu_utara: Document, made: dict[str, bytes]) -> None:
    chart = of_part(luwu_utara, made["kabupaten"], "tren")
    assert chart.chart_type == XL_CHART_TYPE.LINE_MARKERS
    assert chart._chartSpace.find(".//{*}dispBlanksAs").get("val") == "gap"
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (1, 5)
    own, medians = chart.plots[0].series[0], chart.plots[0].series[1]
    assert medians.values[:2] == (None, None)
    assert own.values[-1] > medians.values[-1]
    assert own.data_labels.position == XL_LABEL_POSITION.ABOVE


def test_figures_of_the_lower_line_stand_below_it(told: Callable[..., Document]) -> None:
    figure = Figure()
    figure.finish("Garis")
    values = pd.DataFrame({"sendiri": [2.0, 2.5], "median": [3.0, 3.5]}, index=["2023", "2024"])
    drawn = Picture("Di bawah", figure, "", values, {}, Chart(ChartKind.LINES, values, 1, 5))
    chart = frames_of(deck_of(slides(told(pictures=(drawn,)))).slides[0])[0].chart
    assert chart.plots[0].series[0].data_labels.position == XL_LABEL_POSITION.BELOW


def test_bars_begin_on_top_and_mark_the_own_one(luwu_utara: Document, made: dict[str, bytes]) -> None:
    chart = of_part(luwu_utara, made["kabupaten"], "peringkat")
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert chart.category_axis.reverse_order
    assert not chart.has_legend
    series, light = chart.plots[0].series[0], palette(False)
    own = list(chart.plots[0].categories).index("Luwu Utara")
    assert str(series.format.fill.fore_color.rgb) == light.other[1:]
    marked = {int(point.find("{*}idx").get("val")) for point in series._element.findall("{*}dPt")}
    assert marked == {own}
    assert str(series.points[own].format.fill.fore_color.rgb) == light.accent[1:]


def test_a_fall_has_a_colour_a_place_and_a_sign_of_its_own(luwu_utara: Document, made: dict[str, bytes]) -> None:
    chart = of_part(luwu_utara, made["kabupaten"], "perubahan")
    series, light = chart.plots[0].series[0], palette(False)
    at = dict(zip(chart.plots[0].categories, range(9), strict=False))
    assert str(series.points[at["Manajemen"]].format.fill.fore_color.rgb) == light.worse[1:]
    assert str(series.format.fill.fore_color.rgb) == light.accent[1:]
    assert chart.category_axis.tick_label_position == XL_TICK_LABEL_POSITION.LOW
    assert series.data_labels.number_format == "[$-421]+0.00;[$-421]-0.00;[$-421]0.00"
    (small,) = series._element.findall("{*}dLbls/{*}dLbl")
    assert int(small.find("{*}idx").get("val")) == at["Pembulatan"]
    assert small.find("{*}numFmt").get("formatCode").startswith("[$-421]+0.0000;")


def test_parts_of_a_whole_are_stacked(complete: Document, made: dict[str, bytes]) -> None:
    chart = of_part(complete, made["lengkap"], "tindak-lanjut")
    assert chart.chart_type == XL_CHART_TYPE.BAR_STACKED
    assert [series.name for series in chart.plots[0].series] == ["Selesai", "Berjalan", "Belum"]


def test_a_long_ranking_stands_in_two_charts_on_one_scale(
    documents: dict[str, Document], made: dict[str, bytes]
) -> None:
    ranking = next(part for part in documents["provinsi"].parts if part.key == "peringkat")
    slide = deck_of(made["provinsi"]).slides[documents["provinsi"].parts.index(ranking)]
    first, second = (frame.chart for frame in frames_of(slide))
    assert len(first.plots[0].categories) + len(second.plots[0].categories) == 38
    assert first.value_axis.maximum_scale == second.value_axis.maximum_scale == 5
    sizes = {chart.category_axis.tick_labels.font.size.pt for chart in (first, second)}
    assert len(sizes) == 1
    assert min(sizes) >= 8
    light = palette(False)
    grounds = {str(chart.plots[0].series[0].format.fill.fore_color.rgb) for chart in (first, second)}
    assert grounds == {light.other[1:]}


def test_a_table_that_fits_marks_the_own_row(documents: dict[str, Document], made: dict[str, bytes]) -> None:
    ranking = next(part for part in documents["kota"].parts if part.key == "peringkat")
    slide = deck_of(made["kota"]).slides[documents["kota"].parts.index(ranking)]
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    rows = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert rows[0] == [column.heading for column in ranking.tables[0].known_columns.values()]
    assert rows[1][:4] == ["1", "Bandung", "4,59", "Memuaskan"]
    assert rows[1][-1] == "+0,61"
    assert len(rows) == 10
    fills = [row.cells[0].fill.type is not None and row.cells[0]._tc.find(".//{*}tcPr/{*}solidFill") is not None
             for row in frame.table.rows]  # fmt: skip
    assert fills == [False, True, *[False] * 8]
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == clean(ranking.tables[0].title)


def test_the_movers_of_a_province_keep_their_table_beside_the_sources(made: dict[str, bytes]) -> None:
    slide = list(deck_of(made["kabupaten di provinsi"]).slides)[-1]
    (frame,) = [shape for shape in slide.shapes if shape.has_table]
    assert len(frame.table.rows) == 11
    assert any(shape.name == "Sumber dan metode" for shape in slide.shapes)


def test_a_long_table_is_left_out_beside_its_chart(luwu_utara: Document, made: dict[str, bytes]) -> None:
    ranking = next(part for part in luwu_utara.parts if part.key == "peringkat")
    assert len(ranking.tables[0].rows) == 21
    slide = deck_of(made["kabupaten"]).slides[luwu_utara.parts.index(ranking)]
    assert not any(shape.has_table for shape in slide.shapes)


@pytest.mark.parametrize("name", KINDS)
def test_the_manifest_comes_back(name: str, documents: dict[str, Document], made: dict[str, bytes]) -> None:
    assert manifest_in(made[name]) == documents[name].manifest.write()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9])
def test_other_files_have_no_manifest(content: bytes) -> None:
    assert manifest_in(content) is None


def test_slides_of_others_have_no_manifest() -> None:
    from spbe_analytics.reports.slides.ground.template import MASTER

    assert manifest_in(MASTER.read_bytes()) is None


def test_the_same_document_is_the_same_file(luwu_utara: Document, made: dict[str, bytes]) -> None:
    assert slides(luwu_utara) == made["kabupaten"]
    books = 0
    with ZipFile(io.BytesIO(made["kabupaten"])) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            if name.endswith(".xlsx"):
                books += 1
                about = openpyxl.load_workbook(io.BytesIO(archive.read(name))).properties
                assert about.created == datetime(1980, 1, 1)
    assert books == 7


def test_the_file_says_what_it_is(luwu_utara: Document, made: dict[str, bytes]) -> None:
    about = deck_of(made["kabupaten"]).core_properties
    assert (about.title, about.author, about.language) == (luwu_utara.title, "SPBE Analytics", "id-ID")
    assert about.subject == "Kabupaten Luwu Utara, Nilai akhir 2024"
    assert about.created == about.modified == datetime(2026, 12, 1)


def test_all_words_are_indonesian(made: dict[str, bytes]) -> None:
    for name, content in parts_of(made["lengkap"]).items():
        if re.match(r"ppt/(slides|notesSlides)/[^/]+\.xml", name):
            runs = re.findall(rb"<a:r>.*?</a:r>", content, re.S)
            assert runs
            assert all(b'lang="id-ID"' in run for run in runs), name
        if re.match(r"ppt/charts/[^/]+\.xml", name):
            assert b'<c:lang val="id-ID"/>' in content
            assert b'val="-2' not in content
        if name.startswith(("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/notesMasters/")) and name.endswith(".xml"):
            assert b"Click to edit" not in content
            assert b"Placeholder" not in content


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_stays_text(text: str, told: Callable[..., Document]) -> None:
    figure = Figure()
    figure.finish(text)
    values = pd.DataFrame({text or "x": [1.0, 2.0]}, index=[text, "lain"])
    chart = Chart(ChartKind.BARS, values, 0, 5)
    rows = pd.DataFrame({"name": [text], "value": [1.5]})
    columns = {"name": Column(text), "value": Column("Nilai", 2)}
    parts = (
        Part("a", "Hasil", text, (text, text), (Number(text, text, text, "up", "green", text),) * 4,
             (Picture(text, figure, text, rows, columns, chart),), (), (text,)),
        Part("b", text, "Tabel", (), (), (), (Table(text, rows, columns),), (text,)),
    )  # fmt: skip
    document = dataclasses.replace(told(), parts=parts, sources=(Source(text, text),), subject=text)
    content = slides(document)
    first, second = deck_of(content).slides
    title = first.shapes.title.text
    assert title == clean(text) or (title.endswith("…") and clean(text).startswith(title[:-1]))
    assert clean(text) in notes_of(first)
    (frame,) = frames_of(first)
    assert list(frame.chart.plots[0].categories) == [clean(text), "lain"]
    book = openpyxl.load_workbook(io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    assert [cell.data_type for cell in book.worksheets[0]["A"][1:]] == ["s", "s"]
    (table,) = [shape.table for shape in second.shapes if shape.has_table]
    shown = table.cell(1, 0).text
    assert shown == clean(text) or (shown.endswith("…") and clean(text).startswith(shown[:8]))
    assert not any(sign in texts_of(first) + texts_of(second) for sign in "\u200b\u202e\x00\x07\x1b\x0b")
    assert b"ns0:script" not in content
    deck = deck_of(content)
    assert [fault for slide in deck.slides for fault in faults(deck, slide)] == []


def test_clean_keeps_what_is_seen() -> None:
    assert clean(" a\tb\n\nc\u200b\u202e\x07d\ud800 ") == "a b cd"
    assert clean("turun\N{NO-BREAK SPACE}3 👨‍👩‍👧") == "turun\N{NO-BREAK SPACE}3 👨‍👩‍👧"
