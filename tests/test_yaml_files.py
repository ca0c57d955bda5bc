"""The files that ship mean what YAML 1.2 says they mean, and a key that stands twice is refused."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from spbe_analytics.errors import InstrumentError
from spbe_analytics.yaml_files import read_yaml
from tests.conftest import ROOT

SHIPPED = sorted((ROOT / "spbe_analytics").rglob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_file_that_ships_is_read_as_another_reader_reads_it(path: Path) -> None:
    other = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    assert repr(read_yaml(path)) == repr(other)


def test_the_headings_no_and_on_are_texts(tmp_path: Path) -> None:
    path = tmp_path / "kata.yaml"
    path.write_text("[No, on, yes, 1_000, 010, 12:30, true, null, 1.30, 7, ~]", encoding="utf-8")
    assert read_yaml(path) == ["No", "on", "yes", "1_000", "010", "12:30", True, None, 1.3, 7, None]


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "x:\n  - {b: 1, b: 2}\n", "a: [1\n", "a: \x00\n"])
def test_what_is_no_sound_file_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "salah.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InstrumentError, match=r"^salah\.yaml: "):
        read_yaml(path)
