"""What is drawn is the whole figure, in its place, in letters that the shipped font has; anything else is refused."""

import ast
import html
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import ImageFont

from spbe_analytics import charts
from spbe_analytics.analysis.snapshot import Snapshot
from spbe_analytics.charts import palette, style
from spbe_analytics.charts.picture import Picture as Chart
from spbe_analytics.parts.view import View
from spbe_analytics.regions import gazetteer
from spbe_analytics.reports.drawing import draw
from spbe_analytics.reports.drawing.marks import SYMBOLS
from spbe_analytics.reports.drawing.texts import INSTEAD
from spbe_analytics.reports.pictures import FONTS
from spbe_analytics.workspace import Workspace
from tests.conftest import ROOT
from tests.reports.samples import SAMPLES, sample, view_of

WIDTHS = (330, 512, 900)
SVG = "{http://www.w3.org/2000/svg}"
EM = 1000
INSTRUMENTS = ("spbe_59_2020", "pemdi_8_2026", "spbe_5_2018")


def face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(next(path for path in FONTS if path.endswith(f"-{name}.ttf")), EM)


FACES = {False: face("Regular"), True: face("Bold")}


@pytest.fixture(scope="module")
def snapshot(lasting: Workspace) -> Snapshot:
    return lasting.snapshot()


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def view(request: pytest.FixtureRequest, snapshot: Snapshot) -> View:
    return view_of(snapshot, dark=request.param)


def parsed(chart: Chart, width: float) -> ElementTree.Element:
    return ElementTree.fromstring(draw(chart, width).svg)


def said(chart: Chart) -> set[str]:
    """Return the lines of text that a figure shows, without tags."""
    layout, data = chart.to_dict()["layout"], chart.to_dict()["data"]
    texts = [note["text"] for note in layout.get("annotations", [])]
    axes = [axis for name in ("xaxis", "yaxis") if (axis := layout.get(name, {})).get("visible", True)]
    if chart.polar:
        axes = [layout["polar"]["angularaxis"]]
    texts += [text for axis in axes for text in axis.get("ticktext", [])]
    texts += [text for trace in data if trace.get("mode") == "text" for text in trace["text"]]
    if layout["showlegend"]:
        texts += [trace["name"] for trace in data if trace.get("showlegend", True)]
    lines = [re.sub("<[^>]*>", "", line) for text in texts for line in str(text).split("<br>")]
    return {spaced("".join(INSTEAD.get(sign, sign) for sign in html.unescape(line))) for line in lines} - {""}


def spaced(text: str) -> str:
    return " ".join(text.split())


def written(tree: ElementTree.Element) -> list[str]:
    return [spaced("".join(text.itertext())) for text in tree.iter(f"{SVG}text")]


