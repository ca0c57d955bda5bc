"""A picture to be passed on says whose figures it shows and whence, legibly, and holds no markup of anybody else's."""

import struct
from dataclasses import replace
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image

from spbe_analytics.charts import Palette, change_bars, dot_plot, palette
from spbe_analytics.parts.part import Column, Picture
from spbe_analytics.reports.pictures import LARGER, SHARP, WIDTH, About, picture_png, picture_svg

SVG = "{http://www.w3.org/2000/svg}"
ABOUT = About("Kabupaten Luwu Utara", "Nilai akhir 2024", "Sumber: KemenPANRB.", date(2026, 12, 1))
NAMES = [
    "<script>alert(1)</script>",
    "A & B < \"C\" > 'D' &lt;b&gt;",
    "]]><![CDATA[ <!-- x --> <?x?>",
    "Kabupaten Kepulauan Siau Tagulandang Biaro dan Sekitarnya LKJ",
    "Kota 😀 \U0001f3db Ω 漢",
    "tab\tvertikal\x0bnol\x00akhir",
]


def made(colours: Palette, name: str = "Luwu Utara", title: str = "Manajemen tertinggal") -> Picture:
    rows = pd.DataFrame(
        {"label": ["Kebijakan", "Manajemen"], "weight": [13, 16.5], "own": [3.5, 1.8], "reference": [3.1, 2.0]},
        index=["D1", "D3"],
    ).assign(change=float("nan"))
    chart = dot_plot(rows, colours, own_name=name, reference_name="median", change_from=None)
    return Picture(title, chart, "Tingkat kematangan.", rows, {"label": Column("Domain"), "own": Column("Nilai", 2)})


def words(svg: bytes) -> str:
    tree = ElementTree.fromstring(svg)
    return " ".join("".join(text.itertext()) for text in tree.iter(f"{SVG}text"))


def bare(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign.isprintable())


@pytest.mark.parametrize("name", NAMES)
def test_names_stay_names(name: str) -> None:
    colours = palette(False)
    about = replace(ABOUT, subject=name, source=name)
    picture = made(colours, title=name)
    svg = picture_svg(picture, about, colours)
    tags = {part.tag.removeprefix(SVG) for part in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "g", "text", "tspan", "rect", "circle", "path"}
    assert bare(words(svg)).count(bare(name)) == 3
    assert b"script>" not in svg.replace(b"script&gt;", b"")
    assert picture_png(picture, about, colours).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'A & "B"', "Kota 😀"])
def test_names_in_a_chart_stay_names(name: str) -> None:
    colours = palette(False)
    svg = picture_svg(made(colours, name), ABOUT, colours)
    assert name in words(svg)
    assert b"<script" not in svg


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_says_what_it_shows_and_whence(dark: bool) -> None:
    colours = palette(dark)
    said = words(picture_svg(made(colours), ABOUT, colours))
    for text in (
        "Manajemen tertinggal",
        "Kabupaten Luwu Utara, Nilai akhir 2024",
        "Tingkat kematangan.",
        "Sumber: KemenPANRB.",
        "Dibuat 1 Desember 2026",
        "3,50 Luwu Utara",
    ):
        assert text in said


def test_what_is_not_known_takes_no_room() -> None:
    colours = palette(False)
    whole = ElementTree.fromstring(picture_svg(made(colours), ABOUT, colours))
    svg = picture_svg(made(colours), replace(ABOUT, subject="", moment="", source=""), colours)
    assert "Sumber" not in words(svg)
    assert float(ElementTree.fromstring(svg).attrib["height"]) < float(whole.attrib["height"])


def test_letters_are_legible_on_a_phone() -> None:
    colours = palette(False)
    tree = ElementTree.fromstring(picture_svg(made(colours), ABOUT, colours))
    (group,) = tree.iter(f"{SVG}g")
    inside = {id(text) for text in group.iter(f"{SVG}text")}
    sizes = [
        float(text.attrib["font-size"]) * (LARGER if id(text) in inside else 1) for text in tree.iter(f"{SVG}text")
    ]
    assert inside
    assert min(sizes) >= 14


def test_a_long_title_is_broken_into_lines() -> None:
    colours = palette(False)
    title = "Semua domain di atas median kabupaten; hanya Manajemen turun sejak tahun sebelumnya"
    tree = ElementTree.fromstring(picture_svg(made(colours, title=title), ABOUT, colours))
    lines = ["".join(text.itertext()) for text in tree if text.tag == f"{SVG}text" and text.get("font-size") == "25"]
    assert len(lines) == 2
    assert " ".join(lines) == title


@pytest.mark.parametrize("dark", [False, True])
def test_the_png_is_twice_as_sharp_on_the_ground_of_its_colours(dark: bool) -> None:
    colours = palette(dark)
    content = picture_png(made(colours), ABOUT, colours)
    width, height = struct.unpack(">II", content[16:24])
    svg = ElementTree.fromstring(picture_svg(made(colours), ABOUT, colours))
    assert (width, height) == (SHARP * WIDTH, SHARP * int(svg.attrib["height"]))
    image = Image.open(BytesIO(content)).convert("RGB")
    ground = tuple(int(colours.ground[at : at + 2], 16) for at in (1, 3, 5))
    assert {image.getpixel(corner) for corner in ((0, 0), (width - 1, height - 1))} == {ground}
    accent = tuple(int(colours.accent[at : at + 2], 16) for at in (1, 3, 5))
    assert accent in [colour for _, colour in image.getcolors(1 << 24)]


def test_words_are_drawn_by_the_shipped_font() -> None:
    colours = palette(False)
    chart = change_bars(pd.DataFrame({"label": [], "change": []}), colours)
    table = pd.DataFrame({"label": ["a"]})
    empty = Picture("", chart, "", table, {"label": Column("Nama")})
    told = replace(empty, title="Manajemen")
    image = Image.open(BytesIO(picture_png(told, ABOUT, colours))).convert("L")
    dark = sum(image.crop((0, 0, SHARP * WIDTH, 110)).histogram()[:128])
    assert dark > 1000
