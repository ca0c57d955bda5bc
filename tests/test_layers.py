"""Proves from the source that imports point down only, and that the house rules for modules and pages hold.

Every rule is a function from source text to a list of faults; each is shown a small bad source as well, so that a
rule that no longer sees anything fails.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "spbe_analytics"

GROUND = frozenset({"schema", "errors", "atomic", "garbage", "formulas", "entries", "yaml_files"})
FACTS = GROUND | {"instruments", "regions"}
SCORED = FACTS | {"scoring"}
ANALYSED = SCORED | {"analysis"}
STORED = ANALYSED | {"ingest", "store", "settings"}
SHOWN = STORED | {"parts", "history", "preview", "workspace", "charts", "reports"}

ALLOWED: dict[str, frozenset[str]] = {
    "schema": frozenset(),
    "errors": frozenset(),
    "atomic": frozenset({"errors"}),
    "garbage": frozenset(),
    "formulas": frozenset(),
    "entries": frozenset({"schema"}),
    "yaml_files": frozenset({"errors"}),
    "settings": frozenset({"errors"}),
    "instruments": GROUND,
    "regions": GROUND,
    "scoring": FACTS,
    "ingest": SCORED,
    "store": SCORED,
    "analysis": SCORED,
    "charts": ANALYSED,
    "parts": ANALYSED | {"charts"},
    "reports": ANALYSED | {"charts", "parts"},
    "history": STORED,
    "newest": STORED,
    "preview": STORED,
    "workspace": STORED | {"history", "newest", "preview"},
    "documents": SHOWN | {"newest"},
    "opendata": STORED | {"api", "history", "preview", "workspace"},
    "ui": SHOWN | {"documents", "api", "opendata"},
    "cli": (SHOWN | {"documents", "opendata"}) - {"charts"},
    "api": (SHOWN | {"documents"}) - {"charts"},
    "__main__": frozenset({"cli"}),
    "pages": frozenset({"ui", "parts", "schema"}),
    "dashboard": frozenset({"ui", "schema"}),
}
"""What each part of the product may import of the others; a new part is a new row."""

CONFINED: dict[str, tuple[str, ...]] = {
    "streamlit": ("spbe_analytics/ui/", "pages/", "dashboard.py"),
    "plotly": ("spbe_analytics/charts/",),
    "sqlalchemy": ("spbe_analytics/store/",),
    "alembic": ("spbe_analytics/store/",),
    "psycopg": ("spbe_analytics/store/",),
    "python_calamine": ("spbe_analytics/ingest/",),
    "pypdf": ("spbe_analytics/reports/",),
    "openpyxl": ("spbe_analytics/ingest/",),
    "xlsxwriter": ("spbe_analytics/reports/", "spbe_analytics/ingest/template.py"),
    "pptx": ("spbe_analytics/reports/",),
    "typst": ("spbe_analytics/reports/",),
    "resvg_py": ("spbe_analytics/reports/",),
    "typer": ("spbe_analytics/cli/",),
    "starlette": ("spbe_analytics/api/", "spbe_analytics/ui/door/"),
}
"""Where a library may be imported; everywhere else it may not."""

SHARED = frozenset({"kit", "words", "plan"})
"""The rooms of ``ui`` that every page's room may import; ``kit`` imports itself only, ``words`` besides ``kit`` too."""

SERVED = frozenset({"door"})
"""The rooms of ``ui`` that are no page's: what the server answers before and beside the pages."""

FORBIDDEN_NAMES = frozenset({"core", "utils", "util", "helpers", "helper", "common", "misc"})
LONGEST_MODULE = 400
MOST_MODULES = 12
LONGEST_PAGE = 60
STATEMENTS_OF_DASHBOARD = 3

NUMBERS = frozenset({47, 45.5, 16.5, 27.5, 2.6, 4.2})
"""Numbers of one regulation that nothing else in the product can mean."""

MORE_NUMBERS = NUMBERS | {37, 1.3, 1.8, 2.75, 20 / 6}
"""Numbers of one regulation where no line widths, paddings and the like are written."""

DRAWING = ("spbe_analytics/charts/", "spbe_analytics/reports/", "spbe_analytics/ui/", "spbe_analytics/ingest/template")

GUARDED = frozenset({"parts", "tabs", "open_page", "sources_line", "opening"})
"""What a page may call by itself: it goes through the boundary inside, or only writes fixed text."""

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)


