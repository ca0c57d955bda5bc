"""A setting that cannot be used is told by its variable, with what it may be."""

from collections.abc import Iterator

import pytest

from spbe_analytics.errors import SettingError
from spbe_analytics.settings import settings


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("variable", "written", "said"),
    [
        (
            "SPBE_PORT",
            "abc",
            "SPBE_PORT berisi “abc”. Isi dengan bilangan bulat, paling kecil 1 dan paling besar 65535.",
        ),
        ("SPBE_PORT", "0", "SPBE_PORT berisi “0”."),
        ("SPBE_MAX_ROWS", "-1", "SPBE_MAX_ROWS berisi “-1”. Isi dengan bilangan bulat, paling kecil 100."),
        ("SPBE_LOAD_PUBLISHED", "mungkin", "Isi dengan true atau false."),
        ("SPBE_READ_SECONDS", "0", "SPBE_READ_SECONDS berisi “0”. Isi dengan bilangan, lebih dari 0."),
        ("SPBE_READERS", "", "SPBE_READERS berisi “”."),
        ("SPBE_READERS", "9" * 5000, f"SPBE_READERS berisi “{'9' * 59}…”."),
    ],
)
def test_a_bad_setting_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, written: str, said: str
) -> None:
    monkeypatch.setenv(variable, written)
    with pytest.raises(SettingError) as told:
        settings()
    assert said in str(told.value)


def test_all_bad_settings_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPBE_PORT", "x")
    monkeypatch.setenv("SPBE_MAX_SHEETS", "y")
    with pytest.raises(SettingError, match=r"SPBE_MAX_SHEETS.*SPBE_PORT|SPBE_PORT.*SPBE_MAX_SHEETS"):
        settings()
