"""The Indonesian of Streamlit's own words: well formed, and still words of the Streamlit that is installed."""

import json
import re
from pathlib import Path

import pytest
from streamlit import file_util

from spbe_analytics.ui.door.door import ASSETS

WORDS: dict[str, str] = json.loads((ASSETS / "words.json").read_text(encoding="utf-8"))
HOLE = re.compile(r"\{n?\}")

MADE = {
    r"Press (Ctrl|⌘)\+Enter to": "+Enter to",
    r".* to (apply|submit form)": "submit form",
    r"(day|month|year), \{\}": "day",
    r"Choose date, \{\}": "Choose date",
    r"(0|1|\{n\}) options? available\.": "available.",
    r"(Search|Download as CSV|Show/hide columns|(Close f|F)ullscreen|Clear selection): \{\}": "Fullscreen",
    r"\{n\} results|1 result": "result",
    r"add icon": " icon",
    r"Connection failed with status .*": "Connection failed with status",
    r"You can only select up to .*": "You can only select up to",
    r"Error:": "Error: ",
}
"""Words that Streamlit puts together, and the piece of each that its script holds."""


@pytest.fixture(scope="module")
def script() -> str:
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js")))


def pieces(theirs: str) -> list[str]:
    """Return what of a word must stand in Streamlit's script."""
    for form, piece in MADE.items():
        if re.fullmatch(form, theirs):
            return [piece]
    return [piece.strip(" .") for piece in HOLE.split(theirs) if piece.strip(" .")]


def test_every_word_keeps_what_stands_in_its_holes() -> None:
    assert [theirs for theirs, ours in WORDS.items() if HOLE.findall(theirs) != HOLE.findall(ours)] == []


def test_no_word_becomes_another_english_one() -> None:
    assert [ours for theirs, ours in WORDS.items() if ours in WORDS and ours != theirs] == []


def test_every_word_is_one_of_the_installed_streamlit(script: str) -> None:
    assert [theirs for theirs in WORDS for piece in pieces(theirs) if piece not in script] == []