def part_of(path: str) -> str:
    """Name the part of the product a file belongs to: ``scoring``, ``cli`` or ``pages``."""
    first, _, rest = path.partition("/")
    return (rest if first == PACKAGE else first).partition("/")[0].removesuffix(".py")


def imported(source: str, path: str) -> Iterator[str]:
    """Yield the full dotted name of everything imported anywhere in a source, relative imports resolved."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = path.removesuffix(".py").split("/")[: -node.level] if node.level else []
            prefix = ".".join([*base, *filter(None, [node.module])])
            yield from (f"{prefix}.{alias.name}" for alias in node.names)


def import_faults(source: str, path: str) -> list[str]:
    """List imports of another part of the product that the table does not allow."""
    part = part_of(path)
    if part not in ALLOWED and part != "__init__":
        return [f"{path}: add a row for “{part}” to ALLOWED"]
    own = {part} if path.startswith(PACKAGE) else set()
    faults = []
    for name in imported(source, path):
        first, *rest = name.split(".")
        if first != PACKAGE:
            continue
        other = rest[0] if rest else PACKAGE
        if other not in ALLOWED.get(part, frozenset()) | own:
            faults.append(f"{path}: {part} must not import {other}")
    return faults


def room_faults(source: str, path: str) -> list[str]:
    """List imports of another page's room: what two rooms need lies in ``kit`` or ``words``, or below ``ui``."""
    room = room_of(path)
    if room is None:
        return []
    below = {"kit": frozenset({"kit"}), "words": frozenset({"kit", "words"})}.get(room, SHARED | {room})
    prefix = f"{PACKAGE}.ui."
    rooms = {name.removeprefix(prefix).partition(".")[0] for name in imported(source, path) if name.startswith(prefix)}
    return [f"{path}: {room} must not import {other}" for other in sorted(rooms - below)]


def room_of(path: str) -> str | None:
    """Name the room a module of ``ui`` lies in: ``kit``, ``words``, or a page's; ``None`` outside."""
    folders = path.split("/")
    return folders[2] if path.startswith(f"{PACKAGE}/ui/") and len(folders) > 3 else None


def library_faults(source: str, path: str) -> list[str]:
    """List imports of libraries outside the folders they are confined to."""
    firsts = dict.fromkeys(name.partition(".")[0] for name in imported(source, path))
    return [
        f"{path}: {library} only in {', '.join(CONFINED[library])}"
        for library in firsts
        if library in CONFINED and not path.startswith(CONFINED[library])
    ]


def number_faults(source: str, path: str) -> list[str]:
    """List numbers that belong to one regulation and therefore into its YAML file."""
    known = NUMBERS if path.startswith(DRAWING) else MORE_NUMBERS
    return [
        f"{path}:{node.lineno}: {node.value} belongs to an instrument's file"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value in known
    ]


def shape_faults(source: str, path: str) -> list[str]:
    """List what is wrong with a module's length and name."""
    parts = [part.removesuffix(".py") for part in path.split("/")]
    faults = [f"{path}: “{part}” says nothing; name what it does" for part in parts if part in FORBIDDEN_NAMES]
    if len(source.splitlines()) > LONGEST_MODULE:
        faults.append(f"{path}: more than {LONGEST_MODULE} lines")
    return faults


def body_of(tree: ast.Module) -> list[ast.stmt]:
    """Give a module's statements without its docstring and imports."""
    body = tree.body[1:] if ast.get_docstring(tree) is not None else tree.body
    return [statement for statement in body if not isinstance(statement, ast.Import | ast.ImportFrom)]


def opens_page(statement: ast.stmt) -> bool:
    """Tell whether a statement is a call of ``open_page``, its result kept or not."""
    call = statement.value if isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign) else None
    if not isinstance(call, ast.Call):
        return False
    name = call.func
    return (name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")) == "open_page"


def page_faults(source: str, path: str) -> list[str]:
    """List what a page does that belongs into ``ui/`` or below."""
    tree = ast.parse(source)
    body = body_of(tree)
    faults = []
    if len(source.splitlines()) > LONGEST_PAGE:
        faults.append(f"{path}: more than {LONGEST_PAGE} lines")
    if not body or not opens_page(body[0]):
        faults.append(f"{path}: the first statement after the imports must call open_page")
    barred = {"pandas", "numpy", "plotly"}
    faults += [f"{path}: imports {name}" for name in imported(source, path) if name.partition(".")[0] in barred]
    for node in ast.walk(tree):
        line = f"{path}:{getattr(node, 'lineno', 0)}"
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            faults.append(f"{line}: defines {node.name}")
        elif isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ARITHMETIC):
            faults.append(f"{line}: computes")
        elif "session_state" in (getattr(node, "attr", None), getattr(node, "id", None), getattr(node, "value", None)):
            faults.append(f"{line}: touches session_state")
    return faults


