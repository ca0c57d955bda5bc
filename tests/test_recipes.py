"""The recipes of docs/arsitektur.md, followed in a scratch copy from their words alone."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from spbe_analytics.settings import ROOT

PLACES = (ROOT, ROOT / "spbe_analytics", ROOT / "spbe_analytics" / "analysis")

GUIDE = (ROOT / "docs" / "arsitektur.md").read_text(encoding="utf-8")

PAGE = '''"""Sapaan: a page that greets."""

from spbe_analytics.ui.kit.boundary import parts
from spbe_analytics.ui.kit.shell import open_page
from spbe_analytics.ui.sapaan import greeting

view = open_page()
parts((greeting.show,), view)
'''

ROOM = '''"""The parts of *Sapaan*."""

from spbe_analytics.ui.kit import components
from spbe_analytics.parts.view import View


def show(view: View) -> None:
    """Greet the home region."""
    components.headline(f"Halo {view.home.bare}" if view.home else "Halo", str(view.year))
'''

LOOK = """
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("dashboard.py", default_timeout=60)
app.query_params["daerah"] = "Kabupaten Luwu Utara"
app.run().switch_page("pages/sapaan.py").run()
print(app.title[0].value, [error.value for error in app.error], app.exception)
"""

COMMAND = '''"""The command ``halo``."""

import typer

from spbe_analytics.cli.base import PlaceArgument
from spbe_analytics.regions import gazetteer


def greet(region: PlaceArgument) -> None:
    """Greet a government."""
    typer.echo(f"Halo {gazetteer()[region].name}")
'''


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project's source."""
    folder = tmp_path_factory.mktemp("scratch")
    for name in ("spbe_analytics", "pages", "data/published", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "dashboard.py", folder)
    return folder


def add(file: Path, after: str, text: str) -> None:
    """Put a text behind the first place that holds another one."""
    written = file.read_text(encoding="utf-8")
    assert after in written
    file.write_text(written.replace(after, after + text, 1), encoding="utf-8")


def run(scratch: Path, *words: str) -> str:
    environment = {**os.environ, "SPBE_DATABASE_URL": f"sqlite:///{scratch / 'spbe.db'}", "PYTHONPATH": str(scratch)}
    done = subprocess.run([sys.executable, *words], cwd=scratch, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_instrument_is_a_further_file(scratch: Path) -> None:
    folder = scratch / "spbe_analytics" / "instruments"
    text = (folder / "spbe_5_2018.yaml").read_text(encoding="utf-8")
    text = text.replace("id: spbe-5-2018", "id: spbe-lama").replace("first: 2018", "first: 2016", 1)
    (folder / "spbe_lama.yaml").write_text(text.replace("last: 2020", "last: 2017", 1), encoding="utf-8")
    words = ("template", "--region", "73.22", "--year", "2017", "--out", "isian.xlsx")
    run(scratch, "-m", "spbe_analytics", *words)
    assert (scratch / "isian.xlsx").stat().st_size > 5_000


def test_a_page_is_a_row_a_file_and_a_folder(scratch: Path) -> None:
    add(
        scratch / "spbe_analytics/ui/kit/menu.py",
        "MENU: Final = (\n",
        '    Entry("sapaan", "Sapaan", "Membaca hasil"),\n',
    )
    (scratch / "pages" / "sapaan.py").write_text(PAGE, encoding="utf-8")
    room = scratch / "spbe_analytics" / "ui" / "sapaan"
    room.mkdir()
    (room / "__init__.py").write_text('"""Sapaan."""\n', encoding="utf-8")
    (room / "greeting.py").write_text(ROOM, encoding="utf-8")
    assert "Halo Luwu Utara [] ElementList()" in run(scratch, "-c", LOOK)


def test_a_command_is_a_function_and_a_row(scratch: Path) -> None:
    (scratch / "spbe_analytics" / "cli" / "greeting.py").write_text(COMMAND, encoding="utf-8")
    row = '        "halo": (f"{HERE}.greeting.greet", "Sapa satu daerah."),\n'
    add(scratch / "spbe_analytics" / "cli" / "__init__.py", 'dan merencanakan.",\n    {\n', row)
    assert run(scratch, "-m", "spbe_analytics", "halo", "73.22") == "Halo Kabupaten Luwu Utara\n"
    assert "Sapa satu daerah." in run(scratch, "-m", "spbe_analytics", "--help")


def test_every_place_that_the_guide_names_is_there() -> None:
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*/?(?:\.(?:py|yaml|md))?)`", GUIDE))
    places = {name for name in named if "/" in name or name.endswith((".py", ".yaml"))}
    assert len(places) > 25
    absent = [name for name in places if not any((root / name).exists() for root in PLACES)]
    assert absent == []
