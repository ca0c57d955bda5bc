"""The rules that hold for an action wherever it is written."""

from datetime import date

import pytest

from spbe_analytics.entries.action import FIELDS, Action
from spbe_analytics.entries.fields import clean, is_link
from spbe_analytics.schema import Labelled

SOUND = Action("73.22", 2024, "final", "spbe-59-2020", "I10", "SK tim koordinasi SPBE ditetapkan ulang")


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"action": ""}, "action", "Isi tindakannya"),
        ({"evidence": "javascript:alert(1)"}, "evidence", "http:// atau https://"),
        ({"evidence": "jdih.luwuutarakab.go.id"}, "evidence", "http:// atau https://"),
        ({"due": date(202, 12, 31)}, "due", "Tenggat tahun 202 di luar kewajaran"),
        ({"due": date(2206, 1, 1)}, "due", "pilih antara 2023 dan 2044"),
        ({"state": "macet"}, "state", "Keadaan “macet” tidak dikenal"),
        ({"theme": "wisata"}, "theme", "Tema “wisata” tidak dikenal"),
        ({"unit": "x" * (FIELDS["unit"].longest + 1)}, "unit", "paling banyak 200"),
    ],
)
def test_what_breaks_a_rule_is_said_by_field(changed: dict[str, object], field: str, said: str) -> None:
    found = SOUND.but(**changed).faults()
    assert list(found) == [field]
    assert said in found[field]


def test_a_sound_action_has_no_fault() -> None:
    full = SOUND.but(due=date(2026, 12, 31), state="selesai", theme="stunting", evidence="https://a.go.id/sk?x=1")
    assert SOUND.faults() == full.faults() == {}


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://jdih.go.id/sk.pdf", True),
        ("HTTP://10.0.0.1:8080/x", True),
        ("https://", False),
        ("https:///x", False),
        ("ftp://a.id/x", False),
        ("data:text/html,<b>", False),
        (" https://a.id", False),
        ('https://a.id/"onmouseover="x', False),
        ("https://a.id/a b", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_only_whole_web_addresses_are_links(text: str, link: bool) -> None:
    assert is_link(text) is link


def test_a_text_loses_what_nobody_sees() -> None:
    assert clean("  SK\x00 tim\r\nkoordinasi\u202e \ud800") == "SK tim\nkoordinasi"


def test_a_word_of_a_closed_list_cannot_be_without_a_label() -> None:
    with pytest.raises(TypeError, match="Colour: red has no label"):
        Labelled("Colour", {"RED": "red"})  # type: ignore[call-overload]
    assert all(member.label for words in Labelled.__subclasses__() for member in words)
