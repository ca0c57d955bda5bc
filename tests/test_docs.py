"""Guards a habit: every command, option, setting and page is documented."""

import re
from dataclasses import fields

import pytest
import typer

from spbe_analytics.cli import COMMANDS
from spbe_analytics.settings import PREFIX, ROOT, Settings
from spbe_analytics.ui.kit.menu import MENU, Entry

README = ROOT / "README.md"
PAGES = sorted((ROOT / "pages").glob("*.py"))
SETTINGS = [f"{PREFIX}{item.name}".upper() for item in fields(Settings)]


def words(text: str) -> set[str]:
    """The words of a text as a shell would read them: ``--json``, ``template``, ``SPBE_PORT``."""
    return set(re.findall(r"--[a-z][a-z-]*|[A-Za-z_][\w-]*", text))


def commands(group: typer.core.TyperGroup) -> dict[str, list[str]]:
    """Each command of a command line with its long options."""
    context = typer.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {
        name: [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        for name, command in found.items()
    }


def undocumented(names: list[str], text: str) -> list[str]:
    """List the names that a text does not mention as whole words."""
    return [name for name in names if name not in words(text)]


def presented(title: str, text: str) -> bool:
    """Tell whether a page is presented: its title stands in a heading, a list item or a row of a table."""
    lines = [line for line in text.splitlines() if line.lstrip().startswith(("#", "|", "-", "*"))]
    return any(re.search(rf"(?<!\w){re.escape(title)}(?!\w)", line) for line in lines)


def test_the_guard_sees_what_is_missing() -> None:
    text = "| `template` | `--region`, `--out` | see SPBE_PORT |"
    assert undocumented(["template", "--region", "SPBE_PORT"], text) == []
    assert undocumented(["temp", "--reg", "--json", "SPBE_PO"], text) == ["temp", "--reg", "--json", "SPBE_PO"]
    assert presented("Tren", "| **Tren** | changes by year |")
    assert not presented("Tren", "| Trend | x |")
    assert not presented("Tren", "Tren in running text is no presentation")


def test_the_guard_sees_commands_and_options() -> None:
    app = typer.Typer()

    @app.command()
    def count(file: str, as_json: bool = typer.Option(False, "--json", "-j"), year: int = 2024) -> None:
        typer.echo(f"{file} {as_json} {year}")

    @app.command("list")
    def show() -> None:
        typer.echo("")

    assert commands(typer.main.get_command(app)) == {"count": ["--json", "--year"], "list": []}


def test_there_are_commands_settings_and_pages() -> None:
    assert {"template", "check", "score", "import", "rank", "show"} <= set(commands(COMMANDS))
    assert "--json" in commands(COMMANDS)["score"]
    assert {"SPBE_DATABASE_URL", "SPBE_ADDRESS"} <= set(SETTINGS)
    assert {"ringkasan", "peringkat", "profil", "perbandingan", "tren", "unggah", "metodologi"} <= {
        page.stem for page in PAGES
    }


def test_every_command_and_option_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    assert undocumented(list(commands(COMMANDS)), text) == []
    assert undocumented([option for options in commands(COMMANDS).values() for option in options], text) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_in_the_readme(setting: str) -> None:
    assert undocumented([setting], README.read_text(encoding="utf-8")) == []


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    named = set(re.findall(r"\bSPBE_[A-Z_]+\b", README.read_text(encoding="utf-8")))
    assert named - set(SETTINGS) == set()


def test_every_setting_has_a_description() -> None:
    assert [item.name for item in fields(Settings) if not item.metadata["description"]] == []


def test_every_page_is_in_the_menu_and_every_entry_has_its_page() -> None:
    assert sorted(entry.file for entry in MENU) == [page.stem for page in PAGES]


@pytest.mark.parametrize("entry", MENU, ids=lambda entry: entry.file)
def test_every_page_is_in_the_readme_by_its_menu_title(entry: Entry) -> None:
    assert presented(entry.title, README.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "docs/glossary.md", "data/README.md"])
def test_a_document_exists_and_opens_with_its_title(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert len(lines) > 3