def unguarded(source: str, path: str) -> list[str]:
    """List what a page draws, or a widget or fragment runs, outside the boundary that words errors."""
    tree = ast.parse(source)
    faults = []
    if path.startswith("pages/"):
        guarded = {
            id(call)
            for block in ast.walk(tree)
            if isinstance(block, ast.With) and any(_name(item.context_expr) == "part" for item in block.items)
            for call in ast.walk(block)
        }
        for statement in ast.walk(tree):
            if (
                isinstance(statement, ast.Expr)
                and isinstance(statement.value, ast.Call)
                and id(statement) not in guarded
            ):
                name = _name(statement.value)
                if name not in GUARDED:
                    faults.append(f"{path}:{statement.lineno}: {name} is drawn outside parts() and part()")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            names = [_name(decorator) for decorator in node.decorator_list]
            if {"fragment", "dialog"} & set(names) and names[-1] != "guarded":
                faults.append(f"{path}:{node.lineno}: {node.name} is not guarded")
    return faults


def callbacks(source: str) -> Iterator[str]:
    """Yield the names of the functions that widgets call."""
    for node in ast.walk(ast.parse(source)):
        called = isinstance(node, ast.keyword) and node.arg in ("on_click", "on_change")
        if called and isinstance(node.value, ast.Name | ast.Attribute):
            yield _name(node.value)


def answering(source: str) -> Iterator[str]:
    """Yield the names of the functions whose errors the next run tells."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and "answering" in map(_name, node.decorator_list):
            yield node.name


def _name(node: ast.expr) -> str:
    """Give the last name of a call, an attribute or a name."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def dashboard_faults(source: str, path: str) -> list[str]:
    """List what is wrong with the entry: it opens the app and does nothing else."""
    count = len(body_of(ast.parse(source)))
    return [] if 1 <= count <= STATEMENTS_OF_DASHBOARD else [f"{path}: {count} statements"]


def files(*patterns: str) -> list[str]:
    """List source files by their path from the project's folder."""
    return sorted(path.relative_to(ROOT).as_posix() for pattern in patterns for path in ROOT.glob(pattern))


MODULES = files(f"{PACKAGE}/**/*.py")
PAGES = files("pages/*.py")
PRODUCT = [*MODULES, *PAGES, *files("dashboard.py")]


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_the_source_is_found() -> None:
    assert {"spbe_analytics/schema.py", "spbe_analytics/store/migrations/env.py"} <= set(MODULES)


def test_the_product_has_pages_and_an_entry() -> None:
    assert PAGES
    assert "dashboard.py" in PRODUCT


def test_the_table_of_imports_points_down_only() -> None:
    above: dict[str, set[str]] = {part: set(below) for part, below in ALLOWED.items()}
    settled: set[str] = set()
    while above:
        free = {part for part, below in above.items() if below <= settled}
        assert free, f"a circle among {sorted(above)}"
        settled |= free
        above = {part: below for part, below in above.items() if part not in free}


@pytest.mark.parametrize("path", PRODUCT)
def test_imports_point_down_only(path: str) -> None:
    assert import_faults(read(path), path) == []


@pytest.mark.parametrize("path", MODULES)
def test_a_room_imports_kit_and_below(path: str) -> None:
    assert room_faults(read(path), path) == []


def test_every_page_has_a_room_of_its_name() -> None:
    rooms = {room for path in MODULES if (room := room_of(path))} - SHARED - SERVED
    assert rooms == {Path(page).stem for page in PAGES}
    assert files(f"{PACKAGE}/ui/*.py") == [f"{PACKAGE}/ui/__init__.py"]


@pytest.mark.parametrize("folder", sorted({str(Path(path).parent) for path in MODULES}))
def test_a_folder_holds_few_modules(folder: str) -> None:
    assert len([path for path in MODULES if str(Path(path).parent) == folder]) - 1 <= MOST_MODULES