def boxes(tree: ElementTree.Element) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, top, right and bottom of each text, measured by the shipped font."""
    for text in tree.iter(f"{SVG}text"):
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        runs = [(text.text or "", False)]
        for part in text:
            runs += [(part.text or "", part.get("font-weight") == "700"), (part.tail or "", False)]
        across = sum(FACES[bold].getlength(run) for run, bold in runs) * size / EM
        left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * across
        box = (left, y - 0.75 * size, left + across, y + 0.25 * size)
        turn = re.fullmatch(r"rotate\(-90 ([\d.]+) ([\d.]+)\)", text.get("transform", ""))
        if turn:
            about, down = float(turn[1]), float(turn[2])
            box = (
                about + box[1] - down, down - (box[2] - about), about + box[3] - down, down - (box[0] - about),
            )  # fmt: skip
        yield box


def corners(tree: ElementTree.Element) -> Iterator[tuple[float, float]]:
    for part in tree.iter():
        number = {name: float(part.get(name, 0)) for name in ("x", "y", "width", "height", "cx", "cy", "r")}
        if part.tag == f"{SVG}rect":
            yield number["x"], number["y"]
            yield number["x"] + number["width"], number["y"] + number["height"]
        elif part.tag == f"{SVG}circle":
            yield number["cx"] - number["r"], number["cy"] - number["r"]
            yield number["cx"] + number["r"], number["cy"] + number["r"]
        elif part.tag == f"{SVG}path":
            ways = re.findall(r"(-?[\d.]+),(-?[\d.]+)", part.attrib["d"])
            assert ways
            yield from ((float(x), float(y)) for x, y in ways)


def chart_functions() -> dict[str, Any]:
    """Find what makes a finished figure: the public functions of the charts that call ``describe``."""
    modules = [
        importlib.import_module(f"{charts.__name__}.{item.name}") for item in pkgutil.iter_modules(charts.__path__)
    ]
    return {
        name: module
        for module in modules
        for name, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and name != "describe" and "describe" in made.__code__.co_names
    }


def test_every_chart_has_a_sample(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[str] = set()

    def noted(original: Callable[..., Chart]) -> Callable[..., Chart]:
        def describe(figure: Chart, sentence: str) -> Chart:
            made.add(sys._getframe(1).f_code.co_name)
            return original(figure, sentence)

        return describe

    for module in set(chart_functions().values()):
        monkeypatch.setattr(module, "describe", noted(module.describe))
    fresh = view_of(view.snapshot, dark=view.palette.dark)
    for name in SAMPLES:
        sample(name, fresh)
    assert made == set(chart_functions())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_text_of_the_figure_is_written(view: View, name: str) -> None:
    chart = sample(name, view).figure
    assert said(chart)
    assert set(written(parsed(chart, 512))) == said(chart)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SAMPLES)
def test_marks_and_words_lie_on_the_canvas(view: View, name: str, width: int) -> None:
    drawn = draw(sample(name, view).figure, width)
    tree = ElementTree.fromstring(drawn.svg)
    for x, y in corners(tree):
        assert -1 <= x <= width + 1, (x, y)
        assert -1 <= y <= drawn.height + 1, (x, y)
    for left, top, right, bottom in boxes(tree):
        assert left >= -1, (left, top)
        assert right <= width + 1, (left, right)
        assert top >= -1, (left, top)
        assert bottom <= drawn.height + 1, (left, bottom)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_point_bar_and_square_is_drawn(view: View, name: str) -> None:
    chart = sample(name, view).figure
    content = chart.to_dict()
    layout, wanted = content["layout"], {"circle": 0, "symbol": 0, "area": 0}
    for trace in content["data"]:
        if "markers" in trace.get("mode", ""):
            across, up = (trace["r"], trace["theta"]) if chart.polar else (trace["x"], trace["y"])
            named = layout["showlegend"] and trace.get("showlegend", True)
            known = sum(x is not None and y is not None for x, y in zip(across, up, strict=True)) + named
            wanted["circle" if trace["marker"].get("symbol", "circle") == "circle" else "symbol"] += known
            wanted["symbol"] += trace.get("fill") == "toself"
        elif trace["type"] == "bar":
            wanted["area"] += len(trace["x"])
        elif trace["type"] == "heatmap":
            wanted["area"] += sum(value is not None for row in trace["z"] for value in row)
    wanted["area"] += sum(shape["type"] == "rect" for shape in layout.get("shapes", []))
    wanted["area"] += sum("bgcolor" in note for note in layout.get("annotations", []))
    parts = list(parsed(chart, 512).iter())
    heatmap = any(trace["type"] == "heatmap" for trace in content["data"])
    squares = [part for part in parts if heatmap and re.fullmatch(r"(M[^MLZ]+(L[^MLZ]+){3}Z)+", part.get("d", ""))]
    assert {
        "circle": sum(part.tag == f"{SVG}circle" for part in parts),
        "symbol": sum(part.get("d", "").endswith("Z") for part in parts if part not in squares),
        "area": sum(part.tag == f"{SVG}rect" for part in parts) + sum(part.attrib["d"].count("Z") for part in squares),
    } == wanted


def in_font(sign: str) -> bool:
    return all(bytes(face.getmask(sign)) != bytes(face.getmask("\uffff")) for face in FACES.values())


TELLING = ("charts", "parts", "scoring", "analysis", "instruments", "regions", "ui", "schema.py")
"""What pictures take their words from."""


def constants() -> Iterator[str]:
    for path in (ROOT / "spbe_analytics").rglob("*.py"):
        if path.relative_to(ROOT / "spbe_analytics").parts[0] in TELLING:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
    yield from ((ROOT / "spbe_analytics" / "instruments" / f"{name}.yaml").read_text() for name in INSTRUMENTS)
    yield from (region.name for region in gazetteer().governments())


def test_the_font_has_every_sign_of_the_product() -> None:
    signs = {sign for text in constants() for sign in text if sign.isprintable() and not sign.isspace()}
    assert signs >= {"▼", "−", "–", "→", "×", "…", *INSTEAD}
    assert {sign for sign in signs if not in_font(sign)} == set(INSTEAD)
    assert all(in_font(sign) for sign in INSTEAD.values())


def plain_chart() -> Chart:
    chart = style(Chart(), palette(False), 120, (20, 30, 10, 10))
    chart.update_xaxes(range=[0, 10], visible=False)
    chart.update_yaxes(range=[100, 0], visible=False)
    return chart


def marks(chart: Chart, tag: str, *names: str) -> list[tuple[float, ...]]:
    return [tuple(float(part.attrib[name]) for name in names) for part in parsed(chart, 350).iter(f"{SVG}{tag}")]


def test_points_lie_where_their_values_are() -> None:
    chart = plain_chart()
    chart.add_scatter(x=[0, 5, None, 10], y=[0, 50, 20, 100], mode="markers", marker={"color": "#000000", "size": 8})
    assert marks(chart, "circle", "cx", "cy", "r") == [(20, 10, 4), (170, 60, 4), (320, 110, 4)]


def test_bars_of_a_stack_follow_one_another_and_others_begin_at_their_base() -> None:
    look = {"color": "#112233", "line": {"width": 0}}
    chart = plain_chart()
    chart.update_layout(barmode="stack")
    for length in (2, 3):
        chart.add_bar(x=[length], y=[50], orientation="h", width=20, marker=look)
    assert marks(chart, "rect", "x", "y", "width", "height") == [(20, 50, 60, 20), (80, 50, 90, 20)]
    chart = plain_chart()
    chart.add_bar(x=[-2], base=[5], y=[50], orientation="h", width=20, marker=look)
    assert marks(chart, "rect", "x", "y", "width", "height") == [(110, 50, 60, 20)]
    chart = plain_chart()
    chart.add_bar(x=[5], y=[10], base=[20], width=[2], marker=look)
    assert marks(chart, "rect", "x", "y", "width", "height") == [(140, 30, 60, 10)]


def test_squares_have_the_colour_of_their_value_and_a_missing_one_is_empty() -> None:
    chart = plain_chart()
    scale = [[0, "#000000"], [0.5, "#804020"], [1, "#FFFFFF"]]
    chart.add_heatmap(x=[0, 5, 10], y=[0, 100], z=[[1, None]], zmin=0, zmax=2, colorscale=scale, showscale=False)
    tree = parsed(chart, 350)
    squares = [part.attrib for part in tree.iter(f"{SVG}path") if part.get("fill") != "none"]
    assert [(one["fill"], one["d"]) for one in squares] == [("#804020", "M20,10L170,10L170,110L20,110Z")]


def test_a_missing_value_interrupts_a_line() -> None:
    chart = plain_chart()
    line = {"color": "#000000", "width": 2, "dash": "dot"}
    chart.add_scatter(x=[0, 1, 2, 3, 4], y=[0, 0, None, 0, 0], mode="lines", line=line)
    (path,) = parsed(chart, 350).iter(f"{SVG}path")
    assert path.attrib["d"].count("M") == 2
    assert path.attrib["stroke-dasharray"] == "3,3"


def test_a_turn_begins_at_the_top_and_goes_clockwise() -> None:
    chart = Chart()
    chart.add_scatterpolar(r=[5, 5], theta=[0, 90], mode="markers", marker={"color": "#000000", "size": 2})
    style(chart, palette(False), 100, (0, 0, 0, 0))
    chart.update_layout(
        polar={"radialaxis": {"range": [0, 5]}, "angularaxis": {"tickvals": [], "ticktext": [], "tickfont": {}}}
    )
    assert marks(chart, "circle", "cx", "cy") == [(175, 0), (225, 50)]


def test_each_symbol_has_a_shape_of_its_own() -> None:
    shapes = set()
    for symbol in SYMBOLS:
        chart = plain_chart()
        chart.add_scatter(x=[5], y=[50], mode="markers", marker={"color": "#000000", "size": 10, "symbol": symbol})
        tree = parsed(chart, 350)
        shapes.add("".join(part.get("d", "o") for part in tree if part.tag in (f"{SVG}path", f"{SVG}circle")))
    assert len(shapes) == len(SYMBOLS)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda chart: chart._trace("pie", {"values": [1]}), r"data\[0\] \(pie\)\.values"),
        (lambda chart: chart.add_scatter(x=[1], y=[1], mode="markers", fill="tozeroy"), r"\.fill"),
        (lambda chart: chart.add_scatter(x=[1], y=[1], mode="lines+text"), "mode = 'lines\\+text'"),
        (lambda chart: chart.add_scatter(x=[1], y=[1], marker={"symbol": ["circle", "star"]}), "'star'"),
        (lambda chart: chart.add_scatter(x=[1], y=[1], line={"dash": "wavy"}), "'wavy'"),
        (lambda chart: chart.add_scatter(x=[1], y=[1], line={"color": "red"}), "'red'"),
        (lambda chart: chart.add_bar(x=[1], y=[1], text=["a"]), r"\.text"),
        (lambda chart: chart.add_shape(type="circle"), "'circle'"),
        (lambda chart: chart.add_shape(type="path", path="M0,0C1,1 2,2 3,3"), "path"),
        (lambda chart: chart.add_annotation(text="a", showarrow=True), "showarrow = True"),
        (lambda chart: chart.add_annotation(text="a", textangle=45), "textangle = 45"),
        (lambda chart: chart.update_layout(title="Judul"), "layout.title"),
        (lambda chart: chart.update_xaxes(showgrid=True), "showgrid = True"),
    ],
)
def test_what_would_not_be_drawn_is_refused(spoil: Callable[[Chart], None], where: str) -> None:
    chart = plain_chart()
    assert draw(chart, 350).height == 120
    spoil(chart)
    with pytest.raises(ValueError, match=where):
        draw(chart, 350)