@pytest.mark.parametrize(
    ("path", "source", "seen"),
    [
        ("spbe_analytics/ui/tren/a.py", "from spbe_analytics.ui.profil import levels", 1),
        ("spbe_analytics/ui/kit/a.py", "from spbe_analytics.ui.words import headlines", 1),
        ("spbe_analytics/ui/words/a.py", "from spbe_analytics.ui.tren.change import show", 1),
        (
            "spbe_analytics/ui/tren/a.py",
            "from spbe_analytics.ui.kit import view\nfrom spbe_analytics.ui.words import a",
            0,
        ),
        (
            "spbe_analytics/ui/tren/a.py",
            "from spbe_analytics.ui.tren import b\nfrom spbe_analytics.charts import radar",
            0,
        ),
    ],
)
def test_a_room_in_another_room_is_seen(path: str, source: str, seen: int) -> None:
    assert len(room_faults(source, path)) == seen


@pytest.mark.parametrize("path", PRODUCT)
def test_libraries_stay_where_they_belong(path: str) -> None:
    assert library_faults(read(path), path) == []


@pytest.mark.parametrize("path", MODULES)
def test_no_module_knows_a_number_of_one_regulation(path: str) -> None:
    assert number_faults(read(path), path) == []


@pytest.mark.parametrize("path", PRODUCT)
def test_modules_are_short_and_named_for_what_they_do(path: str) -> None:
    assert shape_faults(read(path), path) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_reads_like_a_table_of_contents(path: str) -> None:
    assert page_faults(read(path), path) == []


@pytest.mark.parametrize("path", [*PAGES, *[path for path in MODULES if path.startswith("spbe_analytics/ui/")]])
def test_what_is_drawn_goes_through_the_boundary(path: str) -> None:
    assert unguarded(read(path), path) == []


def test_what_widgets_call_tells_its_errors() -> None:
    sources = [read(path) for path in MODULES if path.startswith("spbe_analytics/ui/")]
    called = {name for source in sources for name in callbacks(source)}
    assert called
    assert called <= {name for source in sources for name in answering(source)}


@pytest.mark.parametrize(
    ("path", "source", "seen"),
    [
        ("pages/profil.py", "view = open_page()\nprofile.domains(view)", 1),
        ("pages/profil.py", "view = open_page()\nwith left:\n    profile.domains(view)", 1),
        ("pages/profil.py", "view = open_page()\nwith left, part():\n    profile.domains(view)", 0),
        ("pages/profil.py", "view = open_page()\nparts((profile.domains,), view)", 0),
        ("spbe_analytics/ui/a.py", "@st.fragment\ndef show() -> None: ...", 1),
        ("spbe_analytics/ui/a.py", "@st.dialog('Tabel')\n@guarded\ndef show() -> None: ...", 0),
    ],
)
def test_what_goes_past_the_boundary_is_seen(path: str, source: str, seen: int) -> None:
    assert len(unguarded(source, path)) == seen


def bare_grids(path: str, source: str) -> list[str]:
    """Forbid a table of which paper would show nothing: the kit's grid gives paper its rows."""
    if path == f"{PACKAGE}/ui/kit/components.py":
        return []
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [f"{path}:{call.lineno}" for call in calls if _name(call) == "dataframe"]


@pytest.mark.parametrize("path", [*PAGES, *[path for path in MODULES if path.startswith("spbe_analytics/ui/")]])
def test_a_long_table_is_one_that_prints(path: str) -> None:
    assert bare_grids(path, read(path)) == []


def test_a_bare_grid_is_seen() -> None:
    assert len(bare_grids("spbe_analytics/ui/a.py", "st.dataframe(frame)")) == 1
    assert bare_grids("spbe_analytics/ui/a.py", "components.grid(frame)") == []


def decides_for_itself(path: str, source: str) -> list[str]:
    """Forbid what shows things to pick the first of equals: who is lowest is told below, with all equals."""
    if not path.startswith((f"{PACKAGE}/ui/", f"{PACKAGE}/cli/", f"{PACKAGE}/reports/", "pages/", "dashboard.py")):
        return []
    picks = {"idxmin", "idxmax", "argmin", "argmax"}
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in picks:
            found.append(f"{path}:{node.lineno} {node.attr}")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"min", "max"}:
            found += [f"{path}:{node.lineno} {node.func.id} by key" for given in node.keywords if given.arg == "key"]
    return found


@pytest.mark.parametrize("path", PRODUCT)
def test_what_shows_does_not_pick_one_of_equals(path: str) -> None:
    assert decides_for_itself(path, (ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("spbe_analytics/ui/profil/profile.py", 1),
        ("pages/profil.py", 1),
        ("spbe_analytics/analysis/change/corrections.py", 0),
    ],
)
def test_picking_one_of_equals_is_seen(path: str, seen: int) -> None:
    assert len(decides_for_itself(path, "weakest = rows['value'].idxmin()\n")) == seen
    assert len(decides_for_itself(path, "weakest = min(rows, key=lambda row: row.value)\n")) == seen
    assert decides_for_itself(path, "least = min(row.value for row in rows)\n") == []


def test_pages_lie_flat() -> None:
    assert files("pages/*/**/*.py") == []


def test_the_entry_only_opens_the_app() -> None:
    assert dashboard_faults(read("dashboard.py"), "dashboard.py") == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("spbe_analytics/scoring/a.py", "import spbe_analytics.store"),
        ("spbe_analytics/scoring/a.py", "from spbe_analytics.store import Store"),
        ("spbe_analytics/scoring/a.py", "from spbe_analytics import store"),
        ("spbe_analytics/scoring/a.py", "from ..store import Store"),
        ("spbe_analytics/scoring/a.py", "from .. import store"),
        ("spbe_analytics/scoring/a.py", "def late():\n    from spbe_analytics.store import Store"),
        (
            "spbe_analytics/scoring/a.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import spbe_analytics.ui",
        ),
        ("spbe_analytics/ingest/layouts/a.py", "from ...store import Store"),
        ("spbe_analytics/ingest/a.py", "from spbe_analytics.settings import settings"),
        ("spbe_analytics/analysis/a.py", "from spbe_analytics.charts import radar"),
        ("spbe_analytics/charts/a.py", "from spbe_analytics.workspace import Workspace"),
        ("spbe_analytics/workspace.py", "from spbe_analytics.ui import cache"),
        ("spbe_analytics/cli/__init__.py", "from spbe_analytics.ui import cache"),
        ("spbe_analytics/cli/__init__.py", "import spbe_analytics.charts"),
        ("spbe_analytics/schema.py", "from spbe_analytics.errors import SpbeError"),
        ("spbe_analytics/__init__.py", "from spbe_analytics.schema import Kind"),
        ("spbe_analytics/novel/a.py", ""),
        ("pages/profil.py", "from spbe_analytics.scoring import score"),
        ("pages/profil.py", "from spbe_analytics import analysis"),
        ("pages/profil.py", "from pages import tren\nimport spbe_analytics"),
        ("dashboard.py", "from spbe_analytics.workspace import Workspace"),
    ],
)
def test_a_wrong_import_is_seen(path: str, source: str) -> None:
    assert len(import_faults(source, path)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("spbe_analytics/scoring/a.py", "from spbe_analytics.instruments import Instrument\nfrom . import display"),
        (
            "spbe_analytics/ingest/layouts/a.py",
            "from ..findings import Finding\nfrom ...scoring import score",
        ),
        ("spbe_analytics/ui/a.py", "from spbe_analytics import charts, workspace"),
        ("pages/profil.py", "from spbe_analytics.ui.kit.shell import open_page\nimport streamlit as st"),
    ],
)
def test_a_right_import_is_left_alone(path: str, source: str) -> None:
    assert import_faults(source, path) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("spbe_analytics/charts/a.py", "import streamlit as st"),
        ("spbe_analytics/workspace.py", "from streamlit.runtime import exists"),
        ("spbe_analytics/ui/a.py", "import plotly.graph_objects as go"),
        ("pages/profil.py", "from plotly import express"),
        ("spbe_analytics/workspace.py", "def late():\n    import sqlalchemy as sa"),
        ("spbe_analytics/ingest/a.py", "from alembic import command"),
        ("spbe_analytics/reports/a.py", "import python_calamine"),
        ("spbe_analytics/reports/a.py", "from openpyxl import Workbook"),
        ("spbe_analytics/ingest/reading.py", "import xlsxwriter"),
        ("spbe_analytics/workspace.py", "import typer"),
    ],
)
def test_a_library_out_of_place_is_seen(path: str, source: str) -> None:
    assert len(library_faults(source, path)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("spbe_analytics/ui/a.py", "import streamlit as st"),
        ("spbe_analytics/ingest/template.py", "import xlsxwriter"),
        ("spbe_analytics/store/migrations/env.py", "from alembic import context"),
        ("spbe_analytics/scoring/a.py", "import numpy as np"),
    ],
)
def test_a_library_in_its_place_is_left_alone(path: str, source: str) -> None:
    assert library_faults(source, path) == []


@pytest.mark.parametrize(
    ("path", "source", "seen"),
    [
        ("spbe_analytics/analysis/a.py", "COUNT = 47", 1),
        ("spbe_analytics/analysis/a.py", "good = index >= 2.6", 1),
        ("spbe_analytics/scoring/a.py", "EDGES = [0, 1.8, 2.6, 3.5, 4.2]", 3),
        ("spbe_analytics/scoring/a.py", "weights = {'D3': 16.5, 'D4': 45.5}", 2),
        ("spbe_analytics/charts/a.py", "line = {'width': 1.8}", 0),
        ("spbe_analytics/charts/a.py", "band = (2.6, 3.5)", 1),
        ("spbe_analytics/analysis/a.py", '"""Indicators 1 to 47."""\nplaces = 2', 0),
        ("spbe_analytics/analysis/a.py", "shown = True", 0),
    ],
)
def test_a_number_of_one_regulation_is_seen(path: str, source: str, seen: int) -> None:
    assert len(number_faults(source, path)) == seen


@pytest.mark.parametrize(
    ("path", "source", "seen"),
    [
        ("spbe_analytics/core.py", "", 1),
        ("spbe_analytics/utils/text.py", "", 1),
        ("spbe_analytics/scoring/helpers.py", "", 1),
        ("spbe_analytics/scoring/long.py", "x = 1\n" * 401, 1),
        ("spbe_analytics/scoring/scores.py", "x = 1\n" * 400, 0),
    ],
)
def test_a_badly_named_or_long_module_is_seen(path: str, source: str, seen: int) -> None:
    assert len(shape_faults(source, path)) == seen


GOOD_PAGE = '''"""Profil daerah."""

import streamlit as st

from spbe_analytics.ui import profile
from spbe_analytics.ui.kit.shell import open_page

view = open_page("profil")
if profile.answer(view):
    st.divider()
'''

BAD_PAGES = {
    "too long": GOOD_PAGE + "st.divider()\n" * 60,
    "nothing but imports": '"""Profil."""\nimport streamlit as st\n',
    "not opened": GOOD_PAGE.replace('view = open_page("profil")\n', "view = profile.view()\n"),
    "opened late": GOOD_PAGE.replace("view = ", 'st.title("Profil")\nview = '),
    "opened in a condition": GOOD_PAGE.replace("view = open_page", "if st:\n    view = open_page"),
    "pandas": GOOD_PAGE.replace("import streamlit as st", "import pandas as pd"),
    "numpy": GOOD_PAGE.replace("import streamlit as st", "from numpy import array"),
    "plotly": GOOD_PAGE.replace("import streamlit as st", "import plotly.express as px"),
    "a function": GOOD_PAGE + "def show():\n    st.divider()\n",
    "a class": GOOD_PAGE + "class Row:\n    pass\n",
    "a sum": GOOD_PAGE + "st.metric('x', view.index - view.before)\n",
    "a running sum": GOOD_PAGE + "total = view.index\ntotal += view.before\n",
    "session state": GOOD_PAGE + "st.session_state.home = 1\n",
    "session state by name": GOOD_PAGE + "getattr(st, 'session_state')\n",
}


@pytest.mark.parametrize("source", BAD_PAGES.values(), ids=BAD_PAGES.keys())
def test_a_bad_page_is_seen(source: str) -> None:
    assert len(page_faults(source, "pages/profil.py")) == 1


@pytest.mark.parametrize("source", [GOOD_PAGE, GOOD_PAGE.replace("view = open_page", "open_page")])
def test_a_good_page_is_left_alone(source: str) -> None:
    assert page_faults(source, "pages/profil.py") == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('"""Opens."""\nfrom spbe_analytics.ui.kit.shell import run\n\nrun()\n', 0),
        ("import x\n", 1),
        ("run()\n" * 4, 1),
    ],
)
def test_an_entry_that_does_more_or_nothing_is_seen(source: str, faults: int) -> None:
    assert len(dashboard_faults(source, "dashboard.py")) == faults
